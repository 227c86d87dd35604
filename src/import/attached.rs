//! Files sent with a message: what kind they are by their names, and what they make of the message.

use crate::conversation::{AttachmentKind, Kind};

/// The kind of a file by the ending of its name; unknown if that is none of these.
///
/// What an app means by it may be another thing (WebP a sticker, every sound a recorded voice): the app's importer says so.
pub(super) fn kind_by_ending(name: &str) -> AttachmentKind {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    let known = ENDINGS.iter().find(|(_, endings)| endings.contains(&ending.as_str()));
    known.map_or(AttachmentKind::Unknown, |(kind, _)| *kind)
}

/// The kind of a file by its ending, or by the word it is named with; the name may be an address.
pub(super) fn kind_of_file(name: &str) -> AttachmentKind {
    let path = name.split(['?', '#']).next().unwrap_or(name);
    match path.to_ascii_lowercase().as_str() {
        "image" | "photo" | "image_url" => AttachmentKind::Image,
        "video" => AttachmentKind::Video,
        "audio" => AttachmentKind::Audio,
        "voice" => AttachmentKind::Voice,
        "sticker" => AttachmentKind::Sticker,
        "gif" => AttachmentKind::Gif,
        "contact" => AttachmentKind::Contact,
        "document" => AttachmentKind::Document,
        _ => kind_by_ending(path),
    }
}

const ENDINGS: &[(AttachmentKind, &[&str])] = &[
    (
        AttachmentKind::Image,
        &["jpg", "jpeg", "png", "webp", "heic", "heif", "avif", "tif", "tiff", "bmp", "apng", "svg"],
    ),
    (AttachmentKind::Gif, &["gif"]),
    (AttachmentKind::Video, &["mp4", "mov", "m4v", "mkv", "webm", "3gp", "avi", "mpeg", "qt"]),
    (AttachmentKind::Audio, &["mp3", "m4a", "aac", "wav", "flac", "aif", "aiff"]),
    (AttachmentKind::Voice, &["opus", "ogg", "oga", "amr", "caf"]),
    (AttachmentKind::Contact, &["vcf"]),
    (
        AttachmentKind::Document,
        &[
            "pdf", "doc", "docx", "txt", "xls", "xlsx", "ppt", "pptx", "pages", "numbers", "key", "zip",
            "rtf", "csv", "ics", "html",
        ],
    ),
];

/// What a message with such a file is; its words are a caption.
pub(super) fn kind_of_message(file: AttachmentKind) -> Kind {
    match file {
        AttachmentKind::Sticker | AttachmentKind::Gif => Kind::Sticker,
        AttachmentKind::Voice => Kind::Voice,
        AttachmentKind::Contact => Kind::Contact,
        _ => Kind::Media,
    }
}

/// The last part of an address or path, without what follows a question mark; `None` if nothing is left.
pub(super) fn name_in_address(address: &str) -> Option<String> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    path.rsplit(['/', '\\']).next().filter(|name| !name.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_its_ending() {
        assert_eq!(kind_of_file("https://a.example/x.PNG?size=1.5"), AttachmentKind::Image);
        assert_eq!(kind_of_file("PTT-1.opus"), AttachmentKind::Voice);
        assert_eq!(kind_of_file("thing"), AttachmentKind::Unknown);
    }

    #[test]
    fn a_name_is_the_last_part_of_its_address() {
        let name = |address| name_in_address(address);
        assert_eq!(name("https://a.example/1/our sea.jpg?ex=1&is=2").as_deref(), Some("our sea.jpg"));
        assert_eq!(name("chat.json_Files\\a.png").as_deref(), Some("a.png"));
        assert_eq!(name("https://a.example/"), None);
    }
}
