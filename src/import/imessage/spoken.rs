//! Tapbacks that arrive as text over SMS and from other phones: `Loved “see you”` (formats document, section 3.2.1).

use super::tapback::CLASSIC;
use crate::import::text::is_invisible;

/// A text that may be a tapback: it is one if what it quotes was said before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spoken {
    /// The emoji given or taken away.
    pub(super) emoji: String,
    /// Whether it was taken away.
    pub(super) removed: bool,
    /// What it answers.
    pub(super) quoted: String,
    /// Whether nobody types such a line by hand; else it is words unless the quote is found.
    pub(super) is_certain: bool,
}

/// Reads a whole text as a tapback; whether its quote exists is for others to find out.
pub(super) fn parse(text: &str) -> Option<Spoken> {
    let text = text.trim_matches(is_padding);
    let (before, quoted) = text.strip_suffix(['”', '"'])?.split_once(['“', '"'])?;
    let before = before.trim_matches(is_padding);
    let quoted = quoted.trim_matches(is_padding).to_owned();
    // Phones write curly quotes; people who type “Liked "Amélie"” may mean the film.
    let is_curly = text.ends_with('”');
    let spoken = |emoji: &str, removed, is_certain| {
        Some(Spoken { emoji: emoji.to_owned(), removed, quoted, is_certain: is_certain && is_curly })
    };
    if let Some(place) = GIVEN.iter().position(|given| before == *given) {
        return spoken(CLASSIC[place], false, true);
    }
    if let Some(thing) = before.strip_prefix("Removed ").and_then(|rest| rest.strip_suffix(" from")) {
        return match TAKEN.iter().position(|taken| thing == *taken) {
            Some(place) => spoken(CLASSIC[place], true, true),
            None => is_emoji(thing).then(|| spoken(thing, true, true))?,
        };
    }
    let reacted = before.strip_prefix("Reacted ").and_then(|rest| rest.strip_suffix(" to"));
    let bare = before.strip_suffix(" to").map(|emoji| emoji.trim_matches(is_padding));
    match (reacted, bare) {
        (Some(emoji), _) if is_emoji(emoji) => spoken(emoji, false, true),
        (_, Some(emoji)) if is_emoji(emoji) => spoken(emoji, false, false),
        _ => None,
    }
}

/// In the order of [`CLASSIC`].
const GIVEN: [&str; 6] = ["Loved", "Liked", "Disliked", "Laughed at", "Emphasized", "Questioned"];
const TAKEN: [&str; 6] = ["a heart", "a like", "a dislike", "a laugh", "an exclamation", "a question mark"];

/// Google's phones put thin and invisible spaces around emoji and quotes.
fn is_padding(letter: char) -> bool {
    letter.is_whitespace() || is_invisible(letter)
}

fn is_emoji(text: &str) -> bool {
    const LONGEST: usize = 12;
    let is_part = |letter: char| !letter.is_alphanumeric() && !letter.is_ascii_punctuation() && letter != ' ';
    !text.is_empty() && text.chars().count() <= LONGEST && text.chars().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(&str, bool, &str)>) {
        let spoken = parse(text);
        let found = spoken.as_ref().map(|s| (s.emoji.as_str(), s.removed, s.quoted.as_str()));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn whole_lines_in_the_phones_words_are_tapbacks() {
        check("Loved “see you at 8”", Some(("❤️", false, "see you at 8")));
        check("Laughed at “she said “no””", Some(("😂", false, "she said “no”")));
        check("Reacted 👍🏽 to “ok”", Some(("👍🏽", false, "ok")));
        check("Removed a heart from “ok”", Some(("❤️", true, "ok")));
        check("Removed 🥑 from “ok”", Some(("🥑", true, "ok")));
        check("\u{200A}\u{200B}❤️\u{200B} to “\u{200A}ok\u{200A}”\u{200A}", Some(("❤️", false, "ok")));
        check("Questioned \"two\nlines\"", Some(("❓", false, "two\nlines")));
    }

    #[test]
    fn words_that_begin_alike_are_words() {
        for text in [
            "Loved the “soup”, really",
            "I loved “Amélie”",
            "Removed it from “drafts”",
            "Loved it",
            "“ok”",
            "",
        ] {
            check(text, None);
        }
        check("Reacted badly to “ok”", None);
        assert!(!parse("🙂 to “ok”").unwrap().is_certain);
        assert!(!parse("Liked \"Amélie\"").unwrap().is_certain);
    }
}
