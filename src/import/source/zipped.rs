//! A zip, read in place: nothing in it is written to disk.

use super::folder::{MAX_FILES, natural};
use crate::import::ImportError;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use zip::ZipArchive;
use zip::result::ZipError;

/// Chats shrink to a tenth, the dullest to a fiftieth; a text that shrinks further is made to harm.
const MAX_RATIO: u64 = 100;

/// Below this size the ratio does not matter.
const HARMLESS_BYTES: u64 = 16 << 20;

/// A zip whose table of contents was looked through.
pub(super) struct Archive {
    archive: ZipArchive<File>,
    files: Vec<(String, u64)>,
}

impl Archive {
    /// Reads the table of contents; refuses what no export does.
    pub(super) fn open(path: &Path, file: File) -> Result<Self, ImportError> {
        let mut archive = ZipArchive::new(file).map_err(|error| zip_error(path, error))?;
        let mut files = files(path, &mut archive)?;
        if files.iter().any(|(name, _)| name == "[Content_Types].xml") {
            let (what, advice) = ("an Office document", "save it as plain text");
            return Err(ImportError::NotText { path: path.to_owned(), what, advice });
        }
        files.sort_by(|(a, _), (b, _)| natural(a, b));
        Ok(Self { archive, files })
    }

    /// Names and unpacked sizes of all plain files, in natural order.
    pub(super) fn files(&self) -> impl Iterator<Item = (String, u64)> {
        self.files.iter().cloned()
    }

    /// Hands on what `read` makes of an entry's bytes.
    pub(super) fn read<T>(
        &mut self,
        path: &Path,
        name: &str,
        read: impl FnOnce(&mut dyn Read) -> std::io::Result<T>,
    ) -> Result<T, ImportError> {
        let entry = self.archive.by_name(name).map_err(|error| zip_error(path, error))?;
        let most = HARMLESS_BYTES.max(entry.compressed_size().saturating_mul(MAX_RATIO));
        let mut limited = Limited { reader: entry, left: most, is_over: false };
        let read = read(&mut limited);
        if limited.is_over {
            let what = "a file in it unpacks to far more than any text does";
            return Err(ImportError::UnsafeZip { path: path.to_owned(), what });
        }
        read.map_err(|_| ImportError::DamagedZip {
            path: path.to_owned(),
            what: "a file in it cannot be unpacked",
        })
    }
}

/// A reader that fails after so many bytes.
struct Limited<R> {
    reader: R,
    left: u64,
    is_over: bool,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let read = self.reader.read(into)?;
        let Some(left) = self.left.checked_sub(read as u64) else {
            self.is_over = true;
            return Err(std::io::ErrorKind::FileTooLarge.into());
        };
        self.left = left;
        Ok(read)
    }
}

/// All plain files, after a look at what no export does.
fn files(path: &Path, archive: &mut ZipArchive<File>) -> Result<Vec<(String, u64)>, ImportError> {
    let refuse = |what| ImportError::UnsafeZip { path: path.to_owned(), what };
    if archive.len() > MAX_FILES {
        return Err(refuse("it has more files in it than any chat"));
    }
    let mut files = Vec::new();
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(|error| zip_error(path, error))?;
        let name = entry.name().map_err(|error| zip_error(path, error))?.into_owned();
        let leaves = name.starts_with(['/', '\\']) || name.split(['/', '\\']).any(|part| part == "..");
        if leaves || entry.enclosed_name().is_none() {
            return Err(refuse("a file in it has a name that leads out of its folder"));
        }
        if entry.is_file() && !entry.is_symlink() && !name.starts_with("__MACOSX/") {
            files.push((name, entry.size()));
        }
    }
    Ok(files)
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
