//! Which messages are written in the one language the model knows.
//!
//! Language detectors err on short, misspelled chat, and a wrong "not English" silences a message.
//! So a message is set aside only where the signs agree: mostly letters of another script; or
//! enough words, hardly any of them everyday English, and a confident detector. Short messages
//! follow the longer ones around them.

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
/// A message with at least this share of everyday English words is English.
const ENGLISH_SHARE: f64 = 0.25;
/// How sure the detector must be.
const CONFIDENCE: f64 = 0.35;
/// How many neighbours on each side decide for a short message.
const NEIGHBOURS: usize = 4;

/// Everyday words by which English chat is known, in phone spelling too; none of them is as common
/// a word of a candidate language.
const EVERYDAY: &str = " i you the to and it that of is my your we was for not what just have this so do be are on in with \
but he she they get got can if at u im its dont ill ive up out now all about when how like know good go going one there \
would will yes ok okay yeah lol haha omg thanks thank love want time back home need think see really much some then did \
didnt cant why who were been our her his them from an or too still make come day night work sorry please right ur ya \
well here again never always could should more than ";

/// What a text shows by itself.
pub(super) fn language(text: &str) -> Language {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let foreign = text.chars().filter(|c| c.is_alphabetic() && !is_latin(*c)).count();
    if letters > 0 && foreign * 2 > letters {
        return Language::Other;
    }
    let words: Vec<String> = text.unicode_words().map(plain_word).collect();
    let english = words.iter().filter(|word| EVERYDAY.contains(&format!(" {word} "))).count();
    let share = english as f64 / words.len().max(1) as f64;
    if words.len() < FEWEST_WORDS {
        return if english > 0 && share >= 0.5 { Language::English } else { Language::Unclear };
    }
    if share >= ENGLISH_SHARE {
        return Language::English;
    }
    match Detector::with_allowlist(CANDIDATES.to_vec()).detect(text) {
        Some(found) if found.lang() != Lang::Eng && found.confidence() >= CONFIDENCE => Language::Other,
        Some(found) if found.lang() == Lang::Eng => Language::English,
        _ => Language::Unclear,
    }
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

fn plain_word(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
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
    }

    #[test]
    fn other_languages_are_recognised() {
        check("mi madre está en el hospital y no sé qué hacer", Language::Other);
        check("ich komme heute leider etwas später nach hause", Language::Other);
        check("ты где сейчас", Language::Other);
        check("今晩何時に帰る？", Language::Other);
    }

    #[test]
    fn a_short_message_follows_its_neighbours() {
        let german = ["ich komme heute leider etwas später nach hause", "mach ich"];
        assert_eq!(are_english(&german), [false, false]);
        let english =
            ["can you bring some bread from the shop", "sure thing", "thanks so much for doing that"];
        assert_eq!(are_english(&english), [true, true, true]);
        assert_eq!(are_english(&["tschüss"]), [true]);
    }
}
