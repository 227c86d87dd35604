//! Which words before a colon may be a person's name (formats document, section 3.8).

use crate::import::stamp::{self, Stamp};
use crate::import::text::is_invisible;

/// The name in `written` without outer space and invisible marks, if it may name a person.
///
/// A name is short, begins like a name and holds no time: "10:15 Ana" and "2024-01-05 Ana" are a
/// time and a name, and "PS" is none.
pub(super) fn name(written: &str) -> Option<&str> {
    let name = written.trim_matches(|letter: char| letter.is_whitespace() || is_invisible(letter));
    let words = name.split_whitespace();
    let fits = (1..=LONGEST).contains(&name.chars().count())
        && words.clone().count() <= MOST_WORDS
        && name.chars().next().is_some_and(may_begin)
        && !name.contains(['/', '\n', '"', '“', '”'])
        && !NEVER.contains(&name.to_lowercase().as_str())
        && !words.clone().next().is_some_and(|word| LEVELS.contains(&word))
        && !words.clone().any(is_time);
    fits.then_some(name)
}

/// Whether only the person who copied the chat is called this.
pub(super) fn is_first_person(name: &str) -> bool {
    FIRST_PERSON.contains(&name.to_lowercase().as_str())
}

const LONGEST: usize = 40;
const MOST_WORDS: usize = 4;

const FIRST_PERSON: [&str; 3] = ["me", "you", "i"];

/// Words that stand before colons and are nobody.
#[rustfmt::skip]
const NEVER: &[&str] = &[
    "http", "https", "note", "ps", "p.s.", "re", "fwd", "subject", "todo", "edit", "update", "to", "cc",
    "date", "from", "name", "title", "description", "version", "author", "license", "error", "warning",
    "info", "debug", "trace", "fatal", "passed", "failed", "skipped", "status", "type", "default",
    "example", "returns", "args", "run", "uses", "with", "on", "else", "try", "finally", "why", "when",
    "what", "see", "where", "usage",
];

/// Words that logs put before the name of the part that speaks.
const LEVELS: &[&str] = &["TRACE", "DEBUG", "INFO", "NOTICE", "WARN", "WARNING", "ERROR", "FATAL"];

/// A letter, a digit, the plus of a phone number, or an emoji.
fn may_begin(first: char) -> bool {
    first.is_alphanumeric() || first == '+' || first >= EMOJI_FROM
}

/// Below lie punctuation and spaces; the double exclamation mark is the first emoji of Unicode's list
/// beyond Latin-1.
const EMOJI_FROM: char = '\u{203c}';

fn is_time(word: &str) -> bool {
    let bare = word.trim_matches(['(', ')', '[', ']', ',', ';']);
    bare.contains(|letter: char| letter.is_ascii_digit())
        && (stamp::clock(bare).is_some() || Stamp::parse(bare).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, expected: Option<&str>) {
        assert_eq!(name(written), expected, "{written:?}");
    }

    #[test]
    fn names_are_short_and_begin_like_names() {
        check("Ana", Some("Ana"));
        check(" \u{200e}Ana María de Souza ", Some("Ana María de Souza"));
        check("\u{202a}+49 170 1234567\u{202c}", Some("+49 170 1234567"));
        check("🦊", Some("🦊"));
        check("Systema", Some("Systema"));
        check("one two three four five", None);
        check("- Ana", None);
        check("(Ana", None);
        check("", None);
        check(&"a".repeat(41), None);
    }

    #[test]
    fn words_that_stand_before_colons_and_times_are_nobody() {
        check("PS", None);
        check("https", None);
        check("a/b", None);
        check("10:15 Ana", None);
        check("2024-01-05 Ana", None);
        check("Ana (10:15)", None);
        check("Ana 2", Some("Ana 2"));
    }
}
