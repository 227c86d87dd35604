//! Real exports of many phones and years, read and compared with what their projects expect.
//!
//! The samples may not be copied into this repository, so the test looks for them beside it and says so
//! where they are absent.

use hearten::conversation::Conversation;
use hearten::import::{self, Options};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Rows whose expectation cannot or must not be met, and why.
const APART: &[(&str, &str)] = &[
    ("chat-miner__test_ddmmyy_24hrs.txt", "expects a view-once message to be dropped; it is kept as media"),
    ("chat-miner__test_yyyymmdd_24hrs.txt", "expects a view-once message to be dropped; it is kept as media"),
    (
        "Chatistics__chat3.txt",
        "two people, one named as the other and a colon: one line cannot tell them apart",
    ),
    ("ChatLab__zh_ios_nospace.txt", "its times run backwards within the day; seconds are sorted"),
    (
        "rwhatsapp__fmt49.txt",
        "its headers have no year: not an export that any version of the app is known to write",
    ),
];

/// One row of the table of expectations; what the table leaves blank is `None`.
struct Row {
    file: String,
    messages: Option<usize>,
    senders: Option<BTreeSet<String>>,
    first: Option<String>,
}

impl Row {
    fn parse(line: &str) -> Option<Self> {
        let cells: Vec<_> = line.split('\t').map(|cell| cell.trim_matches('"')).collect();
        let filled = |index: usize| cells.get(index).copied().filter(|cell| !cell.is_empty());
        // Some projects count notices as messages and say so beside the names.
        let (names, notices) = match filled(5) {
            Some(cell) => match cell.split_once(" (+") {
                Some((names, more)) if more.contains("system") => (Some(names), 1),
                Some((names, _)) => (Some(names), 0),
                None => (Some(cell), 0),
            },
            None => (None, 0),
        };
        Some(Self {
            file: filled(0).filter(|path| path.starts_with("whatsapp_"))?.to_owned(),
            messages: filled(4).and_then(|cell| cell.parse::<usize>().ok()).map(|count| count - notices),
            senders: names.map(|names| names.split('|').map(str::to_owned).collect()),
            first: filled(6).map(str::to_owned),
        })
    }

    /// What differs, in words.
    fn differences(&self, folder: &Path) -> Vec<String> {
        let imported = match import::open(&[folder.join(&self.file)], &Options::default(), &|_| {}) {
            Ok(mut chats) => chats.remove(0),
            Err(error) => return vec![error.to_string()],
        };
        assert!(imported.receipt.balances(), "{}", self.file);
        let found = seen(&imported.conversation);
        let mut differences = Vec::new();
        let mut compare = |what: &str, expected: Option<String>, found: String| {
            if expected.as_ref().is_some_and(|expected| *expected != found) {
                differences.push(format!("{what}: expected {}, found {found}", expected.unwrap_or_default()));
            }
        };
        compare("messages", self.messages.map(|count| count.to_string()), found.messages.to_string());
        compare(
            "senders",
            self.senders.as_ref().map(|names| format!("{names:?}")),
            format!("{:?}", found.senders),
        );
        compare("first", self.first.clone(), found.first);
        differences
    }
}

struct Seen {
    messages: usize,
    senders: BTreeSet<String>,
    first: String,
}

fn seen(conversation: &Conversation) -> Seen {
    let written = || conversation.messages.iter().filter(|message| message.sender.is_some());
    let name = |id| conversation.participant(id).display_name.clone();
    Seen {
        messages: written().count(),
        senders: written().filter_map(|message| message.sender).map(name).collect(),
        first: conversation.messages.first().and_then(|message| message.sent.to_iso()).unwrap_or_default(),
    }
}

#[test]
fn real_whatsapp_exports_are_read_as_their_projects_expect() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/chats");
    let Ok(table) = std::fs::read_to_string(folder.join("EXPECTED.tsv")) else {
        println!("skipped: the samples are not beside this repository");
        return;
    };
    let rows: Vec<_> = table.lines().skip(1).filter_map(Row::parse).collect();
    let is_apart = |row: &&Row| APART.iter().any(|(file, _)| row.file.ends_with(file));
    let decided: Vec<_> = rows.iter().filter(|row| !is_apart(row)).collect();
    let wrong: Vec<_> = decided
        .iter()
        .map(|row| (&row.file, row.differences(&folder)))
        .filter(|(_, differences)| !differences.is_empty())
        .collect();
    println!("{} of {} rows agree; not compared: {APART:?}", decided.len() - wrong.len(), decided.len());
    println!("{wrong:#?}");
    assert!(decided.len() >= 90, "the table is not read whole");
    assert!(wrong.len() * 20 <= decided.len(), "{wrong:#?}");
}
