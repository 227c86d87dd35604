//! A file's bytes, looked at before anybody decides what they are.

use std::path::PathBuf;

/// One text to import: a file, or an entry inside a zip.
#[derive(Clone, Debug)]
pub struct Source {
    /// The file it came from.
    pub path: PathBuf,
    /// Its own name: the file's, or the entry's inside a zip.
    pub name: String,
    /// The text, decoded, without a byte order mark.
    pub text: String,
    /// The encoding, and how it was told.
    pub encoding: String,
}
