//! What a message's body is: words, or a label for something else.

use super::labels::{CALLS, EMOJI, ENGLISH_WITHOUT_BRACKETS, LABELS, LOST, Label, TELEPHONES};
use super::quotes;
use super::timed::Columns;
use crate::conversation::{Attachment, AttachmentKind, Call, CallMedium, CallOutcome, Kind};
use crate::import::Skip;
use crate::import::dates::seconds_of;
use crate::import::text::{folded, is_blank, is_invisible};

/// A body taken apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Body {
    /// What it is.
    pub(super) kind: Kind,
    /// The sender's own words.
    pub(super) text: String,
    /// Files.
    pub(super) attachments: Vec<Attachment>,
    /// The call.
    pub(super) call: Option<Call>,
}

impl Body {
    /// Takes a body apart; `raw` is as the export wrote it, its lines joined by `\n`.
    pub(super) fn read(raw: &str, columns: Columns) -> Result<Self, Skip> {
        let words = own_words(&quotes::without(raw));
        if words.is_empty() {
            return Err(Skip::Empty);
        }
        let is_one_line = !words.contains('\n');
        if is_one_line && words.starts_with(LOST) {
            return Err(Skip::Unreadable);
        }
        let labelled = labelled(&words).or_else(|| {
            let of_one_line = || call(&words).or_else(|| without_brackets(&words, columns));
            is_one_line.then(of_one_line)?
        });
        Ok(labelled.unwrap_or_else(|| typed(&words)))
    }

    fn with(kind: Kind, file: AttachmentKind, name: &str) -> Self {
        let name = Some(name).filter(|name| !name.is_empty() && *name != NO_NAME).map(str::to_owned);
        let attachment = Attachment { kind: file, name, omitted: true, transcription: None };
        Self { kind, attachments: vec![attachment], ..Self::default() }
    }
}

/// LINE prints this where it has nothing to print.
const NO_NAME: &str = "(null)";

/// Words without blanks and invisible characters around them; blank lines inside stay.
fn own_words(words: &str) -> String {
    words.trim_matches(|c: char| c.is_whitespace() || is_invisible(c)).to_owned()
}

/// Words with LINE's own emoji taken out; a body of nothing else is a sticker.
fn typed(words: &str) -> Body {
    let without = if words.contains(EMOJI) { own_words(&words.replace(EMOJI, "")) } else { words.to_owned() };
    if without.is_empty() {
        return Body::with(Kind::Sticker, AttachmentKind::Sticker, "");
    }
    Body { text: without, ..Body::default() }
}

/// `[Photo]`, `[File] plan.pdf`, `[Notes] what they wrote down`.
fn labelled(words: &str) -> Option<Body> {
    let (label, rest) = words.strip_prefix('[')?.split_once(']')?;
    let rest = rest.trim();
    if label == "null" && rest.contains("maps.google.com") {
        return Some(Body { kind: Kind::Location, ..Body::default() });
    }
    match find(label)? {
        Label::Bare(kind, file) => rest.is_empty().then(|| Body::with(kind, file, "")),
        Label::Named(kind, file) => (!rest.contains('\n')).then(|| Body::with(kind, file, rest)),
        Label::Place => Some(Body { kind: Kind::Location, ..Body::default() }),
        Label::Words(_) if is_blank(rest) || rest == NO_NAME => {
            Some(Body::with(Kind::Media, AttachmentKind::Unknown, ""))
        }
        Label::Words(kind) => Some(Body { kind, text: rest.to_owned(), ..Body::default() }),
    }
}

fn find(label: &str) -> Option<Label> {
    if label.len() > LONGEST_LABEL {
        return None;
    }
    let label = folded(label);
    LABELS.iter().find(|(_, labels)| labels.contains(&label.as_str())).map(|(what, _)| *what)
}

/// In bytes; the longest in Thai takes some fifty.
const LONGEST_LABEL: usize = 80;

fn without_brackets(words: &str, columns: Columns) -> Option<Body> {
    let is_told = !words.is_ascii() || ENGLISH_WITHOUT_BRACKETS.contains(&words);
    match (columns == Columns::Spaces && is_told).then(|| find(words))?? {
        Label::Bare(kind, file) | Label::Named(kind, file) => Some(Body::with(kind, file, "")),
        Label::Place | Label::Words(_) => None,
    }
}

