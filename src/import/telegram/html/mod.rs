//! `messages.html`, `messages2.html` and so on: a chat as web pages, a thousand messages on each
//! (formats document, section 3.4, "HTML").

mod media;
mod message;
mod notice;
#[cfg(test)]
mod tests;

use crate::conversation::{Message, ParticipantId, SourcePos};
use crate::import::chats::{About, Chat, Chats};
use crate::import::finish::Draft;
use crate::import::html::{self, first, is, within};
use crate::import::{File, ImportError, Options, OwnerEvidence, Skip};
use notice::Notice;
use scraper::{ElementRef, Html};
use std::collections::HashMap;

/// Its own classes, on a page of messages or on the first page of a whole account.
pub(super) fn recognise(file: &File<'_>) -> u8 {
    let start = &file.start().text;
    let has = |mark: &str| start.contains(mark);
    match () {
        () if !start.trim_start().starts_with('<') || !has("class=\"page_wrap") => 0,
        () if has("class=\"message default") || has("class=\"message service") => 98,
        () if has("class=\"personal_info") && has("class=\"page_header") => 90,
        () => 0,
    }
}

/// Reads every page; the pages of one folder under one title are one chat.
pub(super) fn read(files: &[File<'_>], _: &Options) -> Result<Vec<Draft>, ImportError> {
    let mut files = files.to_vec();
    files.sort_by_key(|file| (file.folder(), number(file.base())));
    let mut reading = Reading::default();
    for file in &files {
        let (page, stop) = html::read(file)?;
        reading.page(file, &page);
        reading.chats.note(file, stop)?;
    }
    let Reading { mut chats, me, .. } = reading;
    if let Some(me) = me {
        chats.iter_mut().for_each(|chat| mark(chat, &me));
    }
    let about = About { format: super::HTML.name, variant: "web pages".to_owned(), platform: "Telegram" };
    chats.into_drafts(&about)
}

/// `messages.html` is the first page and `messages2.html` the second.
fn number(base: &str) -> u64 {
    let digits: String =
        base.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(1)
}

/// Whose account it is, where the chat itself does not show it.
fn mark(chat: &mut Chat, me: &str) {
    let owner = chat.people.called(me).map(|owner| (owner, OwnerEvidence::Marked));
    chat.owner = chat.owner.or(owner);
}

/// What was read so far.
#[derive(Default)]
struct Reading {
    chats: Chats,
    /// The account's own name, in an export of the whole account.
    me: Option<String>,
    /// Who wrote last, in each chat.
    last: HashMap<String, ParticipantId>,
}

impl Reading {
    fn page(&mut self, file: &File<'_>, page: &Html) {
        let page = page.root_element();
        if let Some(info) = first(page, "personal_info") {
            self.me = own_name(info).or(self.me.take());
            return;
        }
        let title = first(page, "page_header").and_then(|header| first(header, "text"));
        let title = title.map(html::words).unwrap_or_default();
        let key = format!("{}\n{title}", file.folder());
        let chat = self.chats.of(&key);
        chat.title = title;
        let mut last = self.last.get(&key).copied();
        for (place, element) in messages(page).enumerate() {
            let source = SourcePos { file: file.shared_name(), first: place + 1, last: place + 1 };
            last = bubble(chat, element, last, source);
        }
        self.last.extend(last.map(|last| (key, last)));
    }
}

/// Every message on the page, notices and the names of days among them.
fn messages(page: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    let is_message = |element: ElementRef<'_>| {
        is(element, "message") && (is(element, "default") || is(element, "service"))
    };
    let is_inside =
        move |element: ElementRef<'_>| element.ancestors().filter_map(ElementRef::wrap).any(is_message);
    within(page).filter(move |element| is_message(*element) && !is_inside(*element))
}

/// Keeps or counts one of them; returns whose message the next may go on.
fn bubble(
    chat: &mut Chat,
    element: ElementRef<'_>,
    last: Option<ParticipantId>,
    source: SourcePos,
) -> Option<ParticipantId> {
    if is(element, "service") {
        match notice::of(element) {
            Notice::Day => {}
            Notice::Unsupported => chat.skip(Skip::Unreadable),
            Notice::Event(message) => chat.keep(Message { source, ..*message }),
        }
        return last;
    }
    let sender = message::sender(element, last, &mut chat.people);
    match message::read(element, sender, &mut chat.people) {
        Err(why) => chat.skip(why),
        Ok(told) => {
            if !told.time_is_read {
                chat.note_unread_time(source.first);
            }
            if told.is_outgoing_call {
                chat.owner = Some((sender, OwnerEvidence::Marked));
            }
            chat.keep(Message { source, ..told.message });
        }
    }
    Some(sender)
}

/// First and last name, as the summary page of an account tells them.
fn own_name(info: ElementRef<'_>) -> Option<String> {
    let value = |label: &str| {
        let row = within(info).filter(|row| is(*row, "row"));
        let mut named = row.filter(|row| first(*row, "label").is_some_and(|it| html::words(it) == label));
        named.next().and_then(|row| first(row, "value")).map(html::words)
    };
    let name: Vec<String> = ["First name", "Last name"].into_iter().filter_map(value).collect();
    (!name.is_empty()).then(|| name.join(" "))
}
