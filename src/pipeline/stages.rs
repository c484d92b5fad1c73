//! The stages as the pipeline calls them: side by side where they may be, from the memo where it knows.

use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::archive::Keyed;
use super::memo::{KnownCss, KnownTheme, PageKey};
use super::{Inputs, Memo, Progress, Report, Why};
use crate::config::{Config, ThemeChain};
use crate::content::{self, Document, Markdown};
use crate::diagnostic::{Diagnostic, WithDiagnostics};
use crate::digest::check_pictures;
use crate::fingerprint::Fingerprint;
use crate::output::{self, Sink, WriteError};
use crate::place::{OutputPath, SourcePath};
use crate::render::{Failure, Renderer, TemplateFile, Theme};
use crate::site::{self, Assets, PlannedOutput, Site};
use crate::source::{Content, Source, Sources};
use crate::view::{AssetView, View};

/// What came of the last build, if nothing has changed since and the sink still has all of it.
pub fn unchanged(key: Fingerprint, memo: &Memo, sink: &dyn Sink) -> Option<(Vec<Diagnostic>, Report)> {
    let last = memo.last.as_ref().filter(|last| last.inputs == key)?;
    let is_there = memo.pages.par_iter().with_min_len(256).all(|(path, _)| sink.keep(path));
    is_there.then(|| (last.diagnostics.clone(), Report { rendered: Vec::new(), kept: memo.pages.len() }))
}

/// Compiles the templates of the site and its themes, unless they are the `known` ones.
pub fn theme(sources: &Sources, chain: &ThemeChain, known: &mut KnownTheme) -> WithDiagnostics<Arc<Theme>> {
    let mut files = Vec::new();
    let folders = chain
        .folders
        .iter()
        .map(|folder| (folder.name.clone(), format!("themes/{}/templates/", folder.name)));
    for (theme, folder) in folders.chain([(String::new(), "templates/".to_string())]) {
        for (path, source) in sources.below(&folder) {
            let Content::Text(text) = &source.content else { continue };
            let name = path.as_str()[folder.len()..].to_string();
            files.push(TemplateFile {
                theme: theme.clone(),
                name,
                path: path.clone(),
                text: text.get().clone(),
            });
        }
    }
    let names: Vec<String> = chain.folders.iter().map(|folder| folder.name.clone()).collect();
    let texts: Vec<_> = files.iter().map(|file| (&file.path, &file.text)).collect();
    let key = Fingerprint::of(&(&names, texts));
    if let Some((_, theme, checked)) = known.as_ref().filter(|(known, ..)| *known == key) {
        return WithDiagnostics::new(theme.clone(), checked.diagnostics.clone());
    }
    // A chain that could not be found has been told already.
    if names.is_empty() {
        return WithDiagnostics::default();
    }
    let loaded = Theme::load(files, &names, &SourcePath::new("config.toml"));
    let theme = Arc::new(loaded.value);
    *known = Some((key, theme.clone(), WithDiagnostics::new((), loaded.diagnostics.clone())));
    WithDiagnostics::new(theme, loaded.diagnostics)
}

/// Makes the reader of Markdown that the configuration asks for.
pub fn markdown(config: &Config, memo: &mut Memo) -> WithDiagnostics<Arc<Markdown>> {
    let key = Fingerprint::of(&(&config.markdown, &config.macros));
    if let Some((_, markdown, checked)) = memo.markdown.as_ref().filter(|(known, ..)| *known == key) {
        return WithDiagnostics::new(markdown.clone(), checked.diagnostics.clone());
    }
    let made = content::markdown_of(config);
    let markdown = Arc::new(made.value);
    memo.markdown = Some((key, markdown.clone(), WithDiagnostics::new((), made.diagnostics.clone())));
    WithDiagnostics::new(markdown, made.diagnostics)
}

/// Makes the style sheet of what stands in entries.
pub fn content_css(config: &Config, known: &mut KnownCss) -> WithDiagnostics<Option<Arc<str>>> {
    let key = Fingerprint::of(&config.highlight);
    if let Some((_, css)) = known.as_ref().filter(|(known, _)| *known == key) {
        return WithDiagnostics::new(Some(css.clone()), Vec::new());
    }
    let made = content::content_css(config);
    if let Some(css) = &made.value {
        *known = Some((key, css.clone()));
    }
    made
}

