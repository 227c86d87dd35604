//! Words into lines, counted in terminal cells. Words are never cut unless one alone is too wide.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How a stretch of text looks where colour is on. Each use has a second sign without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// The terminal's own colours.
    Plain,
    /// Numbers and clear verdicts.
    Strong,
    /// Rules and covered words.
    Faint,
    /// A marked phrase.
    Marked,
    /// A sign that opens.
    Opens,
    /// A sign that may close.
    Closes,
}

/// A stretch of text with one look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Span {
    /// Its look.
    pub(super) look: Look,
    /// Its text.
    pub(super) text: String,
}

impl Span {
    /// A stretch of text that looks so.
    pub(super) fn new(look: Look, text: impl Into<String>) -> Self {
        Self { look, text: text.into() }
    }
}

/// The cells that a line takes.
pub(super) fn cells(line: &[Span]) -> usize {
    line.iter().map(|span| span.text.width()).sum()
}

/// What stands between two white spaces: one or more spans.
type Word = Vec<Span>;

/// Breaks spans into lines of at most `width` cells at white space.
pub(super) fn wrap(spans: &[Span], width: usize) -> Vec<Vec<Span>> {
    let mut lines: Vec<Vec<Span>> = Vec::new();
    let mut line: Vec<Span> = Vec::new();
    for word in words(spans).into_iter().flat_map(|word| fitting(word, width)) {
        if line.is_empty() {
            line = word;
        } else if cells(&line) + 1 + cells(&word) <= width {
            line.push(space_between(&line, &word));
            line.extend(word);
        } else {
            lines.push(std::mem::replace(&mut line, word));
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// The space inside a marked phrase is marked too.
fn space_between(line: &[Span], word: &[Span]) -> Span {
    let (before, after) = (line.last().map(|span| span.look), word.first().map(|span| span.look));
    let look = if before == Some(Look::Marked) && after == before { Look::Marked } else { Look::Plain };
    Span::new(look, " ")
}

fn words(spans: &[Span]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut word = Word::new();
    for Span { look, text } in spans {
        for (index, part) in text.split(char::is_whitespace).enumerate() {
            if index > 0 && !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
            if !part.is_empty() {
                word.push(Span::new(*look, part));
            }
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// The word itself, or the pieces of one that is wider than a whole line, such as a long address.
fn fitting(word: Word, width: usize) -> Vec<Word> {
    if cells(&word) <= width {
        return vec![word];
    }
    let mut pieces: Vec<Word> = vec![Word::new()];
    let mut room = width;
    for Span { look, text } in word {
        for grapheme in text.graphemes(true) {
            let needed = grapheme.width();
            if needed > room && room < width {
                pieces.push(Word::new());
                room = width;
            }
            room = room.saturating_sub(needed);
            let piece = pieces.last_mut().expect("there is a piece from the start");
            match piece.last_mut() {
                Some(last) if last.look == look => last.text.push_str(grapheme),
                _ => piece.push(Span::new(look, grapheme)),
            }
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, width: usize, expected: &[&str]) {
        let lines = wrap(&[Span::new(Look::Plain, text)], width);
        let lines: Vec<String> =
            lines.iter().map(|line| line.iter().map(|span| span.text.as_str()).collect()).collect();
        assert_eq!(lines, expected);
    }

    #[test]
    fn words_wrap_and_are_not_cut() {
        check("one two  three", 8, &["one two", "three"]);
        check("", 8, &[]);
    }

    #[test]
    fn width_is_counted_in_cells() {
        check("我爱你 ok", 6, &["我爱你", "ok"]);
        check("👩‍👩‍👧 ab", 5, &["👩‍👩‍👧 ab"]);
    }

    #[test]
    fn a_word_that_is_wider_than_a_line_is_cut_between_characters() {
        check("see https://example.org/abc", 10, &["see", "https://ex", "ample.org/", "abc"]);
    }

    #[test]
    fn a_word_may_consist_of_several_spans() {
        let spans = [
            Span::new(Look::Plain, "it «"),
            Span::new(Look::Marked, "is so"),
            Span::new(Look::Plain, "» ok"),
        ];
        let lines = wrap(&spans, 6);
        assert_eq!(lines.iter().map(|line| cells(line)).collect::<Vec<_>>(), [6, 6]);
    }

    proptest! {
        #[test]
        fn every_line_fits_and_no_letter_is_lost(text in "[a-e 我é👍]{0,80}", width in 2usize..30) {
            let lines = wrap(&[Span::new(Look::Plain, text.as_str())], width);
            prop_assert!(lines.iter().all(|line| cells(line) <= width));
            let letters = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
            let wrapped: String = lines.iter().flatten().map(|span| span.text.as_str()).collect();
            prop_assert_eq!(letters(&wrapped), letters(&text));
        }
    }
}
