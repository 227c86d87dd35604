//! A room's events in their order, and what later ones say about earlier ones.

use super::event::{Event, Step, Told};
use crate::conversation::{CallOutcome, Kind, Message, ParticipantId, Reaction, SourcePos};
use crate::import::chats::{About, Chat, Chats};
use crate::import::finish::Draft;
use crate::import::json::{self, Go, Loose, Place, Walk};
use crate::import::{File, ImportError, Options, OwnerEvidence, Skip};
use std::collections::HashMap;
use std::sync::Arc;

/// Reads the room of every file.
pub(super) fn read(files: &[File<'_>], _: &Options) -> Result<Vec<Draft>, ImportError> {
    let mut chats = Chats::default();
    for (place, file) in files.iter().enumerate() {
        let mut room = Room::new(file.name(), chats.of(&place.to_string()));
        let stop = file.read(|reader| Ok(json::walk(reader, &mut room).err()))?;
        room.close();
        chats.note(file, stop)?;
    }
    let about = About { format: super::FORMAT.name, variant: "Element JSON".to_owned(), platform: "Matrix" };
    chats.into_drafts(&about)
}

/// The room that is being read.
struct Room<'a> {
    file: Arc<str>,
    chat: &'a mut Chat,
    exported_by: String,
    /// What events say about other events, in order.
    later: Vec<Later>,
    /// Calls by their ids.
    calls: HashMap<String, Course>,
}

/// What an event says about the one with the id `target`.
struct Later {
    target: String,
    by: ParticipantId,
    what: What,
}

enum What {
    Reaction(String),
    Edit(Box<Message>),
    Redaction,
}

/// The course of a call.
#[derive(Default)]
struct Course {
    /// The id of the event with which it rang.
    ring: Option<String>,
    answered: Option<i64>,
    ended: Option<i64>,
    is_rejected: bool,
}

impl Walk for Room<'_> {
    fn at(&mut self, place: &Place) -> Go {
        match place.key() {
            _ if place.is(&[]) || place.is(&["messages"]) => Go::In,
            _ if place.is(&["messages", "*"]) => Go::Take,
            Some("room_name" | "exported_by") => Go::Take,
            _ => Go::Past,
        }
    }

    fn take(&mut self, place: &Place, value: &str) {
        let text = || json::parse::<Loose>(value).unwrap_or_default().0;
        match place.key() {
            Some("room_name") => self.chat.title = text(),
            Some("exported_by") => self.exported_by = text(),
            _ => match json::parse::<Event>(value) {
                Some(event) => self.event(place.number(), event),
                None => self.chat.skip(Skip::Malformed),
            },
        }
    }
}

impl<'a> Room<'a> {
    fn new(file: &str, chat: &'a mut Chat) -> Self {
        let (later, calls) = (Vec::new(), HashMap::new());
        Self { file: file.into(), chat, exported_by: String::new(), later, calls }
    }

    fn event(&mut self, number: usize, event: Event) {
        if let Some((id, name)) = event.member() {
            self.chat.people.of(id, name);
        }
        let source = SourcePos { file: self.file.clone(), first: number, last: number };
        let at = event.origin_server_ts.integer();
        let sender = event.sender.0.clone();
        let later = |room: &mut Self, target, what| {
            let by = room.chat.people.of(&sender, "");
            room.later.push(Later { target, by, what });
        };
        match event.told() {
            Told::Message(message) => self.keep(&sender, Message { source, ..message }),
            Told::Ring(message, call) => {
                self.calls.entry(call).or_default().ring.clone_from(&message.id);
                self.keep(&sender, Message { source, ..message });
            }
            Told::Step(call, step) => self.calls.entry(call).or_default().step(step, at),
            Told::Reaction(target, emoji) => later(self, target, What::Reaction(emoji)),
            Told::Edit(target, message) => {
                later(self, target, What::Edit(Box::new(Message { source, ..message })));
            }
            Told::Redaction(target) => later(self, target, What::Redaction),
            Told::Skipped(reason) => self.chat.skip(reason),
        }
    }

    fn keep(&mut self, sender: &str, message: Message) {
        let is_apps = message.kind == Kind::System;
        let sender = (!is_apps).then(|| self.chat.people.of(sender, ""));
        self.chat.keep(Message { sender, ..message });
    }

    /// All events are read: what is said about each is known now.
    fn close(self) {
        let Self { chat, exported_by, later, calls, .. } = self;
        let ids = chat.messages.iter().enumerate();
        let places: HashMap<String, usize> =
            ids.filter_map(|(place, message)| Some((message.id.clone()?, place))).collect();
        for Later { target, by, what } in later {
            match places.get(&target) {
                Some(&place) => what.apply(by, &mut chat.messages[place]),
                None => what.stand_alone(by, chat),
            }
        }
        // The app writes the name that the owner has in the room, or else the id.
        let owner = chat.people.known(&exported_by).or_else(|| chat.people.called(&exported_by));
        chat.owner = owner.map(|owner| (owner, OwnerEvidence::Marked));
        for course in calls.into_values() {
            let place = course.ring.as_ref().and_then(|ring| places.get(ring));
            if let Some(message) = place.map(|&place| &mut chat.messages[place]) {
                course.settle(message, owner);
            }
        }
        chat.warn_of_missing_words();
    }
}

impl What {
    fn apply(self, by: ParticipantId, message: &mut Message) {
        match self {
            Self::Reaction(emoji) => message.reactions.push(Reaction { emoji, by: Some(by) }),
            Self::Redaction => message.deleted = true,
            // Only who wrote a message can change it.
            Self::Edit(edit) if message.sender == Some(by) && !message.deleted => {
                message.text = edit.text;
                message.edited = true;
            }
            Self::Edit(_) => {}
        }
    }

    /// What it is about is not in the export: words are words all the same.
    fn stand_alone(self, by: ParticipantId, chat: &mut Chat) {
        match self {
            Self::Edit(edit) => chat.keep(Message { sender: Some(by), ..*edit }),
            Self::Reaction(_) | Self::Redaction => {}
        }
    }
}

impl Course {
    fn step(&mut self, step: Step, at: Option<i64>) {
        match step {
            Step::Answered => self.answered = self.answered.or(at),
            Step::Ended => self.ended = self.ended.or(at),
            Step::Rejected => self.is_rejected = true,
            Step::Technical => {}
        }
    }

    fn settle(&self, message: &mut Message, owner: Option<ParticipantId>) {
        let is_own = owner.is_some() && message.sender == owner;
        let Some(call) = &mut message.call else { return };
        call.outcome = match (self.answered, self.ended) {
            (Some(_), _) => CallOutcome::Answered,
            _ if self.is_rejected => CallOutcome::Declined,
            (None, Some(_)) if is_own => CallOutcome::Unanswered,
            (None, Some(_)) => CallOutcome::Missed,
            (None, None) => CallOutcome::Unknown,
        };
        let millis = self.answered.zip(self.ended).and_then(|(from, to)| to.checked_sub(from));
        call.seconds = millis.and_then(|millis| u32::try_from(millis / 1000).ok());
    }
}
