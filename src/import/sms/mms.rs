//! `<mms>`: picture messages, group messages and what RCS chats leave in Android's store.

use super::record::{By, Folder, Record, name, numbers, when, with_subject};
use super::tags::Tag;
use crate::conversation::{Attachment, AttachmentKind, Kind, Message};
use crate::import::mojibake::mended;
use crate::import::moment::When;
use crate::import::{Skip, text};

/// A picture message whose parts come one by one.
#[derive(Debug, Default)]
pub(super) struct Mms {
    sent: When,
    folder: Option<Folder>,
    others: Vec<String>,
    names: Option<String>,
    subject: Option<String>,
    /// Only the carrier's notice that a message waits was stored, not the message.
    is_not_fetched: bool,
    words: Vec<String>,
    attachments: Vec<Attachment>,
    is_location: bool,
    from: Option<String>,
    is_from_owner: bool,
    to: Vec<String>,
}

/// What Android writes for the owner's own address.
const OWNER: &str = "insert-address-token";

impl Mms {
    /// The beginning of `<mms>`.
    pub(super) fn open(tag: &Tag) -> Self {
        Self {
            sent: when(tag),
            folder: Folder::of(tag.value("msg_box").as_deref()),
            others: tag.value("address").map_or_else(Vec::new, |address| people(&address)),
            names: name(tag),
            subject: tag.value("sub").map(mended),
            is_not_fetched: tag.value("m_type").as_deref() == Some("130"),
            ..Self::default()
        }
    }

    /// `<part>`: words, a file, or how to show them.
    pub(super) fn part(&mut self, tag: &Tag) {
        let written = tag.value("ct").unwrap_or_default();
        let content = written.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        match (content.as_str(), tag.value("text")) {
            ("application/smil", _) => {}
            ("application/vnd.gsma.rcspushlocation+xml", _) => self.is_location = true,
            ("text/plain", Some(words)) => self.words.push(words),
            (content, _) => self.attach(content, tag),
        }
    }

    fn attach(&mut self, content: &str, tag: &Tag) {
        let name = ["cl", "fn", "name"].iter().find_map(|key| tag.value(key));
        let omitted = tag.value("data").is_none();
        if content == "text/plain" && omitted {
            return;
        }
        let name = name.map(|name| name.trim_matches(['<', '>']).to_owned());
        self.attachments.push(Attachment { kind: kind_of(content), name, omitted, transcription: None });
    }

    /// `<addr>`: somebody it is from or to.
    pub(super) fn address(&mut self, tag: &Tag) {
        let Some(number) = tag.value("address") else { return };
        let is_owner = number == OWNER;
        match tag.value("type").as_deref() {
            Some("137") if is_owner => self.is_from_owner = true,
            Some("137") => self.from = Some(number),
            Some("151" | "130" | "129")
                if !is_owner && !self.to.contains(&number) && self.to.len() < MOST =>
            {
                self.to.push(number);
            }
            _ => {}
        }
    }

    /// All its parts are read.
    pub(super) fn record(self) -> Record {
        let folder = match self.folder {
            None if self.is_from_owner => Some(Folder::Sent),
            None if self.from.is_some() => Some(Folder::Inbox),
            folder => folder,
        };
        let (own, others, by) = self.people(folder);
        let names = self.names.clone();
        Record { others, names, by, own, told: self.told(folder), is_overlap: false }
    }

    /// The owner's own number, if it shows; everybody else; and who wrote.
    fn people(&self, folder: Option<Folder>) -> (Option<String>, Vec<String>, By) {
        let is_received = folder == Some(Folder::Inbox);
        let own = match (self.to.as_slice(), &self.from) {
            // What reached this phone and one number only was sent to this phone's.
            ([only], Some(from)) if is_received && only != from => Some(only.clone()),
            (_, Some(from)) if folder == Some(Folder::Sent) => Some(from.clone()),
            _ => None,
        };
        let is_group = self.to.len() > 1 && self.others.len() < 2;
        let others = if self.others.is_empty() || is_group {
            let sender = self.from.iter().filter(|_| is_received);
            let all = self.others.iter().chain(sender).chain(&self.to);
            all.filter(|number| Some(*number) != own.as_ref()).cloned().collect()
        } else {
            self.others.clone()
        };
        let by = match (&self.from, others.as_slice()) {
            _ if !is_received || self.is_from_owner => By::Owner,
            (Some(from), _) => By::Other(from.clone()),
            (None, [only]) => By::Other(only.clone()),
            (None, _) => By::Other(String::new()),
        };
        (own, others, by)
    }

    fn told(self, folder: Option<Folder>) -> Result<Message, Skip> {
        let raw = self.words.join("\n");
        let text = with_subject(self.subject.as_deref(), &raw);
        let kind = match self.attachments.first().map(|attachment| attachment.kind) {
            _ if self.is_location => Kind::Location,
            None => Kind::Text,
            Some(AttachmentKind::Voice) => Kind::Voice,
            Some(AttachmentKind::Gif) => Kind::Sticker,
            Some(AttachmentKind::Contact) => Kind::Contact,
            Some(_) => Kind::Media,
        };
        let is_empty = kind == Kind::Text && text::is_blank(&text);
        let (sent, precision) = self.sent;
        let attachments = self.attachments;
        match folder {
            None => Err(Skip::Malformed),
            Some(Folder::Unsent) => Err(Skip::NotSent),
            Some(_) if is_empty && self.is_not_fetched => Err(Skip::Unreadable),
            Some(_) if is_empty => Err(Skip::Empty),
            Some(_) => Ok(Message { sent, precision, kind, text, attachments, raw, ..Message::default() }),
        }
    }
}

/// More people than any group has.
const MOST: usize = 1000;

/// The people of an `address`; the owner may be named among them.
fn people(address: &str) -> Vec<String> {
    numbers(address).into_iter().filter(|number| number != OWNER).collect()
}

fn kind_of(content: &str) -> AttachmentKind {
    match content {
        "image/gif" => AttachmentKind::Gif,
        // The codec of speech: phones record voice in it, nobody music.
        "audio/amr" | "audio/amr-wb" | "audio/3gpp" => AttachmentKind::Voice,
        "text/x-vcard" | "text/vcard" | "text/directory" => AttachmentKind::Contact,
        _ => match content.split('/').next() {
            Some("image") => AttachmentKind::Image,
            Some("video") => AttachmentKind::Video,
            Some("audio") => AttachmentKind::Audio,
            Some("text" | "application") => AttachmentKind::Document,
            _ => AttachmentKind::Unknown,
        },
    }
}
