//! The JSON: the objects of Signal Desktop's database as they are. Since version 7.42 the words are kept
//! elsewhere, and are not in it.

use super::short::named_after;
use super::{entitle, owner};
use crate::conversation::{Attachment, AttachmentKind, Call, CallMedium, CallOutcome, Kind, Message};
use crate::conversation::{ParticipantId, Reaction, SourcePos, SystemEvent};
use crate::import::attached::kind_of_message;
use crate::import::chats::Chat;
use crate::import::json::{self, Go, Loose, Place, Stop, Walk, lenient, present};
use crate::import::moment;
use crate::import::signal::kind_of_type;
use crate::import::{ImportError, Skip, Source, Warning};
use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer};
use std::collections::{HashMap, HashSet};

/// Keys that Signal Desktop gives its messages; which ones, changes with the years.
const KEYS: [&str; 14] = [
    "conversationId",
    "sent_at",
    "received_at",
    "received_at_ms",
    "sourceDevice",
    "sourceUuid",
    "sourceServiceId",
    "schemaVersion",
    "serverGuid",
    "serverTimestamp",
    "sendStateByConversationId",
    "unidentifiedDeliveryReceived",
    "unidentifiedDeliveries",
    "decrypted_at",
];

/// Several of the database's keys.
pub(super) fn recognise(start: &str) -> u8 {
    let known = KEYS.iter().filter(|key| json::has_keys(start, &[key])).count();
    match known {
        0..=2 => 0,
        3 => 90,
        _ => 97,
    }
}

/// Reads every object into the chat.
pub(super) fn read(source: &Source, chat: &mut Chat) -> Result<(), ImportError> {
    if let Some(with) = named_after(source) {
        entitle(chat, with);
    }
    let mut reading = Reading { source, chat, wordless: 0, ids: HashMap::new(), others: HashSet::new() };
    let stop = json::walk(source.text.as_bytes(), &mut reading).err();
    reading.close();
    match stop {
        None => Ok(()),
        Some(Stop::Io(error)) => Err(ImportError::from_io(&source.path, error)),
        Some(Stop::Broken { line }) if chat.messages.is_empty() => {
            Err(ImportError::Broken { path: source.path.clone(), line })
        }
        Some(Stop::Broken { line }) => {
            chat.warnings.push(Warning::Damaged { file: source.name.to_string(), line });
            Ok(())
        }
    }
}

/// What was read so far.
struct Reading<'a> {
    source: &'a Source,
    chat: &'a mut Chat,
    /// How many messages came without their words.
    wordless: usize,
    /// Ids by the time of sending: quotes name their message by that.
    ids: HashMap<String, String>,
    /// Keys of everybody but the owner.
    others: HashSet<String>,
}

impl Walk for Reading<'_> {
    fn at(&mut self, place: &Place) -> Go {
        if place.depth() == 0 { Go::In } else { Go::Take }
    }

    fn take(&mut self, place: &Place, value: &str) {
        let number = place.number();
        let source = SourcePos { file: self.source.name.clone(), first: number, last: number };
        let told = json::parse::<Told>(value).ok_or(Skip::Malformed);
        match told.and_then(|told| told.message(self)) {
            Ok(message) => self.chat.keep(Message { source, ..message }),
            Err(why) => {
                self.wordless += usize::from(why == Skip::Unreadable);
                self.chat.skip(why);
            }
        }
    }
}

impl Reading<'_> {
    /// Everything is read: who the others are is known now.
    fn close(&mut self) {
        if self.wordless > 0 {
            let instead =
                "make one with `sigtop export-messages -f text`, or with Signal's own Export chat history";
            self.chat.warnings.push(Warning::WordsMissing { count: self.wordless });
            self.chat.warnings.push(Warning::BetterExport { instead });
        }
        // Objects tell ids, the file's name tells the name: with one other person they are one.
        let mut others = self.others.iter();
        if let (Some(with), Some(key), None) = (named_after(self.source), others.next(), others.next())
            && !with.is_group()
        {
            self.chat.people.of(key, with.name);
        }
    }

    fn person(&mut self, key: &str) -> ParticipantId {
        self.others.insert(key.to_owned());
        self.chat.people.of(key, "")
    }
}

