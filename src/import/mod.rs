//! From a file to a [`Conversation`] and a [`Receipt`] that says exactly what was read.
//!
//! Every format is one row of [`FORMATS`] and one file (or folder) of this room; detection, the
//! `formats` command and the tests read the table. No importer prints, and no error or receipt holds
//! a word of a message.

mod attached;
mod blocks;
mod chats;
mod choose;
pub mod dates;
mod discord;
mod error;
mod examine;
mod finish;
mod google;
mod halves;
mod html;
mod imessage;
mod json;
mod kakaotalk;
mod line;
mod matrix;
mod merge;
mod meta;
mod moment;
mod receipt;
mod signal;
mod skype;
mod slack;
mod sms;
mod snapchat;
mod source;
mod stamp;
mod table;
mod telegram;
mod template;
pub mod text;
mod transcript;
mod whatsapp;

pub use choose::chats_with;
pub use error::ImportError;
pub use examine::{Examination, Examined, examine};
pub use receipt::{DateDecision, DateEvidence, Lines, OwnerDecision, OwnerEvidence, Receipt, Skip, Warning};
pub use source::Source;
pub use table::TableError;
pub use transcript::NoTranscript;

use crate::conversation::Conversation;
use dates::DateOrder;
use finish::Draft;
use source::{Bundle, File};
use std::path::{Path, PathBuf};

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
    /// `--from`: the importer by its [`Format::name`]; `None` detects.
    pub format: Option<String>,
    /// `--date-order`.
    pub date_order: Option<DateOrder>,
    /// `--map`: which column or key holds which field, for generic files: pairs of field and column.
    pub columns: Vec<(String, String)>,
    /// `--alias`: pairs of a name and another name or number of the same person.
    pub aliases: Vec<(String, String)>,
}

