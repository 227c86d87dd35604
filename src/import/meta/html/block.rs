//! A message on a page: who, what, when, in this order (formats document, section 3.3).
//!
//! The names of classes mean nothing and change from year to year. What stays is that a message is an element
//! whose first part is a name and whose last is a time.

use super::when::Printed;
use crate::conversation::AttachmentKind;
use crate::import::html::{own_words, within, words};
use crate::import::meta::told::{Share, Told, ToldCall, attachment, kind_of_path};
use scraper::{ElementRef, Html};

/// A message, its time not yet decided.
#[derive(Debug)]
pub(super) struct Block {
    /// Everything but the time.
    pub(super) told: Told,
    /// The time; `None` where a message shows one that cannot be read.
    pub(super) printed: Option<Printed>,
    /// Paths of what was sent, for telling the app.
    pub(super) paths: Vec<String>,
}

/// The messages of the page, in its order.
pub(super) fn all(page: &Html) -> Vec<Block> {
    let timed = find(page, None);
    // What looks like the first message is one, even if its time cannot be read.
    match timed.first().and_then(|(element, ..)| element.attr("class")) {
        Some(class) if !class.trim().is_empty() => find(page, Some(class)),
        _ => timed,
    }
    .into_iter()
    .enumerate()
    .map(|(index, (_, parts))| block(index + 1, &parts))
    .collect()
}

type Found<'a> = (ElementRef<'a>, Vec<ElementRef<'a>>);

/// The outermost elements that are messages.
fn find<'a>(page: &'a Html, class: Option<&str>) -> Vec<Found<'a>> {
    let mut found = Vec::new();
    let mut open = vec![page.root_element()];
    while let Some(element) = open.pop() {
        let parts: Vec<_> = parts(element).collect();
        if is_message(element, &parts, class) {
            found.push((element, parts));
        } else {
            open.extend(parts.into_iter().rev());
        }
    }
    found
}

fn parts(element: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    element.children().filter_map(ElementRef::wrap)
}

fn is_message(element: ElementRef<'_>, parts: &[ElementRef<'_>], class: Option<&str>) -> bool {
    let [first, .., last] = parts else { return false };
    let is_alike = parts.len() > 2 && class.is_some_and(|class| element.attr("class") == Some(class));
    (is_alike || printed(*last).is_some()) && own_words(element).is_empty() && name(*first).is_some()
}

/// The time that the element is.
fn printed(element: ElementRef<'_>) -> Option<Printed> {
    let is_leaf = element.first_child().is_some_and(|child| child.value().is_text()) && is_leaf(element);
    is_leaf.then(|| Printed::parse(&own_words(element))).flatten()
}

/// A name: one short line that is no time.
fn name(element: ElementRef<'_>) -> Option<String> {
    const LONGEST: usize = 200;
    let name = words(element);
    let is_name = !name.is_empty() && name.len() <= LONGEST && !name.contains('\n');
    (is_name && Printed::parse(&name).is_none()).then_some(name)
}

/// Without elements in it, but for line breaks.
fn is_leaf(element: ElementRef<'_>) -> bool {
    parts(element).all(|part| part.value().name() == "br")
}

