//! Texts as an export's files, read by one importer (`HEARTEN_FUZZ_FORMAT`) or by whichever claims them.
//!
//! The input is files divided by NUL; the first line of each is its name.
#![no_main]

use rooms::import::{Options, read_texts};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static FORMAT: LazyLock<Option<String>> = LazyLock::new(|| std::env::var("HEARTEN_FUZZ_FORMAT").ok());

fuzz_target!(|input: &str| {
    let texts: Vec<(&str, &str)> = input.split('\0').map(|file| file.split_once('\n').unwrap_or(("", file))).collect();
    let options = Options { format: FORMAT.clone(), ..Options::default() };
    if let Ok(chats) = read_texts(&texts, &options) {
        for chat in chats {
            assert!(chat.receipt.balances());
            assert_eq!(chat.receipt.kept_total(), chat.conversation.messages.len());
        }
    }
});
