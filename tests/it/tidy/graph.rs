//! Which file of `src/` imports from which, and the groups of files that import each other in a loop. Knows
//! `use` lines and paths, follows re-exports to the file that defines an item, and does not check types.

use std::collections::{BTreeMap, BTreeSet};

use super::scanner::{code_of, without_tests};

/// Re-exports of re-exports; more than this is a loop of names.
const MAX_DEPTH: usize = 16;

/// One name that a `use` line brings into a module: `use a::b as c` binds `c` to `[a, b]`.
struct Binding {
    name: String,
    path: Vec<String>,
    is_public: bool,
}

/// A file and what it says about other files.
struct Module {
    file: String,
    bindings: Vec<Binding>,
    /// Paths in the code outside `use` lines, such as `[crate, slug, Slug]`.
    paths: Vec<Vec<String>>,
}

/// All files of `src/`, by module path: `src/site/list.rs` is `[site, list]`.
pub struct Graph {
    modules: BTreeMap<Vec<String>, Module>,
    /// Modules with others below them.
    folders: BTreeSet<Vec<String>>,
}

/// Where a path leads.
enum Target {
    /// A whole module.
    Module(Vec<String>),
    /// An item that this module defines.
    Item(Vec<String>),
}

impl Graph {
    /// Reads the files, given by path (`src/…`) with their texts. Modules under `#[cfg(test)]` are left out.
    pub fn new(files: &BTreeMap<String, String>) -> Self {
        let files = files.iter().filter(|(path, _)| *path != "src/main.rs" && !is_test(path));
        let modules = files.map(|(path, text)| (module_path(path), Module::read(path, text)));
        let modules: BTreeMap<Vec<String>, Module> = modules.collect();
        let folders = modules.keys().flat_map(|path| (0..path.len()).map(|length| path[..length].to_vec()));
        Self { folders: folders.collect(), modules }
    }

    /// The files that each file imports from. Items of the `mod.rs` (or `name.rs`) of a file's own folder
    /// do not count: they are what the files of the folder share.
    pub fn edges(&self) -> BTreeMap<&str, BTreeSet<&str>> {
        let edges = self.modules.iter().map(|(path, module)| {
            let uses = module.bindings.iter().map(|binding| &binding.path);
            let targets = uses.chain(&module.paths).filter_map(|used| self.resolve(path, used, MAX_DEPTH));
            let targets = targets.filter_map(|target| match target {
                Target::Item(to) => Some(to),
                // What is used of a folder follows from the paths that begin with its name.
                Target::Module(to) => (!self.folders.contains(&to)).then_some(to),
            });
            let targets = targets.filter(|to| !path.starts_with(to));
            let files = targets.filter_map(|to| self.modules.get(&to)).map(|to| to.file.as_str());
            (module.file.as_str(), files.filter(|file| *file != module.file).collect())
        });
        edges.collect()
    }

    /// Groups of more than one file that import each other in a loop, the largest first.
    pub fn cycles(&self) -> Vec<BTreeSet<&str>> {
        let edges = self.edges();
        let reached: BTreeMap<&str, BTreeSet<&str>> =
            edges.keys().map(|file| (*file, reachable(file, &edges))).collect();
        let mut groups = BTreeSet::new();
        for (file, targets) in &reached {
            let group: BTreeSet<&str> =
                targets.iter().copied().filter(|to| reached[to].contains(file)).collect();
            if group.len() > 1 {
                groups.insert(group);
            }
        }
        let mut groups: Vec<_> = groups.into_iter().collect();
        groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
        groups
    }

    /// Public re-exports of what another top-level module defines: `src/site/mod.rs: crate::digest::Paper`.
    pub fn foreign_reexports(&self) -> Vec<String> {
        let mut found = Vec::new();
        for (path, module) in self.modules.iter().filter(|(path, _)| !path.is_empty()) {
            for binding in module.bindings.iter().filter(|binding| binding.is_public) {
                let target = self.resolve(path, &binding.path, MAX_DEPTH);
                let Some(Target::Item(to) | Target::Module(to)) = target else { continue };
                if to.first() != path.first() {
                    found.push(format!("{}: {}", module.file, binding.path.join("::")));
                }
            }
        }
        found
    }

    /// Follows a path that stands in a module; nothing when it leads out of the crate.
    fn resolve(&self, from: &[String], path: &[String], depth: usize) -> Option<Target> {
        let (first, mut rest) = path.split_first()?;
        let mut at = from.to_vec();
        match first.as_str() {
            "crate" => at.clear(),
            "self" => {}
            "super" => {
                at.pop()?;
                while let Some((_, after)) = rest.split_first().filter(|(next, _)| *next == "super") {
                    at.pop()?;
                    rest = after;
                }
            }
            name => {
                let is_known = self.is_module(&at, name) || self.binding(&at, name).is_some();
                return if is_known { self.descend(at, path, depth) } else { None };
            }
        }
        self.descend(at, rest, depth)
    }

    fn is_module(&self, at: &[String], name: &str) -> bool {
        let path = join(at, name);
        self.modules.contains_key(&path) || self.folders.contains(&path)
    }

    fn binding(&self, at: &[String], name: &str) -> Option<&Binding> {
        self.modules.get(at)?.bindings.iter().find(|binding| binding.name == name)
    }

