//! How often each label is carried, and what may be said of that (codebook section 13).

use super::own::{Own, counted_tones};
use super::stats::wilson;
use super::{Amount, ToneCount};

/// From how many judged messages on a rate is a rate.
const ENOUGH_FOR_A_RATE: usize = 100;
/// From how many judged messages on a count says anything.
const ENOUGH_FOR_A_COUNT: usize = 30;

/// One row per label that may be counted.
pub(super) fn tones(own: &[Own<'_>]) -> Vec<ToneCount> {
    counted_tones()
        .map(|tone| {
            let messages = own.iter().filter(|own| own.is_flagged(tone)).count();
            ToneCount { tone, messages, amount: Amount::of(messages, own.len()) }
        })
        .collect()
}

impl Amount {
    /// What may be said of `messages` out of `judged`.
    pub fn of(messages: usize, judged: usize) -> Self {
        if judged < ENOUGH_FOR_A_COUNT {
            return Self::ExamplesOnly;
        }
        if judged < ENOUGH_FOR_A_RATE {
            return Self::CountOnly;
        }
        let interval = wilson(messages, judged);
        Self::Rate {
            per_100: 100.0 * messages as f64 / judged as f64,
            low: 100.0 * interval.low,
            high: 100.0 * interval.high,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::own::judged;
    use crate::analysis::sample::Sample;
    use crate::tone::Tone;

    #[test]
    fn under_30_judged_messages_there_are_only_examples_and_under_100_only_counts() {
        assert_eq!(Amount::of(1, 29), Amount::ExamplesOnly);
        assert_eq!(Amount::of(1, 30), Amount::CountOnly);
        assert_eq!(Amount::of(1, 99), Amount::CountOnly);
        assert!(matches!(Amount::of(1, 100), Amount::Rate { per_100: 1.0, .. }));
    }

    #[test]
    fn threats_are_never_counted_but_the_other_labels_of_the_same_message_are() {
        let mut sample = Sample::between("Ines", &["Jonah"]);
        sample.own("2026-01-03 10:00", "invented", &[(Tone::Abusive, 0.9), (Tone::Nasty, 0.9)]);
        let tones = tones(&judged(&sample.scored));
        assert_eq!(tones.len(), Tone::COUNT - 1);
        let marked: Vec<_> = tones.iter().filter(|row| row.messages > 0).map(|row| row.tone).collect();
        assert_eq!(marked, [Tone::Nasty]);
    }
}
