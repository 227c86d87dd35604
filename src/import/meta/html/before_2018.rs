//! Facebook's pages of before 2018: all threads on one, or a page for each.

use super::block::media;
use super::when::Printed;
use crate::conversation::Attachment;
use crate::import::chats::{About, Chats};
use crate::import::dates::DateOrder;
use crate::import::finish::Draft;
use crate::import::html::{first, is, own_words, within, words};
use crate::import::json::Stop;
use crate::import::meta::app::{App, Signs};
use crate::import::meta::threads::{self, Page};
use crate::import::meta::told::{Told, attachment, left_out};
use crate::import::text::decode;
use crate::import::{File, ImportError, Options, html, meta};
use scraper::ElementRef;
use std::io::Read;

/// The classes of its messages.
pub(in crate::import::meta) fn recognise_before_2018(file: &File<'_>) -> u8 {
    let start = &file.start().text;
    let has = |class: &str| start.contains(&format!("class=\"{class}\""));
    let is_one =
        start.trim_start().starts_with('<') && ["message_header", "user", "meta"].into_iter().all(has);
    if is_one { 97 } else { 0 }
}

/// Reads every page.
pub(in crate::import::meta) fn read_before_2018(
    files: &[File<'_>],
    _: &Options,
) -> Result<Vec<Draft>, ImportError> {
    let mut chats = Chats::default();
    let mut pages = Vec::new();
    for file in files {
        let text = whole(file)?;
        pages.extend(pages_of(file, &text));
        chats.note(file, cut(&text))?;
    }
    let variant = "web page, all chats".to_owned();
    let about = About { format: meta::BEFORE_2018.name, variant, platform: App::Messenger.name() };
    threads::into_drafts(pages, chats, files, &about)
}

/// The most that is read: the busiest accounts of those years come to some hundred MiB.
const LARGEST: u64 = 1 << 30;

fn whole(file: &File<'_>) -> Result<String, ImportError> {
    let bytes = file.read(|reader| {
        let mut bytes = Vec::new();
        let read = reader.take(LARGEST).read_to_end(&mut bytes);
        read.map(|_| bytes).map_err(|error| ImportError::from_io(&file.path(), error))
    })?;
    Ok(decode(&bytes).text)
}

/// Where it ends, if it is no whole page.
fn cut(text: &str) -> Option<Stop> {
    let is_closed = |tail: &[u8; 7]| tail.eq_ignore_ascii_case(b"</html>");
    let is_whole = text.trim_end().as_bytes().last_chunk().is_some_and(is_closed);
    (!is_whole).then(|| Stop::Broken { line: text.lines().count() })
}

const THREAD: &str = "<div class=\"thread\">";

/// Each thread is a page of its own: the whole would be too large to be held with all its elements.
fn pages_of(file: &File<'_>, text: &str) -> Vec<Page> {
    let mut parts = text.split(THREAD);
    let head = parts.next().unwrap_or_default();
    let owner = owner(head);
    let title = title(head);
    let mut number = 0;
    let page = |(index, part): (usize, &str)| {
        let mut page = page(part, &mut number);
        page.file = file.shared_name();
        file.name().clone_into(&mut page.export);
        page.owner.clone_from(&owner);
        page.title.clone_from(&title);
        page.signs = Signs::of_file(file.name(), &file.path().to_string_lossy());
        if page.key.is_empty() {
            page.key = format!("{} {index}", file.name());
        }
        page
    };
    parts.enumerate().map(page).collect()
}

/// The heading is the owner's name.
fn owner(head: &str) -> Option<String> {
    let page = html::fragment(head);
    let heading = within(page.root_element()).find(|element| element.value().name() == "h1");
    heading.map(words).filter(|name| !name.is_empty())
}

/// A page of a single thread is called "Conversation with Ana".
fn title(head: &str) -> String {
    let page = html::fragment(head);
    let title = within(page.root_element()).find(|element| element.value().name() == "title").map(words);
    let other = title.as_deref().and_then(|title| title.strip_prefix("Conversation with "));
    other.unwrap_or_default().to_owned()
}

fn page(part: &str, number: &mut usize) -> Page {
    let page = html::fragment(&format!("{THREAD}{part}"));
    let Some(thread) = first(page.root_element(), "thread") else { return Page::default() };
    let line = own_words(thread);
    let line = line.strip_prefix("Participants: ").unwrap_or(&line);
    let members: Vec<String> =
        line.split(", ").map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
    let mut sorted = members.clone();
    sorted.sort();
    let records = records(thread, number).into_iter().map(Ok).collect();
    Page { key: sorted.join("\n"), members, records, is_newest_first: true, ..Page::default() }
}

/// A header begins a message, the paragraphs after it are what was sent.
fn records(thread: ElementRef<'_>, number: &mut usize) -> Vec<Told> {
    let mut records: Vec<Told> = Vec::new();
    for element in within(thread) {
        if is(element, "message_header") {
            *number += 1;
            records.push(begun(element, *number));
        } else if let (true, Some(told)) = (element.value().name() == "p", records.last_mut()) {
            add(told, element);
        }
    }
    records.into_iter().map(with_something).collect()
}

fn begun(header: ElementRef<'_>, number: usize) -> Told {
    let of = |class: &str| first(header, class).map(words).unwrap_or_default();
    // Months are words: there is nothing to decide.
    let printed = Printed::parse(&of("meta"));
    let when = printed.map(|printed| printed.resolve(DateOrder::Dmy)).unwrap_or_default();
    Told { number, sender: of("user"), when, ..Told::default() }
}

fn add(told: &mut Told, paragraph: ElementRef<'_>) {
    let words = words(paragraph);
    if !words.is_empty() {
        if !told.words.is_empty() {
            told.words.push('\n');
        }
        told.words.push_str(&words);
    }
    let sent = media(paragraph).into_iter().map(|(kind, path)| attachment(kind, &path));
    told.attachments.extend(sent);
}

/// Stickers and what else these pages leave out stand as empty paragraphs.
fn with_something(told: Told) -> Told {
    let is_empty = told.words.is_empty() && told.attachments.is_empty();
    let attachments: Vec<Attachment> = if is_empty { vec![left_out()] } else { told.attachments };
    Told { attachments, ..told }
}
