//! Every sentence that a report says, in one place, whoever renders it.
//!
//! The rules of the language: wording "may read as" something, a person or a relationship never is
//! anything; own messages first, strengths first; what was not judged is said out loud; no blame, no
//! score, no praise for the reader's character either. No chat text is ever part of a sentence here,
//! and names are handed in by the renderer, which makes them safe for its own place.

mod figures;
mod help;
mod labels;
pub mod page;
mod receipt;

pub use figures::{
    count, day, day_and_time, finds, in_ten, in_ten_short, month_letter, month_name, one_decimal, period,
    right, right_in_ten,
};
pub use help::{
    ELSEWHERE, HELP, HELP_INTRO, HELPLINES, HelpPart, Helpline, LIMITS, Limit, Region, TWO_AUTHORS,
};
pub use labels::{or, strength, why};
pub use receipt::{dates, not_judged, owner, skipped, warning};

/// The stamp under every title.
pub const STAMP: &str = "private reflection · machine-labelled · not evidence";
/// What silence means.
pub const NOT_JUDGED: &str = "Not judged does not mean fine. It means nobody could tell.";
/// Where the phrases end.
pub const GOOD_PLACE_TO_STOP: &str = "This is a good place to stop. What follows is figures.";
/// One next step, where something went well.
pub const ONE_SMALL_THING: &str = "One small thing to take with you, if you like: say one of the things that went \
    well once more.";
/// Under the table of certainty.
pub const MEASURED: &str = "Measured on written examples that were kept out of training, where harm is commoner \
    than in life. In a real chat marks that may close a door are likely to be right less often than this, and \
    only you know how you meant them.";
/// What the brackets after a figure are.
pub const INTERVAL: &str = "[ ] 95 % interval";
/// Said instead of figures where fewer than 30 own messages were judged (codebook section 13).
pub const EXAMPLES_ONLY: &str = "Fewer than 30 of your messages were judged: too few to count anything. \
    The messages above are examples, no more.";
/// Said beside counts where fewer than 100 own messages were judged (codebook section 13).
pub const COUNTS_ONLY: &str =
    "Fewer than 100 of your messages were judged: too few for a rate, so these are counts.";
/// Over the labels that are too seldom for a rate.
pub const TOO_FEW_FOR_A_RATE: &str = "too few for a rate";
/// Over the same, where their months are shown.
pub const TOO_FEW_SO_BY_MONTH: &str = "too few for a rate, so counted by month";

/// The headings of the parts.
pub mod heading {
    /// The receipt.
    pub const READ: &str = "What was read";
    /// The gallery.
    pub const GALLERY: &str = "Acceptance and appreciation";
    /// The phrases.
    pub const PHRASES: &str = "Phrases to look at";
    /// Certainty.
    pub const SURE: &str = "How sure this is";
    /// Limits.
    pub const LIMITS: &str = "What this cannot know";
    /// Help.
    pub const HELP: &str = "If something here is heavy";

    /// Over the strengths; `shown` is 1 to 3.
    pub fn strengths(shown: usize) -> &'static str {
        match shown {
            1 => "One thing that went well",
            2 => "Two things that went well",
            _ => "Three things that went well",
        }
    }

    /// Over the figures by month.
    pub fn over_time(months: usize) -> &'static str {
        if (11..=13).contains(&months) { "Over the year" } else { "Over time" }
    }
}

/// Whom the words were exchanged with: "Jonah", "Jonah and Leila", "Jonah and 3 others".
///
/// The names must be safe already for the place they are shown in.
pub fn with_whom(others: &[String]) -> String {
    match others {
        [] => "yourself".to_owned(),
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [one, rest @ ..] => format!("{one} and {} others", rest.len()),
    }
}

/// What the gallery holds, where nothing is counted.
pub const GALLERY_EXAMPLES: &str = "What you said in more than a word or two that you value, love or accept:";
/// What the phrases are, where nothing is counted.
pub const PHRASES_EXAMPLES: &str = "Messages that may close a door, surest first. You know how you meant them; the \
    program only sees the words.";

/// What the gallery holds.
pub fn gallery_intro(messages: usize) -> String {
    match messages {
        1 => "Once you said in more than a word or two what you value, love or accept:".to_owned(),
        _ => format!(
            "{} times you said in more than a word or two what you value, love or accept:",
            capital(&in_words(messages))
        ),
    }
}

/// What the phrases are: `shown` of `all` messages that may close a door.
pub fn phrases_intro(shown: usize, all: usize) -> String {
    let which = match (shown, all) {
        (_, 1) => "One message that may close a door.".to_owned(),
        _ if shown == all => format!("The {} messages that may close a door, surest first.", in_words(all)),
        _ => format!(
            "{} of the {} messages that may close a door: one of each of the commoner kinds first, surest first.",
            capital(&in_words(shown)),
            count(all)
        ),
    };
    format!("{which} You know how you meant them; the program only sees the words.")
}

