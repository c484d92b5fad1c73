//! The style sheet for highlighted code: the colours of two themes, with enough contrast to their backgrounds. Does
//! not handle pages.

use std::collections::BTreeMap;
use std::fmt::Write;

use syntect::highlighting::{Color, FontStyle, Theme};
use two_face::theme::{EmbeddedLazyThemeSet, EmbeddedThemeName, extra};

use super::UnknownTheme;
use super::grammar::{PREFIX, is_structure};
use crate::diagnostic::nearest;

/// The contrast that WCAG 2 requires of text at level AA.
const READABLE: f64 = 4.5;

/// The style sheet for highlighted code: the rules of the light theme for light pages, those of the
/// dark one for dark pages. The reader's system decides which is used, or `data-theme` on the root element.
pub fn style_sheet(light: &str, dark: &str) -> Result<String, UnknownTheme> {
    let themes = extra();
    let light = rules(themes.get(find(light)?), "  ");
    let dark = rules(themes.get(find(dark)?), "  ");
    let scheme = |name: &str, other: &str, rules: &str| {
        format!(
            "@media (prefers-color-scheme: {name}) {{\n:root:not([data-theme=\"{other}\"]) {{\n{rules}}}\n}}\n:root[data-theme=\"{name}\"] {{\n{rules}}}\n"
        )
    };
    Ok(scheme("light", "dark", &light) + &scheme("dark", "light", &dark))
}

/// The theme with this name. Case, spaces and punctuation do not matter.
fn find(name: &str) -> Result<EmbeddedThemeName, UnknownTheme> {
    let bare = |name: &str| -> String {
        name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let names = EmbeddedLazyThemeSet::theme_names();
    names.iter().copied().find(|theme| bare(theme.as_name()) == bare(name)).ok_or_else(|| UnknownTheme {
        name: name.to_owned(),
        nearest: nearest(name, names.iter().map(|theme| theme.as_name())),
    })
}

fn rules(theme: &Theme, indent: &str) -> String {
    let ground = theme.settings.background.filter(|color| color.a == 255).unwrap_or(Color::WHITE);
    let text = readable(theme.settings.foreground.unwrap_or(Color::BLACK), ground);
    let mut css = format!("{indent}pre.code {{ color: {}; background-color: {} }}\n", hex(text), hex(ground));
    // Adjacent rules with the same effect are merged.
    let mut last: Option<(String, String)> = None;
    for item in &theme.scopes {
        let mut style = String::new();
        if let Some(color) = item.style.foreground.filter(|color| color.a == 255) {
            let _ = write!(style, "color: {}; ", hex(readable(color, ground)));
        }
        if let Some(font) = item.style.font_style {
            for (flag, rule) in [
                (FontStyle::BOLD, "font-weight: bold; "),
                (FontStyle::ITALIC, "font-style: italic; "),
                (FontStyle::UNDERLINE, "text-decoration: underline; "),
            ] {
                style.push_str(if font.contains(flag) { rule } else { "" });
            }
        }
        let selectors = selectors(item);
        if style.is_empty() || selectors.is_empty() {
            continue;
        }
        match &mut last {
            Some((all, same)) if *same == style => {
                let _ = write!(all, ", {selectors}");
            }
            last => {
                write_rule(&mut css, indent, last.take());
                *last = Some((selectors, style));
            }
        }
    }
    write_rule(&mut css, indent, last);
    css
}

fn write_rule(css: &mut String, indent: &str, rule: Option<(String, String)>) {
    if let Some((selectors, style)) = rule {
        let _ = writeln!(css, "{indent}{selectors} {{ {}}}", style);
    }
}

fn selectors(item: &syntect::highlighting::ThemeItem) -> String {
    let mut selectors: BTreeMap<String, ()> = BTreeMap::new();
    for selector in &item.scope.selectors {
        let path: Vec<String> = selector.extract_scopes().iter().map(|scope| scope.build_string()).collect();
        // Scopes without a `<span>` select nothing.
        if path.is_empty() || path.iter().any(|scope| is_structure(scope)) {
            continue;
        }
        let mut css = String::new();
        for scope in path {
            css.push_str(if css.is_empty() { "" } else { " " });
            for atom in scope.split('.') {
                let _ = write!(css, ".{PREFIX}{}", identifier(atom));
            }
        }
        selectors.insert(css, ());
    }
    selectors.into_keys().collect::<Vec<_>>().join(", ")
}

fn identifier(atom: &str) -> String {
    atom.chars()
        .map(|c| match c {
            c if c.is_alphanumeric() || matches!(c, '-' | '_') => c.to_string(),
            c => format!("\\{c}"),
        })
        .collect()
}

fn hex(color: Color) -> String {
    format!("#{:02x}{:02x}{:02x}", color.r, color.g, color.b)
}

/// The colour, changed towards black or white until it has enough contrast to the background.
fn readable(color: Color, ground: Color) -> Color {
    let end = if luminance(ground) > 0.18 { 0.0 } else { 255.0 };
    let mixed = |part: f64| {
        let mix = |channel: u8| (f64::from(channel) + (end - f64::from(channel)) * part).round() as u8;
        Color { r: mix(color.r), g: mix(color.g), b: mix(color.b), a: 255 }
    };
    (0..=20)
        .map(|step| mixed(f64::from(step) / 20.0))
        .find(|color| contrast(*color, ground) >= READABLE)
        .unwrap_or(mixed(1.0))
}

fn contrast(a: Color, b: Color) -> f64 {
    let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
    a.max(b) / a.min(b)
}

fn luminance(color: Color) -> f64 {
    let linear = |channel: u8| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::{DARK_THEME, LIGHT_THEME};
    use super::*;

    #[test]
    fn sheet() {
        let css = style_sheet(LIGHT_THEME, DARK_THEME).unwrap();
        assert!(css.contains("pre.code {") && css.contains(".z-comment"), "{css}");
        assert_eq!(css.matches('{').count(), css.matches('}').count());
        assert!(!css.contains('<'));
    }

    #[test]
    fn every_theme_is_readable() {
        let themes = extra();
        for name in EmbeddedLazyThemeSet::theme_names() {
            let theme = themes.get(*name);
            let ground = theme.settings.background.filter(|color| color.a == 255).unwrap_or(Color::WHITE);
            let least = |fix: bool| {
                let colors = theme
                    .scopes
                    .iter()
                    .filter_map(|item| item.style.foreground)
                    .filter(|color| color.a == 255);
                colors
                    .map(|c| contrast(if fix { readable(c, ground) } else { c }, ground))
                    .fold(99.0, f64::min)
            };
            println!("{} on {}: {:.2} → {:.2}", name.as_name(), hex(ground), least(false), least(true));
            assert!(least(true) >= READABLE, "{}", name.as_name());
        }
    }

    #[test]
    fn names() {
        assert!(style_sheet("inspired-github", "base16-ocean-dark").is_ok());
        let error = style_sheet("Inspired", "Nord").unwrap_err();
        assert_eq!(error, UnknownTheme { name: "Inspired".to_owned(), nearest: Some("InspiredGitHub") });
    }
}
