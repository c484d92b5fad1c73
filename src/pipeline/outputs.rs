//! The outputs of a build: decides for each whether it is rendered or reused, and hands the bytes to the sink.
//!
//! Planning by fingerprint: most builds change a few views of many thousand, and creating a view costs more
//! than comparing two numbers. So an output is known by three fingerprints. That of its inputs is cheap and
//! covers everything its view could depend on; when it equals the last build's, the view is not even created.
//! Otherwise the view is created, and its own fingerprint decides whether anything visible has changed. The
//! third is that of the theme. The first may cover too much, which costs time, and must not leave anything
//! out, which would show a stale page; debug builds create the view all the same and compare.

use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::memo::{OutputMemo, PageKey};
use super::{BuildReport, Inputs, Progress, RenderReason};
use crate::diagnostic::Diagnostic;
use crate::fingerprint::Fingerprint;
use crate::output::{self, Sink, WriteError};
use crate::place::{OutputPath, SourcePath};
use crate::render::{Failure, Renderer, Theme};
use crate::site::{self, PlannedOutput, Site};
use crate::source::{Content, Sources};
use crate::view::View;

/// The result of the last build, if nothing has changed since and the sink still has all its outputs.
pub fn unchanged(
    key: Fingerprint,
    memo: &OutputMemo,
    sink: &dyn Sink,
) -> Option<(Vec<Diagnostic>, BuildReport)> {
    let last = memo.last.as_ref().filter(|last| last.inputs == key)?;
    let is_there = memo.pages.par_iter().with_min_len(256).all(|(path, _)| sink.reuse_output(path));
    is_there
        .then(|| (last.diagnostics.clone(), BuildReport { rendered: Vec::new(), reused: memo.pages.len() }))
}

/// Renders what has changed and writes it to the sink. Each view is dropped as soon as it is rendered.
pub fn write(
    inputs: &Inputs<'_>,
    site: Site<'_>,
    theme: &Theme,
    memo: &mut OutputMemo,
    sink: &dyn Sink,
    diagnostics: &mut Vec<Diagnostic>,
) -> (BuildReport, Option<WriteError>) {
    (inputs.progress)(Progress::Outputs(site.outputs.len()));
    let renderer = Renderer::new(theme, site.header, &site.cards);
    let write_error: Mutex<Option<WriteError>> = Mutex::new(None);
    let known = std::mem::take(&mut memo.pages);
    let make = |(output, last): (PlannedOutput<'_>, Option<PageKey>)| {
        let PlannedOutput { path, source, content, span: _ } = output;
        let theme = if content.is_page() { theme.fingerprint() } else { Fingerprint::default() };
        let (key, content) = page_key(content, last, theme);
        let why = match last {
            Some(last) if last == key && sink.reuse_output(&path) => None,
            Some(last) if last.view != key.view => Some(RenderReason::ViewChanged),
            Some(last) if last.theme != key.theme => Some(RenderReason::ThemeChanged),
            _ => Some(RenderReason::New),
        };
        let is_written = why.is_none_or(|_| {
            let written =
                write_output(inputs.sources, &renderer, &path, &content.view(), source.as_ref(), sink);
            written.unwrap_or_else(|error| {
                write_error.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
                false
            })
        });
        (inputs.progress)(Progress::Output);
        (path, key, why, is_written)
    };
    let last = last_keys(&known, &site.outputs);
    let made: Vec<_> = site.outputs.into_par_iter().zip(last).with_max_len(32).map(make).collect();
    let failures = renderer.finish();
    let write_error = write_error.into_inner().unwrap_or_else(PoisonError::into_inner);
    let is_complete = failures.is_empty() && write_error.is_none();
    diagnostics.extend(Failure::diagnostics(failures));
    let mut report = BuildReport::default();
    for (path, _, why, _) in &made {
        match why {
            Some(why) => report.rendered.push((path.clone(), *why)),
            None => report.reused += 1,
        }
    }
    memo.pages =
        made.into_iter().filter(|(.., is_written)| *is_written).map(|(path, key, ..)| (path, key)).collect();
    // What a sink got of an incomplete build is never shown: the last complete one stays in place.
    if !is_complete {
        memo.pages = known;
    }
    (report, write_error)
}

/// The key of each output in the last build. Both lists are sorted by path.
fn last_keys(known: &[(OutputPath, PageKey)], outputs: &[PlannedOutput<'_>]) -> Vec<Option<PageKey>> {
    let mut known = known.iter().peekable();
    let last = |output: &PlannedOutput<'_>| {
        while known.next_if(|(path, _)| *path < output.path).is_some() {}
        known.next_if(|(path, _)| *path == output.path).map(|(_, key)| *key)
    };
    outputs.iter().map(last).collect()
}

/// The key of an output. Its view is created for that, unless its inputs are those of the last build.
fn page_key<'a>(
    content: site::Content<'a>,
    last: Option<PageKey>,
    theme: Fingerprint,
) -> (PageKey, site::Content<'a>) {
    let lazy = match &content {
        site::Content::Lazy(lazy) => lazy,
        site::Content::Ready(view) => {
            let view = Fingerprint::of(view);
            return (PageKey { inputs: view, view, theme }, content);
        }
    };
    let inputs = lazy.input_fingerprint;
    if let Some(last) = last.filter(|last| last.inputs == inputs) {
        debug_assert_eq!(
            Fingerprint::of(&(lazy.build)()),
            last.view,
            "an input fingerprint leaves something out"
        );
        return (PageKey { theme, ..last }, content);
    }
    let view = content.view();
    (PageKey { inputs, view: Fingerprint::of(&view), theme }, site::Content::Ready(view))
}

/// Renders or copies one output. False when its template failed.
fn write_output(
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
                sink.write_output(path, output::Content::File { path: &file, size: *size })?
            }
            Some(Content::Embedded(bytes)) => sink.write_output(path, output::Content::Bytes(bytes))?,
            Some(Content::Text(_)) | None => {}
        }
        return Ok(true);
    }
    let Some(bytes) = renderer.render(path, view, source) else { return Ok(false) };
    sink.write_output(path, output::Content::Bytes(&bytes))?;
    Ok(true)
}
