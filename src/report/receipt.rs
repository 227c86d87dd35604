//! The receipt of an import as plain text: what `hearten import FILE` prints.
//!
//! Numbers, names and decisions; no message text.

use super::clean;
use super::words::{self, count};
use crate::conversation::{Conversation, SentAt};
use crate::import::{Imported, Receipt};
use std::fmt::Write;

/// The receipt, one fact a line, ending in a line feed.
pub fn render(receipt: &Receipt) -> String {
    let mut lines = Lines::default();
    lines.add("file", &clean::terminal(&receipt.source));
    lines.add("format", &format!("{}, {}", receipt.format, receipt.variant));
    if let Some((name, score)) = receipt.runner_up {
        lines.add("runner-up", &format!("{name} ({score} of 100)"));
    }
    lines.add("encoding", &receipt.encoding);
    for (field, column) in &receipt.columns {
        lines.add(field, &format!("from {}", clean::terminal(column)));
    }
    lines.add("read", &format!("{} records", count(receipt.records_seen)));
    lines.add("kept", &kept(receipt));
    lines.add("skipped", &skipped(receipt));
    if let Some(counted) = receipt.lines {
        lines.add(
            "lines",
            &format!(
                "{} not blank: {} begin a message, {} carry one on, {} before the first",
                count(counted.non_blank),
                count(counted.header),
                count(counted.continuation),
                count(counted.preamble)
            ),
        );
    }
    if let (Some(first), Some(last)) = (receipt.first.to_iso(), receipt.last.to_iso()) {
        lines.add("time", &format!("{first} to {last}"));
    }
    if let Some(decision) = receipt.dates {
        lines.add("dates", &words::dates(decision));
    }
    lines.add("zone", receipt.zone);
    lines.add("you", &owner(receipt));
    for warning in &receipt.warnings {
        lines.add("note", &words::warning(warning));
    }
    lines.text
}

/// The chats of an export, one a line: messages, first and last day, title or people, format.
pub fn list(chats: &[Imported]) -> String {
    let mut lines = String::new();
    for Imported { conversation, receipt } in chats {
        let day = |sent: SentAt| sent.date().map_or_else(|| "–".to_owned(), |date| date.to_string());
        let _ = writeln!(
            lines,
            "{:>9}  {:<10} {:<10}  {}  ({}, {})",
            count(conversation.messages.len()),
            day(receipt.first),
            day(receipt.last),
            clean::terminal_line(&conversation.name()),
            receipt.format,
            people(conversation),
        );
    }
    lines
}

fn people(conversation: &Conversation) -> String {
    match conversation.participants.len() {
        1 => "1 person".to_owned(),
        number => format!("{} people", count(number)),
    }
}

fn kept(receipt: &Receipt) -> String {
    let kinds: Vec<String> =
        receipt.kept.iter().map(|(kind, number)| format!("{} {}", count(*number), kind.name())).collect();
    format!("{} messages: {}", count(receipt.kept_total()), kinds.join(", "))
}

fn skipped(receipt: &Receipt) -> String {
    if receipt.skipped_total() == 0 {
        return "none".to_owned();
    }
    let reasons: Vec<String> = receipt
        .skipped
        .iter()
        .map(|(reason, number)| format!("{} {}", count(*number), words::skipped(*reason)))
        .collect();
    reasons.join(", ")
}

fn owner(receipt: &Receipt) -> String {
    let how = words::owner(receipt.owner.evidence);
    match &receipt.owner.name {
        Some(name) => format!("{}: {how}", clean::terminal(name)),
        None => how.to_owned(),
    }
}

/// Facts under their names, in two columns.
#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    fn add(&mut self, name: &str, fact: &str) {
        let _ = writeln!(self.text, "{name:<10} {fact}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::example::example;

    #[test]
    fn a_receipt_says_what_was_read_and_how_it_was_decided() {
        insta::assert_snapshot!(render(&example().receipt));
    }
}
