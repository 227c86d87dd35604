//! The words that carry a label: the stretch of a message whose word scores stand out.

use crate::tone::Phrase;
use unicode_segmentation::UnicodeSegmentation;

/// A word adds to the phrase while its score lies less than this below the best word's, in logits.
const REACH: f32 = 2.0;

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
    whole_words(text, start, end)
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

fn whole_words(text: &str, start: usize, end: usize) -> Phrase {
    let (mut from, mut to) = (start, end);
    for (offset, word) in text.split_word_bound_indices() {
        let word_end = offset + word.len();
        if offset < end && word_end > start && !word.trim().is_empty() {
            from = from.min(offset);
            to = to.max(word_end);
        }
    }
    let words = text.get(from..to).unwrap_or(text);
    let trimmed = words.trim();
    if trimmed.is_empty() {
        return Phrase { start: 0, end: text.len() };
    }
    let start = from + (words.len() - words.trim_start().len());
    Phrase { start, end: start + trimmed.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, scores: &[f32], spans: &[(usize, usize)], expected: &str) {
        assert_eq!(phrase(text, scores, spans).of(text), expected);
    }

    #[test]
    fn the_words_that_stand_out_are_the_phrase() {
        let spans = [(0, 2), (3, 6), (7, 12), (13, 16)];
        check("ok you never ask", &[-9.0, 1.0, 2.0, -8.0], &spans, "you never");
    }

    #[test]
    fn a_part_of_a_word_marks_the_whole_word() {
        check("so thoughtless", &[-5.0, -4.0, 2.0], &[(0, 2), (3, 10), (10, 14)], "thoughtless");
    }

    #[test]
    fn without_pieces_the_whole_text_is_marked() {
        check("…", &[], &[], "…");
    }

    #[test]
    fn weak_scores_still_yield_their_best_words() {
        check("fine whatever", &[-7.0, -3.0], &[(0, 4), (5, 13)], "whatever");
    }
}
