//! Finds code repositories that an abstract mentions and the entry does not link to.

use super::CheckContext;
use super::fix::{Edit, Fix};
use crate::content::{PaperDocument, front_matter};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::check as codes;
use crate::paper::LinkKind;
use crate::place::Span;

/// Hosts with URLs of the form `host/owner/repository`.
const HOSTS: [&str; 4] = ["github.com/", "gitlab.com/", "bitbucket.org/", "codeberg.org/"];
/// First path segments at these hosts that are not owners of repositories.
const NOT_OWNERS: [&str; 6] = ["topics", "features", "orgs", "sponsors", "search", "settings"];

/// Reports code links that are missing in entries. If an entry has no `code` and its abstract mentions only one
/// repository, `--fix` can add it.
pub fn check(context: &CheckContext<'_>, diagnostics: &mut Vec<Diagnostic>, fixes: &mut Vec<Fix>) {
    for paper in context.digest.papers.iter().map(|paper| paper.document) {
        let Some(text) = &paper.abstract_text else { continue };
        let found = repositories(&text.plain);
        if found.is_empty() {
            continue;
        }
        let file = context.sources.text(&paper.path).unwrap_or_default();
        let known = known(paper, file);
        let missing: Vec<_> = found.iter().filter(|found| !known.contains(&found.name)).collect();
        let has_code = paper.links.iter().any(|link| link.kind == LinkKind::Code);
        for repository in &missing {
            let written = &repository.written;
            let span = file.find(written).map(|at| Span::new(at, at + written.len()));
            diagnostics.push(codes::unlisted_code(&paper.path, span, &repository.address, has_code));
        }
        if let ([only], 1, false) = (missing.as_slice(), found.len(), has_code) {
            let edit = Edit::Add { key: "code", value: only.address.clone() };
            fixes.push(Fix { path: paper.path.clone(), edit });
        }
    }
}

struct Repository {
    /// The text in the abstract.
    written: String,
    address: String,
    /// Host, owner and name in lower case.
    name: String,
}

/// The repositories that a text mentions, without duplicates.
fn repositories(text: &str) -> Vec<Repository> {
    let lower = text.to_ascii_lowercase();
    let mut found: Vec<Repository> = Vec::new();
    let mut starts: Vec<usize> =
        HOSTS.iter().flat_map(|host| lower.match_indices(host).map(|(at, _)| at)).collect();
    starts.sort_unstable();
    for at in starts {
        let before = text[..at].chars().next_back();
        let is_host = before.is_none_or(|c| !c.is_alphanumeric() && c != '-')
            && (before != Some('.') || lower[..at].ends_with("www."));
        let end = text[at..].find(|c: char| c.is_whitespace() || "<>\"'`{}|\\^,;)]$".contains(c));
        let address =
            text[at..end.map_or(text.len(), |end| at + end)].trim_end_matches(['.', ':', '/', '!', '?']);
        let mut parts = address.split(['/', '#', '?']);
        let (host, owner, name) = (parts.next(), parts.next(), parts.next());
        let (Some(host), Some(owner), Some(name)) = (host, owner, name) else { continue };
        let is_valid = |part: &str| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
        };
        if !is_host || !is_valid(owner) || !is_valid(name) || NOT_OWNERS.contains(&owner) {
            continue;
        }
        let repository = name.strip_suffix(".git").unwrap_or(name);
        let key = format!("{host}/{owner}/{repository}").to_ascii_lowercase();
        if !found.iter().any(|known| known.name == key) {
            let lead = ["https://www.", "http://www.", "https://", "http://", "www."];
            let lead = lead.into_iter().find(|lead| lower[..at].ends_with(lead)).unwrap_or("");
            let written = format!("{}{address}", &text[at - lead.len()..at]);
            let host = host.to_ascii_lowercase();
            found.push(Repository {
                written,
                address: format!("https://{host}{}", &address[host.len()..]),
                name: key,
            });
        }
    }
    found
}

/// The entry's links and note, without its abstract, in lower case.
fn known(paper: &PaperDocument, file: &str) -> String {
    let links = paper.links.iter().map(|link| link.url.as_str());
    let address = paper.url.as_ref().map(|url| url.value.as_str());
    let body = front_matter(&paper.path, file).map_or(0, |split| split.body);
    let all: Vec<&str> = links.chain(address).chain(file.get(body..)).collect();
    all.join("\n").to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repositories_in_abstracts() {
        for (text, expected) in [
            ("Code: https://github.com/Ab/c-d.", vec!["https://github.com/Ab/c-d"]),
            (
                "at github.com/a/b.git, and (http://www.gitlab.com/x/y/)",
                vec!["https://github.com/a/b.git", "https://gitlab.com/x/y"],
            ),
            ("https://github.com/a/b and https://github.com/A/B#readme", vec!["https://github.com/a/b"]),
            ("https://github.com/a https://github.com/topics/x notgithub.com/a/b raw.github.com/a/b", vec![]),
            ("https://github.com/a/b/tree/main/c", vec!["https://github.com/a/b/tree/main/c"]),
        ] {
            let found: Vec<_> = repositories(text).into_iter().map(|found| found.address).collect();
            assert_eq!(found, expected, "{text}");
        }
        assert_eq!(repositories("see https://www.github.com/a/b.")[0].written, "https://www.github.com/a/b");
    }
}
