//! Names of languages in Babel, used by BibLaTeX's `langid`, and their BCP 47 tags, used by CSL.

/// Name and tag. The first name of a tag is used for export.
const LANGUAGES: [(&str, &str); 35] = [
    ("english", "en"),
    ("american", "en-US"),
    ("usenglish", "en-US"),
    ("USenglish", "en-US"),
    ("british", "en-GB"),
    ("ukenglish", "en-GB"),
    ("UKenglish", "en-GB"),
    ("ngerman", "de"),
    ("german", "de"),
    ("naustrian", "de-AT"),
    ("austrian", "de-AT"),
    ("nswissgerman", "de-CH"),
    ("swissgerman", "de-CH"),
    ("french", "fr"),
    ("francais", "fr"),
    ("spanish", "es"),
    ("italian", "it"),
    ("portuguese", "pt"),
    ("brazilian", "pt-BR"),
    ("dutch", "nl"),
    ("latin", "la"),
    ("greek", "el"),
    ("russian", "ru"),
    ("polish", "pl"),
    ("czech", "cs"),
    ("danish", "da"),
    ("swedish", "sv"),
    ("norwegian", "no"),
    ("norsk", "no"),
    ("finnish", "fi"),
    ("hungarian", "hu"),
    ("magyar", "hu"),
    ("turkish", "tr"),
    ("chinese", "zh"),
    ("japanese", "ja"),
];

/// The tag of a language.
pub fn language(babel: &str) -> Option<&'static str> {
    LANGUAGES.iter().find(|(name, _)| *name == babel).map(|(_, tag)| *tag)
}

/// The name of a language.
pub fn babel(tag: &str) -> Option<&'static str> {
    LANGUAGES.iter().find(|(_, known)| *known == tag).map(|(name, _)| *name)
}
