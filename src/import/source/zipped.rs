//! The chat inside a zip, read in place.

use super::folder::most_likely;
use super::{ImportError, MAX_BYTES, Source};
use crate::import;
use jiff::civil::Date;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use zip::ZipArchive;
use zip::result::ZipError;

/// A chat with all its photos has some ten thousand entries.
const MAX_ENTRIES: usize = 200_000;

/// Chats shrink to a tenth, the dullest to a fiftieth; a text that shrinks further is made to harm.
const MAX_RATIO: u64 = 100;

/// Below this size the ratio does not matter.
const HARMLESS_BYTES: u64 = 16 << 20;

/// How many texts are tried where no name tells which is the chat.
const MAX_TRIED: usize = 20;

/// Opens the zip and picks the entry that is the chat.
pub(super) fn open(path: &Path, file: File, latest: Option<Date>) -> Result<Source, ImportError> {
    let mut archive = ZipArchive::new(file).map_err(|error| zip_error(path, error))?;
    let entries = entries(path, &mut archive)?;
    if entries.iter().any(|name| name == "[Content_Types].xml") {
        let (what, advice) = ("an Office document", "save it as plain text");
        return Err(ImportError::NotText { path: path.to_owned(), what, advice });
    }
    let top = entries.iter().map(|name| depth(name)).min().unwrap_or(0);
    let shallow: Vec<_> = entries.into_iter().filter(|name| depth(name) == top).collect();
    let names: Vec<_> =
        most_likely(&shallow).into_iter().filter(|name| !name.to_lowercase().ends_with(".zip")).collect();
    match names[..] {
        [] => Err(ImportError::NothingInZip { path: path.to_owned() }),
        [name] => read(path, &mut archive, name, latest),
        _ => best_of(path, &mut archive, &names, latest),
    }
}

/// Several texts and no telling name: the one that most looks like a chat, the longest among equals.
fn best_of(
    path: &Path,
    archive: &mut ZipArchive<File>,
    names: &[&str],
    latest: Option<Date>,
) -> Result<Source, ImportError> {
    let mut best: Option<(u8, Source)> = None;
    for name in names.iter().take(MAX_TRIED) {
        let source = match read(path, archive, name, latest) {
            Ok(source) => source,
            Err(ImportError::NotText { .. } | ImportError::Empty { .. }) => continue,
            Err(error) => return Err(error),
        };
        let score = import::best_score(&source);
        let rank = (score, source.bytes);
        if score > 0 && best.as_ref().is_none_or(|(score, source)| rank > (*score, source.bytes)) {
            best = Some((score, source));
        }
    }
    best.map(|(_, source)| source).ok_or_else(|| ImportError::SeveralExports {
        path: path.to_owned(),
        names: names.iter().map(|name| (*name).to_owned()).collect(),
    })
}

/// The names of all plain files, after a look at what no export does.
fn entries(path: &Path, archive: &mut ZipArchive<File>) -> Result<Vec<String>, ImportError> {
    let refuse = |what| ImportError::UnsafeZip { path: path.to_owned(), what };
    if archive.len() > MAX_ENTRIES {
        return Err(refuse("it has more files in it than any chat"));
    }
    let mut names = Vec::new();
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(|error| zip_error(path, error))?;
        let name = entry.name().map_err(|error| zip_error(path, error))?.into_owned();
        let leaves = name.starts_with(['/', '\\']) || name.split(['/', '\\']).any(|part| part == "..");
        if leaves || entry.enclosed_name().is_none() {
            return Err(refuse("a file in it has a name that leads out of its folder"));
        }
        if entry.is_file() && !entry.is_symlink() && !name.starts_with("__MACOSX/") {
            names.push(name);
        }
    }
    Ok(names)
}

fn read(
    path: &Path,
    archive: &mut ZipArchive<File>,
    name: &str,
    latest: Option<Date>,
) -> Result<Source, ImportError> {
    let entry = archive.by_name(name).map_err(|error| zip_error(path, error))?;
    let packed = entry.compressed_size();
    let mut bytes = Vec::new();
    entry.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(|_| ImportError::DamagedZip {
        path: path.to_owned(),
        what: "the chat in it cannot be unpacked",
    })?;
    let size = bytes.len() as u64;
    if size > HARMLESS_BYTES && size / MAX_RATIO > packed {
        let what = "the chat in it unpacks to far more than any text does";
        return Err(ImportError::UnsafeZip { path: path.to_owned(), what });
    }
    Source::from_bytes(path, name, &bytes, latest)
}

fn depth(name: &str) -> usize {
    name.matches(['/', '\\']).count()
}

fn zip_error(path: &Path, error: ZipError) -> ImportError {
    let path = path.to_owned();
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            ImportError::LockedZip { path }
        }
        ZipError::Io(source) if source.kind() != std::io::ErrorKind::UnexpectedEof => {
            ImportError::from_io(&path, source)
        }
        ZipError::UnsupportedArchive(what) => ImportError::DamagedZip { path, what },
        ZipError::CompressionMethodNotSupported(_) => {
            ImportError::DamagedZip { path, what: "packed by a method that is not known" }
        }
        _ => ImportError::DamagedZip { path, what: "its table of contents cannot be read" },
    }
}
