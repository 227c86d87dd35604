//! The owner's words around what is marked in them, whoever shows them and how.

use crate::analysis::Moment;
use crate::tone::{Phrase, Side};
use unicode_segmentation::UnicodeSegmentation;

/// A stretch of a message, as it was written: cleaning is the work of whoever shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    /// The words.
    pub(super) text: String,
    /// Whether a flag's phrase marks them.
    pub(super) marked: bool,
}

/// The moment's words in order, the phrases of its flags on one side marked, cut to `words` words
/// before the first and after the last of them.
pub(super) fn around(moment: &Moment, side: Side, words: usize) -> Vec<Stretch> {
    let text = moment.text.as_str();
    let mut stretches = Vec::new();
    let mut done = 0;
    for (index, phrase) in phrases(moment, side).into_iter().enumerate() {
        let between = &text[done..phrase.start];
        let shown = if index == 0 { last_words(between, words) } else { between.to_owned() };
        stretches.push(Stretch { text: shown, marked: false });
        stretches.push(Stretch { text: phrase.of(text).to_owned(), marked: true });
        done = phrase.end;
    }
    stretches.push(Stretch { text: first_words(&text[done..], words), marked: false });
    stretches.retain(|stretch| !stretch.text.is_empty());
    stretches
}

/// The text without its end, where that is longer than so many words.
pub(super) fn first_words(text: &str, words: usize) -> String {
    let until = text.split_word_bound_indices().filter(|(_, word)| !word.trim().is_empty()).nth(words);
    until.map_or_else(|| text.to_owned(), |(end, _)| format!("{}…", text[..end].trim_end()))
}

/// The text without its beginning, where that is longer than so many words.
fn last_words(text: &str, words: usize) -> String {
    let from = text.split_word_bound_indices().filter(|(_, word)| !word.trim().is_empty()).rev().nth(words);
    from.map_or_else(|| text.to_owned(), |(start, _)| format!("… {}", &text[start..]))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversation::{SentAt, SourcePos};
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
        let shown: String = around(&moment, Side::Closing, 3)
            .into_iter()
            .map(|stretch| if stretch.marked { format!("«{}»", stretch.text) } else { stretch.text })
            .collect();
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
        check("a b c d e you never f g h i", &[(10, 19)], "… b c d e «you never» f g h…");
        check("a b c d e", &[], "a b c…");
    }
}
