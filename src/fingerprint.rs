//! 128-bit fingerprints of values, and shared values that store their fingerprint.
//!
//! A fingerprint decides whether something is read, parsed or rendered again. It is XXH3 without a seed:
//! fast on short and long texts, and the same in every run of the same binary. It does not protect against
//! collisions that are made on purpose.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize, Serializer};
use xxhash_rust::xxh3::{Xxh3, xxh3_128};

/// Identifies a value by its content.
///
/// ```
/// use digestgen::fingerprint::Fingerprint;
///
/// let (title, body) = (Fingerprint::of_bytes(b"title"), Fingerprint::of_bytes(b"body"));
/// assert_eq!(title, Fingerprint::of_bytes(b"title"));
/// // The order matters.
/// assert_ne!(title.with(body), body.with(title));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Fingerprint(pub u128);

impl Fingerprint {
    /// The fingerprint of a value that implements `Hash`.
    pub fn of<T: Hash + ?Sized>(value: &T) -> Self {
        let mut hasher = Xxh3::new();
        value.hash(&mut hasher);
        Self(hasher.digest128())
    }

    /// The fingerprint of a text or file. Faster than [`Fingerprint::of`] on large ones.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self(xxh3_128(bytes))
    }

    /// Combines two fingerprints.
    pub fn with(self, other: Fingerprint) -> Self {
        Self::of(&(self.0, other.0))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

/// A value that many views share. Its hash is its fingerprint, 16 bytes for any size, and its template value is
/// created once. Otherwise every page that shows it would compute both again.
///
/// ```
/// use digestgen::fingerprint::{Fingerprint, Fingerprinted};
///
/// let shared = Fingerprinted::new(vec!["a", "b"]);
/// assert_eq!(shared.len(), 2);
/// assert_eq!(shared.fingerprint(), Fingerprint::of(&vec!["a", "b"]));
/// ```
pub struct Fingerprinted<T>(Arc<Shared<T>>);

struct Shared<T> {
    value: T,
    fingerprint: Fingerprint,
    template_value: OnceLock<tera::Value>,
}

impl<T: Hash> Fingerprinted<T> {
    /// Wraps a value and takes its fingerprint.
    pub fn new(value: T) -> Self {
        let fingerprint = Fingerprint::of(&value);
        Self(Arc::new(Shared { value, fingerprint, template_value: OnceLock::new() }))
    }
}

impl<T> Fingerprinted<T> {
    /// The fingerprint of the value.
    pub fn fingerprint(&self) -> Fingerprint {
        self.0.fingerprint
    }

    /// Sets the template value. Only the first call has an effect, so the result of `make` must depend only on this
    /// value and the theme.
    pub fn prepare(&self, make: impl FnOnce() -> tera::Value) {
        self.0.template_value.get_or_init(make);
    }
}

impl<T: Serialize> Fingerprinted<T> {
    /// The value for templates, created on the first call.
    pub fn template_value(&self) -> tera::Value {
        let make = || tera::Value::try_from_serializable(&self.0.value).unwrap_or(tera::Value::none());
        self.0.template_value.get_or_init(make).clone()
    }
}

impl<T> Clone for Fingerprinted<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Deref for Fingerprinted<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0.value
    }
}

impl<T> Hash for Fingerprinted<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u128(self.0.fingerprint.0);
    }
}

impl<T: fmt::Debug> fmt::Debug for Fingerprinted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.value.fmt(f)
    }
}

impl<T: Serialize> Serialize for Fingerprinted<T> {
    /// Tera passes a nested `Value` on unchanged, so this costs only a reference count.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.template_value().serialize(serializer)
    }
}
