//! A file's bytes, looked at before anybody decides what they are.
//!
//! What was given is a [`Bundle`] of files, opened one at a time; a text that is read whole is a
//! [`Source`]. What a file is, is told by its first bytes, never by its name; zips are read in place,
//! within limits, and nothing is written to disk.

mod bundle;
mod digest;
mod folder;
mod kind;
mod zipped;

pub(super) use bundle::{Bundle, File};
pub(super) use digest::fingerprint;
pub(super) use folder::{is_readable, most_likely};

use super::ImportError;
use super::text::{self, Decoded};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use kind::FileKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// One text to import: a file, or an entry inside a zip.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// The file it came from.
    pub path: PathBuf,
    /// Its own name: the file's, or the entry's inside a zip.
    pub name: Arc<str>,
    /// The text, decoded, without a byte order mark.
    pub text: String,
    /// The encoding, and how it was told.
    pub encoding: String,
    /// How many bytes the text was decoded from.
    pub bytes: u64,
    /// First 16 hex digits of the SHA-256 of those bytes.
    pub fingerprint: String,
    /// In how many places bytes that are no text were replaced.
    pub replaced: usize,
    /// The last day on which any message can have been written: a day after the file was, or tomorrow.
    pub latest: Option<Date>,
}

impl Source {
    /// A text that is in memory already, under the name a file of it would have.
    pub fn from_text(name: &str, text: &str) -> Self {
        let decoded = Decoded { text: text.to_owned(), encoding: "UTF-8", replaced: 0 };
        let read = Read { bytes: text.len() as u64, fingerprint: fingerprint(text.as_bytes()) };
        Self::decoded(Path::new(name), name, read, decoded, None)
    }

    /// The chat's name as the file is called: no folder, no ending, not the copy's number.
    pub fn file_titles(&self) -> [&str; 2] {
        let of_path = self.path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let of_entry = Path::new(&*self.name).file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        [of_entry, of_path]
    }

    fn from_bytes(
        path: &Path,
        name: &str,
        bytes: Vec<u8>,
        latest: Option<Date>,
    ) -> Result<Self, ImportError> {
        if bytes.len() as u64 > MAX_BYTES {
            return Err(ImportError::TooLarge { path: path.to_owned(), limit: MAX_BYTES });
        }
        if let Some(line) = too_long_line(&bytes) {
            return Err(ImportError::LineTooLong { path: path.to_owned(), line, limit: MAX_LINE });
        }
        if let FileKind::Other(what, advice) = kind::of_whole(&bytes) {
            return Err(ImportError::NotText { path: path.to_owned(), what, advice });
        }
        let read = Read { bytes: bytes.len() as u64, fingerprint: fingerprint(&bytes) };
        let decoded = text::decode_whole(bytes);
        if text::is_blank(&decoded.text) {
            return Err(ImportError::Empty { path: path.to_owned() });
        }
        Ok(Self::decoded(path, name, read, decoded, latest))
    }

    fn decoded(path: &Path, name: &str, read: Read, decoded: Decoded, latest: Option<Date>) -> Self {
        Self {
            path: path.to_owned(),
            name: name.into(),
            text: decoded.text,
            encoding: decoded.encoding.to_owned(),
            bytes: read.bytes,
            fingerprint: read.fingerprint,
            replaced: decoded.replaced,
            latest,
        }
    }
}

/// What a text was decoded from.
struct Read {
    bytes: u64,
    fingerprint: String,
}

/// The most text that is read: forty thousand messages, the longest export, take a few MiB.
const MAX_BYTES: u64 = 256 << 20;

/// The longest line that is read; JSON in one line is long, a message never is.
const MAX_LINE: usize = 64 << 20;

/// A day is added because the file's clock and the chat's may be a zone apart.
fn latest_day(modified: Option<std::time::SystemTime>) -> Option<Date> {
    let now = Timestamp::now();
    let written = modified.and_then(|at| Timestamp::try_from(at).ok()).unwrap_or(now).min(now);
    Offset::UTC.to_datetime(written).date().tomorrow().ok()
}

/// The number of the first line that is too long to be read.
fn too_long_line(bytes: &[u8]) -> Option<usize> {
    if bytes.len() <= MAX_LINE {
        return None;
    }
    bytes.split(|&byte| byte == b'\n').position(|line| line.len() > MAX_LINE).map(|index| index + 1)
}

#[cfg(test)]
mod tests;
