//! Files sent with a message: rows of the table `attachment`.

use super::row::{number_at, text_at};
use crate::conversation::{Attachment, AttachmentKind};
use crate::import::attached::kind_by_ending;

/// The query for the files of all messages, in the order of the messages; missing columns are empty.
pub(super) fn query(has: impl Fn(&str) -> bool) -> String {
    let columns = ["transfer_name", "filename", "mime_type", "is_sticker", "hide_attachment"];
    let columns = columns.map(|name| if has(name) { format!("a.{name}") } else { "NULL".to_owned() });
    format!(
        "SELECT j.message_id, {} FROM message_attachment_join AS j \
         CROSS JOIN attachment AS a ON a.ROWID = j.attachment_id ORDER BY j.message_id",
        columns.join(", ")
    )
}

/// One row of that query; `None` for the files that an app keeps for its own bubbles.
pub(super) fn read(row: &rusqlite::Row<'_>) -> Option<Attachment> {
    let path = text_at(row, 2);
    let of_path = || path.as_deref().and_then(|path| path.rsplit(['/', '\\']).next()).map(str::to_owned);
    let name = text_at(row, 1).or_else(of_path).filter(|name| !name.is_empty());
    let kind = if number_at(row, 4) != 0 {
        AttachmentKind::Sticker
    } else {
        kind(&text_at(row, 3).unwrap_or_default(), name.as_deref().unwrap_or_default())
    };
    let is_apps_own = number_at(row, 5) != 0
        || name.as_ref().is_some_and(|name| name.ends_with(".pluginPayloadAttachment"));
    (!is_apps_own).then_some(Attachment { kind, name, omitted: false, transcription: None })
}

/// Whether the file is a place on the map.
pub(super) fn is_place(attachment: &Attachment) -> bool {
    attachment.name.as_ref().is_some_and(|name| name.ends_with(".loc.vcf"))
}

/// The kind by its MIME type, else by the ending of the name.
fn kind(mime: &str, name: &str) -> AttachmentKind {
    match mime.split_once('/').unwrap_or_default() {
        ("image", "gif") => AttachmentKind::Gif,
        ("image", _) => AttachmentKind::Image,
        ("video", _) => AttachmentKind::Video,
        ("audio", _) => AttachmentKind::Audio,
        ("text", "vcard" | "x-vcard" | "directory") => AttachmentKind::Contact,
        ("", _) => kind_by_ending(name),
        _ => AttachmentKind::Document,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_type_says_and_else_what_its_name_says() {
        for (mime, name, expected) in [
            ("image/heic", "IMG_1.HEIC", AttachmentKind::Image),
            ("image/gif", "x", AttachmentKind::Gif),
            ("video/quicktime", "IMG_1.MOV", AttachmentKind::Video),
            ("text/vcard", "Ana.vcf", AttachmentKind::Contact),
            ("application/pdf", "lease.pdf", AttachmentKind::Document),
            ("", "Audio Message.caf", AttachmentKind::Voice),
            ("", "IMG_1.jpeg", AttachmentKind::Image),
            ("", "", AttachmentKind::Unknown),
        ] {
            assert_eq!(kind(mime, name), expected, "{mime} {name}");
        }
    }
}
