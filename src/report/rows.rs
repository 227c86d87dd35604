//! Which labels a report shows, in which order and how finely, whoever shows them.

use crate::analysis::{Amount, ToneCount};
use crate::tone::Side;

/// Under this many marked messages a label's months are counted, not rated: a bar would be one message.
const ENOUGH_FOR_BARS: usize = 30;

/// The labels that were marked at all: opening before closing, commoner before rarer.
pub(super) fn marked(tones: &[ToneCount]) -> Vec<&ToneCount> {
    let mut rows: Vec<&ToneCount> = tones.iter().filter(|row| row.messages > 0).collect();
    rows.sort_by_key(|row| (row.tone.side() == Side::Closing, std::cmp::Reverse(row.messages)));
    rows
}

/// The titles of the labels that were never marked, as they stand in a sentence.
pub(super) fn never_marked(tones: &[ToneCount]) -> Vec<String> {
    tones.iter().filter(|row| row.messages == 0).map(|row| row.tone.title().to_lowercase()).collect()
}

/// Whether a label is shown with its rate, and its months with theirs.
pub(super) fn is_rated(row: &ToneCount) -> bool {
    matches!(row.amount, Amount::Rate { .. }) && row.messages >= ENOUGH_FOR_BARS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tone::Tone;

    fn row(tone: Tone, messages: usize, judged: usize) -> ToneCount {
        ToneCount { tone, messages, amount: Amount::of(messages, judged) }
    }

    #[test]
    fn what_opens_comes_first_and_what_never_was_is_left_out() {
        let tones = [
            row(Tone::Critical, 9, 200),
            row(Tone::Nasty, 0, 200),
            row(Tone::Repair, 2, 200),
            row(Tone::Support, 5, 200),
        ];
        let order: Vec<Tone> = marked(&tones).iter().map(|row| row.tone).collect();
        assert_eq!(order, [Tone::Support, Tone::Repair, Tone::Critical]);
        assert_eq!(never_marked(&tones), [Tone::Nasty.title().to_lowercase()]);
    }

    #[test]
    fn under_30_messages_of_a_label_or_100_judged_there_is_no_rate() {
        assert!(is_rated(&row(Tone::Support, 30, 200)));
        assert!(!is_rated(&row(Tone::Support, 29, 200)));
        assert!(!is_rated(&row(Tone::Support, 40, 99)));
    }
}
