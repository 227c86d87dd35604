//! Tapbacks: rows of their own that belong to another message (formats document, section 3.2.1, "Kinds").

use super::row::{Column, Row};
use crate::conversation::{ParticipantId, Reaction};

/// A tapback, given or taken away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tapback {
    /// The app's id of its own row.
    pub(super) id: Option<String>,
    /// The app's id of the message that it belongs to.
    pub(super) target: String,
    /// Which part of that message, where it has several.
    pub(super) part: u32,
    /// Who gave it.
    pub(super) by: ParticipantId,
    /// What was given.
    pub(super) mark: Mark,
    /// Whether it was taken away again.
    pub(super) removed: bool,
}

/// What is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// An emoji; a person has one of these on a message.
    Emoji(String),
    /// A sticker; a person may have several.
    Sticker,
}

/// What a row with an `associated_message_type` is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Association {
    /// A message like any other.
    None,
    /// A tapback: target, part, mark, and whether it was taken away.
    Tapback(String, u32, Mark, bool),
    /// A vote in a poll, which says nothing.
    Vote,
}

/// Reads what a row is to another message.
pub(super) fn association(row: &Row<'_>) -> Association {
    let kind = row.number(Column::AssociatedType);
    let emoji =
        || row.text(Column::AssociatedEmoji).map_or_else(|| "❔".to_owned(), std::borrow::Cow::into_owned);
    let mark = match kind {
        1000 | 2007 | 3007 => Mark::Sticker,
        2006 | 3006 => Mark::Emoji(emoji()),
        2000..=2005 | 3000..=3005 => {
            Mark::Emoji(CLASSIC[usize::try_from(kind % 1000).unwrap_or(0)].to_owned())
        }
        4000 => return Association::Vote,
        _ => return Association::None,
    };
    let guid = row.text(Column::AssociatedGuid).unwrap_or_default();
    let (part, target) = target(&guid);
    Association::Tapback(target.to_owned(), part, mark, kind >= 3000)
}

/// Loved, liked, disliked, laughed at, emphasised, questioned.
pub(super) const CLASSIC: [&str; 6] = ["❤️", "👍", "👎", "😂", "‼️", "❓"];

/// How a sticker on a message is shown: its picture is not in the text.
pub(super) const STICKER: &str = "sticker";

/// Part and message of `p:1/GUID`, `bp:GUID` and a bare GUID.
fn target(guid: &str) -> (u32, &str) {
    match guid.split_once('/') {
        Some((part, guid)) => (part.trim_start_matches("p:").parse().unwrap_or(0), guid),
        None => (0, guid.trim_start_matches("bp:")),
    }
}

/// What the tapbacks on one message come to; they come in the order in which they were given.
pub(super) fn come_to(tapbacks: Vec<Tapback>) -> Vec<Reaction> {
    let mut given: Vec<Tapback> = Vec::new();
    for tapback in tapbacks {
        given.retain(|known| !replaces(&tapback, known));
        if !tapback.removed && given.len() < MOST_GIVEN {
            given.push(tapback);
        }
    }
    given.into_iter().map(|tapback| Reaction { emoji: tapback.mark.shown(), by: Some(tapback.by) }).collect()
}

/// More than any group has members; each is compared with each.
pub(super) const MOST_GIVEN: usize = 1000;

/// Whether the tapback takes an earlier one's place, or takes it away. A sticker that is taken away has
/// an id of its own, so it takes the last one with it.
fn replaces(tapback: &Tapback, known: &Tapback) -> bool {
    let is_same_place = tapback.by == known.by && tapback.part == known.part;
    is_same_place
        && match (&tapback.mark, &known.mark) {
            (Mark::Emoji(emoji), Mark::Emoji(other)) => !tapback.removed || emoji == other,
            (Mark::Sticker, Mark::Sticker) => tapback.removed || tapback.id == known.id,
            _ => false,
        }
}

impl Mark {
    /// As a reader sees it.
    pub(super) fn shown(self) -> String {
        match self {
            Self::Emoji(emoji) => emoji,
            Self::Sticker => STICKER.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tapback(by: usize, emoji: &str, removed: bool) -> Tapback {
        let mark = if emoji.is_ascii() { Mark::Sticker } else { Mark::Emoji(emoji.into()) };
        let id = Some(emoji.to_owned());
        Tapback { id, target: "t".into(), part: 0, by: ParticipantId(by), mark, removed }
    }

    fn check(tapbacks: &[Tapback], expected: &[(usize, &str)]) {
        let reactions = come_to(tapbacks.to_vec());
        let shown: Vec<_> =
            reactions.iter().map(|reaction| (reaction.by.unwrap().0, reaction.emoji.as_str())).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_person_has_one_emoji_on_a_message_and_can_take_it_away() {
        check(&[tapback(0, "❤️", false), tapback(1, "👍", false)], &[(0, "❤️"), (1, "👍")]);
        check(&[tapback(0, "❤️", false), tapback(0, "😂", false)], &[(0, "😂")]);
        check(&[tapback(0, "❤️", false), tapback(0, "❤️", true)], &[]);
        check(&[tapback(0, "❤️", true), tapback(0, "❤️", false)], &[(0, "❤️")]);
        check(&[tapback(0, "😂", false), tapback(0, "❤️", true)], &[(0, "😂")]);
        check(&[tapback(0, "a", false), tapback(0, "b", false), tapback(0, "c", true)], &[]);
        check(&[tapback(0, "a", false), tapback(0, "b", false)], &[(0, STICKER), (0, STICKER)]);
        check(
            &[tapback(0, "a", false), tapback(0, "a", false), tapback(0, "❤️", false)],
            &[(0, STICKER), (0, "❤️")],
        );
    }

    #[test]
    fn the_target_stands_behind_its_part() {
        assert_eq!(target("p:2/AB-1"), (2, "AB-1"));
        assert_eq!(target("bp:AB-1"), (0, "AB-1"));
        assert_eq!(target("AB-1"), (0, "AB-1"));
        assert_eq!(target("p:/"), (0, ""));
    }
}
