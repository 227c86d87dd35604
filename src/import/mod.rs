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
mod groups;
mod html;
mod imessage;
mod json;
mod kakaotalk;
mod line;
mod matrix;
mod merge;
mod meta;
mod mojibake;
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
use groups::Group;
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
        let share = |of_path: f32| progress((place as f32 + of_path) / paths.len() as f32);
        found.add(open_one(path, options, &share)?);
        share(1.0);
    }
    let mut chats = merge::overlapping(found.with_owner()?);
    chats.sort_by_key(|chat| std::cmp::Reverse(chat.conversation.messages.len()));
    Ok(chats)
}

/// Reads texts that are in memory, each under the name that a file of it would have.
pub fn read_texts(texts: &[(&str, &str)], options: &Options) -> Result<Vec<Imported>, ImportError> {
    read(&Bundle::of_texts(texts), options, &|_| {})?.with_owner()
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

    /// Says of what else could not be read; fails with the first of it if nothing was.
    fn account_for(&mut self, failures: Vec<ImportError>) -> Result<(), ImportError> {
        let Some(first) = self.imports.first_mut() else {
            return failures.into_iter().next().map_or(Ok(()), Err);
        };
        let of_files = failures.iter().filter(|failure| failure.is_of_file());
        let files = of_files.filter_map(|failure| failure.path()?.file_name());
        let unread = files.map(|file| Warning::Unread { file: file.to_string_lossy().into_owned() });
        first.receipt.warnings.extend(unread);
        Ok(())
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

/// One path. In a folder, a zip or a loose file without chats is nothing to stop for, nor is one that cannot be read.
fn open_one(path: &Path, options: &Options, progress: &dyn Fn(f32)) -> Result<Found, ImportError> {
    let bundles = Bundle::all(path)?;
    let count = bundles.len();
    let (mut found, mut failures) = (Found::default(), Vec::new());
    for (place, bundle) in bundles.into_iter().enumerate() {
        let share = |of_bundle: f32| progress((place as f32 + of_bundle) / count as f32);
        match bundle.and_then(|bundle| read(&bundle, options, &share)) {
            Ok(chats) => found.add(chats),
            Err(error) if count == 1 || error.is_usage() => return Err(error),
            Err(ImportError::NothingInFolder { .. } | ImportError::NothingInZip { .. }) => {}
            Err(error) => failures.push(error),
        }
    }
    found.account_for(failures)?;
    if found.imports.is_empty() {
        return Err(ImportError::NothingInFolder { path: path.to_owned() });
    }
    Ok(found)
}

/// Reads a bundle: each format reads the files that are its own. A damaged file costs itself only.
///
/// `progress` is told the share of the bytes that is done.
fn read(bundle: &Bundle, options: &Options, progress: &dyn Fn(f32)) -> Result<Found, ImportError> {
    let parts: Vec<Group<'_>> = groups::of(bundle, options)?.iter().flat_map(Group::parts).collect();
    if parts.is_empty() {
        return Err(nothing_found(bundle));
    }
    let size = |part: &Group<'_>| part.files.iter().map(File::size).sum::<u64>();
    let whole = parts.iter().map(size).sum::<u64>().max(1);
    let mut left_out = groups::candidates(bundle).count();
    let (mut found, mut failures, mut done) = (Found::default(), Vec::new(), 0);
    for part in &parts {
        let share = |of_part: f32| progress((done as f32 + of_part * size(part) as f32) / whole as f32);
        match part.read(bundle, options, &share) {
            Ok(chats) => {
                found.add(chats);
                left_out -= part.files.len();
            }
            Err(error) if error.is_usage() => return Err(error),
            Err(error) => {
                left_out -= usize::from(error.is_of_file());
                failures.push(error);
            }
        }
        done += size(part);
    }
    found.account_for(failures)?;
    if left_out > 0
        && let Some(first) = found.imports.first_mut()
    {
        first.receipt.warnings.push(Warning::FilesLeftOut { count: left_out });
    }
    settle_owner(&mut found.imports);
    Ok(found)
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

/// The shape of a line's beginning, without its words.
fn shape(line: &str) -> String {
    const SHOWN: usize = 40;
    text::masked(line).chars().take(SHOWN).collect()
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
        assert_eq!(told.into_inner(), [0.0, groups::OPENED, 1.0]);
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
    fn a_damaged_zip_or_database_in_a_folder_costs_itself_only_and_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let read = || open(&[folder.path().to_owned()], &Options::default(), &|_| {});
        std::fs::write(folder.path().join("old.zip"), b"PK\x03\x04 and no more").unwrap();
        assert!(matches!(read(), Err(ImportError::DamagedZip { .. })));
        std::fs::write(folder.path().join("chat.txt"), CHAT).unwrap();
        std::fs::write(folder.path().join("chat.db"), b"SQLite format 3\0 and no more").unwrap();
        std::fs::write(folder.path().join("recipe.txt"), "two eggs\n").unwrap();
        let imports = read().unwrap();
        assert_eq!(imports.len(), 1);
        let warnings = &imports[0].receipt.warnings;
        for file in ["old.zip", "chat.db"] {
            assert!(warnings.contains(&Warning::Unread { file: file.into() }), "{warnings:?}");
        }
        assert!(warnings.contains(&Warning::FilesLeftOut { count: 1 }), "{warnings:?}");
        let examined = examine(folder.path(), &Options::default()).unwrap();
        assert_eq!(examined.iter().filter(|one| one.outcome.is_err()).count(), 1);
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
