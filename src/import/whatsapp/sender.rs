//! Who wrote a message: where in the line the name ends and the body begins.

use super::notices::{self, Recognised};
use super::placeholders::{LOCATION_LABELS, POLL_LABELS};
use crate::conversation::SystemEvent;
use crate::import::text::{folded, is_blank, is_invisible, is_space, visible};
use foldhash::{HashMap, HashMapExt, HashSet};

/// The rest of a header line, taken apart.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Rest<'a> {
    /// The app speaks, without a sender.
    Notice(Option<SystemEvent>),
    /// Somebody wrote.
    Written {
        /// The name as the export wrote it.
        name: &'a str,
        /// What stands behind the colon on this line.
        body: &'a str,
    },
}

/// The names in a file, learnt from all of its headers before the first is taken apart.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Everything that stands before a first colon, as compared.
    first: HashSet<String>,
    /// Those of them, as written, about which nothing more is to be asked.
    plain: HashSet<String>,
    /// Names with a colon in them: the first part, and the whole.
    longer: HashMap<String, String>,
    /// What stands before a colon in a notice without sender.
    notice_starts: HashSet<String>,
    /// Who ever wrote a line that does not begin with U+200E.
    speakers: HashSet<String>,
}

impl Names {
    /// Learns from the rest of every header line.
    pub(super) fn learn<'a>(rests: impl Iterator<Item = &'a str>) -> Self {
        let mut seen: HashMap<&str, Seen<'_>> = HashMap::new();
        for rest in rests {
            let Some((name, body)) = split_at_colon(rest) else { continue };
            match seen.get_mut(name) {
                Some(seen) => seen.add(body),
                None if is_name(name) => seen.entry(name).or_default().add(body),
                None => {}
            }
        }
        let mut names = Self::default();
        for (name, seen) in seen {
            names.first.insert(folded(name));
            if seen.speaks {
                names.speakers.insert(folded(name));
            }
            if is_start_of_notice(name) {
                names.notice_starts.insert(name.to_owned());
            }
            match seen.always().filter(|second| !is_label(second)) {
                Some(second) => {
                    names.longer.insert(name.to_owned(), format!("{name}: {second}"));
                }
                None if !names.notice_starts.contains(name) => {
                    names.plain.insert(name.to_owned());
                }
                None => {}
            }
        }
        names
    }

    /// Whether somebody in the file has this name.
    fn knows(&self, name: &str) -> bool {
        self.first.contains(&folded(name))
    }

    /// Takes the rest of a header line apart.
    pub(super) fn split<'a>(&self, rest: &'a str) -> Rest<'a> {
        let notice = || Rest::Notice(notices::recognise(visible(rest).trim()).map(|notice| notice.event));
        match split_at_colon(rest) {
            Some((name, body)) if self.plain.contains(name) => Rest::Written { name, body },
            Some((name, _)) if !is_name(name) || self.notice_starts.contains(name) => notice(),
            Some((name, body)) => {
                let longer = self.longer.get(name).filter(|longer| rest.starts_with(longer.as_str()));
                match longer {
                    Some(longer) => {
                        let (name, body) = rest.split_at(longer.len());
                        Rest::Written { name, body: after_colon(body) }
                    }
                    None => Rest::Written { name, body },
                }
            }
            None => match notice() {
                Rest::Notice(None) => self.split_tightly(rest).unwrap_or(Rest::Notice(None)),
                known => known,
            },
        }
    }

    /// Whether a body under somebody's name is the app's notice: iOS writes notices as if the chat or the
    /// person acting had sent them, with U+200E first. People's own text may begin so too: under the name
    /// of one who ever speaks without it, whoever a template begins with must be somebody of the chat.
    /// Some notices nobody types: they need no mark.
    pub(super) fn notice_under(&self, name: &str, body: &str) -> Option<SystemEvent> {
        let seen = visible(body);
        let seen = seen.trim();
        if !body.starts_with(MARK) {
            return notices::recognise_never_typed(seen);
        }
        let Recognised { event, actor } = notices::recognise(seen)?;
        let of_chat = |actor: &str| self.knows(actor) || FIRST_PERSON.contains(&actor);
        let is_meant = actor.as_deref().is_none_or(of_chat) || !self.speakers.contains(&folded(name));
        is_meant.then_some(event)
    }

    /// `Name:text` without a space, as some Chinese exports write, if the name is known or as short as a
    /// name of the app's own; `Name:.` is an empty body.
    fn split_tightly<'a>(&self, rest: &'a str) -> Option<Rest<'a>> {
        let (name, body) = rest.split_once(':')?;
        if body.trim_end() == "." && is_name(name) {
            return Some(Rest::Written { name, body: "" });
        }
        let is_short = name.chars().count() <= LONGEST_PROFILE_NAME && !name.starts_with("http");
        let is_text = body.starts_with(|c: char| !c.is_ascii_digit() && c != '/');
        (self.knows(name) || (is_short && is_text && is_name(name))).then_some(Rest::Written { name, body })
    }
}

