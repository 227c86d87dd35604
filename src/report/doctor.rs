//! How an export is read, in full, for `hearten doctor`: what was decided, on what grounds, and which
//! option settles what is in doubt.
//!
//! Made to be pasted into a report of a fault: not a word of a message, and no name of a person, chat or
//! file, only their shapes.

use super::receipt;
use super::words::count;
use crate::conversation::{Conversation, ParticipantId};
use crate::import::dates::DateOrder;
use crate::import::text;
use crate::import::{DateEvidence, Examination, Examined, Imported, OwnerEvidence, Receipt, Warning};
use std::fmt::Write;

/// Files listed one by one; of more, only their number is told.
const MOST_FILES: usize = 20;

/// The examinations of one path, as text that ends in a line feed.
pub fn render(examinations: &[Examination]) -> String {
    let mut text = format!("hearten {}\n", env!("CARGO_PKG_VERSION"));
    for examination in examinations {
        let what = if examination.is_one_file { "one file" } else { "a folder or zip" };
        let _ = writeln!(text, "\n{what}: {} that may hold messages", files(examination.files.len()));
        if examination.other_files > 0 {
            let _ =
                writeln!(text, "  and {} of other kinds, not looked into", files(examination.other_files));
        }
        examination.files.iter().take(MOST_FILES).for_each(|file| write_file(file, &mut text));
        if examination.files.len() > MOST_FILES {
            let _ = writeln!(text, "  … and {} more", count(examination.files.len() - MOST_FILES));
        }
        match &examination.outcome {
            Ok(chats) => write_chats(chats, &mut text),
            Err(error) => {
                let _ = writeln!(text, "\nnot read: {}", error.without_names());
            }
        }
    }
    text
}

fn files(number: usize) -> String {
    if number == 1 { "1 file".to_owned() } else { format!("{} files", count(number)) }
}

fn write_file(file: &Examined, text: &mut String) {
    let claims: Vec<String> = file.claims.iter().map(|(name, score)| format!("{name} {score}")).collect();
    let claims = if claims.is_empty() { "no format claims it".to_owned() } else { claims.join(", ") };
    let read_as = file.read_as.map_or_else(|| "left out".to_owned(), |name| format!("read as {name}"));
    let _ = writeln!(text, "  {} ({} bytes): {claims}; {read_as}", file_shape(&file.name), file.bytes);
}

fn write_chats(chats: &[Imported], text: &mut String) {
    for (place, Imported { conversation, receipt }) in chats.iter().enumerate() {
        let _ = writeln!(text, "\nchat {} of {}, {}", place + 1, chats.len(), people(conversation));
        for line in receipt::render(&nameless(receipt, conversation)).lines() {
            let _ = writeln!(text, "  {line}");
        }
    }
    let doubts = doubts(chats);
    let heading =
        if doubts.is_empty() { "nothing is in doubt" } else { "what is in doubt, and what settles it" };
    let _ = writeln!(text, "\n{heading}");
    for doubt in doubts {
        let _ = writeln!(text, "  {doubt}");
    }
}

/// "2 people: person 1 (you) wrote 461, person 2 wrote 412".
fn people(conversation: &Conversation) -> String {
    const MOST_PEOPLE: usize = 6;
    let one = |place: usize| {
        let id = ParticipantId(place);
        let written = conversation.messages.iter().filter(|message| message.sender == Some(id)).count();
        let you = if conversation.owner == Some(id) { " (you)" } else { "" };
        format!("{}{you} wrote {}", person(place), count(written))
    };
    let number = conversation.participants.len();
    let list: Vec<String> = (0..number.min(MOST_PEOPLE)).map(one).collect();
    let more = if number > MOST_PEOPLE { ", …" } else { "" };
    format!("{} people: {}{more}", count(number), list.join(", "))
}

fn person(place: usize) -> String {
    format!("person {}", place + 1)
}

