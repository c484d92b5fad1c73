//! Input that was made to take for ever, to fill the memory or to overrun the stack: the program ends, by
//! itself, soon, with a site or a diagnostic.

use std::fmt::Write as _;

use crate::conditions::rounds;
use crate::program::{build, watched};
use crate::site::{Site, site};

/// How deep things are nested and how often they are repeated.
fn times() -> usize {
    rounds(100_000)
}

/// The most memory a case may take.
const MIB: usize = 1024;

const ENTRY: &str = "content/papers/a.md";

/// Builds the site and holds it to the bounds. With `codes`, these are what it may be refused for.
#[track_caller]
fn check(name: &str, site: &Site, codes: &[&str]) {
    let run = watched(build(site.root(), &["--quiet", "--message-format", "json"]));
    let told: Vec<&str> =
        run.said.lines().filter_map(|line| line.strip_prefix("{\"code\":\"")?.split('"').next()).collect();
    eprintln!("{name}: exit {:?}, {} MiB, {} diagnostics", run.code, run.peak, told.len());
    let said = &run.said[..run.said.floor_char_boundary(600)];
    assert!(run.peak < MIB, "{name}: {} MiB", run.peak);
    match run.code {
        Some(0) => {}
        Some(1) => assert!(told.iter().any(|code| codes.contains(code)), "{name}: {said}"),
        code => panic!("{name}: exit {code:?}: {said}"),
    }
}

fn entry(front_matter: &str, body: &str) -> Site {
    let mut site = site("");
    site.write(ENTRY, format!("+++\ntitle = \"T\"\ndate = 2025-05-01\n{front_matter}\n+++\n{body}\n"));
    site
}

#[test]
fn nesting_in_texts() {
    for (name, open) in [
        ("quotes", ">"),
        ("brackets", "["),
        ("pictures", "!["),
        ("stars", "*"),
        ("stars apart", "*a "),
        ("underscores", "_a __b "),
        ("parentheses", "("),
        ("links", "[a]("),
        ("link addresses", "<a:"),
        ("braces", "{"),
        ("formula", "${"),
        ("divs", "<div>"),
        ("div blocks", "<div>\n\n"),
        ("bold", "<b>"),
        ("unknown tags", "<x>"),
        ("closing tags", "</b>"),
        ("comments", "<!--"),
        ("instructions", "<?"),
        ("lists", "- "),
        ("numbered", "1. "),
        ("code", "`a ``b "),
        ("footnotes", "[^1]: "),
        ("references", "[[a|"),
        ("tables", "|a\n|-\n"),
        ("cells", "|a|"),
        ("definitions", ": "),
        ("headings", "# a\n"),
        ("same headings", "#\n"),
        ("attributes", "# a {#b} {"),
        ("strikes", "~a ~~b "),
        ("references without end", "&#"),
        ("smart quotes", "\"'"),
        ("dollars", "$a$$b "),
    ] {
        let nested = open.repeat(times()) + "a";
        let line = super::quoted(&super::line(&nested));
        let front_matter = format!("tldr = {line}\nabstract = {line}\ntags = [{line}]");
        check(name, &entry(&front_matter, &nested), &["unresolved-reference"]);
    }
}

#[test]
fn nesting_in_toml() {
    let nested = |open: &str, middle: &str, close: &str| {
        format!("{}{middle}{}", open.repeat(times()), close.repeat(times()))
    };
    for (name, toml) in [
        ("open lists", format!("x = {}", "[".repeat(times()))),
        ("lists", format!("[extra]\nx = {}", nested("[", "", "]"))),
        ("open tables", format!("x = {}", "{a=".repeat(times()))),
        ("tables", format!("[extra]\nx = {}", nested("{a=", "1", "}"))),
        ("dotted keys", format!("[extra]\n{}a = 1", "a.".repeat(times()))),
        ("a few dotted keys", format!("[extra]\n{}a = 1", "a.".repeat(5_000))),
        ("dotted headers", format!("[extra.{}a]\nx = 1", "a.".repeat(times()))),
        ("lists of headers", format!("[[extra.{}a]]\nx = 1", "a.".repeat(times()))),
        ("headers", "[[extra.a]]\n".repeat(times())),
        ("quotes", format!("x = {}", "\"".repeat(times()))),
        ("escapes", format!("x = \"{}\"", "\\u0041".repeat(times()))),
    ] {
        let codes = ["bad-toml", "unknown-key", "wrong-type"];
        check(&format!("{name} in an entry"), &entry(&toml, ""), &codes);
        let mut config = site("");
        config.replace("config.toml", "theme = \"plain\"", &format!("theme = \"plain\"\n{toml}\n"));
        check(&format!("{name} in the configuration"), &config, &codes);
    }
}