/// What is told of a message; every field may be missing.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Told {
    id: Loose,
    r#type: Loose,
    sent_at: Loose,
    timestamp: Loose,
    /// Null or empty, there are no words; not there at all, they are not in the export.
    #[serde(deserialize_with = "there")]
    body: Option<Loose>,
    source: Loose,
    #[serde(rename = "sourceUuid")]
    source_uuid: Loose,
    #[serde(rename = "sourceServiceId")]
    source_service_id: Loose,
    #[serde(rename = "sendStateByConversationId", deserialize_with = "present")]
    is_sent: bool,
    #[serde(deserialize_with = "lenient")]
    attachments: Vec<ToldAttachment>,
    #[serde(deserialize_with = "lenient")]
    quote: Option<Quote>,
    #[serde(deserialize_with = "lenient")]
    reactions: Vec<ToldReaction>,
    #[serde(rename = "editHistory", deserialize_with = "lenient")]
    edit_history: Vec<IgnoredAny>,
    #[serde(rename = "deletedForEveryone")]
    deleted: Loose,
    #[serde(rename = "isViewOnce")]
    is_view_once: Loose,
    #[serde(deserialize_with = "lenient")]
    sticker: Option<serde_json::Map<String, serde_json::Value>>,
    #[serde(deserialize_with = "lenient")]
    contact: Vec<IgnoredAny>,
    #[serde(rename = "expirationTimerUpdate", deserialize_with = "lenient")]
    timer: Option<serde_json::Map<String, serde_json::Value>>,
    #[serde(rename = "callHistoryDetails", deserialize_with = "lenient")]
    call: CallDetails,
}

