//! What the tool signal-export writes (formats document, section 3.6.3): a folder a chat, with the messages as
//! Markdown and, in newer versions, as JSON lines.

mod calls;
mod data;
mod markdown;
#[cfg(test)]
mod tests;

use super::lines::Unread;
use crate::conversation::{Attachment, Call, Kind, Message, ParticipantId, Reaction, SourcePos};
use crate::import::attached::kind_of_message;
use crate::import::chats::{About, Chat, Chats};
use crate::import::finish::Draft;
use crate::import::json::Stop;
use crate::import::moment::When;
use crate::import::text::folded;
use crate::import::{File, ImportError, Options, OwnerEvidence, Skip, Warning};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// Headers with a mark of the tool's, or lines with its keys.
pub(in crate::import::signal) fn recognise(file: &File<'_>) -> u8 {
    let start = &file.start().text;
    if start.trim_start().starts_with('{') {
        data::recognise(start)
    } else {
        markdown::recognise(start, is_markdown(file.base()))
    }
}

/// The names that the tool gives, the best first: where there are several, they hold the same chat.
const NAMES: [&str; 3] = ["data.json", "chat.md", "index.md"];

/// The name under which the owner's messages stand.
const ME: &str = "Me";

/// The name under which messages stand whose writer the tool could not find.
const NOBODY: &str = "No-Sender";

fn is_markdown(base: &str) -> bool {
    NAMES[1..].contains(&base)
}

/// Reads one chat from every folder, and one from every file with a name of its own.
pub(in crate::import::signal) fn read(files: &[File<'_>], _: &Options) -> Result<Vec<Draft>, ImportError> {
    let mut files: Vec<File<'_>> = files.to_vec();
    files.sort_by_key(|file| NAMES.iter().position(|name| *name == file.base()));
    let mut chats = Chats::default();
    let mut variants = BTreeSet::new();
    for file in &files {
        let is_named = NAMES.contains(&file.base());
        let key = if is_named { file.folder() } else { file.name() };
        if !chats.of(key).messages.is_empty() {
            continue;
        }
        let (variant, exported) = exported(file)?;
        variants.insert(variant);
        chats.note(file, exported.stop)?;
        let chat = chats.of(key);
        exported.entries.iter().for_each(|entry| {
            entry.person(chat);
        });
        for entry in exported.entries {
            entry.into_chat(file.shared_name(), chat);
        }
        exported.unread.tell(chat);
        if exported.replaced > 0 {
            chat.warnings.push(Warning::ReplacedBytes { count: exported.replaced });
        }
        if is_named {
            chat.title = title(file, chat);
        }
    }
    let variant = variants.into_iter().collect::<Vec<_>>().join(" and ");
    chats.into_drafts(&About { format: super::EXPORT.name, variant, platform: super::PLATFORM })
}

/// How it is written, and what it holds.
fn exported(file: &File<'_>) -> Result<(&'static str, Exported), ImportError> {
    if file.start().text.trim_start().starts_with('{') {
        Ok(("JSON lines", data::read(file)?))
    } else {
        Ok(("Markdown", markdown::read(file)?))
    }
}

/// What a file holds.
#[derive(Default)]
struct Exported {
    entries: Vec<Entry>,
    /// Lines that are no messages.
    unread: Unread,
    /// Why it could not be read to its end.
    stop: Option<Stop>,
    /// In how many places bytes that are no text were replaced.
    replaced: usize,
}

/// A message as either file tells it.
#[derive(Debug, Default)]
struct Entry {
    sender: String,
    when: When,
    text: String,
    raw: String,
    quoted: Option<String>,
    /// Who gave what.
    reactions: Vec<(String, String)>,
    attachments: Vec<Attachment>,
    deleted: bool,
    edited: bool,
    /// The call, and whether the owner made it.
    call: Option<(Call, bool)>,
    /// First and last line.
    lines: (usize, usize),
}

impl Entry {
    /// Who wrote it, among the people of the chat.
    fn person(&self, chat: &mut Chat) -> Option<ParticipantId> {
        let is_owner = self.sender == ME || self.call.is_some_and(|(_, is_own)| is_own);
        if is_owner {
            let owner = chat.people.of(ME, ME);
            chat.owner = Some((owner, OwnerEvidence::Marked));
            return Some(owner);
        }
        (self.sender != NOBODY && !self.is_empty()).then(|| chat.people.of(&self.sender, &self.sender))
    }

    /// Group changes and other events come without a word.
    fn is_empty(&self) -> bool {
        let is_told = self.deleted || self.call.is_some() || !self.attachments.is_empty();
        !is_told && self.text.trim().is_empty()
    }

    fn into_chat(self, file: Arc<str>, chat: &mut Chat) {
        if self.is_empty() {
            return chat.skip(Skip::Empty);
        }
        let sender = self.person(chat);
        let given = |(by, emoji): (String, String)| Reaction { emoji, by: chat.people.known(&by) };
        let reactions = self.reactions.into_iter().map(given).collect();
        let kind = match self.call {
            Some(_) => Kind::Call,
            None if self.deleted => Kind::Deleted,
            None => self.attachments.first().map_or(Kind::Text, |file| kind_of_message(file.kind)),
        };
        let (sent, precision) = self.when;
        let (first, last) = self.lines;
        chat.keep(Message {
            sender,
            sent,
            precision,
            kind,
            text: self.text,
            quoted: self.quoted,
            edited: self.edited,
            deleted: self.deleted,
            attachments: self.attachments,
            reactions,
            call: self.call.map(|(call, _)| call),
            raw: self.raw,
            source: SourcePos { file, first, last },
            ..Message::default()
        });
    }
}

/// The chat's name: its folder's within the export. Of the folder around what was given, nobody knows whether
/// it is the tool's, unless it is called as somebody in the chat is.
fn title(file: &File<'_>, chat: &Chat) -> String {
    let last =
        |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if !file.folder().is_empty() {
        return last(Path::new(file.folder()));
    }
    let around = file.path().parent().map(last).unwrap_or_default();
    let is_somebody = chat.people.list().iter().any(|person| bare(&person.display_name) == bare(&around));
    if is_somebody { around } else { String::new() }
}

/// Names of folders have letters and digits only.
fn bare(name: &str) -> String {
    folded(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A time as the tool writes it; it writes 1970 where there is none.
fn when(text: &str) -> When {
    let (sent, precision) = crate::import::moment::iso(text);
    if sent.date().is_some_and(|date| date.year() == 1970) { When::default() } else { (sent, precision) }
}
