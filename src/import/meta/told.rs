//! What an export tells of one message, whatever kind of file it stands in, and the message that it is.

use super::app::App;
use super::notices::{self, Names, Notice, Scene, What};
use crate::conversation::{
    Attachment, AttachmentKind, Call, CallMedium, CallOutcome, Kind, Message, ParticipantId, Reaction,
    SystemEvent,
};
use crate::import::Skip;
use crate::import::attached::{kind_by_ending, kind_of_message};
use crate::import::chats::People;
use crate::import::moment::When;
use std::collections::HashMap;

/// What is told of a message.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    /// Which record of its file it is, counted from 1.
    pub(super) number: usize,
    /// The name it stands under; empty for an account that is gone.
    pub(super) sender: String,
    /// When it was sent.
    pub(super) when: When,
    /// The words: the sender's, or the app's about the sender.
    pub(super) words: String,
    /// What was sent with it.
    pub(super) attachments: Vec<Attachment>,
    /// What was shared.
    pub(super) share: Option<Share>,
    /// Emoji, each with the name of who gave it.
    pub(super) reactions: Vec<(String, String)>,
    /// That it is a call.
    pub(super) call: Option<ToldCall>,
    /// That it was taken back.
    pub(super) is_unsent: bool,
    /// That somebody joined or left.
    pub(super) is_membership: bool,
    /// That the words stand in the place of something the export could not tell.
    pub(super) is_placeholder: bool,
}

/// A link or post that was passed on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Share {
    /// Where it leads.
    pub(super) link: String,
    /// What its author wrote: never the sender's words.
    pub(super) words: String,
}

/// A call as the file's fields tell it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ToldCall {
    /// How long it was.
    pub(super) seconds: Option<u32>,
    /// That nobody picked up.
    pub(super) is_missed: bool,
}

/// The people of a chat, while its messages are made.
pub(super) struct Cast<'a> {
    /// Those who were met so far.
    pub(super) people: &'a mut People,
    /// Everybody, as notices may call them.
    pub(super) names: &'a Names,
    /// The owner's name, if it is known.
    pub(super) owner: Option<&'a str>,
    /// How people are shown whose names would make two chats one.
    pub(super) shown: HashMap<String, String>,
    /// The app, for the name of nobody.
    pub(super) app: App,
}

impl Cast<'_> {
    /// The person of this name.
    pub(super) fn person(&mut self, name: &str) -> ParticipantId {
        let key = if name.is_empty() { self.app.nobody() } else { name };
        let shown = self.shown.get(key).map_or(key, String::as_str);
        self.people.of(key, shown)
    }
}

impl Told {
    /// The notice that the words are, and whether they are one.
    pub(super) fn notice(&self, names: &Names, owner: Option<&str>) -> Option<Notice> {
        let scene = Scene {
            sender: &self.sender,
            is_own: owner.map(|owner| owner == self.sender),
            is_borne_out: self.has_more_than_words(),
            names,
        };
        notices::find(&self.words, &scene)
    }

    fn has_more_than_words(&self) -> bool {
        !self.attachments.is_empty()
            || self.share.is_some()
            || self.call.is_some()
            || self.is_unsent
            || self.is_membership
    }

    fn is_nothing(&self) -> bool {
        self.words.trim().is_empty() && !self.has_more_than_words() && self.reactions.is_empty()
    }

    /// The message as hearten keeps it.
    pub(super) fn message(self, cast: &mut Cast<'_>) -> Result<Message, Skip> {
        if self.is_nothing() {
            return Err(Skip::Empty);
        }
        let notice = self.notice(cast.names, cast.owner);
        let (sent, precision) = self.when;
        let reactions = self
            .reactions
            .iter()
            .map(|(emoji, by)| Reaction { emoji: emoji.clone(), by: Some(cast.person(by)) })
            .collect();
        let message = Message {
            sender: Some(cast.person(&self.sender)),
            sent,
            precision,
            raw: self.raw(),
            reactions,
            ..Message::default()
        };
        let is_own = cast.owner.map(|owner| owner == self.sender);
        Ok(self.of_kind(notice, is_own, message))
    }

    /// All words of the record, in its order.
    fn raw(&self) -> String {
        let mut parts = vec![self.words.as_str()];
        if let Some(Share { link, words }) = &self.share {
            parts.extend([words.as_str(), link.as_str()].iter().filter(|part| !self.words.contains(**part)));
        }
        parts.retain(|part| !part.is_empty());
        parts.join("\n")
    }

