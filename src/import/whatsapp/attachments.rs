//! Files sent with a message, present or left out, and the caption that came with them.

use super::body::plain;
use super::placeholders::{
    ATTACHED_LABELS, ATTACHED_TAILS, FILE_ATTACHED, KINDS_BY_NAME, OMITTED_BY_KIND, OMITTED_MEDIA,
};
use crate::conversation::{Attachment, AttachmentKind};
use crate::import::attached::kind_by_ending;
use crate::import::text::{folded, visible};

/// The file that the body tells of, and the words left when the telling is taken out.
pub(super) fn find(body: &str) -> Option<(Attachment, String)> {
    labelled(body).or_else(|| named_first(body)).or_else(|| left_out(body))
}

/// A file that the export left out.
pub(super) fn omitted(kind: AttachmentKind) -> Attachment {
    Attachment { kind, name: None, omitted: true, transcription: None }
}

fn present(name: &str) -> Attachment {
    let name = visible(name).trim().to_owned();
    Attachment { kind: kind_of(&name), name: Some(name), omitted: false, transcription: None }
}

fn kind_of(name: &str) -> AttachmentKind {
    let name = name.to_lowercase();
    let fits = |part: &str| if part.starts_with('.') { name.ends_with(part) } else { name.contains(part) };
    match KINDS_BY_NAME.iter().find(|(part, _)| fits(part)) {
        Some((_, kind)) => *kind,
        None => match kind_by_ending(&name) {
            AttachmentKind::Unknown => AttachmentKind::Document,
            kind => kind,
        },
    }
}

/// iOS: `<attached: NAME>`, before or behind the caption; Turkish `<NAME eklendi>`; once `NAME <attached>`.
fn labelled(body: &str) -> Option<(Attachment, String)> {
    body.match_indices('<').find_map(|(start, _)| {
        let (length, _) = body[start..].char_indices().take(LONGEST_NAME).find(|(_, c)| *c == '>')?;
        let end = start + length;
        let inside = visible(&body[start + 1..end]);
        let inside = inside.trim();
        let lower = inside.to_lowercase();
        let (before, after) = (&body[..start], &body[end + 1..]);
        if lower == "attached" && is_file_name(before) {
            return Some((present(before), after.to_owned()));
        }
        let name = ATTACHED_LABELS
            .iter()
            .find(|label| lower.starts_with(*label))
            .and_then(|label| inside.get(label.len()..))
            .or_else(|| {
                let tail = ATTACHED_TAILS.iter().find(|tail| lower.ends_with(*tail))?;
                inside.get(..inside.len() - tail.len())
            })?;
        is_file_name(name).then(|| (present(name), format!("{before}{after}")))
    })
}

/// Android: the first line is `NAME.ext (file attached)`, the caption follows.
fn named_first(body: &str) -> Option<(Attachment, String)> {
    let (first, caption) = body.split_once('\n').unwrap_or((body, ""));
    let seen = visible(first);
    let (name, note) = seen.trim().strip_suffix(')')?.rsplit_once(" (")?;
    let note = note.to_lowercase();
    let is_note = FILE_ATTACHED.contains(&note.as_str())
        || (first.starts_with('\u{200E}') && (2..=3).contains(&note.split_whitespace().count()));
    (is_note && is_file_name(name)).then(|| (present(name), caption.to_owned()))
}

/// A file left out: its placeholder is the first line, the last line, or what follows the last mark
/// U+200E; the rest is the caption.
fn left_out(body: &str) -> Option<(Attachment, String)> {
    let trimmed = body.trim_end();
    let (first, after) = trimmed.split_once('\n').unwrap_or((trimmed, ""));
    let (before, last) = trimmed.rsplit_once('\n').unwrap_or(("", trimmed));
    let (marked_before, marked) = trimmed.rsplit_once('\u{200E}').unwrap_or(("", trimmed));
    [(first, after), (last, before), (marked, marked_before)].into_iter().find_map(|(part, caption)| {
        let kind = kind_left_out(part, part.contains('\u{200E}') || trimmed.contains('\u{200E}'))?;
        Some((omitted(kind), caption.to_owned()))
    })
}

