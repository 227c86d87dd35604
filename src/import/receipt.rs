//! The account of an import: numbers, names and decisions, never a word of a message.

use super::dates::DateOrder;
use crate::conversation::{Kind, SentAt};
use std::collections::BTreeMap;

/// What was read, kept and skipped, and how each doubt was decided.
///
/// `records_seen` always equals the kept plus the skipped; non-blank lines equal header plus
/// continuation plus preamble lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Receipt {
    /// File name (and entry inside a zip), without its folders.
    pub source: String,
    /// Size of the text read, in bytes.
    pub bytes: u64,
    /// First 16 hex digits of the SHA-256 of the bytes read.
    pub fingerprint: String,
    /// Name of the format in [`FORMATS`](super::FORMATS).
    pub format: &'static str,
    /// The variant within the format, in words ("dashed, d/m/y, 24 h").
    pub variant: String,
    /// The format that came second, with its score, if any other scored above 0.
    pub runner_up: Option<(&'static str, u8)>,
    /// The text encoding, and how it was told.
    pub encoding: String,
    /// Records or header lines seen.
    pub records_seen: usize,
    /// Messages kept, by kind.
    pub kept: BTreeMap<Kind, usize>,
    /// Records not kept, by reason.
    pub skipped: BTreeMap<Skip, usize>,
    /// Line counts, for line-based formats.
    pub lines: Option<Lines>,
    /// Day and month order, if numeric dates had to be read.
    pub dates: Option<DateDecision>,
    /// What is assumed about the time zone, in words.
    pub zone: &'static str,
    /// Who the owner is and how that was decided.
    pub owner: OwnerDecision,
    /// For generic files: which column or key was taken for which field.
    pub columns: Vec<(&'static str, String)>,
    /// Earliest time in the export.
    pub first: SentAt,
    /// Latest time in the export.
    pub last: SentAt,
    /// What a reader should know or settle.
    pub warnings: Vec<Warning>,
}

impl Receipt {
    /// How many messages were kept.
    pub fn kept_total(&self) -> usize {
        self.kept.values().sum()
    }

    /// How many records were skipped.
    pub fn skipped_total(&self) -> usize {
        self.skipped.values().sum()
    }

    /// Whether every record and every non-blank line is accounted for.
    pub fn balances(&self) -> bool {
        let lines = self
            .lines
            .is_none_or(|lines| lines.non_blank == lines.header + lines.continuation + lines.preamble);
        lines && self.records_seen == self.kept_total() + self.skipped_total()
    }
}

/// Why a record was not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Skip {
    /// A record without sender and text, or that is not an object or row of the expected shape.
    Malformed,
    /// The time could not be read; only where the format cannot do without.
    BadTime,
    /// The same record again (overlapping exports).
    Duplicate,
    /// No words and nothing attached.
    Empty,
    /// The words are not in the export: encrypted, or not saved by the app.
    Unreadable,
    /// Written but never sent.
    NotSent,
}

/// Non-blank lines of a line-based format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// All non-blank lines.
    pub non_blank: usize,
    /// Lines that start a message, or tell the day of those that follow.
    pub header: usize,
    /// Lines that carry one on.
    pub continuation: usize,
    /// Lines before the first message.
    pub preamble: usize,
}

impl std::ops::Add for Lines {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            non_blank: self.non_blank + other.non_blank,
            header: self.header + other.header,
            continuation: self.continuation + other.continuation,
            preamble: self.preamble + other.preamble,
        }
    }
}

/// Day and month order of numeric dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateDecision {
    /// The order.
    pub order: DateOrder,
    /// How it was decided.
    pub evidence: DateEvidence,
}

/// How a date order was decided, from certain to guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateEvidence {
    /// The year stands first, or months are written as words.
    Unambiguous,
    /// A number over 12, or a weekday printed beside the date, rules the other order out.
    ImpossibleOtherwise,
    /// The other order makes time run backwards more often.
    TimeOrder,
    /// Separators, clock or language of the file suggest it.
    Hint,
    /// The other order would end after the file was written.
    FutureOtherwise,
    /// The person said so.
    Option,
    /// Nothing decides: day first is assumed. `--date-order` settles it.
    Assumed,
}

/// Who the export belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnerDecision {
    /// The owner's display name, if known.
    pub name: Option<String>,
    /// How that was decided.
    pub evidence: OwnerEvidence,
}

/// How the owner was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OwnerEvidence {
    /// The person said so.
    Option,
    /// The format marks own messages.
    Marked,
    /// Only the exporting person is called "Me" or "You", or took back a message as "You".
    FirstPerson,
    /// The chat is named after the one other person.
    ChatTitle,
    /// The one person who is in most of the chats of the export.
    MostChats,
    /// Nothing tells.
    #[default]
    Unknown,
}

/// Something a reader should know or settle. Holds numbers and names only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// Day and month could not be told apart: `--date-order` settles it.
    AmbiguousDates,
    /// The count is near the app's export limit; the start of the chat may be missing.
    NearExportLimit {
        /// Messages in the file.
        messages: usize,
        /// The limit it is near.
        limit: usize,
    },
    /// Bytes that are no text in the encoding were replaced.
    ReplacedBytes {
        /// How many places.
        count: usize,
    },
    /// Records that could not be read, by number (at most ten are listed).
    UnreadRecords {
        /// The first record or line numbers.
        numbers: Vec<usize>,
        /// How many in all.
        count: usize,
    },
    /// Times that could not be read, by record or line number (at most ten are listed).
    UnreadTimes {
        /// The first record or line numbers.
        numbers: Vec<usize>,
        /// How many in all.
        count: usize,
    },
    /// `--date-order` asked for an order that the dates of this file do not allow.
    DateOrderImpossible {
        /// What was asked for.
        asked: DateOrder,
    },
    /// Times run backwards in the file.
    OutOfOrder {
        /// How many steps back.
        count: usize,
    },
    /// Nobody is known to be the owner: `--me` settles it.
    OwnerUnknown,
    /// A file is damaged or ends in the middle: what stands before that place is read.
    Damaged {
        /// The file's name in the export.
        file: String,
        /// The line at which reading stopped, counted from 1.
        line: usize,
    },
    /// A file or zip beside those that were read is damaged or locked, or its format cannot be told.
    Unread {
        /// Its name.
        file: String,
    },
    /// The export holds the owner's own messages only, none of the answers.
    OwnHalfOnly,
    /// Messages whose words the app did not put into the export.
    WordsMissing {
        /// How many.
        count: usize,
    },
    /// Another export of the same chat holds more than this one.
    BetterExport {
        /// Which, in words that say how to make it.
        instead: &'static str,
    },
    /// Files of the folder or zip that are no messages and were not read.
    FilesLeftOut {
        /// How many.
        count: usize,
    },
    /// Two names that may be one person: `--alias` makes them one.
    MaybeOnePerson {
        /// The name with more messages.
        name: String,
        /// The other name.
        other: String,
    },
}
