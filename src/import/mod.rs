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