#[test]
fn many_problems() {
    let each = |line: &dyn Fn(usize) -> String| (0..times() / 5).map(line).collect::<String>();
    for (name, front_matter, body) in [
        ("references", String::new(), each(&|n| format!("[[paper-of-nobody-{n}]]\n\n"))),
        ("addresses", String::new(), each(&|n| format!("[a](javascript:{n})\n\n"))),
        ("raw addresses", String::new(), each(&|n| format!("<a href='javascript:{n}'>a</a>\n\n"))),
        ("pictures", String::new(), each(&|n| format!("![]({n}.png)\n\n"))),
        ("tags", String::new(), each(&|n| format!("<x{n}>\n\n"))),
        ("formulas", String::new(), each(&|n| format!("$\\x{n}$\n\n"))),
        ("languages", String::new(), each(&|n| format!("```x{}\n```\n", n % 1_000))),
        ("footnotes", String::new(), each(&|n| format!("[^{n}]: a\n\n"))),
        ("keys", each(&|n| format!("key-{n} = 1\n")), String::new()),
        ("lines", each(&|n| format!("{n} = = 1\n")), String::new()),
        ("types", format!("tags = [{}]", "1,".repeat(times() / 5)), String::new()),
        ("a long line", format!("tags = [{}]", "1, 'a', ".repeat(times() / 5)), String::new()),
    ] {
        let codes = [
            "unresolved-reference",
            "missing-image",
            "unknown-key",
            "bad-toml",
            "wrong-type",
            "unsafe-address",
        ];
        let mut site = entry(&front_matter, &body);
        for n in 0..rounds(200) {
            site.write(
                &format!("content/papers/paper-{n}.md"),
                "+++\ntitle = \"T\"\ndate = 2025-05-01\n+++\n",
            );
        }
        check(name, &site, &codes);
        // As people see it.
        let run = watched(build(site.root(), &["--quiet"]));
        eprintln!("{name}, drawn: {} MiB, {} bytes", run.peak, run.said.len());
        assert!(matches!(run.code, Some(0 | 1)), "{name}, drawn: exit {:?}", run.code);
        assert!(run.peak < MIB, "{name}, drawn: {} MiB", run.peak);
    }
}

#[test]
fn an_entry_of_50_megabytes_and_one_of_5() {
    // One above the limit of 5 MB and one below it.
    for size in [rounds(50_000_000).max(5_300_000), rounds(4_900_000)] {
        entry_of(size);
    }
}

fn entry_of(size: usize) {
    let paragraph = "A *note* of [some](https://a.b) words and $x^2$ on it, <b>and</b> `more` of them.\n\n";
    for (name, front_matter, body) in [
        ("paragraphs", String::new(), paragraph.repeat(size / paragraph.len())),
        ("one line", String::new(), "word ".repeat(size / 5)),
        ("one word", String::new(), "w".repeat(size)),
        ("one code block", String::new(), format!("```python\n{}```\n", "x = [1]\n".repeat(size / 8))),
        ("one title", format!("tldr = '{}'", "word ".repeat(size / 5)), String::new()),
        ("one tag", format!("tags = ['{}']", "w".repeat(size)), String::new()),
        ("no front matter's end", String::new(), String::new()),
    ] {
        let mut site = entry(&front_matter, &body);
        if front_matter.is_empty() && body.is_empty() {
            site.write(ENTRY, format!("+++\n{}", "x = 1\n".repeat(size / 6)));
        }
        check(&format!("{name}, {size}"), &site, &["file-too-large", "unclosed-front-matter"]);
    }
}

#[test]
fn an_entry_of_many_names() {
    let names = |count: usize, word: &str| {
        (0..count).fold(String::new(), |mut list, n| {
            write!(list, "\"{word} {n}\", ").unwrap();
            list
        })
    };
    for theme in ["plain", "default"] {
        let mut site = entry(
            &format!(
                "authors = [{}]\ntags = [{}]\ntopics = [{}]",
                names(rounds(5_000), "Ada van"),
                names(10_000, "tag"),
                names(100, "topic")
            ),
            "",
        );
        site.replace("config.toml", "plain", theme);
        check(&format!("10,000 tags, {theme}"), &site, &["bad-value"]);
        site.write(
            ENTRY,
            format!(
                "+++\ntitle = \"T\"\ndate = 2025-05-01\nauthors = [{}]\ntags = [{}]\n+++\n",
                names(rounds(5_000), "Ada van"),
                names(rounds(1_000), "tag")
            ),
        );
        check(&format!("5,000 authors, {theme}"), &site, &[]);
    }
}
