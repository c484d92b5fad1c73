//! Renders a loaded site into a sink.

use super::memo::PreviousBuild;
use super::{Build, BuildReport, Inputs, Model, outputs};
use crate::config::ThemeChain;
use crate::diagnostic::{self, Diagnostic};
use crate::fingerprint::Fingerprint;
use crate::output::Sink;
use crate::place::SourcePath;
use crate::render::Theme;
use crate::site::{self, Assets, PlanInputs};
use crate::source::Sources;
use crate::view::AssetView;

/// Renders what has changed since the build that the memo knows, into `sink`. Takes the diagnostics of the
/// model. With an error nothing is rendered, and what the sink has got is not complete.
pub fn emit(model: &mut Model<'_>, inputs: &Inputs<'_>, sink: &dyn Sink) -> Build {
    let sources = inputs.sources;
    let mut diagnostics = std::mem::take(&mut model.diagnostics);
    let Model { config, theme_chain: chain, digest, theme, content_css, memo, .. } = model;
    memo.last = None;

    let assets = assets(sources, chain);
    let cards = std::mem::take(&mut memo.cards);
    let plan_inputs = PlanInputs {
        theme_extra: &chain.extra,
        needs: theme.needs(),
        assets: &assets,
        frame: frame(inputs, theme, chain, content_css.is_some()),
        content_css: content_css.clone(),
    };
    let context = site::prepare(digest, config, &plan_inputs, &cards);
    let site = site::plan(&context).take_value(&mut diagnostics);

    if inputs.strict {
        diagnostics = diagnostics.into_iter().map(Diagnostic::into_error).collect();
    }
    let (report, write_error) = if diagnostics.iter().any(Diagnostic::is_error) {
        drop(site);
        (BuildReport::default(), None)
    } else {
        outputs::write(inputs, site, theme, memo, sink, &mut diagnostics)
    };
    let cards = site::into_cards(context);
    diagnostic::sort(&mut diagnostics);
    let build = Build {
        diagnostics,
        report,
        write_error,
        base_path: config.base_url.path.clone(),
        valid_until: model.valid_until,
        theme: theme.clone(),
    };
    if build.is_complete() {
        // Cards of another build are not kept: a row that failed must fail again.
        memo.cards = cards;
        memo.last = Some(PreviousBuild { inputs: model.fingerprint, diagnostics: build.diagnostics.clone() });
    }
    build
}

/// The fingerprint of the configuration and the theme: everything that views are built from besides the digest.
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
