//! What the apps themselves say, written under the name of whoever did it (formats document, section 3.3).
//!
//! A message is never taken for a notice because of a word in it. A template must fit the whole of it, its subject
//! must be the sender under a name that the chat knows, and a sentence about "you" must be the owner's or be
//! borne out by something beside the words.

mod templates;

use crate::conversation::{CallMedium, CallOutcome, SystemEvent};
use crate::import::text::visible;
use std::collections::HashSet;
use templates::TEMPLATES;

/// What a notice tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// Something was sent: it stands beside the words, or was left out.
    Attachment,
    /// A place was sent.
    Location,
    /// A reaction, told a second time.
    Reaction,
    /// A message was taken back.
    TakenBack,
    /// A call.
    Call(CallMedium, CallOutcome),
    /// A poll was made; the question follows.
    Poll,
    /// Anything else.
    Event(SystemEvent),
}

/// A notice that was recognised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Notice {
    /// What it tells.
    pub(super) what: What,
    /// What the `*` at its end stands for; empty if it has none there.
    pub(super) rest: String,
    /// Whether it can only stand under the owner's name.
    pub(super) is_of_owner: bool,
}

/// Who may be meant in a sentence.
pub(super) struct Scene<'a> {
    /// Who wrote it.
    pub(super) sender: &'a str,
    /// Whether the sender is the owner, if that is known.
    pub(super) is_own: Option<bool>,
    /// Whether an attachment, a link, a call or a type bears it out.
    pub(super) is_borne_out: bool,
    /// Everybody in the chat.
    pub(super) names: &'a Names,
}

/// Everybody under all names by which a notice may call them: the whole name, and its first words.
#[derive(Debug, Default)]
pub(super) struct Names(HashSet<String>);

impl Names {
    /// Those of these people.
    pub(super) fn of<'a>(people: impl Iterator<Item = &'a str>) -> Self {
        Self(people.flat_map(|name| beginnings(name).map(str::to_owned)).collect())
    }
}

/// The first words of a name, one, two, … all of them; those of names that are no longer than names are.
fn beginnings(name: &str) -> impl Iterator<Item = &str> {
    let ends = name.match_indices(' ').map(|(at, _)| at).take(MOST_WORDS);
    ends.chain([name.len()]).map(|end| &name[..end]).filter(|name| !name.is_empty())
}

const MOST_WORDS: usize = 8;

/// Notices are no longer than this many bytes; the question of a poll may be long.
const LONGEST: usize = 1000;

/// The notice that the words are.
pub(super) fn find(words: &str, scene: &Scene<'_>) -> Option<Notice> {
    if words.is_empty() || words.len() > LONGEST || words.trim().contains('\n') {
        return None;
    }
    let line = visible(words.trim());
    let line = line.trim();
    let line = scene.line(line.strip_suffix(['.', '。']).unwrap_or(line).trim_end());
    let mut all = TEMPLATES.iter().flat_map(|(what, templates)| templates.iter().map(|one| (*what, *one)));
    all.find_map(|(what, template)| scene.fit(&line, what, template)).or_else(|| scene.in_any_language(words))
}

/// A line, and whose names it begins with.
struct Line<'a> {
    text: &'a str,
    /// Where the sender's name, or a "You" that is the sender, ends; whether it is "You".
    subjects: Vec<(usize, bool)>,
    /// Where the name of anybody in the chat ends.
    others: Vec<usize>,
}