    fn of_kind(self, notice: Option<Notice>, is_own: Option<bool>, message: Message) -> Message {
        let what = notice.as_ref().map(|notice| notice.what);
        let system = |event| Message { kind: Kind::System, event: Some(event), ..message.clone() };
        match what {
            Some(What::TakenBack) => Message { kind: Kind::Deleted, deleted: true, ..message },
            _ if self.is_unsent => self.taken_back(message),
            _ if self.is_membership => system(SystemEvent::Membership),
            Some(What::Event(event)) => system(event),
            Some(What::Call(medium, outcome)) => self.as_call(medium, outcome, is_own, message),
            _ if self.call.is_some() => {
                self.as_call(CallMedium::Unknown, CallOutcome::Unknown, is_own, message)
            }
            Some(What::Poll) => {
                let text = notice.map(|notice| notice.rest).unwrap_or_default();
                Message { kind: Kind::Poll, text, ..message }
            }
            Some(What::Reaction) => Message { kind: Kind::Reaction, ..message },
            Some(What::Location) => Message { kind: Kind::Location, ..message },
            Some(What::Attachment) => Self { words: String::new(), ..self }.sent(message),
            None if self.is_placeholder => Self { words: String::new(), ..self }.sent(message),
            None => self.sent(message),
        }
    }

    /// A message that was taken back; some exports keep its words all the same.
    fn taken_back(self, message: Message) -> Message {
        let is_told = !self.words.trim().is_empty() && !self.is_placeholder;
        let kind = if is_told { Kind::Text } else { Kind::Deleted };
        let text = if is_told { self.words } else { String::new() };
        Message { kind, text, deleted: true, attachments: self.attachments, ..message }
    }

    fn as_call(
        &self,
        medium: CallMedium,
        outcome: CallOutcome,
        is_own: Option<bool>,
        message: Message,
    ) -> Message {
        let ToldCall { seconds, is_missed } = self.call.unwrap_or_default();
        let seconds = seconds.filter(|seconds| *seconds > 0);
        let outcome = match outcome {
            CallOutcome::Missed | CallOutcome::Unanswered => outcome,
            _ if is_missed && is_own == Some(true) => CallOutcome::Unanswered,
            _ if is_missed => CallOutcome::Missed,
            _ if seconds.is_some() => CallOutcome::Answered,
            _ => outcome,
        };
        let says_video = || VIDEO.iter().any(|word| self.words.to_lowercase().contains(word));
        let medium = if medium == CallMedium::Unknown && says_video() { CallMedium::Video } else { medium };
        Message { kind: Kind::Call, call: Some(Call { medium, outcome, seconds }), ..message }
    }

    /// What somebody sent: words, files, a link, a place.
    fn sent(self, message: Message) -> Message {
        let Share { link, words } = self.share.unwrap_or_default();
        let mut attachments = self.attachments;
        let has_words = !self.words.trim().is_empty();
        if !has_words && attachments.is_empty() {
            if MAPS.iter().any(|map| link.contains(map)) {
                return Message { kind: Kind::Location, ..message };
            }
            if !link.is_empty() {
                return Message { kind: Kind::Link, text: link, ..message };
            }
            if !words.is_empty() {
                return Message { text: words, forwarded: true, ..message };
            }
            attachments.push(left_out());
        }
        let kind = attachments.first().map_or(Kind::Text, |file| kind_of_message(file.kind));
        let text = if has_words { self.words } else { String::new() };
        Message { kind, text, attachments, ..message }
    }
}

/// "Video" where accounts are kept in other languages.
const VIDEO: &[&str] = &["video", "vídeo", "vidéo", "wideo", "видео", "відео", "görüntülü"];

/// Where shared places are shown.
const MAPS: &[&str] = &["bing.com/maps", "maps.google.", "google.com/maps", "maps.apple.com"];

/// Something that was sent and is not in the export.
pub(super) fn left_out() -> Attachment {
    Attachment { kind: AttachmentKind::Unknown, name: None, omitted: true, transcription: None }
}

/// A file by the path at which the export keeps it; a web address, or a sentence, is none.
pub(super) fn attachment(kind: AttachmentKind, path: &str) -> Attachment {
    let name = path.rsplit('/').next().unwrap_or_default();
    let is_file = !path.starts_with("http") && name.contains('.');
    Attachment { kind, name: is_file.then(|| name.to_owned()), omitted: !is_file, transcription: None }
}

/// What kind of file it is by the ending of its name: every sound is a recorded voice.
pub(super) fn kind_of_path(path: &str) -> AttachmentKind {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    match kind_by_ending(path) {
        AttachmentKind::Audio => AttachmentKind::Voice,
        AttachmentKind::Unknown if (2..=5).contains(&ending.len()) => AttachmentKind::Document,
        kind => kind,
    }
}
