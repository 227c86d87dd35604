//! What was given, whole: one file, or every file of a folder or zip, each opened only when it is asked for.

use super::folder::{self, base, folder_of};
use super::kind::{self, FileKind};
use super::zipped::Archive;
use super::{Source, digest::Tally, latest_day};
use crate::import::ImportError;
use jiff::civil::Date;
use std::cell::{OnceCell, RefCell};
use std::fs;
use std::io::{BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

/// The files of an export.
pub(in crate::import) struct Bundle {
    path: PathBuf,
    holder: Holder,
    files: Vec<Listed>,
    latest: Option<Date>,
    tally: RefCell<Tally>,
}

/// Where the files are.
enum Holder {
    /// Nowhere: the texts are here.
    Memory,
    /// The path is the file.
    File,
    /// The path is a folder.
    Folder,
    /// The path is a zip.
    Zip(RefCell<Archive>),
}

struct Listed {
    /// The name within the bundle, parts divided by `/`.
    name: Arc<str>,
    size: u64,
    start: OnceCell<Start>,
}

/// The beginning of a file: as text, and its very first bytes, which tell what it is.
struct Start {
    bytes: Vec<u8>,
    source: Source,
}

impl Bundle {
    /// Looks at what lies at the path; a folder's zips are bundles of their own, some of them perhaps damaged.
    pub(in crate::import) fn all(path: &Path) -> Result<Vec<Result<Self, ImportError>>, ImportError> {
        let metadata = fs::metadata(path).map_err(|error| ImportError::from_io(path, error))?;
        if !metadata.is_dir() {
            return Ok(vec![Self::of_file(path)]);
        }
        let (zips, files): (Vec<_>, Vec<_>) =
            folder::files_of(path)?.into_iter().partition(|(name, _)| folder::has_ending(name, &["zip"]));
        let files: Vec<_> = files.into_iter().map(|(name, size)| Listed::new(name, size)).collect();
        let latest = latest_day(None);
        let mut bundles = Vec::new();
        if !files.is_empty() || zips.is_empty() {
            let (path, holder, tally) = (path.to_owned(), Holder::Folder, RefCell::default());
            bundles.push(Ok(Self { path, holder, files, latest, tally }));
        }
        bundles.extend(zips.into_iter().map(|(name, _)| Self::of_file(&path.join(name))));
        Ok(bundles)
    }

    /// A text in memory, as if it lay in a file of that name.
    pub(in crate::import) fn of_texts(texts: &[(&str, &str)]) -> Self {
        let file = |(name, text): &(&str, &str)| {
            let listed = Listed::new((*name).to_owned(), text.len() as u64);
            let start =
                Start { bytes: text.bytes().take(TELLING).collect(), source: Source::from_text(name, text) };
            listed.start.set(start).unwrap_or_else(|_| unreachable!("it is new"));
            listed
        };
        let path = texts.first().map_or_else(PathBuf::new, |(name, _)| PathBuf::from(name));
        let files = texts.iter().map(file).collect();
        Self { path, holder: Holder::Memory, files, latest: None, tally: RefCell::default() }
    }

    fn of_file(path: &Path) -> Result<Self, ImportError> {
        let failed = |error| ImportError::from_io(path, error);
        let mut file = fs::File::open(path).map_err(failed)?;
        let metadata = file.metadata().map_err(failed)?;
        let latest = latest_day(metadata.modified().ok());
        let bytes = start_of(&mut file).map_err(failed)?;
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let (holder, files) = match kind::named(&name, &bytes) {
            FileKind::Empty => return Err(ImportError::Empty { path: path.to_owned() }),
            FileKind::Other(what, advice) => {
                return Err(ImportError::NotText { path: path.to_owned(), what, advice });
            }
            FileKind::Zip => {
                let archive = Archive::open(path, file)?;
                let files = archive.files().map(|(name, size)| Listed::new(name, size)).collect();
                (Holder::Zip(RefCell::new(archive)), files)
            }
            FileKind::Text | FileKind::Database => (Holder::File, vec![Listed::new(name, metadata.len())]),
        };
        Ok(Self { path: path.to_owned(), holder, files, latest, tally: RefCell::default() })
    }

    /// The path that was given.
    pub(in crate::import) fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it is a single file, not one of a folder or zip.
    pub(in crate::import) fn is_one_file(&self) -> bool {
        self.files.len() == 1 && !matches!(self.holder, Holder::Folder | Holder::Zip(_))
    }

    /// Whether it is a zip.
    pub(in crate::import) fn is_zip(&self) -> bool {
        matches!(self.holder, Holder::Zip(_))
    }

    /// Every plain file, names in natural order (`message_2` before `message_10`).
    pub(in crate::import) fn files(&self) -> impl Iterator<Item = File<'_>> {
        (0..self.files.len()).map(|index| File { bundle: self, index })
    }

    /// The account of the files read since the last call: a source without text.
    pub(in crate::import) fn tallied(&self, files: &[File<'_>]) -> Source {
        let tally = self.tally.take();
        let name = match files {
            [file] => file.shared_name(),
            _ => format!("{} files", files.len()).into(),
        };
        Source {
            path: self.path.clone(),
            name,
            encoding: "UTF-8".to_owned(),
            bytes: tally.bytes(),
            fingerprint: tally.fingerprint(),
            latest: self.latest,
            ..Source::default()
        }
    }
}

impl Listed {
    fn new(name: String, size: u64) -> Self {
        Self { name: name.into(), size, start: OnceCell::new() }
    }
}

/// One file of a [`Bundle`].
#[derive(Clone, Copy)]
pub(in crate::import) struct File<'a> {
    bundle: &'a Bundle,
    index: usize,
}

