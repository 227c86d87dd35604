//! From a file to a [`Conversation`] and a [`Receipt`] that says exactly what was read.
//!
//! Every format is one row of [`FORMATS`] and one file (or folder) of this room; detection, the
//! `formats` command and the tests read the table. No importer prints, and no error or receipt holds
//! a word of a message.

pub mod dates;
mod error;
mod finish;
mod receipt;
mod source;
mod stamp;
mod table;
pub mod text;
mod transcript;
mod whatsapp;

pub use error::ImportError;
pub use receipt::{DateDecision, DateEvidence, Lines, OwnerDecision, OwnerEvidence, Receipt, Skip, Warning};
pub use source::Source;
pub use table::TableError;
pub use transcript::NoTranscript;

use crate::conversation::Conversation;
use dates::DateOrder;
use std::path::Path;

/// A conversation, and the account of how it was read.
#[derive(Clone, Debug)]
pub struct Imported {
    /// What the export says.
    pub conversation: Conversation,
    /// What was read, kept and skipped, and how doubts were decided.
    pub receipt: Receipt,
}

/// What the person running the program settles; everything else is decided from the file.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// `--me`: the owner's name in the export.
    pub me: Option<String>,
    /// `--format`-independent choice of importer by its [`Format::name`]; `None` detects.
    pub format: Option<String>,
    /// `--date-order`.
    pub date_order: Option<DateOrder>,
    /// `--map`: which column or key holds which field, for generic files: pairs of field and column.
    pub columns: Vec<(String, String)>,
}

/// One kind of export that can be read.
pub struct Format {
    /// Short name for options and machine-readable output.
    pub name: &'static str,
    /// The app and kind of file, for people.
    pub title: &'static str,
    /// File name endings seen in the wild.
    pub files: &'static str,
    /// How sure it is that this source is one of its own: 0 (no) to 100 (certain).
    pub recognise: fn(&Source) -> u8,
    /// Reads the whole source.
    pub read: fn(&Source, &Options) -> Result<Imported, ImportError>,
}

/// Every format, in the order in which ties are decided.
pub const FORMATS: &[Format] = &[whatsapp::FORMAT, table::CSV, table::JSON, table::JSONL, transcript::FORMAT];

/// Reads one export: opens it, finds its format, reads it, finds the owner.
///
/// `progress` is told the share that is done, from 0 to 1, from time to time.
pub fn open(path: &Path, options: &Options, progress: &dyn Fn(f32)) -> Result<Imported, ImportError> {
    progress(0.0);
    let source = Source::open(path)?;
    progress(OPENED);
    let imported = read(&source, options)?;
    progress(1.0);
    Ok(imported)
}

/// Reads a source that is open already: finds its format, or takes the one asked for.
pub fn read(source: &Source, options: &Options) -> Result<Imported, ImportError> {
    let scores = scores(source);
    let format = match &options.format {
        Some(name) => by_name(name)?,
        None => *scores.first().map(|(format, _)| format).ok_or_else(|| unrecognised(source))?,
    };
    let mut imported = (format.read)(source, options)?;
    let others = scores.into_iter().find(|(other, _)| other.name != format.name);
    imported.receipt.runner_up = others.map(|(other, score)| (other.name, score));
    Ok(imported)
}

/// How much of the work is done once the text is in memory: reading it takes the rest.
const OPENED: f32 = 0.5;

/// How sure the surest format is of this source.
fn best_score(source: &Source) -> u8 {
    scores(source).first().map_or(0, |(_, score)| *score)
}

/// The formats that claim the source, surest first; ties keep the order of [`FORMATS`].
fn scores(source: &Source) -> Vec<(&'static Format, u8)> {
    let mut scores: Vec<_> = FORMATS
        .iter()
        .map(|format| (format, (format.recognise)(source)))
        .filter(|(_, score)| *score > 0)
        .collect();
    scores.sort_by_key(|(_, score)| std::cmp::Reverse(*score));
    scores
}

fn by_name(name: &str) -> Result<&'static Format, ImportError> {
    FORMATS.iter().find(|format| format.name == name).ok_or_else(|| ImportError::UnknownFormat {
        name: name.to_owned(),
        known: FORMATS.iter().map(|format| format.name).collect(),
    })
}

fn unrecognised(source: &Source) -> ImportError {
    let line = text::lines(&source.text).find(|line| !text::is_blank(line)).unwrap_or_default();
    ImportError::Unrecognised { path: source.path.clone(), first_line: shape(line) }
}

/// A line without its words: letters become `x`, digits `9`, everything else that is not plain ASCII `?`.
fn shape(line: &str) -> String {
    const SHOWN: usize = 40;
    let mask = |c: char| match c {
        c if c.is_numeric() => '9',
        c if c.is_alphabetic() => 'x',
        ' '..='~' => c,
        _ => '?',
    };
    line.chars().take(SHOWN).map(mask).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHAT: &str = "29.01.18, 12:24 - Ana: hi\n29.01.18, 12:25 - Ben: yo\n";

    fn error(text: &str, format: Option<&str>) -> ImportError {
        let options = Options { format: format.map(str::to_owned), ..Options::default() };
        read(&Source::from_text("chat.txt", text), &options).unwrap_err()
    }

    #[test]
    fn a_format_is_found_by_itself_or_taken_by_name() {
        for format in [None, Some("whatsapp".to_owned())] {
            let imported =
                read(&Source::from_text("chat.txt", CHAT), &Options { format, ..Options::default() });
            assert_eq!(imported.unwrap().receipt.format, "whatsapp");
        }
    }

    #[test]
    fn a_format_that_does_not_exist_is_a_usage_error_with_the_names_there_are() {
        let error = error(CHAT, Some("whatsup"));
        assert!(error.is_usage() && error.to_string().contains("choose one of whatsapp, csv"), "{error}");
    }

    #[test]
    fn a_format_that_does_not_fit_is_said_to_find_nothing() {
        let error = error("Dear diary", Some("whatsapp"));
        assert!(!error.is_usage() && error.to_string().contains("leave --format away"), "{error}");
    }

    #[test]
    fn the_shape_of_an_unknown_line_shows_none_of_its_words() {
        assert_eq!(shape("At 7: I ♥ Zoë!"), "xx 9: x ? xxx!");
    }

    #[test]
    fn opening_tells_how_far_it_is() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), CHAT).unwrap();
        let told = std::cell::RefCell::new(Vec::new());
        open(file.path(), &Options::default(), &|share| told.borrow_mut().push(share)).unwrap();
        assert_eq!(told.into_inner(), [0.0, OPENED, 1.0]);
    }
}
