//! The README's commands do what it says. Each line of an `sh` block that runs hearten is run here.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use assert_cmd::Command;
use std::fs;
use std::path::Path;

#[test]
fn every_command_of_the_readme_runs() {
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("samples"), &folder.path().join("samples"));
    let commands = commands(&fs::read_to_string(root().join("README.md")).unwrap());
    assert!(commands.len() >= 6, "the README shows {} commands", commands.len());
    for line in commands {
        let words = words(&line);
        let (words, input) = match words.iter().position(|word| word == "<") {
            Some(at) => (&words[..at], fs::read(folder.path().join(&words[at + 1])).unwrap()),
            None => (&words[..], Vec::new()),
        };
        Command::new(env!("CARGO_BIN_EXE_hearten"))
            .args(words)
            .current_dir(folder.path())
            .write_stdin(input)
            .assert()
            .success();
    }
}

#[test]
fn the_first_command_prints_the_report_that_the_readme_shows() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let shown = readme.split("```text\n").nth(1).and_then(|block| block.split("```").next()).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_hearten"))
        .args(words(&commands(&readme)[0]))
        .current_dir(root())
        .output()
        .unwrap();
    let report = String::from_utf8(output.stdout).unwrap();
    for line in shown.lines().filter(|line| !line.trim().is_empty() && line.trim() != "…") {
        let same = |printed: &str| without_day(printed) == without_day(line);
        assert!(report.lines().any(same), "the report does not print: {line}");
    }
}

#[test]
fn the_figures_are_those_of_the_shipped_evaluation() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let evaluation = fs::read_to_string(root().join("models/tone/evaluation.json")).unwrap();
    let evaluation: serde_json::Value = serde_json::from_str(&evaluation).unwrap();
    let of_100 =
        |figure: &str| format!("{:.0} of 100", evaluation["any_harm"][figure].as_f64().unwrap() * 100.0);
    let says = format!(
        "right about a harmful label in {} messages that it flagged, and found {} that carry one",
        of_100("precision"),
        of_100("recall")
    );
    assert!(readme.contains(&says), "the README does not say: {says}");
}

/// The title line says on which day the report was made.
fn without_day(line: &str) -> String {
    line.split(" made ").next().unwrap_or(line).trim_end().to_owned()
}

/// What follows `hearten` on the lines of `sh` blocks.
fn commands(readme: &str) -> Vec<String> {
    let blocks = readme.split("```sh\n").skip(1).filter_map(|block| block.split("```").next());
    blocks
        .flat_map(str::lines)
        .filter_map(|line| {
            line.strip_prefix("cargo run --release -- ").or_else(|| line.strip_prefix("hearten "))
        })
        .map(|line| line.split(" | ").next().unwrap_or(line).split("  #").next().unwrap_or(line).to_owned())
        .collect()
}

/// Words as a shell would split them; double quotes keep spaces.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for character in line.trim().chars() {
        match character {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            other => words.last_mut().unwrap().push(other),
        }
    }
    words
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
