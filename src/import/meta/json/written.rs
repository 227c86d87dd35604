//! One message of Meta's JSON, in either spelling.

use crate::conversation::{Attachment, AttachmentKind};
use crate::import::json::{Loose, lenient, present};
use crate::import::meta::app::{App, Signs};
use crate::import::meta::told::{Share, Told, ToldCall, attachment, kind_of_path};
use crate::import::mojibake::mended;
use crate::import::moment::{self, When};
use serde::Deserialize;

/// What the file says of a message; every field may be missing.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Written {
    sender_name: Loose,
    #[serde(rename = "senderName")]
    encrypted_sender: Loose,
    timestamp_ms: Loose,
    timestamp: Loose,
    content: Loose,
    text: Loose,
    r#type: Loose,
    #[serde(deserialize_with = "lenient")]
    photos: Vec<Media>,
    #[serde(deserialize_with = "lenient")]
    videos: Vec<Media>,
    #[serde(deserialize_with = "lenient")]
    audio_files: Vec<Media>,
    #[serde(deserialize_with = "lenient")]
    files: Vec<Media>,
    #[serde(deserialize_with = "lenient")]
    gifs: Vec<Media>,
    #[serde(deserialize_with = "lenient")]
    sticker: Option<Media>,
    #[serde(deserialize_with = "lenient")]
    media: Vec<Media>,
    #[serde(deserialize_with = "lenient")]
    share: Option<Shared>,
    #[serde(deserialize_with = "lenient")]
    reactions: Vec<Given>,
    call_duration: Loose,
    missed: Loose,
    is_unsent: Loose,
    #[serde(rename = "isUnsent")]
    encrypted_unsent: Loose,
    is_taken_down: Loose,
    #[serde(deserialize_with = "present")]
    is_geoblocked_for_viewer: bool,
    #[serde(deserialize_with = "present")]
    is_unsent_image_by_messenger_kid_parent: bool,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Media {
    uri: Loose,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Shared {
    link: Loose,
    share_text: Loose,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Given {
    reaction: Loose,
    actor: Loose,
}

/// The first that says anything, mended.
fn either(one: Loose, other: Loose) -> String {
    mended(one.filled().or_else(|| other.filled()).unwrap_or_default())
}

fn is_true(value: &Loose) -> bool {
    value.0 == "true"
}

impl Written {
    /// Notes what speaks for the one app or the other.
    pub(super) fn note_signs(&self, signs: &mut Signs) {
        self.uris().for_each(|uri| signs.path(uri));
        if self.sticker.is_some() || ["Share", "Call"].contains(&self.r#type.0.as_str()) {
            signs.weak(App::Messenger);
        }
        let is_untyped = self.r#type.0.is_empty() && !self.is_unsent_image_by_messenger_kid_parent;
        if self.content.0 == "Liked a message" || (self.is_geoblocked_for_viewer && is_untyped) {
            signs.weak(App::Instagram);
        }
    }

    fn uris(&self) -> impl Iterator<Item = &str> {
        let lists = [&self.photos, &self.videos, &self.audio_files, &self.files, &self.gifs];
        lists.into_iter().flatten().chain(&self.sticker).map(|media| media.uri.0.as_str())
    }

    /// What it tells, as record of this number.
    pub(super) fn told(self, number: usize) -> Told {
        let kind = self.r#type.0.clone();
        Told {
            number,
            when: self.when(),
            attachments: self.attachments(),
            call: self.call(),
            is_unsent: [&self.is_unsent, &self.encrypted_unsent, &self.is_taken_down]
                .into_iter()
                .any(is_true),
            is_membership: kind == "Subscribe" || kind == "Unsubscribe",
            is_placeholder: kind == "placeholder",
            sender: either(self.sender_name, self.encrypted_sender),
            words: either(self.content, self.text),
            share: self.share.map(Shared::told).filter(|share| *share != Share::default()),
            reactions: self
                .reactions
                .into_iter()
                .map(|given| (mended(given.reaction.0), mended(given.actor.0)))
                .filter(|(emoji, _)| !emoji.is_empty())
                .collect(),
        }
    }

    /// Milliseconds; the first exports counted seconds.
    fn when(&self) -> When {
        const FIRST_IN_MILLIS: i64 = 100_000_000_000;
        let units = self.timestamp_ms.integer().or_else(|| self.timestamp.integer());
        match units {
            Some(seconds) if seconds.abs() < FIRST_IN_MILLIS => moment::unix_seconds(seconds),
            Some(millis) => moment::unix_millis(millis),
            None => When::default(),
        }
    }

    fn attachments(&self) -> Vec<Attachment> {
        let lists = [
            (AttachmentKind::Image, &self.photos),
            (AttachmentKind::Video, &self.videos),
            (AttachmentKind::Voice, &self.audio_files),
            (AttachmentKind::Document, &self.files),
            (AttachmentKind::Gif, &self.gifs),
        ];
        let told = lists.into_iter().flat_map(|(kind, list)| list.iter().map(move |media| (kind, media)));
        let stickers = self.sticker.iter().map(|media| (AttachmentKind::Sticker, media));
        let by_ending = self.media.iter().map(|media| (kind_of_path(&media.uri.0), media));
        told.chain(stickers)
            .chain(by_ending)
            .map(|(kind, media)| attachment(kind, &mended(media.uri.0.clone())))
            .collect()
    }

    fn call(&self) -> Option<ToldCall> {
        let is_missed = is_true(&self.missed);
        let is_call = !self.call_duration.0.is_empty() || is_missed || self.r#type.0 == "Call";
        let seconds = self.call_duration.integer().and_then(|seconds| u32::try_from(seconds).ok());
        is_call.then_some(ToldCall { seconds, is_missed })
    }
}

impl Shared {
    fn told(self) -> Share {
        Share { link: mended(self.link.0), words: mended(self.share_text.0) }
    }
}
