//! Discord's exports, with invented people and words.

mod json;
mod package;
mod table;
mod txt;

use crate::conversation::{Conversation, Message};
use crate::import::{Imported, Options, read_texts};

/// Reads the texts as one export, and holds every receipt to its promises.
fn import_all(texts: &[(&str, &str)], format: &str) -> Vec<Imported> {
    let imports = read_texts(texts, &Options::default()).unwrap();
    for Imported { conversation, receipt } in &imports {
        assert_eq!(receipt.format, format);
        assert!(receipt.balances(), "{receipt:?}");
        assert_eq!(receipt.kept_total(), conversation.messages.len());
    }
    imports
}

/// The name that the message's sender is shown under; the app has none.
fn name<'a>(conversation: &'a Conversation, message: &Message) -> &'a str {
    message.sender.map_or("", |id| conversation.participants[id.0].display_name.as_str())
}

/// Who said what.
fn said(conversation: &Conversation) -> Vec<(&str, &str)> {
    conversation.messages.iter().map(|message| (name(conversation, message), message.text.as_str())).collect()
}

/// The one message with this text.
fn saying<'a>(conversation: &'a Conversation, text: &str) -> &'a Message {
    let mut found = conversation.messages.iter().filter(|message| message.text == text);
    let message = found.next().unwrap_or_else(|| panic!("nobody says {text:?}"));
    assert!(found.next().is_none(), "{text:?} is said twice");
    message
}