fn block(number: usize, parts: &[ElementRef<'_>]) -> Block {
    let mut body = Body::default();
    let printed = parts.last().copied().and_then(printed);
    if let [first, middle @ .., _] = parts {
        body.told.sender = name(*first).unwrap_or_default();
        for part in middle {
            body.read(*part);
        }
    }
    let told = Told { number, words: body.lines.join("\n"), ..body.told };
    Block { told, printed, paths: body.paths }
}

/// What stands between name and time.
#[derive(Default)]
struct Body {
    told: Told,
    lines: Vec<String>,
    paths: Vec<String>,
}

impl Body {
    /// Wrappers around a single element are gone through; what is inside the last stands side by side.
    fn read(&mut self, part: ElementRef<'_>) {
        let mut part = part;
        loop {
            let mut inner = parts(part);
            match (inner.next(), inner.next()) {
                (Some(only), None) if own_words(part).is_empty() && is_wrapper(only) => part = only,
                _ => break,
            }
        }
        if is_leaf(part) || !own_words(part).is_empty() || !is_wrapper(part) {
            self.section(part);
        } else {
            parts(part).for_each(|section| self.section(section));
        }
    }

    fn section(&mut self, section: ElementRef<'_>) {
        let reactions: Vec<_> = within(section).filter(|inner| inner.value().name() == "li").collect();
        if !reactions.is_empty() || section.value().name() == "ul" {
            self.told.reactions.extend(reactions.into_iter().filter_map(reaction));
            return;
        }
        let media = media(section);
        if !media.is_empty() {
            for (kind, path) in media {
                self.told.attachments.push(attachment(kind, &path));
                self.paths.push(path);
            }
            return;
        }
        let words = words(section);
        match (link(section), call(&words)) {
            (Some(link), _) => self.share(&link, &words),
            (None, Some(call)) => self.told.call = Some(call),
            (None, None) if words.is_empty() => {}
            (None, None) => self.lines.push(words),
        }
    }

    fn share(&mut self, link: &str, words: &str) {
        let of_author: Vec<&str> = words.lines().filter(|line| *line != link && !line.is_empty()).collect();
        self.told.share = Some(Share { link: link.to_owned(), words: of_author.join("\n") });
    }
}

fn is_wrapper(element: ElementRef<'_>) -> bool {
    matches!(element.value().name(), "div" | "section" | "td" | "tr" | "tbody" | "table" | "span")
}

/// The address that an element shows alone.
fn link(element: ElementRef<'_>) -> Option<String> {
    let own = (element.value().name() == "a").then_some(element);
    let anchor = own.or_else(|| within(element).find(|inner| inner.value().name() == "a"))?;
    let address = anchor.attr("href").filter(|address| address.starts_with("http"))?;
    let stands_alone = own.is_some()
        || ElementRef::wrap(anchor.parent()?).is_some_and(|parent| own_words(parent).is_empty());
    stands_alone.then(|| address.to_owned())
}

/// Pictures, films, sounds and files in an element, by the paths at which the export keeps them.
pub(super) fn media(element: ElementRef<'_>) -> Vec<(AttachmentKind, String)> {
    let mut found: Vec<(AttachmentKind, String)> = Vec::new();
    for inner in std::iter::once(element).chain(within(element)) {
        let path = match inner.value().name() {
            "img" | "video" | "audio" => inner.attr("src"),
            "a" => inner.attr("href").filter(|path| !path.contains("://") && path.contains('.')),
            _ => None,
        };
        let Some(path) = path.filter(|path| !path.starts_with("data:")) else { continue };
        if !found.iter().any(|(_, known)| known == path) {
            found.push((kind(inner.value().name(), path), path.to_owned()));
        }
    }
    found
}

/// The folder tells the kind, else the element, else the ending.
fn kind(element: &str, path: &str) -> AttachmentKind {
    let is_in = |folder: &str| path.contains(&format!("{folder}/"));
    match element {
        _ if is_in("stickers_used") => AttachmentKind::Sticker,
        _ if is_in("gifs") => AttachmentKind::Gif,
        _ if is_in("audio") => AttachmentKind::Voice,
        _ if is_in("videos") => AttachmentKind::Video,
        _ if is_in("files") => AttachmentKind::Document,
        "video" => AttachmentKind::Video,
        "audio" => AttachmentKind::Voice,
        _ if is_in("photos") => AttachmentKind::Image,
        "img" if kind_of_path(path) == AttachmentKind::Unknown => AttachmentKind::Image,
        _ => kind_of_path(path),
    }
}

/// `❤Ana`, since 2024 with the time in brackets behind.
fn reaction(item: ElementRef<'_>) -> Option<(String, String)> {
    let text = words(item);
    let name_at = text.find(char::is_alphanumeric)?;
    let (emoji, name) = text.split_at(name_at);
    let name = match name.rsplit_once(" (") {
        Some((name, time)) if Printed::parse(time.trim_end_matches(')')).is_some() => name,
        _ => name,
    };
    let emoji = emoji.trim();
    (!emoji.is_empty()).then(|| (emoji.to_owned(), name.trim().to_owned()))
}

/// "Duration: 192 seconds".
fn call(words: &str) -> Option<ToldCall> {
    let (number, unit) = words.strip_prefix("Duration: ")?.split_once(' ')?;
    let unit = match unit.trim_end_matches('s') {
        "second" => 1,
        "minute" => 60,
        "hour" => 3600,
        _ => return None,
    };
    Some(ToldCall { seconds: Some(number.parse::<u32>().ok()?.checked_mul(unit)?), is_missed: false })
}
