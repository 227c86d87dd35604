//! `Hangouts.json`: every chat of an account, in one file.

mod event;
#[cfg(test)]
mod tests;

use crate::conversation::{Audience, Call, CallOutcome, Kind, Message, SourcePos, SystemEvent};
use crate::import::chats::{About, Chat, Chats};
use crate::import::finish::{Draft, instant};
use crate::import::json::{self, Go, Loose, Place, Walk, lenient};
use crate::import::{File, ImportError, Options, OwnerEvidence, Skip};
use event::{Id, Told, UserId};
use serde::Deserialize;
use std::sync::Arc;

/// Its own keys among the first: of a chat, which stands before its messages, or of the list in exports of
/// 2015 and before.
pub(super) fn recognise(file: &File<'_>) -> u8 {
    let start = &file.start().text;
    let has = |keys: &[&str]| json::has_keys(start, keys);
    match () {
        () if !start.trim_start().starts_with('{') => 0,
        () if has(&["conversations", "participant_data"]) => 97,
        () if has(&["conversations", "self_conversation_state"]) => 97,
        () if has(&["conversation_state", "conversation_id"]) => 97,
        () if has(&["conversations", "conversation_id", "chat_id"]) => 95,
        () => 0,
    }
}

/// Reads every chat of every file.
pub(super) fn read(files: &[File<'_>], _: &Options) -> Result<Vec<Draft>, ImportError> {
    let mut reading = Reading::default();
    for file in files {
        reading.file = file.shared_name();
        let stop = file.read(|reader| Ok(json::walk(reader, &mut reading).err()))?;
        reading.chats.note(file, stop)?;
    }
    let about = About {
        format: super::HANGOUTS.name,
        variant: "Takeout JSON".to_owned(),
        platform: "Google Hangouts",
    };
    reading.chats.into_drafts(&about)
}

/// What was read so far.
#[derive(Default)]
struct Reading {
    file: Arc<str>,
    chats: Chats,
    /// The id of the chat that is being read, once it is told.
    key: String,
}

impl Walk for Reading {
    fn at(&mut self, place: &Place) -> Go {
        let inside = |steps: &[&str]| {
            [&["conversations", "*"][..], &["conversation_state", "*", "conversation_state"]]
                .iter()
                .any(|chat| place.is(&[*chat, steps].concat()))
        };
        match () {
            () if inside(&["conversation"]) || inside(&["events", "*"]) || inside(&["event", "*"]) => {
                Go::Take
            }
            () if place.is(&["conversation_state", "*"]) || inside(&[]) => Go::In,
            () if inside(&["events"]) || inside(&["event"]) => Go::In,
            () if place.depth() == 0 => Go::In,
            () if place.is(&["conversations"]) || place.is(&["conversation_state"]) => Go::In,
            () => Go::Past,
        }
    }

    fn take(&mut self, place: &Place, value: &str) {
        match place.key() {
            Some(_) => self.about(value),
            None => self.event(place.number(), value),
        }
    }

    fn leave(&mut self, place: &Place) {
        if place.depth() == 2 {
            self.key.clear();
        }
    }
}

impl Reading {
    /// Who is in the chat, and who of them is the owner.
    fn about(&mut self, value: &str) {
        let Some(outer) = json::parse::<Outer>(value) else { return };
        let about = outer.conversation.or_else(|| json::parse(value)).unwrap_or_default();
        let ids = [about.id.id.clone(), about.conversation_id.id.clone(), outer.conversation_id.id];
        self.key = ids.into_iter().find_map(Loose::filled).unwrap_or_default();
        about.tell(self.chats.of(&self.key));
    }

    fn event(&mut self, number: usize, value: &str) {
        let source = SourcePos { file: self.file.clone(), first: number, last: number };
        let told = json::parse::<Told>(value);
        let id = told.as_ref().map(Told::chat).filter(|id| !id.is_empty());
        let chat = self.chats.of(id.unwrap_or(&self.key));
        let Some(told) = told else { return chat.skip(Skip::Malformed) };
        if chat.owner.is_none()
            && let Some(me) = told.owner()
        {
            chat.owner = Some((me.person(&mut chat.people, ""), OwnerEvidence::Marked));
        }
        match told.message(&mut chat.people) {
            Err(why) => chat.skip(why),
            Ok(message) => keep(chat, Message { source, ..message }),
        }
    }
}

/// Keeps it; the end of a call is told of the call that began it, if one did.
fn keep(chat: &mut Chat, message: Message) {
    let ended = message.call.filter(|call| call.outcome != CallOutcome::Unknown);
    let last = chat.messages.iter_mut().rev().find(|message| message.kind == Kind::Call);
    let begun = last.filter(|last| {
        last.call.is_some_and(|call| call.outcome == CallOutcome::Unknown)
            && instant(last.sent) <= instant(message.sent)
    });
    match (ended, begun) {
        (Some(ended), Some(begun)) => {
            begun.call =
                begun.call.map(|call| Call { outcome: ended.outcome, seconds: ended.seconds, ..call });
            let event = Some(SystemEvent::Notice);
            chat.keep(Message { kind: Kind::System, event, call: None, sender: None, ..message });
        }
        _ => chat.keep(message),
    }
}

/// What stands beside the messages: the chat itself, or it within another object of that name.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Outer {
    #[serde(deserialize_with = "lenient")]
    conversation_id: Id,
    #[serde(deserialize_with = "lenient")]
    conversation: Option<AboutChat>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct AboutChat {
    #[serde(deserialize_with = "lenient")]
    id: Id,
    #[serde(deserialize_with = "lenient")]
    conversation_id: Id,
    r#type: Loose,
    name: Loose,
    #[serde(deserialize_with = "lenient")]
    self_conversation_state: OwnState,
    #[serde(deserialize_with = "lenient")]
    participant_data: Vec<Member>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct OwnState {
    #[serde(deserialize_with = "lenient")]
    self_read_state: ReadState,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ReadState {
    #[serde(deserialize_with = "lenient")]
    participant_id: UserId,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Member {
    #[serde(deserialize_with = "lenient")]
    id: UserId,
    fallback_name: Loose,
    #[serde(deserialize_with = "lenient")]
    phone_number: PhoneNumber,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct PhoneNumber {
    e164: Loose,
}

impl AboutChat {
    fn tell(self, chat: &mut Chat) {
        for Member { id, fallback_name, phone_number } in &self.participant_data {
            let name = [fallback_name, &phone_number.e164].into_iter().find(|name| !name.0.is_empty());
            id.person(&mut chat.people, name.map_or("", |name| &name.0));
        }
        let me = self.self_conversation_state.self_read_state.participant_id;
        if me.is_told() {
            chat.owner = Some((me.person(&mut chat.people, ""), OwnerEvidence::Marked));
        }
        chat.audience = match self.r#type.0.as_str() {
            "STICKY_ONE_TO_ONE" | "ONE_TO_ONE" => Audience::Direct,
            "GROUP" => Audience::Group,
            _ => Audience::Unknown,
        };
        chat.title = self.name.0;
        if let (true, Some((me, _)), [_, _]) = (chat.title.is_empty(), chat.owner, chat.people.list()) {
            chat.title =
                chat.people.list().get(1 - me.0).map(|other| other.display_name.clone()).unwrap_or_default();
        }
    }
}
