//! Any bytes as a file that somebody gives: what it is, zips, encodings, databases, every importer.
#![no_main]

use rooms::import::{Options, open};
use libfuzzer_sys::fuzz_target;
use std::io::Write;

fuzz_target!(|bytes: &[u8]| {
    let Ok(mut file) = tempfile::NamedTempFile::new() else { return };
    if file.write_all(bytes).is_ok() {
        if let Ok(chats) = open(&[file.path().to_owned()], &Options::default(), &|_| {}) {
            assert!(chats.iter().all(|chat| chat.receipt.balances()));
        }
    }
});
