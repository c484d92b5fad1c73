//! What the fuzz targets share. Everything that is checked stands in `targets`, which the tests of
//! digestgen use too, on the inputs that were found.

#[path = "../../tests/it/hostile/document.rs"]
pub mod document;
pub mod targets;

/// Runs a target. A panic that is caught on the way, as those of math-core are, is no find.
pub fn run(target: fn(&[u8]), data: &[u8]) {
    static HOOK: std::sync::Once = std::sync::Once::new();
    HOOK.call_once(|| std::panic::set_hook(Box::new(|info| eprintln!("{info}"))));
    target(data);
}
