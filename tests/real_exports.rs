//! Real exports of many phones and years, read and compared with what their projects expect.
//!
//! The samples may not be copied into this repository, so the test looks for them beside it and says so
//! where they are absent.

use hearten::conversation::{Conversation, Message};
use hearten::import::{self, Imported, Options};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What of a row's expectations cannot or must not be met ("row" for all of it), and why.
const APART: &[(&str, &str, &str)] = &[
    (
        "chat-miner__test_ddmmyy_24hrs.txt",
        "row",
        "expects a view-once message to be dropped; it is kept as media",
    ),
    (
        "chat-miner__test_yyyymmdd_24hrs.txt",
        "row",
        "expects a view-once message to be dropped; it is kept as media",
    ),
    (
        "Chatistics__chat3.txt",
        "row",
        "two people, one named as the other and a colon: one line cannot tell them apart",
    ),
    ("ChatLab__zh_ios_nospace.txt", "row", "its times run backwards within the day; seconds are sorted"),
    ("imessage-exporter__test.db", "times", "its rows hold other times than the table tells"),
    (
        "rwhatsapp__fmt49.txt",
        "row",
        "its headers have no year: not an export that any version of the app is known to write",
    ),
    (
        "msgvault__json_multifile_message_2.json",
        "senders",
        "one part of a thread: one of its people writes in it",
    ),
    (
        "msgvault__json_multifile_message_10.json",
        "senders",
        "one part of a thread: one of its people writes in it",
    ),
];

/// Whether this part of a row's expectations is left out.
fn is_apart(file: &str, what: &str) -> bool {
    APART.iter().any(|(known, part, _)| file.ends_with(known) && *part == what)
}

/// One row of the table of expectations; what the table leaves blank is `None`.
struct Row {
    file: String,
    messages: Option<usize>,
    senders: Option<Senders>,
    first: Option<String>,
    last: Option<String>,
}

/// Names, or only how many there are.
enum Senders {
    Named(BTreeSet<String>),
    Counted(usize),
}

impl Senders {
    /// "Ana|Ben", "Ana (6)|Ben (3)", "20 authors".
    fn parse(cell: &str) -> Self {
        if let Some(count) = cell.strip_suffix(" authors").and_then(|count| count.parse().ok()) {
            return Self::Counted(count);
        }
        let name = |part: &str| part.split(" (").next().unwrap_or(part).to_owned();
        Self::Named(cell.split('|').map(name).collect())
    }

    fn differ(&self, found: &BTreeSet<String>) -> bool {
        match self {
            Self::Named(names) => names != found,
            Self::Counted(count) => *count != found.len(),
        }
    }
}

impl Row {
    fn parse(line: &str) -> Option<Self> {
        let cells: Vec<_> = line.split('\t').map(|cell| cell.trim_matches('"')).collect();
        let filled = |index: usize| cells.get(index).copied().filter(|cell| !cell.is_empty());
        // Some projects count notices as messages and say so beside the names.
        let (names, notices) = match filled(5) {
            Some(cell) => match cell.split_once(" (+") {
                Some((names, more)) => (Some(names), usize::from(more.contains("system"))),
                None => (Some(cell), 0),
            },
            None => (None, 0),
        };
        Some(Self {
            // A typed stream is a cell of a database, not a file that anybody gives.
            file: filled(0).filter(|path| !path.starts_with("imessage_attributedbody/"))?.to_owned(),
            messages: filled(4).and_then(|cell| cell.parse::<usize>().ok()).map(|count| count - notices),
            senders: names.map(Senders::parse),
            first: filled(6).map(str::to_owned),
            last: filled(7).map(str::to_owned),
        })
    }

    /// What differs, in words.
    fn differences(&self, folder: &Path) -> Vec<String> {
        let found = match import::open(&[folder.join(&self.file)], &Options::default(), &|_| {}) {
            Ok(chats) => chats,
            Err(_) if self.messages == Some(0) => return Vec::new(),
            Err(error) => return vec![error.to_string()],
        };
        for chat in &found {
            assert!(chat.receipt.balances(), "{}", self.file);
        }
        let found = seen(&found);
        let mut differences = Vec::new();
        if self.messages.is_some_and(|messages| messages != found.messages) {
            differences.push(format!("messages: expected {:?}, found {}", self.messages, found.messages));
        }
        for (what, expected, found) in
            [("first", &self.first, &found.first), ("last", &self.last, &found.last)]
        {
            let is_met = |expected: &String| is_same_time(expected, found);
            if expected.as_ref().is_some_and(|expected| !is_met(expected)) && !is_apart(&self.file, "times") {
                differences.push(format!("{what}: expected {expected:?}, found {found:?}"));
            }
        }
        let differ = |senders: &Senders| senders.differ(&found.senders) && !is_apart(&self.file, "senders");
        if self.senders.as_ref().is_some_and(differ) {
            differences.push(format!("senders: found {:?}", found.senders));
        }
        differences
    }
}

/// Whether both are equal as they stand, or to the second as moments.
fn is_same_time(expected: &str, found: &str) -> bool {
    let moment = |text: &str| text.parse::<jiff::Timestamp>().ok().map(jiff::Timestamp::as_second);
    expected == found || moment(expected).is_some_and(|expected| moment(found) == Some(expected))
}

struct Seen {
    messages: usize,
    senders: BTreeSet<String>,
    first: String,
    last: String,
}

fn seen(chats: &[Imported]) -> Seen {
    let written = || {
        let messages = |chat: &'_ Imported| {
            let of_people = chat.conversation.messages.iter().filter(|message| message.sender.is_some());
            of_people.map(|message| name(&chat.conversation, message)).collect::<Vec<_>>()
        };
        chats.iter().flat_map(messages)
    };
    let ends = |end: fn(&[Message]) -> Option<&Message>| {
        let told = |chat: &Imported| end(&chat.conversation.messages)?.sent.to_iso();
        chats.iter().filter_map(told).collect::<BTreeSet<String>>()
    };
    Seen {
        messages: written().count(),
        senders: written().collect(),
        first: ends(<[Message]>::first).first().cloned().unwrap_or_default(),
        last: ends(<[Message]>::last).last().cloned().unwrap_or_default(),
    }
}

fn name(conversation: &Conversation, message: &Message) -> String {
    message.sender.map(|id| conversation.participant(id).display_name.clone()).unwrap_or_default()
}

#[test]
fn real_exports_are_read_as_their_projects_expect() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/chats");
    let Ok(table) = std::fs::read_to_string(folder.join("EXPECTED.tsv")) else {
        println!("skipped: the samples are not beside this repository");
        return;
    };
    let rows: Vec<_> = table.lines().skip(1).filter_map(Row::parse).collect();
    let decided: Vec<_> = rows.iter().filter(|row| !is_apart(&row.file, "row")).collect();
    let wrong: Vec<_> = decided
        .iter()
        .map(|row| (&row.file, row.differences(&folder)))
        .filter(|(_, differences)| !differences.is_empty())
        .collect();
    println!("{} of {} rows agree; not compared: {APART:#?}", decided.len() - wrong.len(), decided.len());
    println!("{wrong:#?}");
    assert!(decided.len() >= 120, "the table is not read whole: {} rows", decided.len());
    assert!(wrong.len() * 50 <= decided.len(), "{wrong:#?}");
}
