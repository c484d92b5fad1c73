//! Which entries are shown: drafts, days to come, days that are over.

use crate::site::{Build, entry, site};

fn entries() -> String {
    entry("past", "2025-05-31", "")
        + &entry("today", "2025-06-01", "")
        + &entry("tomorrow", "2025-06-02", "")
        + &entry("draft", "2025-05-30", "draft = true")
        + &entry("over", "2025-05-01", "expires = 2025-06-01")
        + &entry("last-day", "2025-05-01", "expires = 2025-06-02")
}

fn shown(build: &Build) -> Vec<&str> {
    build.papers("/papers/")
}

#[test]
fn drafts_and_days_to_come_are_hidden() {
    let mut site = site(&entries());
    assert_eq!(shown(&site.build().fine()), ["today", "past", "last-day"]);
    assert_eq!(shown(&site.drafts().build().fine()), ["today", "past", "draft", "last-day"]);
    assert_eq!(shown(&site.future().build().fine()), ["tomorrow", "today", "past", "draft", "last-day"]);
    assert_eq!(
        shown(&site.today("2025-05-30").build().fine()),
        ["tomorrow", "today", "past", "draft", "last-day", "over"]
    );
}

#[test]
fn what_is_hidden_is_nowhere() {
    let mut text = entry("a", "2025-05-01", "");
    text += &entry(
        "secret/index",
        "2025-05-02",
        "draft = true\ntopics = [\"Hush\"]\ntags = [\"hush\"]\nauthors = [\"Hidden Person\"]\naliases = [\"/hushed/\"]",
    );
    text += "![](plot.png)\n--- content/papers/secret/plot.png\nx\n";
    let build = site(&text).build().fine();
    let told: Vec<_> = build
        .files
        .iter()
        .filter(|(path, bytes)| {
            let text = String::from_utf8_lossy(bytes).to_lowercase();
            path.contains("secret")
                || ["secret", "hush", "hidden-person", "2025/05/02"].iter().any(|word| text.contains(word))
        })
        .map(|(path, _)| path)
        .collect();
    assert_eq!(told, Vec::<&String>::new());
    assert!(site(&text).drafts().build().fine().has("/papers/secret/plot.png"));
}

#[test]
fn today_is_the_day_in_the_digests_time_zone() {
    let at = |zone: &str, moment: &str| {
        let build = site(&format!("timezone = \"{zone}\"\n{}", entries())).now(moment).build().fine();
        shown(&build).first().map(|slug| (*slug).to_owned()).unwrap()
    };
    assert_eq!(at("UTC", "2025-06-01T23:59:59Z"), "today");
    assert_eq!(at("Asia/Tokyo", "2025-06-01T14:59:59Z"), "today");
    assert_eq!(at("Asia/Tokyo", "2025-06-01T15:00:00Z"), "tomorrow");
    assert_eq!(at("America/New_York", "2025-06-02T03:59:59Z"), "today");
    assert_eq!(at("America/New_York", "2025-06-01T03:59:59Z"), "past");
}
