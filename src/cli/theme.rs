//! `digestgen theme`: lists themes and copies built-in ones.

use std::path::Path;

use super::EXIT_OK;
use super::args::{ThemeArgs, ThemeCommand};
use super::report::report_error;
use crate::output::new_folder;
use crate::source::{builtin_theme_files, builtin_themes, theme_folders};

/// Runs `theme list` or `theme eject`.
pub fn run(root: &Path, args: &ThemeArgs) -> u8 {
    match &args.command {
        ThemeCommand::List => list(root),
        ThemeCommand::Eject { name } => eject(root, name),
    }
}

fn list(root: &Path) -> u8 {
    let own = theme_folders(root);
    for name in &own {
        println!("{name}\tthemes/{name}");
    }
    for name in builtin_themes() {
        if !own.iter().any(|own| own == name) {
            println!("{name}\tbuilt in");
        }
    }
    EXIT_OK
}

fn eject(root: &Path, name: &str) -> u8 {
    let files = builtin_theme_files(name);
    let folder = root.join("themes").join(name);
    let files = files.iter().map(|(path, bytes)| (path[name.len() + 1..].to_string(), *bytes));
    match new_folder(&folder, files) {
        Ok(count) => {
            eprintln!("wrote {count} files to `{}`; they override the built-in theme", folder.display());
            EXIT_OK
        }
        Err(error) => report_error(&error),
    }
}
