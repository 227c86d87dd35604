//! The words that carry a label: the stretch of a message whose word scores stand out.

use crate::tone::Phrase;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// A word adds to the phrase while its score lies less than this below the best word's, in logits.
const REACH: f32 = 2.0;
/// A clause that the phrase holds at least this share of belongs to it whole.
const FILLED: f64 = 0.3;
/// A phrase of fewer words says nothing by itself: it takes its clause with it.
const FEWEST_WORDS: usize = 3;

/// The contiguous pieces with the largest sum of scores above a floor, widened to whole words.
///
/// `scores` and `spans` run in parallel: a logit and a byte range of `text` for each piece.
/// Without pieces the phrase is the whole text.
pub(super) fn phrase(text: &str, scores: &[f32], spans: &[(usize, usize)]) -> Phrase {
    let best = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let floor = best - REACH;
    let Some((first, last)) = best_stretch(scores, floor) else {
        return Phrase { start: 0, end: text.len() };
    };
    let start = spans[first..=last].iter().map(|span| span.0).min().unwrap_or(0);
    let end = spans[first..=last].iter().map(|span| span.1).max().unwrap_or(text.len());
    trimmed(text, whole_clauses(text, whole_words(text, start, end)))
}

/// First and last index of the stretch with the largest sum of `score - floor` (Kadane).
fn best_stretch(scores: &[f32], floor: f32) -> Option<(usize, usize)> {
    let mut best: Option<(f32, usize, usize)> = None;
    let (mut sum, mut from) = (0.0, 0);
    for (at, score) in scores.iter().enumerate() {
        if sum <= 0.0 {
            (sum, from) = (0.0, at);
        }
        sum += score - floor;
        if best.is_none_or(|(highest, ..)| sum > highest) {
            best = Some((sum, from, at));
        }
    }
    best.map(|(_, first, last)| (first, last))
}

fn whole_words(text: &str, start: usize, end: usize) -> Range<usize> {
    let (mut from, mut to) = (start, end);
    for (offset, word) in text.split_word_bound_indices() {
        let word_end = offset + word.len();
        if offset < end && word_end > start && !word.trim().is_empty() {
            from = from.min(offset);
            to = to.max(word_end);
        }
    }
    from..to
}

/// The phrase with every clause filled up of which it holds a good part: readers mark clauses, and a
/// mark that breaks off a word before the full stop looks like a mistake.
fn whole_clauses(text: &str, phrase: Range<usize>) -> Range<usize> {
    let words = text.get(phrase.clone()).unwrap_or_default().unicode_words().count();
    let share = if words < FEWEST_WORDS { f64::MIN_POSITIVE } else { FILLED };
    let mut filled = phrase.clone();
    for clause in clauses(text) {
        let shared = clause.end.min(phrase.end).saturating_sub(clause.start.max(phrase.start));
        if shared as f64 >= share * clause.len() as f64 {
            filled = filled.start.min(clause.start)..filled.end.max(clause.end);
        }
    }
    filled
}

/// Stretches between marks that end a clause and line ends.
fn clauses(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    text.split_inclusive(['.', '!', '?', '…', ',', ';', ':', '—', '–', '\n']).map(move |clause| {
        let range = start..start + clause.len();
        start = range.end;
        range
    })
}

fn trimmed(text: &str, phrase: Range<usize>) -> Phrase {
    let words = text.get(phrase.clone()).unwrap_or(text);
    let trimmed = words.trim().trim_end_matches([',', ';', ':', '—', '–']).trim_end();
    if trimmed.is_empty() {
        return Phrase { start: 0, end: text.len() };
    }
    let start = phrase.start + (words.len() - words.trim_start().len());
    Phrase { start, end: start + trimmed.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words of `text` that begin with one of `high` stand out; the phrase is to be `expected`.
    fn check(text: &str, high: &[&str], expected: &str) {
        let mut spans = Vec::new();
        let mut start = 0;
        for word in text.split(' ') {
            spans.push((start, start + word.len()));
            start += word.len() + 1;
        }
        let stands_out =
            |&(from, to): &(usize, usize)| high.iter().any(|word| text[from..to].starts_with(word));
        let scores: Vec<f32> = spans.iter().map(|span| if stands_out(span) { 2.0 } else { -8.0 }).collect();
        assert_eq!(phrase(text, &scores, &spans).of(text), expected);
    }

    #[test]
    fn the_words_that_stand_out_are_the_phrase() {
        let text = "and then everybody wonders where you never go anymore on any given saturday";
        check(text, &["you", "never", "go"], "you never go");
    }

    #[test]
    fn the_greater_part_of_a_clause_takes_the_rest_with_it() {
        let text = "fine, you never listen to me. see you at six";
        check(text, &["never", "listen"], "you never listen to me.");
        check("you never listen, anyway", &["you", "never"], "you never listen");
    }

    #[test]
    fn a_word_or_two_take_their_clause_with_them() {
        let text = "i know. everybody wonders where you never go anymore on any given saturday";
        check(text, &["never"], "everybody wonders where you never go anymore on any given saturday");
    }

    #[test]
    fn a_part_of_a_word_marks_the_whole_word() {
        let text = "and then everybody who was there said yesterday evening you were thoughtless";
        let spans = [(0, 8), (9, 55), (56, 59), (60, 64), (65, 72)];
        let scores = [-8.0, -8.0, 2.0, 2.0, 2.0];
        assert_eq!(phrase(text, &scores, &spans).of(text), "you were thoughtless");
    }

    #[test]
    fn without_pieces_the_whole_text_is_marked() {
        assert_eq!(phrase("…", &[], &[]).of("…"), "…");
    }

    #[test]
    fn weak_scores_still_yield_their_best_words() {
        let text = "absolutely fine. whatever you say";
        let spans = [(0, 10), (11, 16), (17, 25), (26, 29), (30, 33)];
        assert_eq!(phrase(text, &[-7.0, -7.0, -3.0, -4.0, -4.0], &spans).of(text), "whatever you say");
    }
}
