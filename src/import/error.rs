//! Why an export could not be read: which file, which place, what to do next. Never message text.

use super::{table::TableError, transcript::NoTranscript};
use std::fmt;
use std::path::{Path, PathBuf};

/// Everything that can stop an import.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// There is no such file.
    #[error(
        "{} does not exist: check the name, or drag the file into the terminal to have it typed",
        shown(path)
    )]
    NotFound {
        /// The path that was given.
        path: PathBuf,
    },
    /// The system refuses to let it be read.
    #[error(
        "{} may not be read by you: change its permissions or copy it to a folder of your own",
        shown(path)
    )]
    NotAllowed {
        /// The file.
        path: PathBuf,
    },
    /// The file could not be opened or read.
    #[error("cannot read {}: {source}", shown(path))]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// There is nothing in the file.
    #[error("{} is empty: export the chat again and check that the file arrived whole", shown(path))]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// A folder without an export in it.
    #[error(
        "the folder {} holds no chat export: give the exported .txt, .zip, .csv or .json file itself",
        shown(path)
    )]
    NothingInFolder {
        /// The folder.
        path: PathBuf,
    },
    /// A folder with more files in it than any export.
    #[error("{} holds more than {limit} files: give the folder of the export itself", shown(path))]
    TooManyFiles {
        /// The folder.
        path: PathBuf,
        /// The most that are looked at.
        limit: usize,
    },
    /// The file is something else than text.
    #[error("{} is {what}, not a chat export: {advice}", shown(path))]
    NotText {
        /// The file.
        path: PathBuf,
        /// What it is, with its article.
        what: &'static str,
        /// What to do instead.
        advice: &'static str,
    },
    /// More text than any export holds.
    #[error("{} holds more than {} MiB of text: export one chat alone, without media", shown(path), limit >> 20)]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The most that is read, in bytes.
        limit: u64,
    },
    /// A line longer than any export writes.
    #[error("line {line} of {} is longer than {} MiB: this is no chat export, or it is damaged", shown(path), limit >> 20)]
    LineTooLong {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// The longest line that is read, in bytes.
        limit: usize,
    },
    /// The zip cannot be read.
    #[error("{} is a damaged or unfinished zip file ({what}): send or copy the export again", shown(path))]
    DamagedZip {
        /// The zip.
        path: PathBuf,
        /// What is wrong.
        what: &'static str,
    },
    /// The zip needs a password.
    #[error("{} is locked with a password: unlock it and give the file inside", shown(path))]
    LockedZip {
        /// The zip.
        path: PathBuf,
    },
    /// The zip does what no export does: names that leave its folder, more files or bytes than plausible.
    #[error(
        "{} is not read for safety: {what}; export the chat again, or give the text file inside",
        shown(path)
    )]
    UnsafeZip {
        /// The zip.
        path: PathBuf,
        /// What no export does.
        what: &'static str,
    },
    /// No chat in the zip.
    #[error("{} holds no chat text: it must have the exported .txt, .csv or .json file in it", shown(path))]
    NothingInZip {
        /// The zip.
        path: PathBuf,
    },
    /// A database of an app whose export is to be given instead.
    #[error(
        "{} is a database, but not Apple Messages' chat.db: apps keep theirs locked or in a shape of their own; \
         use the app's “Export chat” instead",
        shown(path)
    )]
    UnknownDatabase {
        /// The file.
        path: PathBuf,
    },
    /// A database inside a zip, where it cannot be opened in place.
    #[error("{} is a database inside a zip: unpack the zip and give the file", shown(path))]
    DatabaseInZip {
        /// The file.
        path: PathBuf,
    },
    /// A database that cannot be read.
    #[error("cannot read the database {}: {problem}", shown(path))]
    Database {
        /// The file.
        path: PathBuf,
        /// What `SQLite` says, which never quotes a row.
        problem: String,
    },
    /// A file that has to be whole is not.
    #[error("{} is damaged at line {line} or ends in the middle: export it again", shown(path))]
    Broken {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
    },
    /// No format recognises the text.
    #[error(
        "{} is text, but of no format that is known (first line: {first_line}): \
         `hearten formats` lists what can be read and how to export it; --from says which it is",
        shown(path)
    )]
    Unrecognised {
        /// The file.
        path: PathBuf,
        /// The first line's shape: letters as `x`, digits as `9`, cut short.
        first_line: String,
    },
    /// `--from` names none.
    #[error("there is no format {name:?}: choose one of {}", known.join(", "))]
    UnknownFormat {
        /// The name that was given.
        name: String,
        /// The names that there are.
        known: Vec<&'static str>,
    },
    /// The format that was asked for finds nothing of its own in the text.
    #[error(
        "{} has no line that {format} would write: leave --from away to have the format found",
        shown(path)
    )]
    NothingRecognised {
        /// The file.
        path: PathBuf,
        /// The format's title.
        format: &'static str,
    },
    /// A table of messages could not be read.
    #[error("cannot read {} as a table of messages: {problem}", shown(path))]
    Table {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problem: TableError,
    },
    /// A text is no transcript.
    #[error("cannot read {} as a transcript: {problem}", shown(path))]
    Transcript {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problem: NoTranscript,
    },
    /// `--me` names nobody.
    #[error(
        "nobody in {} is called {:?}: --me is one of {}",
        shown(path),
        cleaned(wanted),
        people_listed(people)
    )]
    UnknownMe {
        /// The file.
        path: PathBuf,
        /// The name that was given.
        wanted: String,
        /// The names that there are and how many messages each wrote, most first.
        people: Vec<(String, usize)>,
    },
    /// `--me` fits several people.
    #[error(
        "{:?} fits several people in {}: write one name in full ({})",
        cleaned(wanted),
        shown(path),
        people_listed(people)
    )]
    SeveralMe {
        /// The file.
        path: PathBuf,
        /// The name that was given.
        wanted: String,
        /// The names that it fits and how many messages each wrote, most first.
        people: Vec<(String, usize)>,
    },
}

