//! Reads commands with arguments: styles, links, quotes, notes, and commands that are ignored.

use super::{Piece, Reader, RichText, Style, TexMode, closing_brace, read_within};

/// Commands whose argument is ignored: author notes, sort keys, positions.
fn is_dropped(name: &str) -> bool {
    matches!(
        name,
        "thanks"
            | "inst"
            | "corref"
            | "fnref"
            | "tnoteref"
            | "label"
            | "noopsort"
            | "SortNoop"
            | "vspace"
            | "hspace"
            | "phantom"
            | "index"
            | "color"
            | "fontsize"
    )
}

impl Reader<'_> {
    /// Reads a command that changes the text in the braces after it.
    pub(super) fn with_arguments(&mut self, name: &str, depth: usize) -> bool {
        let starred = self.rest().strip_prefix('*').filter(|_| self.tex == TexMode::Full);
        let rest = starred.unwrap_or(self.rest()).trim_start();
        if !rest.starts_with('{') || closing_brace(rest).is_none() {
            return false;
        }
        let style = match name {
            "emph" | "textit" | "textsl" | "mkbibemph" | "mkbibitalic" => Some(Style::Emphasis),
            "textbf" | "mkbibbold" => Some(Style::Strong),
            "texttt" | "code" | "verb" => Some(Style::Code),
            "textsuperscript" => Some(Style::Raised),
            "textsubscript" => Some(Style::Lowered),
            _ => None,
        };
        if matches!(name, "begin" | "end") {
            // Lists become paragraphs. `\\item` begins each of them.
            self.verbatim();
            self.rich.0.push(Piece::Paragraph);
            return true;
        }
        if is_dropped(name) {
            self.verbatim();
            return true;
        }
        let known = style.is_some()
            || matches!(
                name,
                "href"
                    | "url"
                    | "cite"
                    | "citep"
                    | "citet"
                    | "enquote"
                    | "mkbibquote"
                    | "ensuremath"
                    | "textsc"
                    | "textrm"
                    | "textsf"
                    | "text"
                    | "mbox"
                    | "footnote"
                    | "mathrm"
                    | "textup"
                    | "textnormal"
            );
        if !known {
            return false;
        }
        self.at = self.text.len() - rest.len();
        if let Some(style) = style {
            self.rich.0.push(Piece::Open(style));
            self.parse_group(depth);
            self.rich.0.push(Piece::Close(style));
            return true;
        }
        match name {
            "href" => {
                let address = self.verbatim();
                self.skip_space();
                let words = self.verbatim();
                let words = read_within(&words, self.tex, depth + 1);
                self.rich.0.push(Piece::Link(address, words));
            }
            "url" => {
                let address = self.verbatim();
                self.rich.0.push(Piece::Link(address.clone(), RichText::text(&address)));
            }
            "cite" | "citep" | "citet" => {
                let keys = self.verbatim();
                self.rich.push_text(&format!("[{keys}]"));
            }
            "enquote" | "mkbibquote" => {
                self.rich.push_text("“");
                self.parse_group(depth);
                self.rich.push_text("”");
            }
            "footnote" => {
                self.rich.push_text(" (");
                self.parse_group(depth);
                self.rich.push_text(")");
            }
            "ensuremath" => {
                let tex = self.verbatim();
                self.math(&tex);
            }
            _ => self.parse_group(depth),
        }
        true
    }

    /// The unchanged text in the next braces. The text is empty if there are none.
    fn verbatim(&mut self) -> String {
        let rest = self.rest();
        let Some(end) = closing_brace(rest).filter(|_| rest.starts_with('{')) else { return String::new() };
        self.at += end + 1;
        rest[1..end].replace("\\_", "_").replace("\\%", "%").replace("\\#", "#").replace("\\&", "&")
    }
}
