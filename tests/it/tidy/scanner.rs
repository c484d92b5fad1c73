//! A scanner of Rust text that knows comments, strings and `crate::` paths, and no more.

use std::collections::BTreeSet;

/// The text without comments and what stands in strings.
pub fn code_of(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let skipped = match c {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => block_comment(rest),
            '"' => string(rest),
            'r' if !code.ends_with(is_word) => raw_string(rest),
            '\'' => character(rest),
            _ => 0,
        };
        if skipped == 0 {
            code.push(c);
            rest = &rest[c.len_utf8()..];
        } else {
            code.push_str(if c == '"' || c == 'r' { "\"\"" } else { " " });
            rest = &rest[skipped..];
        }
    }
    code
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn block_comment(text: &str) -> usize {
    let (mut at, mut depth) = (0, 0_usize);
    while at < text.len() {
        match &text.as_bytes()[at..] {
            [b'/', b'*', ..] => (at, depth) = (at + 2, depth + 1),
            [b'*', b'/', ..] => (at, depth) = (at + 2, depth - 1),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

fn string(text: &str) -> usize {
    let mut escaped = false;
    let end = text[1..].find(|c| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    });
    end.map_or(text.len(), |end| end + 2)
}

fn raw_string(text: &str) -> usize {
    let hashes = text[1..].bytes().take_while(|byte| *byte == b'#').count();
    if !text[1 + hashes..].starts_with('"') {
        return 0;
    }
    let (start, close) = (2 + hashes, format!("\"{}", "#".repeat(hashes)));
    text[start..].find(&close).map_or(text.len(), |end| start + end + close.len())
}

/// A character, unless it is a lifetime.
fn character(text: &str) -> usize {
    let mut chars = text[1..].char_indices();
    match (chars.next(), chars.next()) {
        (Some((_, '\\')), Some(_)) => text[3..].find('\'').map_or(0, |end| end + 4),
        (Some(_), Some((at, '\''))) => at + 2,
        _ => 0,
    }
}

/// The text without its `#[cfg(test)]` modules. Takes what [`code_of`] gives.
pub fn without_tests(code: &str) -> String {
    let mut kept = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(start) = rest.find("#[cfg(test)]") {
        kept.push_str(&rest[..start]);
        rest = &rest[start..];
        let end = rest.find(['{', ';']).map_or(rest.len(), |open| open + group(&rest[open..]));
        rest = &rest[end..];
    }
    kept + rest
}

/// The length of what stands in braces, or of a single character.
fn group(text: &str) -> usize {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + c.len_utf8();
        }
    }
    text.len()
}

/// Modules of the crate that a file names: `crate::site`, `crate::{site, slug}`, and as many `super`s as
/// its `depth` before one of the `known` modules.
pub fn imports(text: &str, depth: usize, known: &BTreeSet<&str>) -> BTreeSet<String> {
    let code: String = code_of(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let code = code.replace(" ::", "::").replace(":: ", "::");
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        if !code[..at].ends_with(|c| is_word(c) || c == '$') {
            found.extend(heads(&code[at + "crate::".len()..]));
        }
    }
    let climb = "super::".repeat(depth);
    for (at, _) in code.match_indices(&climb).filter(|_| depth > 0) {
        let heads = heads(&code[at + climb.len()..]).into_iter();
        found.extend(heads.filter(|head| known.contains(head.as_str())));
    }
    found
}

/// The first names of a path, or of each path of a group.
fn heads(path: &str) -> Vec<String> {
    let Some(inner) = path.strip_prefix('{') else {
        let name: String = path.chars().take_while(|c| is_word(*c)).collect();
        return if name.is_empty() { Vec::new() } else { vec![name] };
    };
    let inner = &inner[..group(path).saturating_sub(2)];
    let mut depth = 0_i32;
    let paths = inner.split(|c| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == ',' && depth == 0
    });
    paths.flat_map(|path| heads(path.trim())).collect()
}
