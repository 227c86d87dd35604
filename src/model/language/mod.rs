//! Which messages are written in the one language the model knows.
//!
//! Language detectors err on short, misspelled chat, and a wrong "not English" silences a message.
//! So everyday words decide first, English ones before all others; a detector is asked only where
//! they tell nothing, and heard only where it is sure. Short messages follow the longer ones around
//! them.

mod everyday;

use everyday::{ENGLISH, OTHERS};
use unicode_segmentation::UnicodeSegmentation;
use whatlang::{Detector, Lang};

/// What one message shows of its language by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    /// English.
    English,
    /// Another language.
    Other,
    /// Too few words to tell.
    Unclear,
}

/// The languages of Latin script that private chats in this program's reach are commonly mixed with.
/// A longer list makes the detector worse on chat.
const CANDIDATES: [Lang; 12] = [
    Lang::Eng,
    Lang::Spa,
    Lang::Por,
    Lang::Fra,
    Lang::Deu,
    Lang::Ita,
    Lang::Nld,
    Lang::Swe,
    Lang::Pol,
    Lang::Tur,
    Lang::Ind,
    Lang::Vie,
];
/// Fewer words than this say nothing by themselves.
const FEWEST_WORDS: usize = 4;
/// A message with at least this share of a language's everyday words is in it.
const EVERYDAY_SHARE: f64 = 0.25;
/// How sure the detector must be.
const CONFIDENCE: f64 = 0.7;
/// How many neighbours on each side decide for a short message.
const NEIGHBOURS: usize = 4;

/// What a text shows by itself.
pub(super) fn language(text: &str) -> Language {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let foreign = text.chars().filter(|c| c.is_alphabetic() && !is_latin(*c)).count();
    if letters > 0 && foreign * 2 > letters {
        return Language::Other;
    }
    let words: Vec<String> = text.unicode_words().map(plain_word).collect();
    let share = |count: usize| count as f64 / words.len().max(1) as f64;
    let english = known(&words, ENGLISH);
    if words.len() < FEWEST_WORDS {
        return if english > 0 && share(english) >= 0.5 { Language::English } else { Language::Unclear };
    }
    let other = OTHERS.iter().map(|list| known(&words, list)).max().unwrap_or_default();
    if english >= other && share(english) >= EVERYDAY_SHARE {
        return Language::English;
    }
    if other > english && share(other) >= EVERYDAY_SHARE {
        return Language::Other;
    }
    match Detector::with_allowlist(CANDIDATES.to_vec()).detect(text) {
        Some(found) if found.lang() != Lang::Eng && found.confidence() >= CONFIDENCE => Language::Other,
        Some(found) if found.lang() == Lang::Eng => Language::English,
        _ if english > other => Language::English,
        _ => Language::Unclear,
    }
}

/// How many of the words, with a blank on each side, stand in the list.
fn known(words: &[String], list: &str) -> usize {
    words.iter().filter(|word| list.contains(word.as_str())).count()
}

/// Whether each text, in the order of the chat, is to be read as English. Unclear ones follow the
/// majority of the clear ones near them, and English where there are none.
pub(super) fn are_english(texts: &[&str]) -> Vec<bool> {
    let shown: Vec<Language> = texts.iter().map(|text| language(text)).collect();
    (0..texts.len())
        .map(|at| match shown[at] {
            Language::English => true,
            Language::Other => false,
            Language::Unclear => near(&shown, at),
        })
        .collect()
}

fn near(shown: &[Language], at: usize) -> bool {
    let clear = |language: &&Language| **language != Language::Unclear;
    let before = shown[..at].iter().rev().filter(clear).take(NEIGHBOURS);
    let after = shown[at + 1..].iter().filter(clear).take(NEIGHBOURS);
    let (mut english, mut other) = (0, 0);
    for language in before.chain(after) {
        match language {
            Language::English => english += 1,
            _ => other += 1,
        }
    }
    english >= other
}

/// A word as the lists hold it: small, without apostrophes, a blank on each side.
fn plain_word(word: &str) -> String {
    let letters = word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    std::iter::once(' ').chain(letters).chain([' ']).collect()
}

fn is_latin(character: char) -> bool {
    matches!(character, 'a'..='z' | 'A'..='Z' | '\u{AA}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Language) {
        assert_eq!(language(text), expected, "{text}");
    }

    #[test]
    fn chat_english_is_english() {
        check("omg did u see what he wrote lol", Language::English);
        check("You never tell me anything until it's already decided", Language::English);
        check("pick up milk n eggs pls, running late!!", Language::English);
        check("mi amor i love you so much, thank you for today", Language::English);
        check("die hard is on tonight, come over", Language::English);
    }

    #[test]
    fn other_languages_are_recognised() {
        check("mi madre está en el hospital y no sé qué hacer", Language::Other);
        check("ich komme heute leider etwas später nach hause", Language::Other);
        check("kannst du bitte noch brot vom bäcker mitbringen", Language::Other);
        check("danke dir schon mal für alles", Language::Other);
        check("jai pas compris ce que tu veux faire demain", Language::Other);
        check("yaar tum kab aa rahe ho, sab wait kar rahe hain", Language::Other);
        check("kumain ka na ba, uwi na ako bukas", Language::Other);
        check("aku udah di rumah, kamu mau makan apa", Language::Other);
        check("ты где сейчас", Language::Other);
        check("今晩何時に帰る？", Language::Other);
    }

    #[test]
    fn a_short_message_follows_its_neighbours() {
        let german =
            ["kannst du bitte noch brot vom bäcker mitbringen", "mach ich", "danke dir schon mal für alles"];
        assert_eq!(are_english(&german), [false, false, false]);
        let english =
            ["can you bring some bread from the shop", "sure thing", "thanks so much for doing that"];
        assert_eq!(are_english(&english), [true, true, true]);
        assert_eq!(are_english(&["tschüss"]), [true]);
    }

    #[test]
    fn no_word_stands_for_english_and_another_language() {
        for list in OTHERS {
            let shared: Vec<&str> =
                list.split_whitespace().filter(|word| known(&[plain_word(word)], ENGLISH) > 0).collect();
            assert_eq!(shared, [""; 0]);
        }
    }
}