/// What follows a name, over the whole file.
#[derive(Default)]
struct Seen<'a> {
    times: usize,
    /// Whether any body begins without U+200E.
    speaks: bool,
    /// What stands before a second colon, as long as it is always the same.
    second: Option<&'a str>,
}

impl<'a> Seen<'a> {
    fn add(&mut self, body: &'a str) {
        let second = split_at_colon(body).map(|(second, _)| second);
        self.second = if self.times == 0 { second } else { self.second.filter(|same| second == Some(same)) };
        self.times += 1;
        self.speaks |= !body.starts_with(MARK);
    }

    fn always(&self) -> Option<&'a str> {
        self.second.filter(|_| self.times >= OFTEN)
    }
}

/// The name as people know it: without invisible characters and the mark of an unsaved contact.
pub(super) fn shown(name: &str) -> String {
    let seen = visible(name);
    let seen = seen.trim();
    let saved = seen.strip_prefix('~').filter(|rest| rest.starts_with(' '));
    saved.unwrap_or(seen).trim().to_owned()
}

const FIRST_PERSON: &[&str] = &["you", "du", "tú", "você", "vous", "tu", "je"];

/// What the app puts before most of what it writes itself.
const MARK: char = '\u{200E}';

/// How often a name with a colon must be seen, without the shorter name alone, to be believed.
const OFTEN: usize = 5;

const LONGEST_NAME: usize = 100;

/// The app lets nobody call themselves by more characters.
const LONGEST_PROFILE_NAME: usize = 25;

/// Before and after the first colon that a space, an invisible mark or the end of the line follows.
fn split_at_colon(rest: &str) -> Option<(&str, &str)> {
    rest.match_indices(':').find_map(|(index, _)| {
        let body = &rest[index..];
        let ends = body[1..].chars().next().is_none_or(|c| is_space(c) || is_invisible(c));
        ends.then(|| (&rest[..index], after_colon(body)))
    })
}

/// What follows a colon and the space behind it.
fn after_colon(text: &str) -> &str {
    let text = text.strip_prefix(':').unwrap_or(text);
    text.strip_prefix(is_space).unwrap_or(text)
}

/// A colon inside quotation marks ends no name, and neither does one far into the line.
fn is_name(name: &str) -> bool {
    let is_closed = name.matches(['"', '“', '”', '„', '«', '»']).count().is_multiple_of(2);
    !is_blank(name) && is_closed && name.chars().count() <= LONGEST_NAME
}

/// Whether the app writes it, with a colon, before what a body is about.
fn is_label(text: &str) -> bool {
    let label = format!("{}:", folded(text));
    text.contains('<') || [LOCATION_LABELS, POLL_LABELS].iter().any(|labels| labels.contains(&label.as_str()))
}

