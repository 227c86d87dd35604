//! What the tool sigtop writes of Signal Desktop's database (formats document, section 3.6.2): one file a chat,
//! as long or short text or as the database's own JSON.

mod json;
mod long;
mod short;
#[cfg(test)]
mod tests;

use crate::conversation::{Audience, ParticipantId};
use crate::import::chats::{About, Chat, Chats, People};
use crate::import::finish::Draft;
use crate::import::{File, ImportError, Lines, Options, OwnerEvidence, Source};

/// Its headers, or the keys of the database.
pub(in crate::import::signal) fn recognise(file: &File<'_>) -> u8 {
    let start = &file.start().text;
    match first_character(start) {
        Some('[') => json::recognise(start),
        Some('C' | 'F' | 'T') => long::recognise(start),
        Some('0'..='9') => short::recognise(start),
        _ => 0,
    }
}

/// Reads the one chat of a file.
pub(in crate::import::signal) fn read(source: &Source, _: &Options) -> Result<Draft, ImportError> {
    let text = &source.text;
    let mut chats = Chats::default();
    let chat = chats.of("");
    let (variant, lines) = match first_character(text) {
        Some('[') => ("JSON", json::read(source, chat).map(|()| None)?),
        Some('0'..='9') => ("short text", Some(short::read(source, chat))),
        _ => ("text", Some(long::read(source, chat))),
    };
    let (variant, format) = (variant.to_owned(), super::SIGTOP.name);
    let drafts = chats.into_drafts(&About { format, variant, platform: super::PLATFORM })?;
    let draft = drafts.into_iter().next();
    let mut draft = draft.ok_or_else(|| ImportError::NothingRecognised {
        path: source.path.clone(),
        format: super::SIGTOP.title,
    })?;
    draft.receipt.lines = lines;
    Ok(draft)
}

fn first_character(text: &str) -> Option<char> {
    text.trim_start().chars().next()
}

/// The name under which the owner's messages stand.
const YOU: &str = "You";

/// The owner, among the people of a chat.
fn owner(chat: &mut Chat) -> ParticipantId {
    let owner = chat.people.of(YOU, YOU);
    chat.owner = Some((owner, OwnerEvidence::Marked));
    owner
}

/// A person written as `NAME (DETAIL)`, the detail a number, a user name or an id.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Shown<'a> {
    name: &'a str,
    detail: &'a str,
}

impl<'a> Shown<'a> {
    fn of(text: &'a str) -> Self {
        let parts = text.trim().strip_suffix(')').and_then(|rest| rest.rsplit_once(" ("));
        let (name, detail) = parts.unwrap_or((text.trim(), ""));
        Self { name, detail }
    }

    fn is_group(self) -> bool {
        self.detail == "group"
    }

    /// The person, under the name shown, known by the detail.
    fn person(self, people: &mut People) -> ParticipantId {
        match self.detail {
            "" => people.called(self.name).unwrap_or_else(|| people.of(self.name, self.name)),
            detail => people.of(detail, self.name),
        }
    }
}

/// Notes what the chat is called, and whether it is a group.
fn entitle(chat: &mut Chat, with: Shown<'_>) {
    with.name.clone_into(&mut chat.title);
    chat.audience = if with.is_group() { Audience::Group } else { Audience::Direct };
}

/// The text in lines.
fn numbered(text: &str) -> Vec<&str> {
    crate::import::text::lines(text).collect()
}

/// How many lines are not blank, headers being among them; what stands before the first is preamble.
fn counted(lines: &[&str], headers: usize, preamble: usize) -> Lines {
    let filled = |lines: &[&str]| lines.iter().filter(|line| !crate::import::text::is_blank(line)).count();
    let non_blank = filled(lines);
    let preamble = filled(lines.get(..preamble).unwrap_or_default());
    Lines { non_blank, header: headers, continuation: non_blank - preamble - headers, preamble }
}
