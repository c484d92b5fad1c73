//! `llms.txt`.

/// `llms.txt`.
#[derive(Clone, Hash, Debug)]
pub struct LlmsView {
    /// The digest's name.
    pub title: String,
    /// One or two sentences about it.
    pub description: Option<String>,
    /// The name of the curator.
    pub curator: Option<String>,
    /// The number of entries.
    pub total: usize,
    /// Lists and files: name, URL and description.
    pub places: Vec<(&'static str, String, &'static str)>,
    /// The newest editions: name, URL and number of entries.
    pub editions: Vec<(String, String, usize)>,
}
