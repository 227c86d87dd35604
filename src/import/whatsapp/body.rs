//! What a message's body is: words, or a placeholder for something else, or both.

use super::attachments;
use super::calls;
use super::placeholders::{
    DELETED, DELETED_BY_ADMIN, DELETED_BY_OWNER, EDITED, LIVE_LOCATION, LOCATION_LABELS, MAPS, POLL_LABELS,
};
use crate::conversation::{Attachment, AttachmentKind, Call, Kind};
use crate::import::attached::kind_of_message;
use crate::import::text::{folded, is_blank, is_invisible, visible};

/// A body taken apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Body {
    /// What it is.
    pub(super) kind: Kind,
    /// The sender's own words.
    pub(super) text: String,
    /// Whether it carries the mark of a changed message.
    pub(super) edited: bool,
    /// Whether it was taken back by the person who exported.
    pub(super) deleted_by_owner: bool,
    /// Files.
    pub(super) attachments: Vec<Attachment>,
    /// The call.
    pub(super) call: Option<Call>,
}

impl Body {
    /// Takes a body apart; `body` is as the export wrote it, its lines joined by `\n`.
    pub(super) fn read(body: &str) -> Self {
        let (body, edited) = without_edit_mark(body);
        Self { edited, ..Self::unedited(body) }
    }

    fn unedited(body: &str) -> Self {
        let whole = plain(body);
        let of = |kind| Self { kind, ..Self::default() };
        if whole.is_empty() {
            // Media that could be seen once leave nothing behind.
            return Self {
                attachments: vec![attachments::omitted(AttachmentKind::Unknown)],
                ..of(Kind::Media)
            };
        }
        if DELETED_BY_OWNER.contains(&whole.as_str()) {
            return Self { deleted_by_owner: true, ..of(Kind::Deleted) };
        }
        if DELETED.contains(&whole.as_str()) || DELETED_BY_ADMIN.iter().any(|start| whole.starts_with(start))
        {
            return of(Kind::Deleted);
        }
        if let Some(call) = calls::read(&whole) {
            return Self { call: Some(call), ..of(Kind::Call) };
        }
        if is_location(body, &whole) {
            return of(Kind::Location);
        }
        if let Some(question) = poll_question(body) {
            return Self { text: question, ..of(Kind::Poll) };
        }
        if let Some((attachment, caption)) = attachments::find(body) {
            let kind = kind_of_message(attachment.kind);
            return Self { text: own_words(&caption), attachments: vec![attachment], ..of(kind) };
        }
        Self { text: own_words(body), ..of(Kind::Text) }
    }
}

/// The form in which placeholders are compared: see [`super::placeholders`].
pub(super) fn plain(text: &str) -> String {
    let folded = folded(text);
    folded.strip_suffix(['.', '。']).map(str::to_owned).unwrap_or(folded)
}

/// The words without blanks and invisible characters around them; blank lines inside stay.
fn own_words(body: &str) -> String {
    body.trim_matches(|c: char| c.is_whitespace() || is_invisible(c)).to_owned()
}

/// The body without the mark of a changed message at its end, and whether there was one.
fn without_edit_mark(body: &str) -> (&str, bool) {
    let end = body.trim_end_matches(|c: char| c.is_whitespace() || is_invisible(c));
    let mark = end.ends_with('>').then(|| end.rfind('<')).flatten();
    match mark {
        Some(start) if EDITED.contains(&plain(&end[start + 1..end.len() - 1]).as_str()) => {
            (end[..start].trim_end_matches(|c: char| c.is_whitespace() || is_invisible(c)), true)
        }
        _ => (body, false),
    }
}

/// A place: its last line is a label and a link to a map, after the place's name and address if any.
fn is_location(body: &str, whole: &str) -> bool {
    if LIVE_LOCATION.contains(&whole) {
        return true;
    }
    let last = folded(body.trim_end().rsplit('\n').next().unwrap_or_default());
    let link = LOCATION_LABELS.iter().find_map(|label| last.strip_prefix(label)).map(str::trim_start);
    link.is_some_and(|link| MAPS.iter().any(|map| link.starts_with(map)) && !link.contains(' '))
}

/// The question of a poll: between its label and the options, each of which ends in its votes.
fn poll_question(body: &str) -> Option<String> {
    let mut lines = body.lines();
    let label = folded(lines.next()?);
    let is_option = |line: &&str| {
        let line = visible(line);
        line.split_once(": ").is_some_and(|(label, _)| label.chars().all(char::is_uppercase))
            && line.trim_end().ends_with(')')
    };
    let (options, question): (Vec<_>, Vec<_>) = lines.partition(is_option);
    let is_poll =
        POLL_LABELS.contains(&label.as_str()) && !options.is_empty() && !is_blank(&question.concat());
    is_poll.then(|| own_words(&question.join("\n")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, kind: Kind, text: &str) {
        let read = Body::read(body);
        assert_eq!((read.kind, read.text.as_str()), (kind, text), "{body}");
    }

    #[test]
    fn words_are_kept_as_they_were_typed() {
        check("hi there", Kind::Text, "hi there");
        check("\u{200E}hi\n\n  there\n", Kind::Text, "hi\n\n  there");
        check("\n\n👍🏽", Kind::Text, "👍🏽");
        check("I <3 you", Kind::Text, "I <3 you");
        check("<hug>", Kind::Text, "<hug>");
        check("image omitted from the album, why?", Kind::Text, "image omitted from the album, why?");
        check(
            "the message was deleted. This message was deleted",
            Kind::Text,
            "the message was deleted. This message was deleted",
        );
    }

    #[test]
    fn an_empty_body_is_media_that_could_be_seen_once() {
        check("", Kind::Media, "");
        check("\u{200E} ", Kind::Media, "");
    }

    #[test]
    fn an_edit_mark_is_no_word_of_the_message() {
        for mark in
            ["<This message was edited>", "\u{200E}<Diese Nachricht wurde bearbeitet.>", "<Mensagem editada>"]
        {
            let read = Body::read(&format!("see you {mark}"));
            assert_eq!((read.text.as_str(), read.edited, read.kind), ("see you", true, Kind::Text));
        }
        assert!(!Body::read("I wrote <this message was edited> myself").edited);
    }

    #[test]
    fn a_message_taken_back_has_no_words() {
        check("This message was deleted", Kind::Deleted, "");
        check("\u{200E}Diese Nachricht wurde gelöscht.", Kind::Deleted, "");
        check("This message was deleted by admin Ana", Kind::Deleted, "");
        assert!(Body::read("You deleted this message.").deleted_by_owner);
        assert!(!Body::read("This message was deleted.").deleted_by_owner);
    }

    #[test]
    fn a_place_is_no_text() {
        check("Location: https://maps.google.com/?q=50.9,6.9", Kind::Location, "");
        check("\u{200E}Standort: https://maps.google.com/?q=50.9,6.9", Kind::Location, "");
        check(
            "Corner Cafe\nFake Street 1\nLocation: https://maps.google.com/?q=20.6,-100.4",
            Kind::Location,
            "",
        );
        check("Live-Standort wird geteilt.", Kind::Location, "");
        check("location: somewhere", Kind::Text, "location: somewhere");
    }

    #[test]
    fn of_a_poll_only_the_question_is_kept_as_text() {
        let poll = "\u{200E}POLL:\nPizza or pasta?\n\u{200E}OPTION: Pizza (1 vote)\n\u{200E}OPTION: Pasta (0 votes)\n";
        check(poll, Kind::Poll, "Pizza or pasta?");
        check("poll:\nshall we?", Kind::Text, "poll:\nshall we?");
    }
}
