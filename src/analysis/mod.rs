//! From a scored conversation to what its owner can recognise, check and act on.
//!
//! No I/O, no failure: what cannot be said is a value too ([`Amount::CountOnly`]). Only the owner's
//! own messages are ever counted by label; the others' are context.

pub mod stats;

use crate::conversation::{Period, SentAt, SourcePos};
use crate::tone::{Flag, NotJudged, Tone};
use std::collections::BTreeMap;

/// Everything found in one conversation about its owner's wording.
#[derive(Clone, Debug, PartialEq)]
pub struct Findings {
    /// The owner's display name.
    pub owner: String,
    /// The others' display names, by number of messages.
    pub others: Vec<String>,
    /// How much was read and judged.
    pub reading: Reading,
    /// One row per label in the order of [`Tone::ALL`], without [`Tone::Abusive`], which is never counted.
    pub tones: Vec<ToneCount>,
    /// The calendar months of the period, first to last, none left out; empty without dates.
    pub months: Vec<Month>,
    /// Every own message that carries a flag (abusive ones excepted), in time order.
    pub moments: Vec<Moment>,
    /// Up to three things that went well: positions in `moments`, of three different labels where possible.
    pub strengths: Vec<usize>,
    /// Appreciation, affection and acceptance said in more than a word or two: positions in `moments`, surest first.
    pub gallery: Vec<usize>,
    /// At most seven phrases to look at: positions in `moments`, one of each of the commoner labels first, surest first.
    pub phrases: Vec<usize>,
}

/// How much was read.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Reading {
    /// The owner's messages, system lines excepted.
    pub own: usize,
    /// Those of them that were judged.
    pub own_judged: usize,
    /// Those that were not, by reason; adds up with `own_judged` to `own`.
    pub own_not_judged: BTreeMap<NotJudged, usize>,
    /// The others' messages: context.
    pub others: usize,
    /// First and last day.
    pub period: Option<Period>,
    /// Days on which the owner wrote.
    pub own_days: usize,
}

/// How often the owner's judged messages carry one label.
#[derive(Clone, Debug, PartialEq)]
pub struct ToneCount {
    /// The label.
    pub tone: Tone,
    /// How many messages carry it.
    pub messages: usize,
    /// What may be said of it.
    pub amount: Amount,
}

/// What may be said of a count (codebook section 13).
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Amount {
    /// A rate per 100 judged messages with its 95 % interval.
    Rate {
        /// Per 100.
        per_100: f64,
        /// Lower end, per 100.
        low: f64,
        /// Upper end, per 100.
        high: f64,
    },
    /// Fewer than 100 judged messages: the count alone.
    CountOnly,
    /// Fewer than 30 judged messages: not even the count, examples only.
    ExamplesOnly,
}

/// One calendar month.
#[derive(Clone, Debug, PartialEq)]
pub struct Month {
    /// The year.
    pub year: i16,
    /// 1 to 12.
    pub month: i8,
    /// The owner's judged messages in it.
    pub judged: usize,
    /// How many of them carry each label, indexed by [`Tone::index`]; the entry of [`Tone::Abusive`] is 0.
    pub counts: [usize; Tone::COUNT],
    /// Whether the export covers the whole month: false where the chat begins or ends within it.
    pub complete: bool,
}

/// One own message with what the model marks in it, and what stood before it.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    /// When it was sent.
    pub sent: SentAt,
    /// The message's own words.
    pub text: String,
    /// The flags, surest first, with phrases into `text`.
    pub flags: Vec<Flag>,
    /// Up to three messages before it within twelve hours, oldest first.
    pub before: Vec<Before>,
    /// Where it stands in the export.
    pub source: SourcePos,
}

/// A message before a [`Moment`].
#[derive(Clone, Debug, PartialEq)]
pub enum Before {
    /// The owner's own words.
    Own(String),
    /// Somebody else's: covered, so only a rough number of words is kept, never the words.
    Covered {
        /// Who wrote it.
        by: String,
        /// Rounded up to 1, 5, 10, 20, 30, 50 or 100.
        about_words: usize,
    },
    /// A message without words, whoever sent it.
    Wordless,
}
