//! How to get a chat out of each app: from the one table of formats, for the terminal and for the documents.

use crate::import::{FORMATS, Format};
use std::fmt::Write;

/// Columns of the guide in the terminal.
const WIDTH: usize = 80;

/// Every format, one a line: name, title, file names.
pub fn list() -> String {
    let mut text = String::new();
    for format in FORMATS {
        let _ = writeln!(text, "{:<18} {:<52} {}", format.name, format.title, format.files);
    }
    text
}

/// One format: how to export it and what the export leaves out.
pub fn steps(format: &Format) -> String {
    let mut text = format!("{} ({})\n", format.title, format.name);
    for (heading, words) in
        [("files", format.files), ("export", format.steps), ("left out", format.leaves_out)]
    {
        for (place, line) in wrapped(words, WIDTH - INDENT).into_iter().enumerate() {
            let heading = if place == 0 { heading } else { "" };
            let _ = writeln!(text, "  {heading:<9} {line}");
        }
    }
    text
}

/// Columns before the words of a step.
const INDENT: usize = 12;

/// The words in lines of at most `width` characters.
fn wrapped(words: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The guide as a Markdown document.
pub fn markdown() -> String {
    let mut text = String::from(
        "# How to export a chat\n\n\
         hearten reads these exports as the apps write them: the file, the zip or the folder. It tells the format by\n\
         itself; `--from NAME` says it. `hearten doctor FILE` explains how a file was read.\n\n\
         This page is what `hearten formats --markdown` prints.\n\n\
         | export | `--from` | files | how to export | what is left out |\n|---|---|---|---|---|\n",
    );
    for format in FORMATS {
        let cell = |words: &str| words.replace('|', "\\|");
        let _ = writeln!(
            text,
            "| {} | `{}` | {} | {} | {} |",
            cell(format.title),
            format.name,
            cell(format.files),
            cell(format.steps),
            cell(format.leaves_out)
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guide_in_the_documents_is_of_today() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/exports.md");
        let written = std::fs::read_to_string(path).unwrap_or_default();
        assert_eq!(written, markdown(), "run `hearten formats --markdown > docs/exports.md`");
    }

    #[test]
    fn every_format_says_how_to_export_it() {
        for format in FORMATS {
            let text = steps(format);
            assert!(text.lines().all(|line| line.chars().count() <= WIDTH), "{text}");
            assert!(format.steps.len() > 20 && !format.leaves_out.is_empty(), "{text}");
        }
    }
}