/// Be it null.
fn there<'de, D: Deserializer<'de>>(json: D) -> Result<Option<Loose>, D::Error> {
    Loose::deserialize(json).map(Some)
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct ToldAttachment {
    content_type: Loose,
    file_name: Loose,
    flags: Loose,
    caption: Loose,
    path: Loose,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Quote {
    id: Loose,
    text: Loose,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct ToldReaction {
    emoji: Loose,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct CallDetails {
    was_video_call: Loose,
    was_incoming: Loose,
    was_declined: Loose,
    accepted_time: Loose,
    ended_time: Loose,
}

impl Told {
    fn message(mut self, reading: &mut Reading<'_>) -> Result<Message, Skip> {
        let sent = self.sent_at.integer().or_else(|| self.timestamp.integer()).filter(|sent| *sent > 0);
        let (sent, precision) = sent.map(moment::unix_millis).unwrap_or_default();
        let message = Message { id: self.id.clone().filled(), sent, precision, ..Message::default() };
        let timer = self.timer.is_some();
        match self.r#type.0.as_str() {
            "incoming" | "outgoing" | "" if !timer => self.written(reading, message),
            "call-history" => {
                Ok(std::mem::take(&mut self.call).message(self.sender(reading), reading, message))
            }
            kind => {
                let event = match kind {
                    _ if timer => SystemEvent::Timer,
                    "timer-notification" => SystemEvent::Timer,
                    "keychange" | "verified-change" | "change-number-notification" => SystemEvent::Identity,
                    _ => SystemEvent::Notice,
                };
                Ok(Message { kind: Kind::System, event: Some(event), raw: kind.to_owned(), ..message })
            }
        }
    }

    /// Who wrote it; where the direction is missing, that it was sent tells of the owner.
    fn sender(&self, reading: &mut Reading<'_>) -> Option<ParticipantId> {
        if self.r#type.0 == "outgoing" || self.r#type.0.is_empty() && self.is_sent {
            return Some(owner(reading.chat));
        }
        let keys = [&self.source_service_id.0, &self.source_uuid.0, &self.source.0];
        let key = keys.into_iter().find(|key| !key.is_empty())?;
        Some(reading.person(key))
    }

    fn written(self, reading: &mut Reading<'_>, message: Message) -> Result<Message, Skip> {
        let sender = self.sender(reading);
        if let (Some(id), false) = (&message.id, self.sent_at.0.is_empty()) {
            reading.ids.insert(self.sent_at.0.clone(), id.clone());
        }
        let message = Message { sender, ..message };
        if self.deleted.0 == "true" {
            return Ok(Message { kind: Kind::Deleted, deleted: true, ..message });
        }
        let is_exported = self.body.is_some();
        let captions = self.attachments.iter().map(|attachment| attachment.caption.0.clone());
        let words =
            self.body.into_iter().map(|body| body.0).chain(captions).filter(|words| !words.is_empty());
        let text = words.collect::<Vec<_>>().join("\n");
        let mut attachments: Vec<Attachment> =
            self.attachments.into_iter().map(ToldAttachment::attachment).collect();
        let bare = [
            (self.sticker.is_some(), AttachmentKind::Sticker),
            (!self.contact.is_empty(), AttachmentKind::Contact),
            (attachments.is_empty() && self.is_view_once.0 == "true", AttachmentKind::Unknown),
        ];
        let of = |kind| Attachment { kind, name: None, omitted: true, transcription: None };
        attachments.extend(bare.into_iter().filter(|(is_there, _)| *is_there).map(|(_, kind)| of(kind)));
        if text.trim().is_empty() && attachments.is_empty() {
            return Err(if is_exported { Skip::Empty } else { Skip::Unreadable });
        }
        let given = self.reactions.into_iter().map(|told| Reaction { emoji: told.emoji.0, by: None });
        Ok(Message {
            kind: attachments.first().map_or(Kind::Text, |file| kind_of_message(file.kind)),
            raw: text.clone(),
            text,
            reply_to: self.quote.as_ref().and_then(|quote| reading.ids.get(&quote.id.0).cloned()),
            quoted: self.quote.and_then(|quote| quote.text.filled()),
            edited: self.edit_history.len() > 1,
            attachments,
            reactions: given.collect(),
            ..message
        })
    }
}

impl ToldAttachment {
    fn attachment(self) -> Attachment {
        // The app's flag for what was spoken into it.
        let kind = match self.flags.0.as_str() {
            "1" => AttachmentKind::Voice,
            _ => kind_of_type(&self.content_type.0),
        };
        Attachment {
            kind,
            name: self.file_name.filled(),
            omitted: self.path.0.is_empty(),
            transcription: None,
        }
    }
}

impl CallDetails {
    fn message(self, sender: Option<ParticipantId>, reading: &mut Reading<'_>, message: Message) -> Message {
        let is_own = self.was_incoming.0 == "false";
        let medium = match self.was_video_call.0.as_str() {
            "true" => CallMedium::Video,
            "false" => CallMedium::Voice,
            _ => CallMedium::Unknown,
        };
        let accepted = self.accepted_time.integer();
        let outcome = match () {
            () if accepted.is_some() => CallOutcome::Answered,
            () if self.was_declined.0 == "true" => CallOutcome::Declined,
            () if is_own => CallOutcome::Unanswered,
            () if self.was_incoming.0 == "true" => CallOutcome::Missed,
            () => CallOutcome::Unknown,
        };
        let millis = accepted.zip(self.ended_time.integer()).and_then(|(from, to)| to.checked_sub(from));
        let seconds = millis.and_then(|millis| u32::try_from(millis / 1000).ok());
        let sender = if is_own { Some(owner(reading.chat)) } else { sender };
        Message { kind: Kind::Call, call: Some(Call { medium, outcome, seconds }), sender, ..message }
    }
}