/// `X changed the group description: …` has a colon and no sender.
fn is_start_of_notice(name: &str) -> bool {
    let seen = visible(name);
    notices::recognise(seen.trim()).is_some_and(|notice| notice.event == SystemEvent::GroupChanged)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rest: &str, name: &str, body: &str) {
        assert_eq!(Names::default().split(rest), Rest::Written { name, body });
        assert_eq!(Names::learn([rest].into_iter()).split(rest), Rest::Written { name, body });
    }

    fn check_notice(rest: &str, event: Option<SystemEvent>) {
        assert_eq!(Names::learn([rest].into_iter()).split(rest), Rest::Notice(event), "{rest}");
    }

    #[test]
    fn a_name_ends_at_the_first_colon_and_space() {
        check("Ana: hi: there", "Ana", "hi: there");
        check("🤓: hi", "🤓", "hi");
        check("\u{202A}+49 170 1234567\u{202C}: 10:30 ok", "\u{202A}+49 170 1234567\u{202C}", "10:30 ok");
        check("Ben “the Bear” Muir: hi", "Ben “the Bear” Muir", "hi");
        check("Systema: you left", "Systema", "you left");
        check("Ana:", "Ana", "");
        check("Ana:\u{200E}image omitted", "Ana", "\u{200E}image omitted");
        check("Ana:.", "Ana", "");
    }

    #[test]
    fn names_are_shown_without_invisible_characters_and_the_mark_of_unsaved_contacts() {
        assert_eq!(shown("~\u{202F}Ana"), "Ana");
        assert_eq!(shown("\u{202A}+49\u{A0}170\u{202C}"), "+49 170");
        assert_eq!(shown("~Ana"), "~Ana");
    }

    #[test]
    fn a_line_without_sender_may_have_a_colon_and_quotation_marks() {
        check_notice("Ana changed the subject from “a: b” to “c”", Some(SystemEvent::GroupChanged));
        check_notice("Ana changed the group description: be kind", Some(SystemEvent::GroupChanged));
        check_notice("Ana left", Some(SystemEvent::Membership));
        check_notice("Something the app says", None);
    }

    #[test]
    fn a_name_with_a_colon_is_learnt_from_the_whole_file() {
        let rests = ["Dr: Who: a", "Dr: Who: b", "Ana: no: never", "Dr: Who: c", "Dr: Who: d", "Dr: Who: e"];
        let names = Names::learn(rests.into_iter());
        assert_eq!(names.split("Dr: Who: hi"), Rest::Written { name: "Dr: Who", body: "hi" });
        assert_eq!(names.split("Ana: no: never"), Rest::Written { name: "Ana", body: "no: never" });
        let places = Names::learn(["Ana: Location: https://maps.google.com/?q=1,2"; 9].into_iter());
        assert!(places.longer.is_empty());
    }

    #[test]
    fn text_right_after_the_colon_is_a_message_if_a_name_stands_before_it() {
        let names = Names::learn(["Ana: hi"].into_iter());
        assert_eq!(names.split("Ana:10"), Rest::Written { name: "Ana", body: "10" });
        assert_eq!(names.split("Ben:hi"), Rest::Written { name: "Ben", body: "hi" });
        assert_eq!(names.split("Something that the app says:at length"), Rest::Notice(None));
        assert_eq!(names.split("The call began at 10:30"), Rest::Notice(None));
        assert_eq!(names.split("https://a.example"), Rest::Notice(None));
    }

    #[test]
    fn a_notice_under_a_name_needs_its_mark_and_an_actor_of_the_chat() {
        let names =
            Names::learn(["Ana: hi", "Us: \u{200E}Messages and calls are end-to-end encrypted"].into_iter());
        let check = |name, body, expected| assert_eq!(names.notice_under(name, body), expected, "{body}");
        check("Ana", "\u{200E}Ana left", Some(SystemEvent::Membership));
        check("Us", "\u{200E}Zoe left", Some(SystemEvent::Membership));
        check("Us", "Messages and calls are end-to-end encrypted.", Some(SystemEvent::Encryption));
        check("Ana", "\u{200E}I thought she left", None);
        check("Ana", "Ana left", None);
        check("Ana", "you left", None);
    }
}
