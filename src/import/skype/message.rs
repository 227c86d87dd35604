//! One message of Skype's JSON.

use super::content::{self, Body};
use crate::conversation::{
    Attachment, AttachmentKind, Call, CallMedium, CallOutcome, Kind, Message, ParticipantId, Reaction,
    SystemEvent,
};
use crate::import::chats::People;
use crate::import::json::{Loose, lenient};
use crate::import::{Skip, moment, text};
use serde::Deserialize;

/// What the export tells of a message; every field may be missing.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Told {
    id: Loose,
    #[serde(rename = "displayName", alias = "imdisplayname")]
    name: Loose,
    originalarrivaltime: Loose,
    messagetype: Loose,
    content: Loose,
    from: Loose,
    skypeeditedid: Loose,
    #[serde(deserialize_with = "lenient")]
    properties: Properties,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Properties {
    deletetime: Loose,
    edittime: Loose,
    #[serde(deserialize_with = "lenient")]
    emotions: Vec<Emotion>,
}

/// A reaction, and who gave it.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Emotion {
    key: Loose,
    #[serde(deserialize_with = "lenient")]
    users: Vec<Giver>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Giver {
    mri: Loose,
}

impl Told {
    /// The message as hearten keeps it; its people are added to `people`.
    pub(super) fn message(self, people: &mut People) -> Result<Message, Skip> {
        let (sent, precision) = moment::iso(&self.originalarrivaltime.0);
        let kind = self.messagetype.0.clone();
        let message = Message {
            id: self.id.clone().filled(),
            sent,
            precision,
            raw: self.content.0.clone(),
            ..Message::default()
        };
        match kind.as_str() {
            "" => Err(Skip::Malformed),
            "Event/Call" => self.call(people, message),
            _ if kind.starts_with("RichText") || kind == "Text" => self.written(people, message),
            _ => Ok(Message { kind: Kind::System, event: Some(event(&kind)), ..message }),
        }
    }

    fn sender(&self, people: &mut People) -> Result<ParticipantId, Skip> {
        // Some exports write the whole address of the contact: ".../contacts/8:live:kim".
        let id = self.from.0.rsplit('/').next().unwrap_or_default();
        let known = if self.name.0 == id { "" } else { self.name.0.as_str() };
        if id.is_empty() { Err(Skip::Malformed) } else { Ok(people.of(id, known)) }
    }

    fn written(self, people: &mut People, message: Message) -> Result<Message, Skip> {
        let sender = self.sender(people)?;
        let is_told = |time: &Loose| !time.0.is_empty();
        let has_edits = is_told(&self.skypeeditedid) || is_told(&self.properties.edittime);
        let body = match self.messagetype.0.as_str() {
            "Text" => Body { text: text::with_line_breaks(&self.content.0), ..Body::default() },
            _ => content::read(&self.content.0),
        };
        let (kind, attachment) = kind(&self.messagetype.0, &body);
        let is_blank = text::is_blank(&body.text);
        let deleted = is_told(&self.properties.deletetime) || (is_blank && kind == Kind::Text && has_edits);
        let kind = if deleted && is_blank { Kind::Deleted } else { kind };
        if is_blank && kind == Kind::Text {
            return Err(Skip::Empty);
        }
        let name = body.file_name;
        let attachments =
            attachment.map(|kind| Attachment { kind, name, omitted: true, transcription: None });
        let text = if matches!(kind, Kind::Location | Kind::Contact) { String::new() } else { body.text };
        let edited = !deleted && (body.edited || has_edits);
        let reactions =
            self.properties.emotions.into_iter().flat_map(|emotion| emotion.given(people)).collect();
        Ok(Message {
            sender: Some(sender),
            kind,
            text,
            quoted: body.quoted,
            edited,
            deleted,
            reply_to: body.reply_to,
            attachments: attachments.into_iter().collect(),
            reactions,
            ..message
        })
    }

    /// A call has a line when it begins and one when it ends: the second tells what became of it.
    fn call(self, people: &mut People, message: Message) -> Result<Message, Skip> {
        let told = content::call(&self.content.0);
        let outcome = match told.kind.as_str() {
            "started" => {
                return Ok(Message { kind: Kind::System, event: Some(SystemEvent::CallStarted), ..message });
            }
            "ended" if told.seconds == Some(0) => CallOutcome::Unanswered,
            "ended" => CallOutcome::Answered,
            "missed" | "noAnswer" => CallOutcome::Missed,
            "busy" | "declined" => CallOutcome::Declined,
            _ => CallOutcome::Unknown,
        };
        for (id, name) in &told.people {
            if people.known(id).is_some() && name != id {
                people.of(id, name);
            }
        }
        let seconds = told.seconds.filter(|_| outcome == CallOutcome::Answered);
        let call = Call { medium: CallMedium::Unknown, outcome, seconds };
        Ok(Message { sender: Some(self.sender(people)?), kind: Kind::Call, call: Some(call), ..message })
    }
}

impl Emotion {
    fn given(self, people: &mut People) -> Vec<Reaction> {
        let emoji = emoji(&self.key.0).to_owned();
        let users = self.users.into_iter().filter_map(|giver| giver.mri.filled());
        users.map(|id| Reaction { emoji: emoji.clone(), by: Some(people.of(&id, "")) }).collect()
    }
}

/// The emoji of Skype's names for reactions; others keep their names.
fn emoji(name: &str) -> &str {
    match name {
        "like" | "yes" => "👍",
        "heart" => "❤️",
        "laugh" => "😆",
        "surprised" => "😮",
        "sad" => "😢",
        "angry" => "😠",
        name => name,
    }
}

/// What a message is by its type, and the file that is sent with it.
fn kind(messagetype: &str, body: &Body) -> (Kind, Option<AttachmentKind>) {
    let file = |kind, attached| (kind, Some(attached));
    match messagetype.strip_prefix("RichText/").unwrap_or_default() {
        "UriObject" => file(Kind::Media, AttachmentKind::Image),
        "Media_Video" | "Media_FlikMsg" | "Media_CallRecording" => file(Kind::Media, AttachmentKind::Video),
        "Media_AudioMsg" => file(Kind::Voice, AttachmentKind::Voice),
        "Media_GenericFile" | "Files" => file(Kind::Media, AttachmentKind::Document),
        "Media_Card" if body.is_gif => file(Kind::Sticker, AttachmentKind::Gif),
        "Location" => (Kind::Location, None),
        "Contacts" => file(Kind::Contact, AttachmentKind::Contact),
        other if other.starts_with("Media_") => file(Kind::Media, AttachmentKind::Unknown),
        _ if body.has_file => file(Kind::Media, AttachmentKind::Unknown),
        _ => (Kind::Text, None),
    }
}

fn event(messagetype: &str) -> SystemEvent {
    match messagetype {
        "ThreadActivity/AddMember"
        | "ThreadActivity/DeleteMember"
        | "ThreadActivity/MemberJoined"
        | "ThreadActivity/MemberLeft" => SystemEvent::Membership,
        "ThreadActivity/TopicUpdate" | "ThreadActivity/PictureUpdate" | "ThreadActivity/RoleUpdate" => {
            SystemEvent::GroupChanged
        }
        _ => SystemEvent::Notice,
    }
}
