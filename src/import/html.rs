//! Exported web pages, as text that people wrote.

use super::json::Stop;
use super::text;
use super::{File, ImportError};
use scraper::{ElementRef, Html, Node};
use std::io::Read;

/// The page; whatever it is, it becomes one, as in a browser.
pub(super) fn page(text: &str) -> Html {
    Html::parse_document(text)
}

/// A part of a page, up to where its elements are in elements beyond reason.
pub(super) fn fragment(text: &str) -> Html {
    page(&text[..sound_until(text)])
}

/// The page in the file, and where it stops being one, if it does before its end.
pub(super) fn read(file: &File<'_>) -> Result<(Html, Option<Stop>), ImportError> {
    let (bytes, cut) = file.read(|reader| {
        let mut bytes = Vec::new();
        let stopped = reader.take(LARGEST).read_to_end(&mut bytes);
        Ok((bytes, stopped.err()))
    })?;
    let text = text::decode(&bytes).text;
    let whole = &text[..sound_until(&text)];
    let is_closed = |tail: &[u8; 7]| tail.eq_ignore_ascii_case(b"</html>");
    let stop = match cut {
        Some(error) if bytes.is_empty() => Some(Stop::Io(error)),
        None if whole.trim_end().as_bytes().last_chunk().is_some_and(is_closed) => None,
        _ => Some(Stop::Broken { line: whole.lines().count() }),
    };
    Ok((page(whole), stop))
}

/// The most that is read of a page; a thousand messages take a few MiB.
const LARGEST: u64 = 64 << 20;

/// Where elements are in elements as in no page that a program exported: from there on, every further one
/// would have to be compared with all that are open.
fn sound_until(text: &str) -> usize {
    const DEEPEST: usize = 1000;
    const NEVER_CLOSED: &[&str] = &["br", "img", "meta", "link", "hr", "input", "source"];
    let mut depth = 0_usize;
    for (at, _) in text.match_indices('<') {
        let tag = &text[at + 1..];
        let name_end = tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len());
        match (tag.as_bytes().first(), &tag[..name_end]) {
            (Some(b'/'), _) => depth = depth.saturating_sub(1),
            (Some(first), name) if first.is_ascii_alphabetic() && !NEVER_CLOSED.contains(&name) => depth += 1,
            _ => {}
        }
        if depth > DEEPEST {
            return at;
        }
    }
    text.len()
}

/// Every element in this one, in the order in which they begin.
pub(super) fn within(element: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    element.descendants().skip(1).filter_map(ElementRef::wrap)
}

/// Whether it is of this class.
pub(super) fn is(element: ElementRef<'_>, class: &str) -> bool {
    element.value().classes().any(|own| own == class)
}

/// The first element of this class in it.
pub(super) fn first<'a>(element: ElementRef<'a>, class: &str) -> Option<ElementRef<'a>> {
    within(element).find(|inner| is(*inner, class))
}

/// The words that stand in the element itself, not those in elements inside, as one line.
pub(super) fn own_words(element: ElementRef<'_>) -> String {
    let mut text = String::new();
    for run in element.children().filter_map(|child| child.value().as_text()) {
        push_run(run, &mut text);
    }
    text.trim().to_owned()
}

/// The words in an element: line breaks and blocks begin new lines, entities are characters, and runs of
/// white space are one space, as a browser shows them.
pub(super) fn words(element: ElementRef<'_>) -> String {
    let mut text = String::new();
    collect(element, &mut text);
    let lines: Vec<&str> = text.split('\n').map(|line| line.trim_matches(' ')).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

fn collect(element: ElementRef<'_>, text: &mut String) {
    let mut open = vec![element.children()];
    while let Some(children) = open.last_mut() {
        let Some(child) = children.next() else {
            open.pop();
            continue;
        };
        match child.value() {
            Node::Text(run) => push_run(run, text),
            Node::Element(inner) if inner.name() == "br" => text.push('\n'),
            Node::Element(inner) if matches!(inner.name(), "script" | "style") => {}
            Node::Element(inner) => {
                let is_block =
                    matches!(inner.name(), "div" | "p" | "li" | "tr" | "blockquote" | "ul" | "ol" | "table");
                if is_block && !text.is_empty() && !text.ends_with('\n') {
                    text.push('\n');
                }
                open.extend(ElementRef::wrap(child).map(|inner| inner.children()));
            }
            _ => {}
        }
    }
}

/// White space within a run is one space, and none at the start of a line.
fn push_run(run: &str, text: &mut String) {
    for c in run.chars() {
        if !matches!(c, ' ' | '\t' | '\n' | '\r') {
            text.push(c);
        } else if !text.is_empty() && !text.ends_with([' ', '\n']) {
            text.push(' ');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_reads_as_a_browser_shows_it() {
        let page = page("<div>a  <b>b</b>\n c<br>d &amp; e<p>f</p>g&nbsp;<script>x</script>🙂</div>");
        assert_eq!(words(page.root_element()), "a b c\nd & e\nfg\u{A0}🙂");
    }

    #[test]
    fn elements_are_found_by_class_and_their_own_words_told_apart() {
        let page = page("<div class='a b'> one <span class='c'>two</span>\n three</div>");
        let div = first(page.root_element(), "b").unwrap();
        assert!(is(div, "a") && !is(div, "c"));
        assert_eq!(own_words(div), "one three");
        assert_eq!(words(first(div, "c").unwrap()), "two");
        assert!(first(div, "b").is_none());
    }

    #[test]
    fn a_page_is_sound_until_it_is_nested_beyond_reason() {
        let flat = "<p>a<br>b</p>".repeat(5_000);
        assert_eq!(sound_until(&flat), flat.len());
        let deep = flat.clone() + &"<div class='x'>".repeat(100_000);
        assert_eq!(sound_until(&deep), flat.len() + 1000 * "<div class='x'>".len());
    }

    #[test]
    fn nesting_without_end_uses_up_no_stack() {
        let text = "<b>".repeat(100_000) + "x";
        assert_eq!(words(page(&text).root_element()), "x");
    }
}
