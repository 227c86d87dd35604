//! Whether flags depend on who somebody is: names and genders exchanged, everything else kept.
//!
//! The people of a chat are never named to the model (it knows the same author from another, no more),
//! so exchanging the two authors changes nothing by construction; words within the messages could.

use super::record::Swaps;
use super::{Example, rounded};
use crate::model::{ContextLine, ModelError, Query, ToneModel};
use crate::tone::ToneScores;
use unicode_segmentation::UnicodeSegmentation;

/// Words that change places.
const PAIRS: &[(&str, &str)] = &[
    ("he", "she"),
    ("him", "her"),
    ("his", "her"),
    ("himself", "herself"),
    ("mum", "dad"),
    ("mom", "pop"),
    ("mother", "father"),
    ("husband", "wife"),
    ("boyfriend", "girlfriend"),
    ("brother", "sister"),
    ("son", "daughter"),
    ("uncle", "aunt"),
    ("grandma", "grandpa"),
    ("man", "woman"),
    ("men", "women"),
    ("boy", "girl"),
    ("boys", "girls"),
    ("nat", "sam"),
    ("tom", "priya"),
    ("ben", "aisha"),
    ("dan", "mei"),
    ("jack", "fatima"),
    ("emma", "omar"),
    ("sarah", "kwame"),
];

/// Scores the messages again in which something can be exchanged.
pub(super) fn measure(
    model: &ToneModel,
    examples: &[Example],
    scores: &[ToneScores],
) -> Result<Swaps, ModelError> {
    let (swapped, before): (Vec<Query>, Vec<&ToneScores>) = examples
        .iter()
        .zip(scores)
        .filter_map(|(example, scores)| Some((query(&example.query)?, scores)))
        .unzip();
    let after = model.score(&swapped, &|_| {})?;
    let same = before.iter().zip(&after).filter(|(before, after)| before.flags == after.flags).count();
    Ok(Swaps {
        messages: swapped.len(),
        same: (!swapped.is_empty()).then(|| rounded(same as f64 / swapped.len() as f64)),
    })
}

/// The query with its words exchanged; `None` if the message itself holds none.
fn query(query: &Query) -> Option<Query> {
    let text = text(&query.text);
    let context = query
        .context
        .iter()
        .map(|line| ContextLine { text: self::text(&line.text), same_author: line.same_author })
        .collect();
    (text != query.text).then_some(Query { text, context })
}

fn text(text: &str) -> String {
    text.split_word_bounds().map(word).collect()
}

/// A word's counterpart, spelled like the word: small, Capital or LOUD.
fn word(word: &str) -> String {
    let small = word.to_lowercase();
    let other = PAIRS.iter().find_map(|&(one, other)| match small.as_str() {
        found if found == one => Some(other),
        found if found == other => Some(one),
        _ => None,
    });
    let Some(other) = other else { return word.to_owned() };
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if first.is_uppercase() && second.is_uppercase() => other.to_uppercase(),
        (Some(first), _) if first.is_uppercase() => {
            other.chars().take(1).flat_map(char::to_uppercase).chain(other.chars().skip(1)).collect()
        }
        _ => other.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_change_places_and_keep_their_spelling() {
        assert_eq!(text("He told HIM that Mum's boyfriend left"), "She told HER that Mum's girlfriend left");
        assert_eq!(text("she, Nat and the women"), "he, Sam and the men");
    }

    #[test]
    fn a_message_without_such_words_is_left_out() {
        let asked = Query { text: "are you home?".into(), context: Vec::new() };
        assert!(query(&asked).is_none());
    }
}
