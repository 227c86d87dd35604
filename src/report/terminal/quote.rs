//! Words that people wrote, and their names, made safe and shown as quotations.

use super::layout::Page;
use super::wrap::{Look, Span};
use crate::analysis::Moment;
use crate::report::{clean, excerpt};
use crate::tone::Side;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How many words a quotation shows before and after its phrase.
const AROUND: usize = 40;

/// The moment's words in quotation marks, with the phrases of its flags on one side marked.
pub(super) fn quote(page: &Page, moment: &Moment, side: Side) -> Vec<Span> {
    let mut spans = vec![Span::new(Look::Plain, "“")];
    spans.extend(marked(page, moment, side));
    spans.push(Span::new(Look::Plain, "”"));
    spans
}

/// The moment's words with the phrases of its flags on one side marked.
pub(super) fn marked(page: &Page, moment: &Moment, side: Side) -> Vec<Span> {
    let (open, close) = if page.marks_phrases_by_sign() { ("«", "»") } else { ("", "") };
    let mut spans = Vec::new();
    for stretch in excerpt::around(moment, side, AROUND) {
        if stretch.marked {
            spans.push(Span::new(Look::Plain, open));
            spans.push(Span::new(Look::Marked, clean::terminal_line(&stretch.text)));
            spans.push(Span::new(Look::Plain, close));
        } else {
            spans.push(Span::new(Look::Plain, clean::terminal_line(&stretch.text)));
        }
    }
    spans
}

/// Own words that stand before a moment.
pub(super) fn plain(text: &str) -> Vec<Span> {
    vec![Span::new(Look::Plain, clean::terminal_line(&excerpt::first_words(text, AROUND)))]
}

/// A name of at most `width` cells.
pub(super) fn name(name: &str, width: usize) -> String {
    let name = clean::terminal_line(name);
    if name.width() <= width {
        return name;
    }
    let mut short = String::new();
    for grapheme in name.graphemes(true) {
        if short.width() + grapheme.width() >= width {
            break;
        }
        short.push_str(grapheme);
    }
    short + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_shortened_between_characters() {
        assert_eq!(name("Jonah", 12), "Jonah");
        assert_eq!(name("Maximiliane Theodora", 12), "Maximiliane…");
    }
}
