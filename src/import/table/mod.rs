//! Generic tables: CSV and its kin, JSON, JSON lines (formats document, section 3.7).
//!
//! All three become one [`Table`](rows::Table) of columns and rows; [`mapping`] finds which column
//! holds what, [`speaker`] and [`message`] read the rows. Every word stays: a row is passed over only
//! if it has no words and nothing attached, and then it is counted.

mod csv;
mod delimited;
mod error;
mod fields;
mod json;
mod json_formats;
mod known;
mod mapping;
mod message;
mod read;
mod rows;
mod speaker;
mod values;

pub(super) use csv::read as read_csv;
pub use error::TableError;

use super::{Format, Reader};

/// Delimiter-separated values.
pub(super) const CSV: Format = Format {
    name: "csv",
    title: "CSV or TSV table",
    files: ".csv, .tsv, .txt",
    steps: "Written by another program (Viber mails such tables, KakaoTalk for Mac saves them): a column or key for \
        who, one for the words, one for the time; --map names them where their names do not tell.",
    leaves_out: "Whatever that program left out.",
    recognise: |file| csv::recognise(file.start()),
    reader: Reader::AnyText(csv::read),
};

/// One JSON value.
pub(super) const JSON: Format = Format {
    name: "json",
    title: "JSON list of messages",
    files: ".json",
    steps: "Written by another program: a column or key for who, one for the words, one for the time; --map names \
        them where their names do not tell.",
    leaves_out: "Whatever that program left out.",
    recognise: |file| json_formats::recognise_json(file.start()),
    reader: Reader::AnyText(json_formats::read_json),
};

/// One JSON object a line.
pub(super) const JSONL: Format = Format {
    name: "jsonl",
    title: "JSON lines, one message a line",
    files: ".jsonl, .ndjson",
    steps: "Written by another program: a column or key for who, one for the words, one for the time; --map names \
        them where their names do not tell.",
    leaves_out: "Whatever that program left out.",
    recognise: |file| json_formats::recognise_json_lines(file.start()),
    reader: Reader::AnyText(json_formats::read_json_lines),
};