/// One kind of export that can be read.
pub struct Format {
    /// Short name for options and machine-readable output.
    pub name: &'static str,
    /// The app and kind of file, for people.
    pub title: &'static str,
    /// File name endings seen in the wild.
    pub files: &'static str,
    /// How to get the export out of the app, as its user would do it, step by step.
    pub steps: &'static str,
    /// What the export leaves out or gets wrong, so that nobody looks for it here.
    pub leaves_out: &'static str,
    /// How sure it is that this file is one of its own: 0 (no) to 100 (certain).
    recognise: fn(&File<'_>) -> u8,
    /// How its files are read.
    reader: Reader,
}

/// How the files of a format become chats.
#[derive(Clone, Copy)]
enum Reader {
    /// Every text is one chat and is read whole.
    Text(fn(&Source, &Options) -> Result<Draft, ImportError>),
    /// The same, for tables and transcripts that no app's name stands on: beside an app's export they are
    /// documents that were sent in it.
    AnyText(fn(&Source, &Options) -> Result<Draft, ImportError>),
    /// All files together, opened as the format needs.
    Files(fn(&[File<'_>], &Options) -> Result<Vec<Draft>, ImportError>),
}

/// Every format, in the order in which ties are decided.
pub const FORMATS: &[Format] = &[
    whatsapp::FORMAT,
    imessage::DATABASE,
    imessage::EXPORTER,
    meta::JSON,
    meta::ENCRYPTED,
    meta::HTML,
    meta::BEFORE_2018,
    telegram::JSON,
    telegram::HTML,
    signal::OFFICIAL,
    signal::EXPORT,
    signal::SIGTOP,
    line::FORMAT,
    kakaotalk::FORMAT,
    google::VOICE,
    google::CHAT,
    google::HANGOUTS,
    discord::JSON,
    discord::CSV,
    discord::TXT,
    discord::PACKAGE,
    slack::FORMAT,
    sms::FORMAT,
    snapchat::FORMAT,
    skype::FORMAT,
    matrix::FORMAT,
    table::CSV,
    table::JSON,
    table::JSONL,
    transcript::FORMAT,
];

/// Reads exports, each a file, a folder or a zip: finds their formats, the chats in them and the owner, and
/// puts overlapping exports of one chat together. The chat with most messages comes first; there is at
/// least one.
///
/// `progress` is told the share that is done, from 0 to 1, from time to time.
pub fn open(
    paths: &[PathBuf],
    options: &Options,
    progress: &dyn Fn(f32),
) -> Result<Vec<Imported>, ImportError> {
    progress(0.0);
    let mut found = Found::default();
    for (place, path) in paths.iter().enumerate() {
        found.add(open_one(path, options)?);
        progress((place + 1) as f32 / paths.len() as f32);
    }
    let mut chats = merge::overlapping(found.with_owner()?);
    chats.sort_by_key(|chat| std::cmp::Reverse(chat.conversation.messages.len()));
    Ok(chats)
}

/// Reads texts that are in memory, each under the name that a file of it would have.
pub fn read_texts(texts: &[(&str, &str)], options: &Options) -> Result<Vec<Imported>, ImportError> {
    read(&Bundle::of_texts(texts), options)?.with_owner()
}

/// What was found, and why `--me` was not found in some of it.
#[derive(Default)]
struct Found {
    imports: Vec<Imported>,
    not_me: Option<ImportError>,
}

impl Found {
    fn add(&mut self, other: Self) {
        self.imports.extend(other.imports);
        self.not_me = self.not_me.take().or(other.not_me);
    }

    /// All chats, if `--me` names somebody in one of them at least, or is not given.
    fn with_owner(self) -> Result<Vec<Imported>, ImportError> {
        match self.not_me {
            Some(error) if self.imports.iter().all(|import| import.conversation.owner.is_none()) => {
                Err(error)
            }
            _ => Ok(self.imports),
        }
    }
}

/// One path. In a folder, a zip or a loose file without chats is nothing to stop for.
fn open_one(path: &Path, options: &Options) -> Result<Found, ImportError> {
    let bundles = Bundle::all(path)?;
    let mut found = Found::default();
    for bundle in &bundles {
        match read(bundle, options) {
            Ok(chats) => found.add(chats),
            Err(ImportError::NothingInFolder { .. } | ImportError::NothingInZip { .. })
                if bundles.len() > 1 => {}
            Err(error) => return Err(error),
        }
    }
    if found.imports.is_empty() {
        return Err(ImportError::NothingInFolder { path: path.to_owned() });
    }
    Ok(found)
}

/// Reads a bundle: each format reads the files that are its own.
fn read(bundle: &Bundle, options: &Options) -> Result<Found, ImportError> {
    let groups = groups(bundle, options)?;
    let taken = groups.iter().map(|group| group.files.len()).sum::<usize>();
    let mut left_out = candidates(bundle).count() - taken;
    let (mut found, mut failure) = (Found::default(), None);
    for part in groups.iter().flat_map(Group::parts) {
        match part.read(bundle, options) {
            Ok(chats) => found.add(chats),
            Err(error) if error.is_usage() => return Err(error),
            Err(error) => {
                left_out += part.files.len();
                failure.get_or_insert(error);
            }
        }
    }
    // A damaged file costs itself only.
    if let Some(error) = failure.filter(|_| found.imports.is_empty()) {
        return Err(error);
    }
    if left_out > 0
        && let Some(first) = found.imports.first_mut()
    {
        first.receipt.warnings.push(Warning::FilesLeftOut { count: left_out });
    }
    settle_owner(&mut found.imports);
    Ok(found)
}

/// The files that may hold messages: a single file whatever its name.
fn candidates(bundle: &Bundle) -> impl Iterator<Item = File<'_>> {
    bundle.files().filter(|file| bundle.is_one_file() || source::is_readable(file.name()))
}

/// The files of one format in a bundle.
struct Group<'a> {
    format: &'static Format,
    files: Vec<File<'a>>,
    runner_up: Option<(&'static str, u8)>,
}

impl Group<'_> {
    /// The files that are read independently of each other.
    fn parts(&self) -> Vec<Self> {
        let of = |files| Self { format: self.format, files, runner_up: self.runner_up };
        match self.format.reader {
            Reader::Text(_) | Reader::AnyText(_) => self.files.iter().map(|&file| of(vec![file])).collect(),
            Reader::Files(_) => vec![of(self.files.clone())],
        }
    }

    fn read(&self, bundle: &Bundle, options: &Options) -> Result<Found, ImportError> {
        let mut found = Found::default();
        for (draft, source) in self.drafts(bundle, options)? {
            let (mut import, not_me) = finish::finish(draft, &source, options);
            import.receipt.runner_up = self.runner_up;
            found.add(Found { imports: vec![import], not_me });
        }
        Ok(found)
    }

    fn drafts(&self, bundle: &Bundle, options: &Options) -> Result<Vec<(Draft, Source)>, ImportError> {
        match self.format.reader {
            Reader::Text(read) | Reader::AnyText(read) => {
                let one = |file: &File<'_>| {
                    let source = file.text()?;
                    read(&source, options).map(|draft| (draft, source))
                };
                self.files.iter().map(one).collect()
            }
            Reader::Files(read) => {
                let drafts = read(&self.files, options)?;
                let source = bundle.tallied(&self.files);
                if drafts.is_empty() {
                    let (path, format) = (bundle.path().to_owned(), self.format.title);
                    return Err(ImportError::NothingRecognised { path, format });
                }
                Ok(drafts.into_iter().map(|draft| (draft, source.clone())).collect())
            }
        }
    }
}

/// Which format reads which files.
fn groups<'a>(bundle: &'a Bundle, options: &Options) -> Result<Vec<Group<'a>>, ImportError> {
    let asked = options.format.as_deref().map(by_name).transpose()?;
    let mut groups: Vec<Group<'a>> = Vec::new();
    for file in candidates(bundle) {
        let scores = scores(&file);
        let format = match asked {
            Some(format) if bundle.is_one_file() => format,
            Some(format) if scores.iter().any(|(known, _)| known.name == format.name) => format,
            Some(_) => continue,
            None => match scores.first() {
                Some((format, _)) => *format,
                None => continue,
            },
        };
        let runner_up = scores.iter().find(|(other, _)| other.name != format.name);
        let runner_up = runner_up.map(|(other, score)| (other.name, *score));
        match groups.iter_mut().find(|group| group.format.name == format.name) {
            Some(group) => {
                group.files.push(file);
                group.runner_up = group.runner_up.max(runner_up);
            }
            None => groups.push(Group { format, files: vec![file], runner_up }),
        }
    }
    without_companions(&mut groups, bundle.is_zip());
    groups.iter_mut().for_each(without_documents);
    if groups.is_empty() { Err(nothing_found(bundle)) } else { Ok(groups) }
}