/// Said instead of phrases where none was marked.
pub const NO_PHRASES: &str = "No message was marked as one that may close a door. That is not an all-clear: the \
    program misses some, and it only sees what was typed.";

/// How a covered message is described: never by its words, and only roughly by their number.
pub fn about_words(words: usize) -> String {
    match words {
        0..=1 => "a word, covered".to_owned(),
        2..=5 => "a few words, covered".to_owned(),
        100.. => "100 words or more, covered".to_owned(),
        _ => format!("about {words} words, covered"),
    }
}

/// A message without words, as context.
pub const WORDLESS: &str = "a message without words";

/// Small numbers as words, others in digits.
fn in_words(number: usize) -> String {
    const WORDS: [&str; 11] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    WORDS.get(number).map_or_else(|| count(number), |word| (*word).to_owned())
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{DateEvidence, OwnerEvidence, Warning};
    use crate::tone::{NotJudged, Side, Tone};

    /// Everything fixed that a report may say.
    fn everything() -> Vec<String> {
        let mut all: Vec<String> =
            [STAMP, NOT_JUDGED, GOOD_PLACE_TO_STOP, ONE_SMALL_THING, MEASURED, EXAMPLES_ONLY, COUNTS_ONLY]
                .into_iter()
                .chain([NO_PHRASES, HELP_INTRO, TWO_AUTHORS])
                .map(str::to_owned)
                .collect();
        for tone in Tone::ALL {
            all.extend([why(tone), or(tone), strength(tone)].map(str::to_owned));
        }
        all.extend(HELP.iter().flat_map(|part| [part.title.to_owned(), part.text.to_owned()]));
        all.extend(LIMITS.iter().map(|limit| format!("{} {}", limit.what, limit.why)));
        all.extend(NotJudged::ALL.map(|reason| not_judged(reason).to_owned()));
        all.extend([phrases_intro(7, 61), phrases_intro(3, 3), phrases_intro(1, 1), gallery_intro(4)]);
        all
    }

    #[test]
    fn no_sentence_holds_a_verdict_or_a_score() {
        const NEVER: [&str; 14] = [
            "toxic",
            "abuser",
            "abusive",
            "narcissis",
            "gaslight",
            "healthy",
            "unhealthy",
            "compatib",
            "score",
            "red flag",
            "break-up",
            "guilty",
            "winner",
            "manipulat",
        ];
        for sentence in everything() {
            let lower = sentence.to_lowercase();
            for word in NEVER {
                assert!(!lower.contains(word), "“{word}” in: {sentence}");
            }
        }
    }

    #[test]
    fn every_reason_says_may_read_as_and_every_label_has_another_reading() {
        for tone in Tone::ALL {
            assert!(why(tone).starts_with("May read as"), "{tone:?}");
            assert!(or(tone).contains("may"), "{tone:?}");
        }
    }

    #[test]
    fn a_strength_is_said_of_an_act_and_not_of_a_character() {
        for tone in Tone::opening() {
            assert!(strength(tone).starts_with("You "), "{tone:?}");
            assert!(!strength(tone).starts_with("You are"), "{tone:?}");
        }
        assert!(Tone::closing().all(|tone| tone.side() == Side::Closing && strength(tone) == tone.title()));
    }

    #[test]
    fn a_decision_that_was_guessed_names_the_option_that_settles_it() {
        assert!(warning(&Warning::AmbiguousDates).contains("--date-order"));
        assert!(warning(&Warning::OwnerUnknown).contains("--me"));
        assert!(owner(OwnerEvidence::ChatTitle).contains("--me"));
        let assumed = crate::import::DateDecision {
            order: crate::import::dates::DateOrder::Dmy,
            evidence: DateEvidence::Assumed,
        };
        assert!(dates(assumed).contains("--date-order"));
    }

    #[test]
    fn phrases_are_counted_in_plain_words() {
        assert!(phrases_intro(7, 61).starts_with("Seven of the 61 messages"));
        assert!(phrases_intro(1, 1).starts_with("One message"));
        assert!(phrases_intro(3, 3).starts_with("The three messages"));
    }

    #[test]
    fn a_title_names_two_people_at_most() {
        let names = |names: &[&str]| with_whom(&names.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(names(&["Jonah"]), "Jonah");
        assert_eq!(names(&["Jonah", "Leila", "Marta"]), "Jonah and 2 others");
        assert_eq!(names(&[]), "yourself");
    }

    #[test]
    fn covered_words_are_told_only_roughly() {
        assert_eq!(about_words(5), "a few words, covered");
        assert_eq!(about_words(20), "about 20 words, covered");
        assert_eq!(about_words(100), "100 words or more, covered");
    }
}