impl Scene<'_> {
    fn may_be_own(&self) -> bool {
        self.is_own.unwrap_or(self.is_borne_out)
    }

    fn line<'a>(&self, text: &'a str) -> Line<'a> {
        let you = Some(("You", true)).filter(|_| self.may_be_own());
        let names = beginnings(self.sender).map(|name| (name, false));
        let begun = names.chain(you).filter(|(name, _)| text.starts_with(name));
        let subjects = begun.map(|(name, is_you)| (name.len(), is_you)).collect();
        let words = text.match_indices(' ').map(|(end, _)| end).take(MOST_WORDS);
        let others = words.filter(|end| self.names.0.contains(&text[..*end])).collect();
        Line { text, subjects, others }
    }

    /// The first sign of a template says who is its subject: see [`TEMPLATES`].
    fn fit(&self, line: &Line<'_>, what: What, template: &str) -> Option<Notice> {
        let notice = |rest: &str, is_of_owner| Notice { what, rest: rest.to_owned(), is_of_owner };
        let (sign, after) = template.split_at_checked(1)?;
        match sign {
            "@" => line.subjects.iter().find_map(|&(end, is_you)| {
                self.rest_fits(&line.text[end..], after).map(|rest| notice(rest, is_you))
            }),
            "%" if self.may_be_own() => {
                let mut ends = line.others.iter();
                ends.find_map(|&end| self.rest_fits(&line.text[end..], after)).map(|rest| notice(rest, true))
            }
            "^" if self.may_be_own() => self.rest_fits(line.text, after).map(|rest| notice(rest, true)),
            "?" if self.is_borne_out => self.rest_fits(line.text, after).map(|rest| notice(rest, false)),
            "%" | "^" | "?" => None,
            _ => self.rest_fits(line.text, template).map(|rest| notice(rest, false)),
        }
    }

    /// What a final `*` stands for, if the text fits the template whole; nothing without one.
    fn rest_fits<'a>(&self, text: &'a str, template: &str) -> Option<&'a str> {
        if let Some((before, after)) = template.split_once(['*', '☺']) {
            let rest = text.strip_prefix(before)?;
            if after.is_empty() {
                return Some(rest).filter(|rest| !rest.is_empty());
            }
            let is_emoji = template[before.len()..].starts_with('☺');
            let fits = |gap: &str| !(gap.is_empty() || (is_emoji && gap.contains(char::is_alphanumeric)));
            let literal = after.split(['*', '@']).next().unwrap_or(after);
            let mut ends = rest.match_indices(literal).map(|(end, _)| end).filter(|end| fits(&rest[..*end]));
            return ends.find_map(|end| self.rest_fits(&rest[end..], after));
        }
        match template.strip_suffix('@') {
            Some(before) => {
                let name = text.strip_prefix(before)?;
                beginnings(self.sender).any(|known| known == name).then_some("")
            }
            None => (text == template).then_some(""),
        }
    }

    /// "Ana envió un archivo adjunto.": a short sentence about the sender, beside what the sender sent.
    fn in_any_language(&self, words: &str) -> Option<Notice> {
        const LONGEST_SENTENCE: usize = 120;
        let words = words.trim();
        let is_sentence = words.len() <= LONGEST_SENTENCE && words.ends_with(['.', '。']);
        let is_about = |name: &str| words.strip_prefix(name).is_some_and(|rest| rest.starts_with(' '));
        (self.is_borne_out && is_sentence && beginnings(self.sender).any(is_about)).then_some(Notice {
            what: What::Attachment,
            rest: String::new(),
            is_of_owner: false,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use What::{Attachment, Call, Event, Location, Poll, Reaction, TakenBack};

    fn found(words: &str, is_own: Option<bool>, is_borne_out: bool) -> Option<What> {
        let names = Names::of(["Ana Maria Lund", "Ben Ode"].into_iter());
        let scene = Scene { sender: "Ana Maria Lund", is_own, is_borne_out, names: &names };
        find(words, &scene).map(|notice| notice.what)
    }

    #[test]
    fn a_notice_is_told_by_the_whole_sentence_about_the_sender() {
        for (words, what) in [
            ("Ana sent an attachment.", Attachment),
            ("Ana Maria Lund sent a photo.", Attachment),
            ("Ana sent a location.", Location),
            ("Liked a message", Reaction),
            ("Reacted ❤️ to your message ", Reaction),
            ("Ana unsent a message.", TakenBack),
            ("Ana called you.", Call(CallMedium::Voice, CallOutcome::Unknown)),
            ("You missed a video chat with Ana.", Call(CallMedium::Video, CallOutcome::Missed)),
            ("The video chat ended.", Call(CallMedium::Video, CallOutcome::Answered)),
            ("Ana started an audio call", Event(SystemEvent::CallStarted)),
            ("Ana created a poll: Pizza or soup?.", Poll),
            ("Ana Maria set the nickname for Ben Ode to Benny.", Event(SystemEvent::GroupChanged)),
            ("Ana named the group Lake: 2024.", Event(SystemEvent::GroupChanged)),
            ("Ana Maria added Ben Ode to the group.", Event(SystemEvent::Membership)),
            ("Ana left the group.", Event(SystemEvent::Membership)),
            ("You are now connected on Messenger.", Event(SystemEvent::Notice)),
            ("Ana envió un archivo adjunto.", Attachment),
            ("Ana Maria Lund hat einen Anhang gesendet.", Attachment),
        ] {
            assert_eq!(found(words, Some(false), false), Some(what), "{words}");
        }
    }

    #[test]
    fn words_of_notices_are_no_notice() {
        for words in [
            "you left the group.",
            "You left the group.",
            "Ben left the group.",
            "Ben sent a photo.",
            "I left the group.",
            "she sent an attachment.",
            "Anabel left the group.",
            "Ana left the group chat on read again.",
            "You missed a call from me",
            "You sent a photo.",
            "Ben missed your call.",
            "Reacted badly to your message",
            "Missed call",
            "Ana left the group.\nand I cried",
            "",
        ] {
            assert_eq!(found(words, Some(false), false), None, "{words}");
        }
    }

    #[test]
    fn a_sentence_about_you_is_the_owners_or_is_borne_out() {
        for words in ["You sent a photo.", "Enviaste un archivo adjunto.", "Ben missed your call."] {
            assert_eq!(found(words, None, false), None, "{words}");
            assert!(
                found(words, None, true).is_some() && found(words, Some(true), false).is_some(),
                "{words}"
            );
            assert_eq!(found(words, Some(false), true), None, "{words}");
        }
    }

    #[test]
    fn any_language_may_say_that_the_sender_sent_what_is_there() {
        let words = "Ana Maria Lund çok güzel bir ek gönderdi.";
        assert_eq!(found(words, None, true), Some(Attachment));
        assert_eq!(found(words, None, false), None);
    }

    #[test]
    fn every_template_fits_a_line_made_from_it() {
        for (what, templates) in TEMPLATES {
            for template in *templates {
                let line = template.strip_prefix(['^', '?']).unwrap_or(template);
                let line = line.replace('@', "Ana").replace('%', "Ben").replace(['*', '☺'], "☕");
                assert_eq!(found(&line, Some(true), true), Some(*what), "{template}");
            }
        }
    }
}
