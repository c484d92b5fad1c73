//! No files of `src/` import each other in a loop, and no stage passes on what another stage defines.

use std::collections::BTreeMap;

use super::files;
use super::graph::Graph;

/// Groups that may stay, at most three, each with the reason. A group is named by one of its files.
const EXCEPTIONS: &[(&str, &str)] = &[];

/// Groups of files in a loop, with the imports that close it.
fn cycles(files: &BTreeMap<String, String>) -> Vec<String> {
    let graph = Graph::new(files);
    let edges = graph.edges();
    let groups = graph.cycles().into_iter().map(|group| {
        let imports = |file: &&str| {
            let inside: Vec<_> = edges[file].intersection(&group).copied().collect();
            format!("{file} imports {}", inside.join(", "))
        };
        group.iter().map(imports).collect::<Vec<_>>().join("; ")
    });
    groups.collect()
}

#[test]
fn no_files_import_each_other() {
    assert!(EXCEPTIONS.get(3).is_none(), "at most three groups may stay");
    let (excepted, found): (Vec<_>, Vec<_>) = cycles(&files("src"))
        .into_iter()
        .partition(|group| EXCEPTIONS.iter().any(|(file, _)| group.contains(&format!("{file} imports"))));
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(excepted.len(), EXCEPTIONS.len(), "an exception is not needed any more: {excepted:#?}");
}

#[test]
fn no_stage_reexports_another() {
    assert_eq!(Graph::new(&files("src")).foreign_reexports(), Vec::<String>::new());
}

fn planted(planted: &[(&str, &str)]) -> BTreeMap<String, String> {
    planted.iter().map(|(path, text)| (format!("src/{path}.rs"), (*text).to_owned())).collect()
}

#[test]
fn planted_cycles_are_found() {
    let group = |files: &[(&str, &str)]| -> Vec<String> {
        let files = planted(files);
        let graph = Graph::new(&files);
        graph.cycles().into_iter().map(|group| group.into_iter().collect::<Vec<_>>().join(" ")).collect()
    };
    let check = |files: &[(&str, &str)], expected: &[&str]| assert_eq!(group(files), expected, "{files:?}");
    let loop_of_two = ["src/s/a.rs src/s/b.rs"];
    // Two files, by `super`, by `crate`, in groups, by a path in the code.
    check(&[("s/a", "use super::b::B;"), ("s/b", "use crate::s::a::A;")], &loop_of_two);
    check(&[("s/a", "use super::{b::{B, C}};"), ("s/b", "fn f() -> super::a::A {}")], &loop_of_two);
    check(
        &[("s/a", "use super::b; fn f() { b::g() }"), ("s/b", "use super::a as x; type A = x::A;")],
        &loop_of_two,
    );
    // Re-exports lead to the file that defines the item, through any number of them.
    check(
        &[("s/mod", "mod a; pub use a::A;"), ("s/a", "use super::b::B;"), ("s/b", "use crate::s::A;")],
        &loop_of_two,
    );
    check(
        &[
            ("lib", "pub mod s; pub use s::Other;"),
            ("s/mod", "mod a; pub use a::A as Other;"),
            ("s/a", "use super::b::B;"),
            ("s/b", "use crate::Other;"),
        ],
        &loop_of_two,
    );
    check(
        &[("s/mod", "pub use self::a::*;"), ("s/a", "use super::b::B;"), ("s/b", "use super::a::A;")],
        &loop_of_two,
    );
    // A module that is imported as a whole counts for what is used of it.
    check(
        &[
            ("s/mod", "pub mod a; pub mod c;"),
            ("s/a", "use crate::t;\nfn f() { t::b::g(); }"),
            ("t/mod", "pub mod b;"),
            ("t/b", "use crate::s::a::A;"),
        ],
        &["src/s/a.rs src/t/b.rs"],
    );
    // Three files, and two groups at once.
    check(
        &[
            ("a", "use crate::b::B;"),
            ("b", "use crate::c::C;"),
            ("c", "use crate::a::A;"),
            ("d", "use crate::a::A;"),
        ],
        &["src/a.rs src/b.rs src/c.rs"],
    );
    check(
        &[
            ("a", "use crate::b::B;"),
            ("b", "use crate::a::A;"),
            ("c", "use crate::d::D;"),
            ("d", "use crate::c::C;"),
        ],
        &["src/a.rs src/b.rs", "src/c.rs src/d.rs"],
    );
}

#[test]
fn what_is_no_cycle_is_left_alone() {
    for fine in [
        // A chain.
        &[("a", "use crate::b::B;"), ("b", "use crate::c::C;"), ("c", "")][..],
        // The file of a folder declares and passes on what its files define; they use what it defines.
        &[("s/mod", "mod a; pub use a::A; pub struct Shared;"), ("s/a", "use super::Shared;")],
        &[("s", "mod a; use a::A; pub struct Shared;"), ("s/a", "use super::Shared;")],
        // Tests, comments and strings.
        &[("a", "use crate::b::B;"), ("b", "#[cfg(test)] mod tests { use crate::a::A; }")],
        &[
            ("a", "use crate::b::B;"),
            ("a/tests", "use crate::b::B;"),
            ("b", "// crate::a::A\nconst S: &str = \"crate::a::A\";"),
        ],
        // Names of other crates and of fields.
        &[("a", "use crate::b::B;"), ("b", "use serde::a; fn f(a: u8) { x.a::<u8>(); std::a::f() }")],
    ] {
        assert_eq!(cycles(&planted(fine)), Vec::<String>::new(), "{fine:?}");
    }
}

#[test]
fn planted_reexports_are_found() {
    let found = |text: &str| {
        let files = planted(&[("s/mod", text), ("s/a", ""), ("t/mod", "mod b; pub use b::B;"), ("t/b", "")]);
        Graph::new(&files).foreign_reexports()
    };
    for (text, path) in [
        ("pub use crate::t::B;", "crate::t::B"),
        ("pub(crate) use crate::t::{B as C};", "crate::t::B"),
        ("pub use super::t;", "super::t"),
    ] {
        assert_eq!(found(text), [format!("src/s/mod.rs: {path}")], "{text}");
    }
    for fine in [
        "use crate::t::B;",
        "mod a; pub use a::A;",
        "pub use std::fmt::Debug;",
        "pub fn f() { use crate::t::B; }",
    ] {
        assert_eq!(found(fine), Vec::<String>::new(), "{fine}");
    }
}
