//! The English sentences that `DiscordChatExporter` writes where Discord itself speaks.
//!
//! They stand under the name of whoever did the thing, in CSV and TXT without any mark: only a whole line
//! that fits a template is taken for one.

use crate::conversation::{Call, CallMedium, CallOutcome, SystemEvent};

/// What such a sentence tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum Notice {
    /// Somebody called.
    Call(Call),
    /// Something happened.
    Event(SystemEvent),
}

impl Notice {
    /// What the whole text tells, if it is such a sentence.
    pub(in crate::import) fn of(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some((_, event)) = SENTENCES.iter().find(|(sentence, _)| *sentence == text) {
            return Some(Self::Event(*event));
        }
        if let Some(minutes) = between(text, "Started a call that lasted ", " minutes.") {
            let minutes: u32 = minutes.replace(',', "").parse().ok()?;
            return Some(Self::Call(call(minutes.checked_mul(60))));
        }
        let fits = |(start, end, event): &(&str, &str, SystemEvent)| {
            between(text, start, end).filter(|name| is_name(name)).map(|_| Self::Event(*event))
        };
        TEMPLATES.iter().find_map(fits)
    }
}

/// A call that lasted so long: whether anybody answered, and with what, Discord's exports do not tell.
pub(super) fn call(seconds: Option<u32>) -> Call {
    Call { medium: CallMedium::Unknown, outcome: CallOutcome::Unknown, seconds }
}

const SENTENCES: [(&str, SystemEvent); 8] = [
    ("Added a recipient.", SystemEvent::Membership),
    ("Removed a recipient.", SystemEvent::Membership),
    ("Left the group.", SystemEvent::Membership),
    ("Joined the server.", SystemEvent::Membership),
    ("Changed the channel name.", SystemEvent::GroupChanged),
    ("Changed the channel icon.", SystemEvent::GroupChanged),
    ("Pinned a message.", SystemEvent::Notice),
    ("Started a thread.", SystemEvent::Notice),
];

/// Beginning and end of sentences with a name between.
const TEMPLATES: [(&str, &str, SystemEvent); 3] = [
    ("Added ", " to the group.", SystemEvent::Membership),
    ("Removed ", " from the group.", SystemEvent::Membership),
    ("Changed the channel name: ", "", SystemEvent::GroupChanged),
];

fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    text.strip_prefix(start)?.strip_suffix(end)
}

/// Whether it can be the name of a person or chat. Nobody is called "her": that is how people write.
fn is_name(name: &str) -> bool {
    !name.is_empty()
        && !name.contains('\n')
        && name.chars().nth(LONGEST_NAME).is_none()
        && !MEANT.contains(&name.to_lowercase().as_str())
}

/// Channels have up to 100 characters, people 32.
const LONGEST_NAME: usize = 100;

const MEANT: [&str; 14] = [
    "me",
    "you",
    "her",
    "him",
    "it",
    "us",
    "them",
    "everyone",
    "everybody",
    "someone",
    "somebody",
    "myself",
    "yourself",
    "themselves",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exporters_own_sentences_are_known() {
        let event = |event| Some(Notice::Event(event));
        for (text, expected) in [
            ("Added Juno to the group.", event(SystemEvent::Membership)),
            ("Removed Juno from the group.", event(SystemEvent::Membership)),
            ("Left the group.", event(SystemEvent::Membership)),
            ("Changed the channel name: lake trip", event(SystemEvent::GroupChanged)),
            ("Pinned a message.", event(SystemEvent::Notice)),
            ("Started a call that lasted 1,204 minutes.", Some(Notice::Call(call(Some(72_240))))),
            ("Started a call that lasted 0 minutes.", Some(Notice::Call(call(Some(0))))),
        ] {
            assert_eq!(Notice::of(text), expected, "{text}");
        }
    }

    #[test]
    fn what_people_write_in_the_same_words_is_no_sentence_of_the_exporter() {
        for text in [
            "left the group",
            "Left the group. And you did not even say why.",
            "Added her to the group.",
            "Added Juno to the group. Hope that is fine?",
            "Removed everyone from the group.",
            "Pinned a message",
            "Started a call that lasted forever.",
            "you removed me",
        ] {
            assert_eq!(Notice::of(text), None, "{text}");
        }
    }
}
