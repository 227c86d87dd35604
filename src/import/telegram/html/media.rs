//! What a message shows beside its words: files, calls, places, polls.

use crate::conversation::{Attachment, AttachmentKind, Call, CallMedium, CallOutcome, Kind};
use crate::import::html::{self, first, within};
use scraper::ElementRef;

/// What was sent with a message.
#[derive(Default)]
pub(super) struct Media {
    /// The message's kind by it; text where there is nothing.
    pub(super) kind: Kind,
    /// The file, if it is one.
    pub(super) attachment: Option<Attachment>,
    /// The call, if it is one.
    pub(super) call: Option<Call>,
    /// Whether the owner made the call.
    pub(super) is_outgoing_call: bool,
    /// A poll's question.
    pub(super) question: Option<String>,
    /// What the page writes about it.
    pub(super) shown: String,
}

/// What is in the message's frame for media, if it has one.
pub(super) fn of(message: ElementRef<'_>) -> Option<Media> {
    let frame = first(message, "media_wrap")?;
    let shown = html::words(frame);
    let media = match class(frame).unwrap_or_default() {
        "media_call" => called(frame),
        "media_poll" => Media {
            kind: Kind::Poll,
            question: Some(first(frame, "question").map(html::words).unwrap_or_default()),
            ..Media::default()
        },
        "media_location" | "media_live_location" | "media_venue" => {
            Media { kind: Kind::Location, ..Media::default() }
        }
        "media_contact" => Media { kind: Kind::Contact, ..Media::default() },
        class => file(frame, class),
    };
    Some(Media { shown, ..media })
}

/// The class that tells what it is.
fn class(frame: ElementRef<'_>) -> Option<&str> {
    let tells =
        |class: &&str| *class != "media_wrap" && (class.starts_with("media_") || class.ends_with("_wrap"));
    within(frame).find_map(|inner| inner.value().classes().find(tells))
}

/// `Outgoing (35 seconds)`, `Cancelled`, `Incoming (35 seconds)`, `Missed`, `Declined`.
fn called(frame: ElementRef<'_>) -> Media {
    let status = first(frame, "status").map(html::words).unwrap_or_default();
    let (how, seconds) = status.split_once(" (").unwrap_or((&status, ""));
    let seconds = seconds.split(' ').next().and_then(|seconds| seconds.parse().ok());
    let outcome = match how {
        "Missed" => CallOutcome::Missed,
        "Declined" => CallOutcome::Declined,
        "Cancelled" => CallOutcome::Unanswered,
        _ if seconds.is_some() => CallOutcome::Answered,
        "Outgoing" => CallOutcome::Unanswered,
        _ => CallOutcome::Unknown,
    };
    Media {
        kind: Kind::Call,
        call: Some(Call { medium: CallMedium::Unknown, outcome, seconds }),
        is_outgoing_call: matches!(how, "Outgoing" | "Cancelled"),
        ..Media::default()
    }
}

fn file(frame: ElementRef<'_>, class: &str) -> Media {
    let title = first(frame, "title").map(html::words).unwrap_or_default();
    let kind = match (class, title.as_str()) {
        ("sticker_wrap", _) | ("media_photo", "Sticker") => AttachmentKind::Sticker,
        ("animated_wrap", _) | ("media_video", "Animation") => AttachmentKind::Gif,
        ("photo_wrap" | "media_photo", _) => AttachmentKind::Image,
        ("video_file_wrap" | "media_video", _) => AttachmentKind::Video,
        ("media_voice_message", _) => AttachmentKind::Voice,
        ("media_audio_file", _) => AttachmentKind::Audio,
        ("media_file", _) => AttachmentKind::Document,
        _ => AttachmentKind::Unknown,
    };
    let path = within(frame).find_map(|link| link.attr("href")).filter(|path| !path.contains("://"));
    let of_path = path.and_then(|path| path.rsplit('/').next()).filter(|name| !name.is_empty());
    let titled = (class == "media_file" && title != "File").then_some(title.as_str());
    let attachment = Attachment {
        kind,
        name: of_path.or(titled).map(str::to_owned),
        omitted: path.is_none(),
        transcription: None,
    };
    let kind = match kind {
        AttachmentKind::Sticker | AttachmentKind::Gif => Kind::Sticker,
        AttachmentKind::Voice => Kind::Voice,
        _ => Kind::Media,
    };
    Media { kind, attachment: Some(attachment), ..Media::default() }
}
