//! `message_1.html`: one thread, or a part of it.

use super::block::{self, Block};
use super::when::Printed;
use crate::import::chats::{About, Chats};
use crate::import::dates::DateOrder;
use crate::import::finish::Draft;
use crate::import::html::{own_words, within, words};
use crate::import::meta::app::{App, Signs};
use crate::import::meta::json::{is_in_thread, is_part};
use crate::import::meta::threads::{self, Page};
use crate::import::{DateDecision, File, ImportError, Options, html, meta, stamp};
use scraper::{ElementRef, Html};

/// Messages on the page, and something that only Meta writes: without it a page with names and times is any page.
pub(in crate::import::meta) fn recognise(file: &File<'_>) -> u8 {
    let start = &file.start().text;
    if !start.trim_start().starts_with('<') || start.contains("class=\"message_header\"") {
        return 0;
    }
    let is_named = is_part(file) && file.base().to_ascii_lowercase().contains(".htm");
    let has_class = CLASSES.iter().any(|class| start.contains(class));
    let is_likely = is_named || LABELS.iter().any(|label| start.contains(label));
    match () {
        () if is_named && has_class => 97,
        () if is_named && is_in_thread(file) => 95,
        () if !is_likely => 0,
        () => {
            let page = html::fragment(start);
            let is_told = is_named || members_line(&page).is_some();
            if is_told && !block::all(&page).is_empty() { 92 } else { 0 }
        }
    }
}

/// Classes of Meta's pages, of 2018 and of 2022: no other page has them.
const CLASSES: &[&str] = &["uiBoxWhite noborder", "_2lej uiBoxWhite", "_a6-g"];

/// What stands before the names at the head of a page.
const LABELS: &[&str] = &[
    "Participants: ",
    "Participants : ",
    "Participants\u{A0}: ",
    "Teilnehmer: ",
    "Participantes: ",
    "Partecipanti: ",
    "Deelnemers: ",
    "Deltagare: ",
    "Deltagere: ",
    "Deltakere: ",
    "Osallistujat: ",
    "Uczestnicy: ",
    "Účastníci: ",
    "Résztvevők: ",
    "Participanți: ",
    "Katılımcılar: ",
    "Участники: ",
    "Учасники: ",
    "Συμμετέχοντες: ",
    "Peserta: ",
];

/// Reads every page.
pub(in crate::import::meta) fn read(
    files: &[File<'_>],
    options: &Options,
) -> Result<Vec<Draft>, ImportError> {
    let mut chats = Chats::default();
    let mut sheets = Vec::new();
    for file in files {
        let (page, stop) = html::read(file)?;
        chats.note(file, stop)?;
        sheets.push(Sheet::of(file, &page));
    }
    let dates = decide(&sheets, files, options);
    let order = dates.map_or(DateOrder::Dmy, |decision| decision.order);
    let pages = sheets.into_iter().map(|sheet| sheet.into_page(order)).collect();
    let variant = "web pages".to_owned();
    let about = About { format: meta::HTML.name, variant, platform: App::Messenger.name() };
    let mut drafts = threads::into_drafts(pages, chats, files, &about)?;
    for draft in &mut drafts {
        draft.receipt.dates = dates;
    }
    Ok(drafts)
}

/// The order of numeric dates in all pages of an account: they are in one language. Pages begin with what is newest.
fn decide(sheets: &[Sheet], files: &[File<'_>], options: &Options) -> Option<DateDecision> {
    let source = files.first()?.start();
    let stamps =
        sheets.iter().flat_map(|sheet| sheet.blocks.iter().rev().filter_map(|block| block.printed.as_ref()));
    stamp::decide(stamps.map(|printed| &printed.stamp), source, options)
}

/// A page before the order of its dates is known.
struct Sheet {
    page: Page,
    blocks: Vec<Block>,
}

impl Sheet {
    fn of(file: &File<'_>, page: &Html) -> Self {
        let blocks = block::all(page);
        let mut signs = Signs::of_file(file.name(), &file.path().to_string_lossy());
        blocks.iter().flat_map(|block| &block.paths).for_each(|path| signs.path(path));
        let title = within(page.root_element()).find(|element| element.value().name() == "title");
        let title = title.map(words).unwrap_or_default();
        let members = members(page, &blocks);
        let key = match () {
            () if is_part(file) && !file.folder().is_empty() => file.folder().to_owned(),
            () if title.is_empty() && members.is_empty() => file.name().to_owned(),
            () => format!("{title}\n{}", members.join("\n")),
        };
        let page = Page {
            key,
            file: file.shared_name(),
            // Times are to the minute: what is equal on two pages of one folder was said twice.
            export: file.folder().to_owned(),
            title,
            members,
            is_newest_first: true,
            signs,
            ..Page::default()
        };
        Self { page, blocks }
    }

    fn into_page(self, order: DateOrder) -> Page {
        let when =
            |printed: Option<Printed>| printed.map(|printed| printed.resolve(order)).unwrap_or_default();
        let records = self.blocks.into_iter().map(|mut block| {
            block.told.when = when(block.printed);
            Ok(block.told)
        });
        Page { records: records.collect(), ..self.page }
    }
}

/// The names at the head of the page, as one line.
fn members_line(page: &Html) -> Option<String> {
    within(page.root_element()).find_map(|element: ElementRef<'_>| {
        let line = own_words(element);
        LABELS.iter().find_map(|label| line.strip_prefix(label).map(|names| names.trim().to_owned()))
    })
}

/// The people of the head; a last "Ana and Ben", in whatever language, is parted where one of them writes.
fn members(page: &Html, blocks: &[Block]) -> Vec<String> {
    let Some(line) = members_line(page) else { return Vec::new() };
    let writes = |name: &str| blocks.iter().any(|block| block.told.sender == name);
    let mut names: Vec<String> = Vec::new();
    for part in line.split(", ") {
        match parted(part, writes) {
            Some((one, other)) => names.extend([one.to_owned(), other.to_owned()]),
            None => names.push(part.to_owned()),
        }
    }
    names
}

/// "Ana and Ben" without the word in the middle.
fn parted(part: &str, writes: impl Fn(&str) -> bool) -> Option<(&str, &str)> {
    if writes(part) {
        return None;
    }
    part.match_indices(' ').find_map(|(at, _)| {
        let (one, rest) = part.split_at(at);
        let (_, other) = rest[1..].split_once(' ')?;
        (writes(one) || writes(other)).then_some((one, other))
    })
}