/// Reads every content file, those that changed since the memo.
pub fn documents<'s>(
    sources: &'s Sources,
    markdown: &Arc<Markdown>,
    memo: &mut Memo,
) -> Vec<Arc<WithDiagnostics<Option<Document>>>> {
    let how = memo.markdown.as_ref().map(|(key, ..)| *key).unwrap_or_default();
    memo.unpack_documents();
    let files: Vec<(Keyed<'s>, &Source)> = sources
        .below("content/")
        .filter(|(_, source)| source.is_text())
        .map(|(path, source)| ((path, source.fingerprint.with(how)), source))
        .collect();
    let keyed = files.iter().map(|(keyed, _)| *keyed);
    let packing = memo.archive.as_mut().map(|archive| archive.packing(keyed));
    let read = |((path, key), source): &(Keyed<'s>, &Source)| {
        let known = memo.documents.get(*path).filter(|(known, _)| known == key);
        let document = known.map(|(_, document)| document.clone());
        let parse = || {
            let mut parsed = content::parse(path, source.text().unwrap_or_default(), markdown);
            parsed.value.iter_mut().for_each(|document| document.note(*key));
            Arc::new(parsed)
        };
        ((*path, *key), document.unwrap_or_else(parse))
    };
    let read_some = |files: &[(Keyed<'s>, &Source)]| {
        let documents: Vec<_> = files.iter().map(read).collect();
        packing.iter().for_each(|packing| packing.add(&documents));
        documents
    };
    let read: Vec<_> = files.par_chunks(16).with_max_len(1).flat_map_iter(read_some).collect();
    memo.documents =
        read.iter().map(|((path, key), parsed)| ((*path).clone(), (*key, parsed.clone()))).collect();
    read.into_iter().map(|(_, document)| document).collect()
}

/// Tells of pictures that are not there.
pub fn pictures(sources: &Sources, documents: &[&Document], diagnostics: &mut Vec<Diagnostic>) {
    let has_file = |path: &SourcePath| sources.files.contains_key(path);
    let beside = |folder: &str| {
        let folder = format!("{folder}/");
        let names = sources.below(&folder).map(|(path, _)| path.as_str()[folder.len()..].to_string());
        names.collect()
    };
    for document in documents {
        check_pictures(document, &has_file, &beside, diagnostics);
    }
}

/// What the configuration and the theme are made of: all that views are made of besides the digest.
pub fn frame(inputs: &Inputs<'_>, theme: &Theme, chain: &ThemeChain, has_content_css: bool) -> Fingerprint {
    let config = inputs.sources.files.get(&SourcePath::new("config.toml")).map(|file| file.fingerprint);
    Fingerprint::of(&(config, inputs.overrides, theme.fingerprint(), &chain.extra, has_content_css))
}

/// Lists the files that are copied.
pub fn assets(sources: &Sources, chain: &ThemeChain) -> Assets {
    let themes = chain.folders.iter().rev().map(|folder| format!("themes/{}/static/", folder.name));
    let folders: Vec<String> = themes.chain(["static/".to_string()]).collect();
    let is_wanted = |path: &SourcePath| {
        path.as_str().starts_with("content/")
            || folders.iter().any(|folder| path.as_str().starts_with(folder))
    };
    let files = sources.files.iter().filter(|(path, source)| !source.is_text() && is_wanted(path));
    let files =
        files.map(|(path, source)| AssetView { source: path.clone(), fingerprint: source.fingerprint });
    Assets { files: files.collect(), folders }
}

/// Renders what changed and hands it to the sink. Each view is dropped as soon as it is rendered.
pub fn outputs(
    inputs: &Inputs<'_>,
    site: Site<'_>,
    theme: &Theme,
    memo: &mut Memo,
    sink: &dyn Sink,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Report, Option<WriteError>) {
    (inputs.progress)(Progress::Outputs(site.outputs.len()));
    let renderer = Renderer::new(theme, site.header, &site.cards);
    let refused: Mutex<Option<WriteError>> = Mutex::new(None);
    let known = std::mem::take(&mut memo.pages);
    let make = |(output, last): (PlannedOutput<'_>, Option<PageKey>)| {
        let PlannedOutput { path, source, content } = output;
        let theme = if content.is_page() { theme.fingerprint() } else { Fingerprint::default() };
        let (key, content) = page_key(content, last, theme);
        let why = match last {
            Some(last) if last == key && sink.keep(&path) => None,
            Some(last) if last.view != key.view => Some(Why::ViewChanged),
            Some(last) if last.theme != key.theme => Some(Why::ThemeChanged),
            _ => Some(Why::New),
        };
        let made = why.is_none_or(|_| {
            let put = put(inputs.sources, &renderer, &path, &content.view(), source.as_ref(), sink);
            put.unwrap_or_else(|error| {
                refused.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
                false
            })
        });
        (inputs.progress)(Progress::Output);
        (path, key, why, made)
    };
    let last = last_keys(&known, &site.outputs);
    let made: Vec<_> = site.outputs.into_par_iter().zip(last).with_max_len(32).map(make).collect();
    let failures = renderer.finish();
    let refused = refused.into_inner().unwrap_or_else(PoisonError::into_inner);
    let is_whole = failures.is_empty() && refused.is_none();
    diagnostics.extend(Failure::diagnostics(failures));
    let mut report = Report::default();
    for (path, _, why, _) in &made {
        match why {
            Some(why) => report.rendered.push((path.clone(), *why)),
            None => report.kept += 1,
        }
    }
    memo.pages = made.into_iter().filter(|(.., made)| *made).map(|(path, key, ..)| (path, key)).collect();
    // What a sink got of half a build is never shown: the last whole one still stands.
    if !is_whole {
        memo.pages = known;
    }
    (report, refused)
}

/// What the last build knew of each output. Both lists are sorted by path.
fn last_keys(known: &[(OutputPath, PageKey)], outputs: &[PlannedOutput<'_>]) -> Vec<Option<PageKey>> {
    let mut known = known.iter().peekable();
    let last = |output: &PlannedOutput<'_>| {
        while known.next_if(|(path, _)| *path < output.path).is_some() {}
        known.next_if(|(path, _)| *path == output.path).map(|(_, key)| *key)
    };
    outputs.iter().map(last).collect()
}

/// The key of an output. Its view is built for that, unless its input fingerprint is that of the last build.
fn page_key<'a>(
    content: site::Content<'a>,
    last: Option<PageKey>,
    theme: Fingerprint,
) -> (PageKey, site::Content<'a>) {
    let lazy = match &content {
        site::Content::Lazy(lazy) => lazy,
        site::Content::Ready(view) => {
            let view = Fingerprint::of(view);
            return (PageKey { recipe: view, view, theme }, content);
        }
    };
    let recipe = lazy.input_fingerprint;
    if let Some(last) = last.filter(|last| last.recipe == recipe) {
        debug_assert_eq!(
            Fingerprint::of(&(lazy.build)()),
            last.view,
            "an input fingerprint leaves something out"
        );
        return (PageKey { theme, ..last }, content);
    }
    let view = content.view();
    (PageKey { recipe, view: Fingerprint::of(&view), theme }, site::Content::Ready(view))
}

/// Makes one output. False when its template failed.
fn put(
    sources: &Sources,
    renderer: &Renderer<'_>,
    path: &OutputPath,
    view: &View,
    source: Option<&SourcePath>,
    sink: &dyn Sink,
) -> Result<bool, WriteError> {
    if let View::Asset(asset) = view {
        let file = sources.root.join(asset.source.as_str());
        match sources.files.get(&asset.source).map(|source| &source.content) {
            Some(Content::Asset { size }) => {
                sink.put(path, output::Content::File { path: &file, size: *size })?
            }
            Some(Content::Embedded(bytes)) => sink.put(path, output::Content::Bytes(bytes))?,
            Some(Content::Text(_)) | None => {}
        }
        return Ok(true);
    }
    let Some(bytes) = renderer.render(path, view, source) else { return Ok(false) };
    sink.put(path, output::Content::Bytes(&bytes))?;
    Ok(true)
}