/// A call that the whole line tells of. Numbers to call have the sign of a telephone before them, too.
fn call(line: &str) -> Option<Body> {
    let told = TELEPHONES.iter().find_map(|sign| line.strip_prefix(sign))?;
    let told = folded(told);
    let of = |outcome, seconds| {
        let call = Some(Call { medium: CallMedium::Unknown, outcome, seconds });
        Some(Body { kind: Kind::Call, call, ..Body::default() })
    };
    CALLS.iter().find_map(|(outcome, labels)| {
        labels.iter().find_map(|label| {
            let rest = told.strip_prefix(label)?.trim().trim_end_matches(['.', '。']);
            match outcome {
                CallOutcome::Answered => of(*outcome, Some(seconds_of(rest)?)),
                _ => rest.is_empty().then(|| of(*outcome, None))?,
            }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_in(columns: Columns, raw: &str, kind: Kind, text: &str) -> Body {
        let body = Body::read(raw, columns).unwrap();
        assert_eq!((body.kind, body.text.as_str()), (kind, text), "{raw}");
        body
    }

    fn check(raw: &str, kind: Kind, text: &str) -> Body {
        check_in(Columns::Tabs, raw, kind, text)
    }

    #[test]
    fn words_are_kept_as_they_were_typed() {
        for words in [
            "you left me",
            "Photos",
            "[sic] I never added her",
            "[Photo] is what it said",
            "☎ 0123 456 please",
            "☎ Call time is money",
            "\"quoted\"",
            "null",
            "unsent a message",
        ] {
            check(words, Kind::Text, words);
        }
        check("\"two\n\nlines\"", Kind::Text, "two\n\nlines");
    }

    #[test]
    fn labels_are_no_words_in_any_language() {
        for label in ["[Photo]", "[写真]", "[照片]", "[รูปภาพ]", "[사진]", "[Foto]"] {
            let body = check(label, Kind::Media, "");
            assert!(body.attachments[0].omitted && body.attachments[0].kind == AttachmentKind::Image);
        }
        for label in ["[Sticker]", "[スタンプ]", "[貼圖]", "[สติกเกอร์]"] {
            check(label, Kind::Sticker, "");
        }
        check("[ボイスメッセージ]", Kind::Voice, "");
        check("[位置情報] 1-1 Nowhere", Kind::Location, "");
        check("[null] https://maps.google.com/?q=1,2", Kind::Location, "");
        check("[Contact] Ana", Kind::Contact, "");
    }

    #[test]
    fn files_keep_their_names_and_notes_and_polls_their_words() {
        let file = check("[File] plan.pdf", Kind::Media, "");
        assert_eq!(file.attachments[0].name.as_deref(), Some("plan.pdf"));
        assert_eq!(check("[アルバム] (null)", Kind::Media, "").attachments[0].name, None);
        check("[Notes] bring bread\nand jam", Kind::Text, "bring bread\nand jam");
        check("[投票] いつ会う？", Kind::Poll, "いつ会う？");
    }

    #[test]
    fn emoji_of_line_are_no_words() {
        check("well done(emoji)", Kind::Text, "well done");
        check("(emoji)(emoji)", Kind::Sticker, "");
    }

    #[test]
    fn calls_tell_what_became_of_them() {
        let call = |raw: &str| check(raw, Kind::Call, "").call.map(|call| (call.outcome, call.seconds));
        assert_eq!(call("☎ Call time 1:23"), Some((CallOutcome::Answered, Some(83))));
        assert_eq!(call("☎ 通話時間 1:02:03"), Some((CallOutcome::Answered, Some(3723))));
        assert_eq!(call("☎\u{FE0F} 通話時間12:48"), Some((CallOutcome::Answered, Some(768))));
        assert_eq!(call("☎ Missed call"), Some((CallOutcome::Missed, None)));
        assert_eq!(call("☎ 不在着信"), Some((CallOutcome::Missed, None)));
        assert_eq!(call("☎ 通話をキャンセルしました"), Some((CallOutcome::Unanswered, None)));
        assert_eq!(call("☎ 無人接聽"), Some((CallOutcome::Unanswered, None)));
        check("☎ Call time 99999999999:00", Kind::Text, "☎ Call time 99999999999:00");
    }

    #[test]
    fn some_computers_leave_the_brackets_out() {
        check_in(Columns::Spaces, "Photos", Kind::Media, "");
        check_in(Columns::Spaces, "スタンプ", Kind::Sticker, "");
        check_in(Columns::Spaces, "photo", Kind::Text, "photo");
    }

    #[test]
    fn what_is_not_in_the_export_is_said_to_be_missing() {
        assert_eq!(Body::read(" ", Columns::Tabs), Err(Skip::Empty));
        let lost = "ⓘ このメッセージは、表示できません。";
        assert_eq!(Body::read(lost, Columns::Tabs), Err(Skip::Unreadable));
    }
}
