//! The receipt's part of the schema: how the export was read.
//!
//! | field | what it holds |
//! |---|---|
//! | `source`, `bytes`, `fingerprint` | file name without folders, size, start of its SHA-256 |
//! | `format`, `variant`, `runner_up` | which importer read it, in which variant, and which came second (`format`, `score`) |
//! | `encoding` | the text encoding and how it was told |
//! | `records_seen` | records or header lines; equals `kept` plus `skipped` |
//! | `kept`, `skipped` | numbers by kind of message, and by reason |
//! | `lines` | for line-based formats: `non_blank`, `header`, `continuation`, `preamble` |
//! | `dates` | `order` of day and month, the `evidence` for it, `certain` |
//! | `zone` | what is assumed about the time zone |
//! | `owner` | `name` and the `evidence` for it |
//! | `columns` | for generic files: `field` and the `column` taken for it |
//! | `first`, `last` | earliest and latest time |
//! | `warnings` | sentences, without chat text |

use crate::import::{DateDecision, DateEvidence, Lines, OwnerEvidence, Receipt, Skip};
use crate::report::words;
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
pub(super) struct ReceiptJson<'a> {
    source: &'a str,
    bytes: u64,
    fingerprint: &'a str,
    format: &'a str,
    variant: &'a str,
    runner_up: Option<RunnerUpJson<'a>>,
    encoding: &'a str,
    records_seen: usize,
    kept: BTreeMap<&'static str, usize>,
    skipped: BTreeMap<&'static str, usize>,
    lines: Option<LinesJson>,
    dates: Option<DatesJson>,
    zone: &'a str,
    owner: OwnerJson<'a>,
    columns: Vec<ColumnJson<'a>>,
    first: Option<String>,
    last: Option<String>,
    warnings: Vec<String>,
}

#[derive(Serialize)]
struct RunnerUpJson<'a> {
    format: &'a str,
    score: u8,
}

#[derive(Serialize)]
struct LinesJson {
    non_blank: usize,
    header: usize,
    continuation: usize,
    preamble: usize,
}

#[derive(Serialize)]
struct DatesJson {
    order: &'static str,
    evidence: &'static str,
    certain: bool,
}

#[derive(Serialize)]
struct OwnerJson<'a> {
    name: Option<&'a str>,
    evidence: &'static str,
}

#[derive(Serialize)]
struct ColumnJson<'a> {
    field: &'a str,
    column: &'a str,
}

/// The receipt in the schema's shape.
pub(super) fn receipt(receipt: &Receipt) -> ReceiptJson<'_> {
    ReceiptJson {
        source: &receipt.source,
        bytes: receipt.bytes,
        fingerprint: &receipt.fingerprint,
        format: receipt.format,
        variant: &receipt.variant,
        runner_up: receipt.runner_up.map(|(format, score)| RunnerUpJson { format, score }),
        encoding: &receipt.encoding,
        records_seen: receipt.records_seen,
        kept: receipt.kept.iter().map(|(kind, &number)| (kind.name(), number)).collect(),
        skipped: receipt.skipped.iter().map(|(&reason, &number)| (skip(reason), number)).collect(),
        lines: receipt.lines.map(lines),
        dates: receipt.dates.map(dates),
        zone: receipt.zone,
        owner: OwnerJson { name: receipt.owner.name.as_deref(), evidence: owner(receipt.owner.evidence) },
        columns: receipt.columns.iter().map(|(field, column)| ColumnJson { field, column }).collect(),
        first: receipt.first.to_iso(),
        last: receipt.last.to_iso(),
        warnings: receipt.warnings.iter().map(words::warning).collect(),
    }
}

fn skip(reason: Skip) -> &'static str {
    match reason {
        Skip::Malformed => "malformed",
        Skip::BadTime => "bad_time",
        Skip::Duplicate => "duplicate",
        Skip::Empty => "empty",
        Skip::Unreadable => "unreadable",
        Skip::NotSent => "not_sent",
    }
}

fn lines(lines: Lines) -> LinesJson {
    let Lines { non_blank, header, continuation, preamble } = lines;
    LinesJson { non_blank, header, continuation, preamble }
}

fn dates(decision: DateDecision) -> DatesJson {
    let order = decision.order.name();
    let (evidence, certain) = match decision.evidence {
        DateEvidence::Unambiguous => ("unambiguous", true),
        DateEvidence::ImpossibleOtherwise => ("impossible_otherwise", true),
        DateEvidence::Option => ("option", true),
        DateEvidence::TimeOrder => ("time_order", false),
        DateEvidence::Hint => ("hint", false),
        DateEvidence::FutureOtherwise => ("future_otherwise", false),
        DateEvidence::Assumed => ("assumed", false),
    };
    DatesJson { order, evidence, certain }
}

fn owner(evidence: OwnerEvidence) -> &'static str {
    match evidence {
        OwnerEvidence::Option => "option",
        OwnerEvidence::Marked => "marked",
        OwnerEvidence::FirstPerson => "first_person",
        OwnerEvidence::ChatTitle => "chat_title",
        OwnerEvidence::MostChats => "most_chats",
        OwnerEvidence::Unknown => "unknown",
    }
}
