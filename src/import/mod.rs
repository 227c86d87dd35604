//! From a file to a [`Conversation`] and a [`Receipt`] that says exactly what was read.
//!
//! Every format is one row of [`FORMATS`] and one file (or folder) of this room; detection, the
//! `formats` command and the tests read the table. No importer prints, and no error or receipt holds
//! a word of a message.

pub mod dates;
mod error;
mod receipt;
mod source;
mod table;
pub mod text;
mod transcript;
mod whatsapp;

pub use error::ImportError;
pub use receipt::{DateDecision, DateEvidence, Lines, OwnerDecision, OwnerEvidence, Receipt, Skip, Warning};
pub use source::Source;

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
    let _ = (path, options, progress);
    todo!("import helper")
}
