//! Times in transcripts: full ones, and bare clocks that name no day.

use crate::import::stamp::{self, Stamp};

/// What a header says of the time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum When {
    /// A day, with or without a clock time.
    Stamp(Stamp),
    /// A clock time of an unnamed day: read, so that it is no part of a name, but no date is made of it.
    Clock,
}

impl When {
    /// Reads a time as people copy it; "today" and "yesterday" say nothing once copied.
    pub(super) fn parse(text: &str) -> Option<Self> {
        if let Some(stamp) = Stamp::parse(text) {
            return Some(Self::Stamp(stamp));
        }
        let clock = text.split_whitespace().filter(|word| !is_relative(word)).collect::<Vec<_>>().join(" ");
        stamp::clock(&clock).map(|_| Self::Clock)
    }

    /// The day and perhaps clock, where it names a day.
    pub(super) fn stamp(self) -> Option<Stamp> {
        match self {
            Self::Stamp(stamp) => Some(stamp),
            Self::Clock => None,
        }
    }
}

fn is_relative(word: &str) -> bool {
    let word = word.trim_end_matches(',').to_lowercase();
    RELATIVE.contains(&word.as_str())
}

const RELATIVE: [&str; 14] = [
    "today",
    "yesterday",
    "at",
    "heute",
    "gestern",
    "um",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "last",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_without_a_day_makes_no_date() {
        assert_eq!(When::parse("10:15 PM"), Some(When::Clock));
        assert_eq!(When::parse("Today at 10:15"), Some(When::Clock));
        assert_eq!(When::parse("Ana"), None);
        assert_eq!(When::parse("today"), None);
        assert!(matches!(When::parse("2024-01-05 10:15"), Some(When::Stamp(_))));
    }
}