    fn descend(&self, mut at: Vec<String>, mut rest: &[String], depth: usize) -> Option<Target> {
        let depth = depth.checked_sub(1)?;
        while let Some((name, after)) = rest.split_first() {
            if name == "*" || name == "self" {
                break;
            }
            if self.is_module(&at, name) {
                at = join(&at, name);
                rest = after;
                continue;
            }
            if let Some(binding) = self.binding(&at, name) {
                let path: Vec<String> = binding.path.iter().chain(after).cloned().collect();
                return self.resolve(&at, &path, depth);
            }
            let globs = self.modules.get(&at).into_iter().flat_map(|module| &module.bindings);
            for glob in globs.filter(|binding| binding.name == "*") {
                let inner = &glob.path[..glob.path.len() - 1];
                if let Some(Target::Module(to)) = self.resolve(&at, inner, depth)
                    && (self.is_module(&to, name) || self.binding(&to, name).is_some())
                {
                    return self.descend(to, rest, depth);
                }
            }
            return Some(Target::Item(at));
        }
        Some(Target::Module(at))
    }
}

fn reachable<'g>(file: &'g str, edges: &BTreeMap<&'g str, BTreeSet<&'g str>>) -> BTreeSet<&'g str> {
    let mut reached = BTreeSet::new();
    let mut open = vec![file];
    while let Some(file) = open.pop() {
        for to in edges.get(file).into_iter().flatten() {
            if reached.insert(*to) {
                open.push(to);
            }
        }
    }
    reached
}

fn join(at: &[String], name: &str) -> Vec<String> {
    at.iter().cloned().chain([name.to_owned()]).collect()
}

fn is_test(path: &str) -> bool {
    path.split('/').any(|part| part == "tests" || part == "tests.rs")
}

/// `src/site/list.rs` is `[site, list]`, `src/site/mod.rs` is `[site]`, `src/lib.rs` is `[]`.
fn module_path(file: &str) -> Vec<String> {
    let path = file.trim_start_matches("src/").trim_end_matches(".rs");
    let mut path: Vec<String> = path.split('/').map(str::to_owned).collect();
    if matches!(path.last().map(String::as_str), Some("mod" | "lib")) {
        path.pop();
    }
    path
}

impl Module {
    fn read(file: &str, text: &str) -> Self {
        let code = without_tests(&code_of(text));
        let code: String = code.split_whitespace().collect::<Vec<_>>().join(" ");
        let code = code.replace(" ::", "::").replace(":: ", "::");
        let (mut bindings, mut paths) = (Vec::new(), Vec::new());
        let mut at = 0;
        while let Some(start) = code[at..].find(is_start).map(|found| at + found) {
            let before = &code[..start];
            let first = word(&code[start..]);
            at = start + first.len();
            if first == "use" && code[at..].starts_with(' ') {
                let end = code[at..].find(';').map_or(code.len(), |end| at + end);
                // `pub use` or `pub(crate) use`; nothing else ends with a parenthesis before `use`.
                let is_public = before.ends_with("pub ") || before.ends_with(") ");
                tree(&code[at..end], &[], is_public, &mut bindings);
                at = end;
                continue;
            }
            let mut path = vec![first.to_owned()];
            while let Some(next) = code[at..].strip_prefix("::").filter(|next| next.starts_with(is_start)) {
                let name = word(next);
                path.push(name.to_owned());
                at += "::".len() + name.len();
            }
            // `$crate` in a macro stands for the crate that calls it; a method, a lifetime or the end of
            // `<T>::name` is not the beginning of a path.
            if path.len() > 1 && !before.ends_with(['$', '.', '\'', ':']) {
                paths.push(path);
            }
        }
        Self { file: file.to_owned(), bindings, paths }
    }
}

fn is_start(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn word(text: &str) -> &str {
    &text[..text.find(|c| !is_start(c)).unwrap_or(text.len())]
}

/// Reads the tree of a `use` line: `a::{b, c::{self, d as e}}`.
fn tree(text: &str, above: &[String], is_public: bool, bindings: &mut Vec<Binding>) {
    let text = text.trim();
    if let Some((before, group)) = text.split_once('{') {
        let mut above = above.to_vec();
        above.extend(before.split("::").map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned));
        let inner = group.trim_end().strip_suffix('}').unwrap_or(group);
        let mut depth = 0_i32;
        let parts = inner.split(|c| {
            depth += i32::from(c == '{') - i32::from(c == '}');
            c == ',' && depth == 0
        });
        for part in parts.filter(|part| !part.trim().is_empty()) {
            tree(part, &above, is_public, bindings);
        }
        return;
    }
    let (path, alias) = match text.split_once(" as ") {
        Some((path, alias)) => (path, Some(alias.trim())),
        None => (text, None),
    };
    let names = path.split("::").map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    let mut path: Vec<String> = above.iter().cloned().chain(names).collect();
    // `use self::list` begins with `self`; `use list::{self}` ends with it.
    if path.len() > 1 && path.last().is_some_and(|name| name == "self") {
        path.pop();
    }
    if let Some(name) = alias.map(str::to_owned).or_else(|| path.last().cloned()) {
        bindings.push(Binding { name, path, is_public });
    }
}