/// The receipt with every name as a number or a shape.
fn nameless(receipt: &Receipt, conversation: &Conversation) -> Receipt {
    let numbered = |name: &str| {
        let place = conversation.participants.iter().position(|person| person.display_name == name);
        place.map_or_else(|| "somebody".to_owned(), person)
    };
    let mut receipt = receipt.clone();
    receipt.source = file_shape(&receipt.source);
    receipt.owner.name = receipt.owner.name.as_deref().map(numbered);
    for warning in &mut receipt.warnings {
        match warning {
            Warning::Damaged { file, .. } | Warning::Unread { file } => *file = file_shape(file),
            Warning::MaybeOnePerson { name, other } => (*name, *other) = (numbered(name), numbered(other)),
            _ => {}
        }
    }
    receipt
}

/// The name without its words; the ending stays.
fn file_shape(name: &str) -> String {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let ending =
        if ending.len() <= 5 && ending.chars().all(|c| c.is_ascii_alphanumeric()) { ending } else { "" };
    let stem = &name[..name.len() - ending.len()];
    text::masked(stem) + ending
}

/// What a person can settle, each with the option that does.
fn doubts(chats: &[Imported]) -> Vec<String> {
    let mut doubts = Vec::new();
    if chats.len() > 1 {
        doubts.push(format!("{} chats: --with NAME chooses one", count(chats.len())));
    }
    let mut add = |applies: &dyn Fn(&Receipt) -> bool, doubt: &str| {
        let number = chats.iter().filter(|chat| applies(&chat.receipt)).count();
        if number > 0 {
            let of =
                if chats.len() > 1 { format!(" ({} of the chats)", count(number)) } else { String::new() };
            doubts.push(format!("{doubt}{of}"));
        }
    };
    add(&|receipt| receipt.owner.evidence == OwnerEvidence::Unknown, "who you are: --me NAME");
    let is_likely = |receipt: &Receipt| {
        matches!(receipt.owner.evidence, OwnerEvidence::ChatTitle | OwnerEvidence::MostChats)
    };
    add(&is_likely, "who you are, likely but not certain: --me NAME");
    let dates =
        |receipt: &Receipt| receipt.dates.is_some_and(|dates| dates.evidence == DateEvidence::Assumed);
    add(&dates, "day and month: --date-order dmy or --date-order mdy");
    let likely_dates = |receipt: &Receipt| {
        use DateEvidence::{FutureOtherwise, Hint, TimeOrder};
        receipt.dates.is_some_and(|dates| {
            dates.order != DateOrder::Ymd && matches!(dates.evidence, Hint | TimeOrder | FutureOtherwise)
        })
    };
    add(&likely_dates, "day and month, likely but not certain: --date-order");
    add(&|receipt| receipt.runner_up.is_some_and(|(_, score)| score >= CLOSE), "which format: --from NAME");
    let maybe_one = |receipt: &Receipt| {
        receipt.warnings.iter().any(|warning| matches!(warning, Warning::MaybeOnePerson { .. }))
    };
    add(&maybe_one, "whether two people are one: --alias NAME=OTHER");
    add(&|receipt| !receipt.columns.is_empty(), "which column holds what: --map FIELD=COLUMN");
    doubts
}

/// A second format that is as sure as this may be the right one.
const CLOSE: u8 = 80;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::example::example;

    #[test]
    fn no_name_and_no_word_of_a_message_is_told() {
        let example = example();
        let chats =
            vec![Imported { conversation: Conversation::default(), receipt: example.receipt.clone() }];
        let examination = Examination {
            is_one_file: true,
            files: vec![Examined {
                name: "WhatsApp Chat with Robin.txt".to_owned(),
                bytes: 10,
                claims: vec![("whatsapp", 95), ("transcript", 30)],
                read_as: Some("whatsapp"),
            }],
            other_files: 0,
            outcome: Ok(chats),
        };
        let text = render(&[examination]);
        assert!(!text.contains("Robin") && !text.contains("Maya"), "{text}");
        assert!(text.contains(
            "xxxxxxxx xxxx xxxx xxxxx.txt (10 bytes): whatsapp 95, transcript 30; read as whatsapp"
        ));
    }
}