impl ImportError {
    /// Whether the command line is to be mended, not the file: exit code 2 rather than 3.
    pub fn is_usage(&self) -> bool {
        match self {
            Self::UnknownFormat { .. } | Self::UnknownMe { .. } | Self::SeveralMe { .. } => true,
            Self::Table { problem, .. } => problem.is_usage(),
            _ => false,
        }
    }

    /// Whether the file itself stands in the way (damaged, locked, too large): it may well hold messages.
    pub(super) fn is_of_file(&self) -> bool {
        matches!(
            self,
            Self::NotAllowed { .. }
                | Self::Io { .. }
                | Self::TooLarge { .. }
                | Self::LineTooLong { .. }
                | Self::DamagedZip { .. }
                | Self::LockedZip { .. }
                | Self::UnsafeZip { .. }
                | Self::DatabaseInZip { .. }
                | Self::Database { .. }
                | Self::Broken { .. }
        )
    }

    /// What is wrong without the path and without any name: for text that is passed on to others.
    pub fn without_names(&self) -> String {
        let whole = || self.to_string();
        match self {
            Self::UnknownMe { .. } => "--me names nobody in it".to_owned(),
            Self::SeveralMe { .. } => "--me fits several people in it".to_owned(),
            _ => self.path().map_or_else(whole, |path| whole().replace(&shown(path).to_string(), "it")),
        }
    }

    /// The file or folder that it is about.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::UnknownFormat { .. } => None,
            Self::NotFound { path }
            | Self::NotAllowed { path }
            | Self::Io { path, .. }
            | Self::Empty { path }
            | Self::NothingInFolder { path }
            | Self::TooManyFiles { path, .. }
            | Self::NotText { path, .. }
            | Self::TooLarge { path, .. }
            | Self::LineTooLong { path, .. }
            | Self::DamagedZip { path, .. }
            | Self::LockedZip { path }
            | Self::UnsafeZip { path, .. }
            | Self::NothingInZip { path }
            | Self::UnknownDatabase { path }
            | Self::DatabaseInZip { path }
            | Self::Database { path, .. }
            | Self::Broken { path, .. }
            | Self::Unrecognised { path, .. }
            | Self::NothingRecognised { path, .. }
            | Self::Table { path, .. }
            | Self::Transcript { path, .. }
            | Self::UnknownMe { path, .. }
            | Self::SeveralMe { path, .. } => Some(path),
        }
    }

    /// The program's exit code: 2 for usage, 3 for input that cannot be read.
    pub fn exit_code(&self) -> u8 {
        if self.is_usage() { 2 } else { 3 }
    }

    /// What the system says about a file, in the words of this room.
    pub(super) fn from_io(path: &Path, source: std::io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            std::io::ErrorKind::NotFound => Self::NotFound { path },
            std::io::ErrorKind::PermissionDenied => Self::NotAllowed { path },
            _ => Self::Io { path, source },
        }
    }
}

/// File and people's names come from strangers: nothing in them may steer the terminal.
fn cleaned(text: &str) -> String {
    let steers = |c: char| c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    text.chars().map(|c| if steers(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

fn shown(path: &Path) -> impl fmt::Display {
    cleaned(&path.display().to_string())
}

const MOST_LISTED: usize = 20;

fn listed(names: &[String]) -> String {
    let more = if names.len() > MOST_LISTED { ", …" } else { "" };
    let shown: Vec<_> = names.iter().take(MOST_LISTED).map(|name| cleaned(name)).collect();
    shown.join(", ") + more
}

fn people_listed(people: &[(String, usize)]) -> String {
    let one = |(name, messages): &(String, usize)| {
        format!("{name:?} ({messages} message{})", if *messages == 1 { "" } else { "s" })
    };
    listed(&people.iter().map(one).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_me_lists_who_there_is_and_is_a_usage_error() {
        let people = vec![("Ana".to_owned(), 12), ("Ben".to_owned(), 1)];
        let error = ImportError::UnknownMe { path: "chat.txt".into(), wanted: "Bob".into(), people };
        let message =
            "nobody in chat.txt is called \"Bob\": --me is one of \"Ana\" (12 messages), \"Ben\" (1 message)";
        assert_eq!((error.to_string().as_str(), error.exit_code()), (message, 2));
    }

    #[test]
    fn a_file_name_cannot_steer_the_terminal() {
        let error = ImportError::Empty { path: "a\u{1B}[2J\u{202E}b".into() };
        assert!(error.to_string().starts_with("a\u{FFFD}[2J\u{FFFD}b is empty"));
        assert_eq!(error.exit_code(), 3);
    }
}
