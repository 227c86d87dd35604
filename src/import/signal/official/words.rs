//! What people send: words, files, stickers, polls.

use super::item::{Read, Scene, id, notice};
use super::long_text::{LongText, Mentions, Pointer, with_mentions};
use crate::conversation::{Attachment, AttachmentKind, Kind, Message, Reaction};
use crate::import::Skip;
use crate::import::attached::kind_of_message;
use crate::import::json::{Loose, lenient};
use crate::import::signal::kind_of_type;
use serde::Deserialize;

/// Words and files.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Standard {
    #[serde(deserialize_with = "lenient")]
    text: Text,
    #[serde(deserialize_with = "lenient")]
    quote: Option<Quote>,
    #[serde(deserialize_with = "lenient")]
    attachments: Vec<ToldAttachment>,
    #[serde(deserialize_with = "lenient")]
    long_text: Option<Pointer>,
    #[serde(deserialize_with = "lenient")]
    reactions: Vec<ToldReaction>,
}

/// An answer to somebody's story: words or one emoji.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct StoryReply {
    #[serde(deserialize_with = "lenient")]
    text_reply: Option<TextReply>,
    emoji: Loose,
    #[serde(deserialize_with = "lenient")]
    reactions: Vec<ToldReaction>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct TextReply {
    #[serde(deserialize_with = "lenient")]
    text: Text,
    #[serde(deserialize_with = "lenient")]
    long_text: Option<Pointer>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Text {
    body: Loose,
    #[serde(deserialize_with = "lenient")]
    body_ranges: Vec<BodyRange>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct BodyRange {
    start: Loose,
    mention_aci: Loose,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Quote {
    target_sent_timestamp: Loose,
    author_id: Loose,
    #[serde(deserialize_with = "lenient")]
    text: Text,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ToldAttachment {
    #[serde(deserialize_with = "lenient")]
    pointer: Pointer,
    flag: Loose,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct ToldReaction {
    emoji: Loose,
    author_id: Loose,
}

/// What the other kinds of message have between them.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Bare {
    /// Of a poll.
    question: Loose,
    /// Beside a payment.
    note: Loose,
    #[serde(deserialize_with = "lenient")]
    reactions: Vec<ToldReaction>,
}

impl Scene<'_> {
    fn reactions(&mut self, told: Vec<ToldReaction>) -> Vec<Reaction> {
        let given = |told: ToldReaction| Reaction {
            by: (!told.author_id.0.is_empty()).then(|| self.person(&told.author_id.0)),
            emoji: told.emoji.0,
        };
        told.into_iter().map(given).collect()
    }

    fn mentions(&self, text: &Text) -> Mentions {
        let mention = |range: &BodyRange| {
            let name = self.recipients.name_of_account(&range.mention_aci.0)?;
            Some((usize::try_from(range.start.integer()?).ok()?, name.to_owned()))
        };
        text.body_ranges.iter().filter_map(mention).collect()
    }
}

impl Standard {
    /// The message with them.
    pub(super) fn message(self, scene: &mut Scene<'_>, message: Message) -> Result<Read, Skip> {
        let mentions = scene.mentions(&self.text);
        let captions = self.captions();
        let words = [self.text.body.0.as_str(), &captions].into_iter().filter(|words| !words.is_empty());
        let raw = words.collect::<Vec<_>>().join("\n");
        let text = with_mentions(&raw, &mentions);
        let attachments: Vec<Attachment> =
            self.attachments.into_iter().map(ToldAttachment::attachment).collect();
        let long = self.long_text.map(|pointer| LongText::of(&pointer, mentions, captions));
        if text.trim().is_empty() && attachments.is_empty() && long.is_none() {
            return Err(Skip::Empty);
        }
        let reply_to = self.quote.as_ref().and_then(|quote| {
            let sent = quote.target_sent_timestamp.integer().filter(|sent| *sent > 0)?;
            Some(id(sent, &scene.recipients.key(&quote.author_id.0)))
        });
        let quoted = self.quote.map(|quote| with_mentions(&quote.text.body.0, &scene.mentions(&quote.text)));
        let message = Message {
            kind: attachments.first().map_or(Kind::Text, |file| kind_of_message(file.kind)),
            text,
            quoted: quoted.filter(|quoted| !quoted.is_empty()),
            reply_to,
            attachments,
            reactions: scene.reactions(self.reactions),
            raw,
            ..message
        };
        Ok((message, long))
    }

    fn captions(&self) -> String {
        let captions = self.attachments.iter().map(|told| told.pointer.caption.0.as_str());
        captions.filter(|caption| !caption.is_empty()).collect::<Vec<_>>().join("\n")
    }
}

impl StoryReply {
    /// The message with them.
    pub(super) fn message(self, scene: &mut Scene<'_>, message: Message) -> Result<Read, Skip> {
        let reactions = scene.reactions(self.reactions);
        match self.text_reply {
            Some(reply) => {
                let standard =
                    Standard { text: reply.text, long_text: reply.long_text, ..Standard::default() };
                let (message, long) = standard.message(scene, message)?;
                Ok((Message { reactions, ..message }, long))
            }
            None if self.emoji.0.is_empty() => Err(Skip::Empty),
            None => Ok((Message { kind: Kind::Reaction, raw: self.emoji.0, reactions, ..message }, None)),
        }
    }
}

impl Bare {
    /// The message of this kind, with such a file.
    pub(super) fn message(
        self,
        kind: Kind,
        file: Option<AttachmentKind>,
        scene: &mut Scene<'_>,
        message: Message,
    ) -> Message {
        let text = if kind == Kind::Poll { self.question.0 } else { self.note.0 };
        if kind == Kind::Text && text.trim().is_empty() {
            return notice(message);
        }
        let omitted = file == Some(AttachmentKind::Unknown);
        let attachment = file.map(|kind| Attachment { kind, name: None, omitted, transcription: None });
        let (attachments, reactions) = (attachment.into_iter().collect(), scene.reactions(self.reactions));
        Message { kind, raw: text.clone(), text, attachments, reactions, ..message }
    }
}

impl ToldAttachment {
    fn attachment(self) -> Attachment {
        let kind = match self.flag.0.as_str() {
            "VOICE_MESSAGE" => AttachmentKind::Voice,
            "GIF" => AttachmentKind::Gif,
            "BORDERLESS" => AttachmentKind::Sticker,
            _ => kind_of_type(&self.pointer.content_type.0),
        };
        let omitted = self.pointer.is_missing();
        Attachment { kind, name: self.pointer.file_name.filled(), omitted, transcription: None }
    }
}
