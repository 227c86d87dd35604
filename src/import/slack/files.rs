//! Files of a message: the export tells of them and holds none.

use crate::conversation::{Attachment, AttachmentKind};
use crate::import::attached::kind_of_file;
use crate::import::json::{Loose, lenient};
use serde::Deserialize;

/// What is told of a file.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ToldFile {
    name: Loose,
    title: Loose,
    mimetype: Loose,
    subtype: Loose,
    mode: Loose,
    #[serde(deserialize_with = "lenient")]
    transcription: Transcription,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Transcription {
    #[serde(deserialize_with = "lenient")]
    preview: Preview,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Preview {
    content: Loose,
}

impl ToldFile {
    /// The file; deleted ones, and those that a free plan hides, are left out.
    pub(super) fn attachment(self) -> Attachment {
        let name = self.name.clone().filled().or_else(|| self.title.clone().filled());
        Attachment {
            kind: self.kind(name.as_deref().unwrap_or_default()),
            name,
            omitted: matches!(self.mode.0.as_str(), "tombstone" | "hidden_by_limit"),
            transcription: self.transcription.preview.content.filled(),
        }
    }

    fn kind(&self, name: &str) -> AttachmentKind {
        match (self.subtype.0.as_str(), self.mimetype.0.as_str()) {
            ("slack_audio", _) => AttachmentKind::Voice,
            ("slack_video", _) => AttachmentKind::Video,
            (_, "image/gif") => AttachmentKind::Gif,
            (_, mime) if mime.starts_with("image/") => AttachmentKind::Image,
            (_, mime) if mime.starts_with("video/") => AttachmentKind::Video,
            (_, mime) if mime.starts_with("audio/") => AttachmentKind::Audio,
            (_, "") => kind_of_file(name),
            _ => AttachmentKind::Document,
        }
    }
}