/// The kind of file whose placeholder the text is.
fn kind_left_out(text: &str, is_marked: bool) -> Option<AttachmentKind> {
    if text.chars().nth(LONGEST_NAME).is_some() {
        return None;
    }
    let whole = plain(text);
    if let Some(inside) = whole.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
        let foreign = inside.chars().count() <= LONGEST_PLACEHOLDER && is_foreign(inside);
        return (OMITTED_MEDIA.contains(&plain(inside).as_str()) || foreign)
            .then_some(AttachmentKind::Unknown);
    }
    if OMITTED_MEDIA.contains(&whole.as_str()) {
        return Some(AttachmentKind::Unknown);
    }
    OMITTED_BY_KIND.iter().find_map(|(kind, placeholders)| {
        let is_document = *kind == AttachmentKind::Document && (is_marked || whole.contains('•'));
        let fits = |placeholder: &&str| {
            whole == **placeholder || (is_document && whole.ends_with(&format!(" {placeholder}")))
        };
        placeholders.iter().any(fits).then_some(*kind)
    })
}

/// The label before a file's name and the longest name a phone allows, in characters.
const LONGEST_NAME: usize = 300;

/// A placeholder without a name, in characters.
const LONGEST_PLACEHOLDER: usize = 60;

/// Android prints its placeholder in the phone's language, in the table or not. One in plain letters
/// without a known participle may as well be somebody's `<big hug>`, so it stays text.
fn is_foreign(inside: &str) -> bool {
    !inside.contains(['<', '>', '\n']) && inside.chars().any(|c| c.is_alphabetic() && !c.is_ascii())
}

/// A name with an ending of two to five letters or digits.
fn is_file_name(text: &str) -> bool {
    let name = folded(text);
    !name.contains('\n')
        && name.rsplit_once('.').is_some_and(|(stem, ending)| {
            !stem.is_empty()
                && (2..=5).contains(&ending.chars().count())
                && ending.chars().all(char::is_alphanumeric)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, kind: AttachmentKind, name: Option<&str>, caption: &str) {
        let (attachment, rest) = find(body).unwrap_or_else(|| panic!("no attachment: {body}"));
        let rest = visible(&rest);
        assert_eq!(
            (attachment.kind, attachment.name.as_deref(), rest.trim()),
            (kind, name, caption),
            "{body}"
        );
        assert_eq!(attachment.omitted, name.is_none());
    }

    #[test]
    fn files_in_the_export_keep_name_and_caption() {
        use AttachmentKind::{Contact, Document, Image, Sticker, Voice};
        check(
            "IMG-20230922-WA0006.jpg (arquivo anexado)\nlook at this",
            Image,
            Some("IMG-20230922-WA0006.jpg"),
            "look at this",
        );
        check(
            "\u{200E}PTT-20180129-WA0025.opus (Datei angehängt)",
            Voice,
            Some("PTT-20180129-WA0025.opus"),
            "",
        );
        check(
            "\u{200E}<attached: 00000042-PHOTO-2021-01-01-00-05-00.jpg>",
            Image,
            Some("00000042-PHOTO-2021-01-01-00-05-00.jpg"),
            "",
        );
        check("\u{200E}\u{200E}<attached: \u{200E}PTT-1.opus>", Voice, Some("PTT-1.opus"), "");
        check(
            "our garden \u{200E}<Anhang: 7-PHOTO-1.jpg>\nin June",
            Image,
            Some("7-PHOTO-1.jpg"),
            "our garden \nin June",
        );
        check("<00000001-STICKER-1.webp eklendi>", Sticker, Some("00000001-STICKER-1.webp"), "");
        check("plan.pdf <attached>", Document, Some("plan.pdf"), "");
        check("Ana.vcf (file attached)", Contact, Some("Ana.vcf"), "");
    }

    #[test]
    fn files_left_out_keep_the_caption() {
        use AttachmentKind::{Document, Gif, Image, Unknown, Voice};
        check("<Media omitted>", Unknown, None, "");
        check("<Media omitted>\nisn't she lovely", Unknown, None, "isn't she lovely");
        check("<Medien ausgeschlossen>", Unknown, None, "");
        check("<विषय छोड़ा>", Unknown, None, "");
        check("\u{200E}image omitted", Image, None, "");
        check("image omitted", Image, None, "");
        check("isn't she lovely \u{200E}image omitted", Image, None, "isn't she lovely");
        check("isn't she\nlovely\n\u{200E}Bild weggelassen", Image, None, "isn't she\nlovely");
        check("\u{200E}audio omitted", Voice, None, "");
        check("\u{200E}GIF omitted", Gif, None, "");
        check("\u{200E}report.pdf • \u{200E}3 pages \u{200E}document omitted", Document, None, "");
    }

    #[test]
    fn words_that_look_like_files_stay_words() {
        for body in [
            "<big hug>",
            "<hug>",
            "the image omitted everything",
            "read notes.txt (please read)",
            "a > b < c",
            "<attached: nothing>",
            "my document omitted",
        ] {
            assert_eq!(find(body), None, "{body}");
        }
    }
}
