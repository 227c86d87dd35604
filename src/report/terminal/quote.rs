//! Words that people wrote, and their names, made safe and shown as quotations.

use super::layout::Page;
use super::wrap::{Look, Span};
use crate::analysis::Moment;
use crate::report::clean;
use crate::tone::{Phrase, Side};
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
    let text = moment.text.as_str();
    let phrases = phrases(moment, side);
    let mut spans = Vec::new();
    let mut done = 0;
    for (index, phrase) in phrases.iter().enumerate() {
        let between = &text[done..phrase.start];
        let shown = if index == 0 { last_words(between) } else { between.to_owned() };
        spans.push(Span::new(Look::Plain, safe(&shown)));
        let (open, close) = if page.marks_phrases_by_sign() { ("«", "»") } else { ("", "") };
        spans.push(Span::new(Look::Plain, open));
        spans.push(Span::new(Look::Marked, safe(&text[phrase.start..phrase.end])));
        spans.push(Span::new(Look::Plain, close));
        done = phrase.end;
    }
    spans.push(Span::new(Look::Plain, safe(&first_words(&text[done..]))));
    spans
}

/// Own words that stand before a moment.
pub(super) fn plain(text: &str) -> Vec<Span> {
    vec![Span::new(Look::Plain, safe(&first_words(text)))]
}

/// A name of at most `width` cells.
pub(super) fn name(name: &str, width: usize) -> String {
    let name = safe(name);
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

/// Text that cannot steer the terminal, on one line.
pub(super) fn safe(text: &str) -> String {
    clean::terminal(text).replace(['\r', '\n', '\t'], " ")
}

/// The phrases that fit the text, trimmed, in order, those that touch joined.
fn phrases(moment: &Moment, side: Side) -> Vec<Phrase> {
    let flags = moment.flags.iter().filter(|flag| flag.tone.side() == side);
    let mut phrases: Vec<Phrase> = flags.filter_map(|flag| trimmed(flag.phrase, &moment.text)).collect();
    phrases.sort_by_key(|phrase| phrase.start);
    let mut joined: Vec<Phrase> = Vec::new();
    for phrase in phrases {
        match joined.last_mut() {
            Some(last) if phrase.start <= last.end => last.end = last.end.max(phrase.end),
            _ => joined.push(phrase),
        }
    }
    joined
}

fn trimmed(phrase: Phrase, text: &str) -> Option<Phrase> {
    let words = phrase.of(text);
    let start = phrase.start + (words.len() - words.trim_start().len());
    let words = words.trim();
    (!words.is_empty()).then_some(Phrase { start, end: start + words.len() })
}

/// The text without its beginning, where that is long.
fn last_words(text: &str) -> String {
    let from = text.split_word_bound_indices().filter(|(_, word)| !word.trim().is_empty()).rev().nth(AROUND);
    from.map_or_else(|| text.to_owned(), |(start, _)| format!("… {}", &text[start..]))
}

/// The text without its end, where that is long.
fn first_words(text: &str) -> String {
    let until = text.split_word_bound_indices().filter(|(_, word)| !word.trim().is_empty()).nth(AROUND);
    until.map_or_else(|| text.to_owned(), |(end, _)| format!("{}…", text[..end].trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversation::{SentAt, SourcePos};
    use crate::report::terminal::Style;
    use crate::tone::{Flag, Tone};

    fn check(text: &str, phrases: &[(usize, usize)], expected: &str) {
        let flag = |&(start, end): &(usize, usize)| Flag {
            tone: Tone::Critical,
            probability: 0.9,
            phrase: Phrase { start, end },
        };
        let moment = Moment {
            sent: SentAt::Unknown,
            text: text.into(),
            flags: phrases.iter().map(flag).collect(),
            before: Vec::new(),
            source: SourcePos::default(),
        };
        let page = Page::new(Style { width: 80, colour: false, unicode: true });
        let shown: String = marked(&page, &moment, Side::Closing).into_iter().map(|span| span.text).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn every_phrase_is_marked_and_those_that_touch_are_one() {
        check("you never ask me", &[(0, 9)], "«you never» ask me");
        check("you never ask me", &[(0, 9), (4, 13)], "«you never ask» me");
        check("you never ask me", &[(10, 13), (0, 3)], "«you» never «ask» me");
    }

    #[test]
    fn a_phrase_that_does_not_fit_its_text_marks_nothing() {
        check("né", &[(0, 2)], "né");
        check("short", &[(3, 99)], "short");
        check("a   b", &[(1, 4)], "a   b");
    }

    #[test]
    fn long_messages_are_shown_around_their_phrase() {
        let text = format!("{}you never ask{}", "word ".repeat(100), " word".repeat(100));
        let start = 500;
        let words = |number| "word ".repeat(number);
        check(
            &text,
            &[(start, start + 13)],
            &format!("… {}«you never ask» {}…", words(AROUND + 1), words(AROUND).trim_end()),
        );
    }

    #[test]
    fn nothing_in_a_quotation_can_steer_the_terminal() {
        check("a\u{1b}[2Jb\nc", &[], &safe("a\u{1b}[2Jb\nc"));
        assert!(!safe("a\u{1b}[2J\u{7}b\nc").contains(['\u{1b}', '\u{7}', '\n']));
    }

    #[test]
    fn a_long_name_is_shortened_between_characters() {
        assert_eq!(name("Jonah", 12), "Jonah");
        assert_eq!(name("Maximiliane Theodora", 12), "Maximiliane…");
    }
}