/// Tables and transcripts beside or below an app's files, or with them in a zip, were sent or written with
/// them; in a folder elsewhere they are chats of their own.
fn without_companions(groups: &mut Vec<Group<'_>>, is_zip: bool) {
    let is_any = |group: &Group<'_>| matches!(group.format.reader, Reader::AnyText(_));
    let of_apps = groups.iter().filter(|group| !is_any(group)).flat_map(|group| &group.files);
    let folders: Vec<&str> = of_apps.map(File::folder).collect();
    let is_companion = |file: &File<'_>| {
        folders.iter().any(|folder| {
            let below = file.folder().strip_prefix(folder);
            is_zip || folder.is_empty() || below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    };
    for group in groups.iter_mut().filter(|group| is_any(group)) {
        group.files.retain(|file| !is_companion(file));
    }
    groups.retain(|group| !group.files.is_empty());
}

/// Of several WhatsApp texts in one folder, those that are named as chats: the others were sent in them.
fn without_documents(group: &mut Group<'_>) {
    if group.format.name != whatsapp::FORMAT.name {
        return;
    }
    let of_folder = |folder: &str| -> Vec<&str> {
        group.files.iter().filter(|file| file.folder() == folder).map(File::name).collect()
    };
    let likely: Vec<bool> = group
        .files
        .iter()
        .map(|file| source::most_likely(&of_folder(file.folder())).contains(&file.name()))
        .collect();
    let mut likely = likely.into_iter();
    group.files.retain(|_| likely.next().unwrap_or(true));
}

/// Where no chat tells whose export it is, the person who is in most of them.
fn settle_owner(imports: &mut [Imported]) {
    if imports.iter().any(|import| import.conversation.owner.is_some()) {
        return;
    }
    let chats: Vec<&Conversation> = imports.iter().map(|import| &import.conversation).collect();
    if let Some(name) = finish::in_most_chats(&chats) {
        for import in imports {
            finish::own(import, &name, OwnerEvidence::MostChats);
        }
    }
}

/// The formats that claim the file, surest first; ties keep the order of [`FORMATS`].
fn scores(file: &File<'_>) -> Vec<(&'static Format, u8)> {
    let mut scores: Vec<_> = FORMATS
        .iter()
        .map(|format| (format, (format.recognise)(file)))
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

fn nothing_found(bundle: &Bundle) -> ImportError {
    let path = bundle.path().to_owned();
    let Some(file) = bundle.files().next().filter(|_| bundle.is_one_file()) else {
        return if bundle.is_zip() {
            ImportError::NothingInZip { path }
        } else {
            ImportError::NothingInFolder { path }
        };
    };
    if file.is_database() {
        return ImportError::UnknownDatabase { path };
    }
    match text::lines(&file.start().text).find(|line| !text::is_blank(line)) {
        Some(line) => ImportError::Unrecognised { path, first_line: shape(line) },
        None => ImportError::Empty { path },
    }
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
        read_texts(&[("chat.txt", text)], &options).unwrap_err()
    }

    #[test]
    fn a_format_is_found_by_itself_or_taken_by_name() {
        for format in [None, Some("whatsapp".to_owned())] {
            let imports =
                read_texts(&[("chat.txt", CHAT)], &Options { format, ..Options::default() }).unwrap();
            assert_eq!(imports[0].receipt.format, "whatsapp");
        }
    }

    #[test]
    fn a_format_that_does_not_exist_is_a_usage_error_with_the_names_there_are() {
        let error = error(CHAT, Some("whatsup"));
        assert!(error.is_usage() && error.to_string().contains("choose one of whatsapp, "), "{error}");
    }

    #[test]
    fn a_format_that_does_not_fit_is_said_to_find_nothing() {
        let error = error("Dear diary", Some("whatsapp"));
        assert!(!error.is_usage() && error.to_string().contains("leave --from away"), "{error}");
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
        let paths = [file.path().to_owned()];
        open(&paths, &Options::default(), &|share| told.borrow_mut().push(share)).unwrap();
        assert_eq!(told.into_inner(), [0.0, 1.0]);
    }

    #[test]
    fn documents_sent_in_a_chat_are_left_out_and_counted() {
        let poem = "Ana: roses\nBen: violets\nAna: blue\nBen: red\n";
        let imports = read_texts(&[("poem.txt", poem), ("_chat.txt", CHAT)], &Options::default()).unwrap();
        assert_eq!(imports.len(), 1);
        assert_eq!(imports[0].receipt.format, "whatsapp");
        assert!(imports[0].receipt.warnings.contains(&Warning::FilesLeftOut { count: 1 }));
    }

    #[test]
    fn a_table_in_a_folder_of_its_own_is_a_chat_of_its_own() {
        let table =
            "time,sender,text\n2026-01-01T10:00:00Z,Cem,hi there\n2026-01-01T10:01:00Z,Dot,oh hello\n";
        let read = |table_name: &str| {
            let texts = [("a/_chat.txt", CHAT), (table_name, table)];
            read_texts(&texts, &Options::default()).unwrap().len()
        };
        assert_eq!(
            (read("b/chat.csv"), read("a/chat.csv"), read("a/b/chat.csv"), read("ab/chat.csv")),
            (2, 1, 1, 2)
        );
    }

    #[test]
    fn a_damaged_file_costs_itself_only() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("WhatsApp Chat with Ben.txt"), CHAT).unwrap();
        let damaged = [CHAT.as_bytes(), &[0; 3000]].concat();
        std::fs::write(folder.path().join("WhatsApp Chat with Cem.txt"), damaged).unwrap();
        let imports = open(&[folder.path().to_owned()], &Options::default(), &|_| {}).unwrap();
        assert_eq!(imports.len(), 1);
        assert!(imports[0].receipt.warnings.contains(&Warning::FilesLeftOut { count: 1 }));
    }

    #[test]
    fn the_person_in_most_chats_is_the_owner() {
        let chat = |name: &str| format!("29.01.18, 12:24 - Ana: hi\n29.01.18, 12:25 - {name}: yo\n");
        let chats = ["Ben", "Cem", "Dot"].map(chat);
        let texts = [("a.txt", &*chats[0]), ("b.txt", &*chats[1]), ("c.txt", &*chats[2])];
        let imports = read_texts(&texts, &Options::default()).unwrap();
        assert_eq!(imports.len(), 3);
        for import in imports {
            assert_eq!(import.receipt.owner.name.as_deref(), Some("Ana"));
            assert_eq!(import.receipt.owner.evidence, OwnerEvidence::MostChats);
            assert!(!import.receipt.warnings.contains(&Warning::OwnerUnknown));
        }
    }
}
