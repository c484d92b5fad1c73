//! Writes the list of redirects that a host reads: `_redirects` of Netlify and Cloudflare Pages, and the lines of
//! a `map` of nginx. Every path is quoted or encoded, so that none can add a line or a field.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::format::RedirectFormat;
use crate::view::RedirectListView;

/// All that is encoded in a path: everything but letters, digits, `/` and `-._~` (RFC 3986, 2.3).
const IN_PATHS: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The list: one line for each old path.
pub fn redirect_list(view: &RedirectListView) -> Vec<u8> {
    let line = |(from, to): &(String, String)| {
        let to = encoded(to);
        match view.format {
            // Without `!`, Netlify shows the page at the old address instead.
            RedirectFormat::Netlify => format!("{} {to} 301!\n", encoded(from)),
            RedirectFormat::Cloudflare => format!("{} {to} 301\n", encoded(from)),
            // nginx compares the decoded path. Aliases contain no quote, backslash or control character.
            RedirectFormat::Nginx => format!("\"{from}\" \"{to}\";\n"),
        }
    };
    view.redirects.iter().map(line).collect::<String>().into_bytes()
}

fn encoded(path: &str) -> String {
    utf8_percent_encode(path, IN_PATHS).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(format: RedirectFormat, from: &str) -> String {
        let redirects = vec![(from.to_owned(), "/papers/a/".to_owned())];
        String::from_utf8(redirect_list(&RedirectListView { format, redirects })).unwrap_or_default()
    }

    #[test]
    fn no_path_breaks_its_line() {
        for (from, encoded) in [
            ("/old path/", "/old%20path/"),
            ("/a\nb/", "/a%0Ab/"),
            ("/*", "/%2A"),
            ("/über", "/%C3%BCber"),
            ("/a%20b", "/a%2520b"),
        ] {
            assert_eq!(list(RedirectFormat::Netlify, from), format!("{encoded} /papers/a/ 301!\n"));
            assert_eq!(list(RedirectFormat::Cloudflare, from), format!("{encoded} /papers/a/ 301\n"));
        }
        assert_eq!(list(RedirectFormat::Nginx, "/old path/"), "\"/old path/\" \"/papers/a/\";\n");
    }
}
