//! Which room may look into which. A new room or a new doorway is a decision: it is made here first.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each room with the rooms it may import.
const ROOMS: &[(&str, &[&str])] = &[
    ("conversation", &[]),
    ("import", &["conversation"]),
    ("tone", &["conversation"]),
    ("model", &["conversation", "tone"]),
    ("analysis", &["conversation", "tone"]),
    ("review", &["conversation", "tone", "analysis"]),
    ("report", &["conversation", "import", "tone", "analysis", "review"]),
    ("cli", &["conversation", "import", "tone", "model", "analysis", "review", "report"]),
];

/// Files that belong to no room: the map of the rooms and the way in.
const DOORS: &[&str] = &["lib.rs", "main.rs"];

#[test]
fn every_room_looks_only_where_it_may() {
    let mut strangers = Vec::new();
    for (room, allowed) in ROOMS {
        for file in files_of(room) {
            for seen in rooms_named_in(&fs::read_to_string(&file).unwrap()) {
                if seen != *room && !allowed.contains(&seen.as_str()) {
                    strangers.push(format!("{} looks into {seen}", file.display()));
                }
            }
        }
    }
    assert!(strangers.is_empty(), "{}", strangers.join("\n"));
}

#[test]
fn every_file_is_in_a_room() {
    let known: BTreeSet<&str> = ROOMS.iter().map(|(room, _)| *room).collect();
    for entry in fs::read_dir(source()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let room = name.trim_end_matches(".rs");
        assert!(known.contains(room) || DOORS.contains(&name.as_str()), "{name} is in no room");
    }
}

#[test]
fn no_file_reaches_over_two_floors_or_opens_everything() {
    for file in ROOMS.iter().flat_map(|(room, _)| files_of(room)) {
        let text = fs::read_to_string(&file).unwrap();
        assert!(!text.contains("super::super"), "{} says super::super", file.display());
        assert!(!text.contains("pub use self::*"), "{} opens everything", file.display());
    }
}

#[test]
fn nothing_in_the_program_can_open_a_socket() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let network = [
        "reqwest",
        "hyper",
        "ureq",
        "curl",
        "tokio",
        "rustls",
        "native-tls",
        "openssl",
        "socket2",
        "mio",
        "hf-hub",
    ];
    for name in network {
        assert!(!lock.contains(&format!("name = \"{name}\"\n")), "{name} is in Cargo.lock");
    }
    for file in ROOMS.iter().flat_map(|(room, _)| files_of(room)) {
        assert!(!fs::read_to_string(&file).unwrap().contains("std::net"), "{}", file.display());
    }
}

/// Rooms that a text names after `crate::`, alone or in braces.
fn rooms_named_in(text: &str) -> BTreeSet<String> {
    let mut rooms = BTreeSet::new();
    for after in text.split("crate::").skip(1) {
        let names = match after.strip_prefix('{') {
            Some(list) => list.split('}').next().unwrap_or_default(),
            None => after,
        };
        for name in names.split(',').take(if after.starts_with('{') { usize::MAX } else { 1 }) {
            let room: String =
                name.trim().chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
            if ROOMS.iter().any(|(known, _)| *known == room) {
                rooms.insert(room);
            }
        }
    }
    rooms
}

fn files_of(room: &str) -> Vec<PathBuf> {
    let file = source().join(format!("{room}.rs"));
    if file.exists() { vec![file] } else { rust_files(&source().join(room)) }
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files
}

fn source() -> PathBuf {
    root().join("src")
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
