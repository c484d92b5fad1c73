//! Completions: every shell gets a script that knows the commands, and the shells that are here take it.

use std::io::Write as _;
use std::process::{Command, Stdio};

use crate::conditions::skip;
use crate::program::{program, ran};

fn script(shell: &str) -> String {
    let ran = ran(program().args(["completions", shell]).output().unwrap());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{shell}");
    ran.out
}

/// What a shell says of a script on its standard input; nothing if there is no such shell here.
fn run(shell: &str, words: &[&str], script: &str) -> Option<String> {
    let mut command = Command::new(shell);
    command.args(words).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit());
    let Ok(mut child) = command.spawn() else {
        skip(&format!("the completions of {shell}"), "the shell is not installed");
        return None;
    };
    child.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{shell} does not take it");
    Some(String::from_utf8(output.stdout).unwrap())
}

#[cfg(feature = "serve")]
#[test]
fn every_shell_knows_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = script(shell);
        for word in ["build", "serve", "import", "update", "dry-run"] {
            assert!(script.contains(word), "{shell} does not know `{word}`");
        }
    }
}

#[test]
fn bash_completes() {
    let ask = "\nCOMP_WORDS=(digestgen imp); COMP_CWORD=1; _digestgen digestgen imp digestgen; echo \"${COMPREPLY[@]}\"\n\
               COMP_WORDS=(digestgen import --up); COMP_CWORD=2; _digestgen digestgen --up import; echo \"${COMPREPLY[@]}\"\n";
    let values = "COMP_WORDS=(digestgen theme eject ''); COMP_CWORD=3; _digestgen digestgen '' eject; echo \"${COMPREPLY[@]}\"\n\
                  COMP_WORDS=(digestgen build --message-format ''); COMP_CWORD=3; _digestgen digestgen '' --message-format; echo \"${COMPREPLY[@]}\"\n\
                  COMP_WORDS=(digestgen check --allow large); COMP_CWORD=3; _digestgen digestgen large --allow; echo \"${COMPREPLY[@]}\"\n";
    if let Some(said) = run("bash", &["--norc", "-s"], &(script("bash") + ask + values)) {
        let lines: Vec<&str> = said.lines().collect();
        assert_eq!(lines[..2], ["import", "--update"]);
        assert!(lines[2].contains("default") && lines[2].contains("plain"), "built-in themes: {}", lines[2]);
        assert_eq!(lines[3..], ["human json", "large-feed large-page"]);
    }
}

#[test]
fn other_shells_take_their_scripts() {
    // zsh's own functions begin when completion does.
    let zsh = format!(
        "autoload -Uz compinit && compinit -u -D\n{}\nprint $+functions[_digestgen]\n",
        script("zsh")
    );
    if let Some(said) = run("zsh", &["-f", "-s"], &zsh) {
        assert_eq!(said, "1\n");
    }
    let fish = script("fish") + "\ncomplete -C 'digestgen imp'\n";
    if let Some(said) = run("fish", &["--no-config"], &fish) {
        assert!(said.starts_with("import"), "{said}");
    }
    let powershell = script("powershell")
        + "\n(TabExpansion2 -inputScript 'digestgen imp' -cursorColumn 13).CompletionMatches[0].CompletionText\n";
    if let Some(said) = run("pwsh", &["-NoProfile", "-NonInteractive", "-Command", "-"], &powershell) {
        assert_eq!(said.trim(), "import");
    }
}
