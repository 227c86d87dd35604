//! The same figures for kinds of messages, where a model may be worse than its mean.

use super::heldout::Variety;
use super::{Example, SliceRow, any};
use crate::tone::{Frame, Side, Target, ToneScores};

/// A kind of messages.
struct Slice {
    name: &'static str,
    holds: fn(&Example) -> bool,
}

const SLICES: &[Slice] = &[
    Slice { name: "frame play", holds: |example| example.frame == Frame::Play },
    Slice {
        name: "quoted, reported or hypothetical",
        holds: |example| !matches!(example.frame, Frame::Plain | Frame::Play),
    },
    Slice { name: "about oneself", holds: |example| example.target == Some(Target::Oneself) },
    Slice { name: "about a third person", holds: |example| example.target == Some(Target::Third) },
    Slice { name: "about a thing", holds: |example| example.target == Some(Target::Thing) },
    Slice { name: "none of these and harmless", holds: is_plainly_harmless },
    Slice { name: "in a live conflict", holds: |example| example.conflict == Some(true) },
    Slice { name: "in a calm conversation", holds: |example| example.conflict == Some(false) },
    Slice { name: "in a dialect", holds: |example| example.variety == Some(Variety::Dialect) },
    Slice { name: "in a second language", holds: |example| example.variety == Some(Variety::Second) },
    Slice { name: "with emoji", holds: |example| has_emoji(&example.query.text) },
    Slice { name: "without emoji", holds: |example| !has_emoji(&example.query.text) },
    Slice { name: "with a swear word", holds: |example| swears(&example.query.text) },
    Slice { name: "up to four words", holds: |example| words(example) <= 4 },
    Slice { name: "five to twenty words", holds: |example| (5..=20).contains(&words(example)) },
    Slice { name: "more than twenty words", holds: |example| words(example) > 20 },
    Slice { name: "with context", holds: |example| !example.query.context.is_empty() },
    Slice { name: "without context", holds: |example| example.query.context.is_empty() },
];

pub(super) fn rows(examples: &[Example], scores: &[ToneScores]) -> Vec<SliceRow> {
    SLICES
        .iter()
        .map(|slice| {
            let rows = || examples.iter().zip(scores).filter(|(example, _)| (slice.holds)(example));
            SliceRow {
                slice: slice.name.to_owned(),
                messages: rows().count(),
                any_harm: any(Side::Closing, rows()),
                any_opening: any(Side::Opening, rows()),
            }
        })
        .collect()
}

fn is_plainly_harmless(example: &Example) -> bool {
    example.frame == Frame::Plain && example.target.is_none() && !example.carries_any(Side::Closing)
}

fn words(example: &Example) -> usize {
    example.query.text.split_whitespace().count()
}

fn has_emoji(text: &str) -> bool {
    text.chars().any(|character| matches!(character, '\u{1F300}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}'))
}

fn swears(text: &str) -> bool {
    let text = text.to_lowercase();
    ["fuck", "shit", "bloody", "damn", "bastard", "arse", "crap", "piss", "bollocks", "hell "]
        .iter()
        .any(|word| text.contains(word))
}
