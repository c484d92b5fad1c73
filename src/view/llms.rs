//! `llms.txt`.

/// `llms.txt`.
#[derive(Clone, Hash, Debug)]
pub struct LlmsView {
    /// The digest's name.
    pub title: String,
    /// One or two sentences on it.
    pub description: Option<String>,
    /// Who chooses.
    pub curator: Option<String>,
    /// How many entries there are.
    pub total: usize,
    /// Lists and files: name, whole address, and what is there.
    pub places: Vec<(&'static str, String, &'static str)>,
    /// The newest editions: name, whole address, and how many entries each has.
    pub editions: Vec<(String, String, usize)>,
}
