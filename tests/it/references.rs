//! References between entries: `[[slug]]` and `[@id]`, and which entry each leads to.

use crate::site::{entry, site};

/// Where the references in the note of the entry `z` lead.
fn lead_to(text: &str, note: &str) -> Vec<String> {
    let build = site(&format!("{text}{}{note}\n", entry("z", "2025-05-30", ""))).build().fine();
    let links = build.links("/papers/z/").into_iter();
    links.filter_map(|link| Some(link.strip_prefix("/papers/")?.strip_suffix('/')?.to_owned())).collect()
}

#[test]
fn old_arxiv_ids_are_found_in_any_case() {
    let text = entry("a", "2025-05-01", "arxiv = \"math.GT/0309136\"");
    for id in ["math.GT/0309136", "math.gt/0309136", "math.Gt/0309136v2"] {
        assert!(lead_to(&text, &format!("[@{id}]")).contains(&"a".to_owned()), "{id}");
    }
}

#[test]
fn an_arxiv_id_means_the_oldest_of_several_entries() {
    let text = entry("newer", "2025-05-08", "arxiv = \"1706.03762v5\"\nagain = \"older\"")
        + &entry("older", "2025-05-01", "arxiv = \"1706.03762\"")
        + &entry("newest", "2025-05-09", "arxiv = \"1706.03762\"\nagain = \"older\"");
    for id in ["1706.03762", "1706.03762v1"] {
        let mut links = lead_to(&text, &format!("[@{id}]"));
        links.retain(|slug| slug.ends_with("er") || slug == "newest");
        links.dedup();
        assert_eq!(links[0], "older", "{id}: {links:?}");
    }
}
