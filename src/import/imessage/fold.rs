//! What belongs to other messages, put where it belongs once all of them are read.

use super::spoken::Spoken;
use super::tapback::{self, MOST_GIVEN, Tapback};
use crate::conversation::{Kind, Message, ParticipantId, Reaction, SentAt, SourcePos};
use crate::import::chats::Chat;
use crate::import::finish::instant;
use jiff::civil::DateTime;
use std::collections::{HashMap, HashSet};

/// What waits for the end of one chat.
#[derive(Debug, Default)]
pub(super) struct Pending {
    tapbacks: Vec<(Tapback, SentAt, SourcePos)>,
    spoken: Vec<(Spoken, Message)>,
}

impl Pending {
    /// A tapback: a row of its own.
    pub(super) fn tapback(&mut self, tapback: Tapback, sent: SentAt, source: SourcePos) {
        self.tapbacks.push((tapback, sent, source));
    }

    /// A message whose text may be a tapback.
    pub(super) fn spoken(&mut self, spoken: Spoken, message: Message) {
        self.spoken.push((spoken, message));
    }

    /// Puts everything where it belongs. What belongs nowhere stays a message of its own.
    pub(super) fn fold(self, chat: &mut Chat) {
        let Self { mut tapbacks, mut spoken } = self;
        tapbacks.sort_by_key(|(_, sent, _)| instant(*sent));
        spoken.sort_by_key(|(_, message)| instant(message.sent));
        for tapback in fold_tapbacks(chat, tapbacks) {
            chat.keep(tapback);
        }
        for message in fold_spoken(chat, spoken) {
            chat.keep(message);
        }
    }
}

/// Puts the chat's messages in the order of their times: rows come in the order in which this device learned
/// of them. One without a time stays behind the one it follows.
pub(super) fn sort(chat: &mut Chat) {
    let mut last = None;
    chat.messages.sort_by_cached_key(|message| {
        last = instant(message.sent).or(last);
        last
    });
}

/// Gives the tapbacks to their messages; returns those whose message is not there.
fn fold_tapbacks(chat: &mut Chat, tapbacks: Vec<(Tapback, SentAt, SourcePos)>) -> Vec<Message> {
    let places = {
        let wanted: HashSet<&str> = tapbacks.iter().map(|(tapback, ..)| tapback.target.as_str()).collect();
        let ids = chat
            .messages
            .iter()
            .enumerate()
            .filter_map(|(place, message)| Some((message.id.as_deref()?, place)));
        let found = ids.filter(|(id, _)| wanted.contains(id));
        found.map(|(id, place)| (id.to_owned(), place)).collect::<HashMap<String, usize>>()
    };
    let mut on_messages: HashMap<usize, Vec<Tapback>> = HashMap::new();
    let mut left = Vec::new();
    for (tapback, sent, source) in tapbacks {
        match places.get(&tapback.target) {
            Some(place) => on_messages.entry(*place).or_default().push(tapback),
            None if tapback.removed => {}
            None => left.push(alone(tapback, sent, source)),
        }
    }
    for (place, tapbacks) in on_messages {
        chat.messages[place].reactions = tapback::come_to(tapbacks);
    }
    left
}

/// A tapback whose message was deleted.
fn alone(tapback: Tapback, sent: SentAt, source: SourcePos) -> Message {
    Message {
        id: tapback.id,
        sender: Some(tapback.by),
        sent,
        precision: crate::conversation::Precision::Second,
        kind: Kind::Reaction,
        reply_to: Some(tapback.target),
        raw: tapback.mark.shown(),
        source,
        ..Message::default()
    }
}

/// Gives the tapbacks in words to the messages that they quote; returns those that quote none.
fn fold_spoken(chat: &mut Chat, spoken: Vec<(Spoken, Message)>) -> Vec<Message> {
    let said = said(&chat.messages, &spoken);
    let mut left = Vec::new();
    for (spoken, message) in spoken {
        let at = instant(message.sent);
        let earlier = said.get(&spoken.quoted).and_then(|places| {
            let end = places.partition_point(|(said_at, _)| *said_at <= at);
            places[..end].last()
        });
        match (earlier, message.sender) {
            (Some((_, place)), Some(by)) => give(&mut chat.messages[*place], by, spoken),
            _ if spoken.is_certain => left.push(unplaced(spoken, message)),
            _ => left.push(message),
        }
    }
    left
}

/// When and where the quoted words were said, oldest first.
fn said(
    messages: &[Message],
    spoken: &[(Spoken, Message)],
) -> HashMap<String, Vec<(Option<DateTime>, usize)>> {
    let wanted: HashSet<&str> = spoken.iter().map(|(spoken, _)| spoken.quoted.as_str()).collect();
    let mut said: HashMap<String, Vec<_>> = HashMap::new();
    if wanted.is_empty() {
        return said;
    }
    for (place, message) in messages.iter().enumerate() {
        let text = message.text.trim();
        if wanted.contains(text) {
            said.entry(text.to_owned()).or_default().push((instant(message.sent), place));
        }
    }
    for places in said.values_mut() {
        places.sort_unstable();
    }
    said
}

fn give(message: &mut Message, by: ParticipantId, spoken: Spoken) {
    let is_same = |reaction: &Reaction| reaction.by == Some(by) && reaction.emoji == spoken.emoji;
    message.reactions.retain(|reaction| !is_same(reaction));
    if !spoken.removed && message.reactions.len() < MOST_GIVEN {
        message.reactions.push(Reaction { emoji: spoken.emoji, by: Some(by) });
    }
}

/// A tapback in words whose message is not there: none of its words are the sender's.
fn unplaced(spoken: Spoken, message: Message) -> Message {
    Message { kind: Kind::Reaction, text: String::new(), quoted: Some(spoken.quoted), ..message }
}