impl<'a> File<'a> {
    /// Its name within the folder or zip, parts divided by `/`; a single file's own name.
    pub(in crate::import) fn name(&self) -> &'a str {
        &self.listed().name
    }

    /// The same, for messages to hold: one for all of them.
    pub(in crate::import) fn shared_name(&self) -> Arc<str> {
        Arc::clone(&self.listed().name)
    }

    /// The last part of the name.
    pub(in crate::import) fn base(&self) -> &'a str {
        base(self.name())
    }

    /// The name without its last part: "" at the top.
    pub(in crate::import) fn folder(&self) -> &'a str {
        folder_of(self.name())
    }

    /// Its size in bytes, unpacked.
    pub(in crate::import) fn size(&self) -> u64 {
        self.listed().size
    }

    /// Where it lies, for messages: inside a zip, the zip's path goes before its name.
    pub(in crate::import) fn path(&self) -> PathBuf {
        match self.bundle.holder {
            Holder::File => self.bundle.path.clone(),
            Holder::Memory => PathBuf::from(self.name()),
            Holder::Folder | Holder::Zip(_) => self.bundle.path.join(self.name()),
        }
    }

    /// Where it lies on disk; `None` inside a zip.
    pub(in crate::import) fn on_disk(&self) -> Option<PathBuf> {
        (!self.bundle.is_zip()).then(|| self.path())
    }

    /// The files beside it and below, itself among them: all whose names begin with its folder.
    pub(in crate::import) fn neighbours(&self) -> impl Iterator<Item = File<'a>> {
        let folder = self.folder();
        self.bundle.files().filter(move |file| {
            folder.is_empty() || file.name().strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
        })
    }

    /// The file of that name, counted from this one's folder.
    pub(in crate::import) fn sibling(&self, name: &str) -> Option<File<'a>> {
        let folder = self.folder();
        let wanted = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        self.bundle.files().find(|file| file.name() == wanted)
    }

    /// Every file of the same folder or zip, wherever in it.
    pub(in crate::import) fn bundled(&self) -> impl Iterator<Item = File<'a>> {
        self.bundle.files()
    }

    /// Its first 64 KiB as text, whole lines where there are any; no text if it is something else.
    pub(in crate::import) fn start(&self) -> &'a Source {
        self.looked_at().map_or(&*NOTHING, |start| &start.source)
    }

    /// Whether it is an `SQLite` database.
    pub(in crate::import) fn is_database(&self) -> bool {
        self.looked_at().is_some_and(|start| kind::of(&start.bytes) == FileKind::Database)
    }

    /// The whole text.
    pub(in crate::import) fn text(&self) -> Result<Source, ImportError> {
        if let (Some(start), true) = (self.listed().start.get(), self.is_in_memory()) {
            return Ok(start.source.clone());
        }
        let bytes = self.raw(|reader| {
            let size = usize::try_from(self.size().min(super::MAX_BYTES)).unwrap_or(0);
            let mut bytes = Vec::with_capacity(size + 1);
            reader.take(super::MAX_BYTES + 1).read_to_end(&mut bytes).map(|_| bytes)
        })?;
        Source::from_bytes(&self.bundle.path, self.name(), bytes, self.bundle.latest)
    }

    /// Reads the file from its first character on, as UTF-8 without a byte order mark, and hands on what
    /// `read` makes of it; bytes read are counted for the receipt.
    ///
    /// Only one file of a bundle may be read at a time.
    pub(in crate::import) fn read<T>(
        &self,
        read: impl FnOnce(&mut dyn BufRead) -> Result<T, ImportError>,
    ) -> Result<T, ImportError> {
        let start = self.looked_at().map_or(&[][..], |start| &start.bytes);
        if self.is_in_memory() {
            let text = self.start().text.as_bytes();
            return read(&mut self.bundle.tally.borrow_mut().counting(&mut Cursor::new(text)));
        }
        if matches!(start, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) {
            let text = self.text()?.text;
            return read(&mut self.bundle.tally.borrow_mut().counting(&mut Cursor::new(text.as_bytes())));
        }
        let marked = start.starts_with(b"\xEF\xBB\xBF");
        self.raw(|reader| {
            let mut tally = self.bundle.tally.borrow_mut();
            let mut reader = BufReader::with_capacity(BUFFER, tally.counting(reader));
            if marked {
                reader.fill_buf()?;
                reader.consume(3);
            }
            Ok(read(&mut reader))
        })?
    }

    /// The bytes as they are in the file.
    fn raw<T>(&self, read: impl FnOnce(&mut dyn Read) -> std::io::Result<T>) -> Result<T, ImportError> {
        match &self.bundle.holder {
            Holder::Zip(archive) => archive.borrow_mut().read(&self.bundle.path, self.name(), read),
            Holder::Memory | Holder::File | Holder::Folder => {
                let path = self.path();
                let failed = |error| ImportError::from_io(&path, error);
                let mut file = fs::File::open(&path).map_err(failed)?;
                read(&mut file).map_err(failed)
            }
        }
    }

    fn looked_at(&self) -> Option<&'a Start> {
        let listed = self.listed();
        if listed.start.get().is_none() {
            let mut bytes = self.raw(|mut reader| start_of(&mut reader)).ok()?;
            let source = self.source_of(&bytes);
            // Thousands of these are held at once.
            bytes.truncate(TELLING);
            bytes.shrink_to_fit();
            let _ = listed.start.set(Start { bytes, source });
        }
        listed.start.get()
    }

    fn source_of(&self, bytes: &[u8]) -> Source {
        let text = match kind::of(bytes) {
            FileKind::Text => whole_lines(bytes, self.listed().size),
            _ => &[],
        };
        let (path, latest) = (&self.bundle.path, self.bundle.latest);
        let read = super::Read { bytes: text.len() as u64, fingerprint: String::new() };
        Source::decoded(path, self.name(), read, crate::import::text::decode(text), latest)
    }

    fn is_in_memory(&self) -> bool {
        matches!(self.bundle.holder, Holder::Memory)
    }

    fn listed(&self) -> &'a Listed {
        &self.bundle.files[self.index]
    }
}

static NOTHING: LazyLock<Source> = LazyLock::new(Source::default);

/// The longest mark by which a file is known stands in so many bytes: that of an `SQLite` database.
const TELLING: usize = 16;

/// How much is read at once from a large file.
const BUFFER: usize = 256 * 1024;

fn start_of(file: &mut impl Read) -> std::io::Result<Vec<u8>> {
    let mut start = Vec::new();
    file.take(kind::LOOKED_AT as u64).read_to_end(&mut start)?;
    Ok(start)
}

/// Without the line that is cut off, if the file goes on; without the character that is, in a single long line.
fn whole_lines(bytes: &[u8], size: u64) -> &[u8] {
    if bytes.len() as u64 >= size || matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) {
        return bytes;
    }
    if let Some(end) = bytes.iter().rposition(|&byte| byte == b'\n') {
        return &bytes[..=end];
    }
    match str::from_utf8(bytes) {
        Err(error) if error.error_len().is_none() => &bytes[..error.valid_up_to()],
        _ => bytes,
    }
}
