//! From a scored conversation to what its owner can recognise, check and act on.
//!
//! No I/O, no failure: what cannot be said is a value too ([`Amount::CountOnly`]). Only the owner's
//! own messages are ever counted by label; the others' are context.

mod choose;
mod counts;
mod moments;
mod months;
mod own;
mod reading;
#[cfg(test)]
pub(crate) mod sample;
pub mod stats;

use crate::conversation::{Period, SentAt, SourcePos};
use crate::tone::{Flag, NotJudged, ScoredConversation, Tone};
use choose::Candidate;
use std::collections::BTreeMap;

/// Finds what can be said of the owner's wording. The owner must be known; nothing is found without.
pub fn find(scored: &ScoredConversation) -> Findings {
    let own = own::judged(scored);
    let marked: Vec<_> = own.iter().filter(|own| own.is_marked()).collect();
    let moments: Vec<Moment> = marked.iter().map(|own| moments::moment(scored, own)).collect();
    let candidates: Vec<Candidate<'_>> = moments
        .iter()
        .enumerate()
        .filter(|&(position, _)| !marked[position].is_grave())
        .map(|(position, moment)| Candidate { position, moment })
        .collect();
    let reading = reading::reading(scored);
    let tones = counts::tones(&own);
    Findings {
        owner: reading::owner(&scored.conversation),
        others: reading::others(&scored.conversation),
        months: months::months(&own, reading.period),
        strengths: choose::strengths(&candidates),
        gallery: choose::gallery(&candidates),
        phrases: choose::phrases(&candidates, &tones),
        reading,
        tones,
        moments,
    }
}

/// Everything found in one conversation about its owner's wording.
#[derive(Clone, Debug, PartialEq)]
pub struct Findings {
    /// The owner's display name.
    pub owner: String,
    /// The others' display names, by number of messages.
    pub others: Vec<String>,
    /// How much was read and judged.
    pub reading: Reading,
    /// One row per label in the order of [`Tone::ALL`], without [`Tone::Abusive`], which is never counted.
    pub tones: Vec<ToneCount>,
    /// The calendar months of the period, first to last, none left out; empty without dates.
    pub months: Vec<Month>,
    /// Every own message that carries a flag other than [`Tone::Abusive`], in time order.
    pub moments: Vec<Moment>,
    /// Up to three things that went well: positions in `moments`, of three different labels where possible.
    pub strengths: Vec<usize>,
    /// Appreciation, affection and acceptance said in more than a word or two: positions in `moments`, surest first.
    pub gallery: Vec<usize>,
    /// At most seven phrases to look at: positions in `moments`, one of each of the commoner labels first, surest first.
    pub phrases: Vec<usize>,
}

impl Findings {
    /// Whether enough was judged for a count to say anything; under that, there are only examples.
    pub fn may_count(&self) -> bool {
        Amount::of(0, self.reading.own_judged) != Amount::ExamplesOnly
    }

    /// Whether the same day of the year may occur twice, so that a date needs its year.
    pub fn spans_years(&self) -> bool {
        self.reading.period.is_some_and(|Period { first, last }| {
            last > first.saturating_add(jiff::Span::new().years(1)).yesterday().unwrap_or(first)
        })
    }

    /// The moments of the gallery that do not stand among the strengths as well.
    pub fn gallery_beyond_strengths(&self) -> Vec<&Moment> {
        self.gallery
            .iter()
            .filter(|position| !self.strengths.contains(position))
            .filter_map(|&position| self.moments.get(position))
            .collect()
    }
}

/// How much was read.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Reading {
    /// The owner's messages, system lines excepted.
    pub own: usize,
    /// Those of them that were judged.
    pub own_judged: usize,
    /// Those that were not, by reason; adds up with `own_judged` to `own`.
    pub own_not_judged: BTreeMap<NotJudged, usize>,
    /// The others' messages: context.
    pub others: usize,
    /// First and last day.
    pub period: Option<Period>,
    /// Days on which the owner wrote.
    pub own_days: usize,
}

/// How often the owner's judged messages carry one label.
#[derive(Clone, Debug, PartialEq)]
pub struct ToneCount {
    /// The label.
    pub tone: Tone,
    /// How many messages carry it.
    pub messages: usize,
    /// What may be said of it.
    pub amount: Amount,
}

/// What may be said of a count (codebook section 13).
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Amount {
    /// A rate per 100 judged messages with its 95 % interval.
    Rate {
        /// Per 100.
        per_100: f64,
        /// Lower end, per 100.
        low: f64,
        /// Upper end, per 100.
        high: f64,
    },
    /// Fewer than 100 judged messages: the count alone.
    CountOnly,
    /// Fewer than 30 judged messages: not even the count, examples only.
    ExamplesOnly,
}

/// One calendar month.
#[derive(Clone, Debug, PartialEq)]
pub struct Month {
    /// The year.
    pub year: i16,
    /// 1 to 12.
    pub month: i8,
    /// The owner's judged messages in it.
    pub judged: usize,
    /// How many of them carry each label, indexed by [`Tone::index`]; the entry of [`Tone::Abusive`] is 0.
    pub counts: [usize; Tone::COUNT],
    /// Whether the export covers the whole month: false where the chat begins or ends within it.
    pub complete: bool,
}

/// One own message with what the model marks in it, and what stood before it.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    /// When it was sent.
    pub sent: SentAt,
    /// The message's own words.
    pub text: String,
    /// The flags, surest first, with phrases into `text`.
    pub flags: Vec<Flag>,
    /// Up to three messages before it within twelve hours, oldest first.
    pub before: Vec<Before>,
    /// Where it stands in the export.
    pub source: SourcePos,
}

/// A message before a [`Moment`].
#[derive(Clone, Debug, PartialEq)]
pub enum Before {
    /// The owner's own words.
    Own(String),
    /// Somebody else's: covered, so only a rough number of words is kept, never the words.
    Covered {
        /// Who wrote it.
        by: String,
        /// Rounded up to 1, 5, 10, 20, 30, 50 or 100.
        about_words: usize,
    },
    /// A message without words, whoever sent it.
    Wordless,
}

#[cfg(test)]
mod tests {
    use super::sample::Sample;
    use super::*;
    use proptest::prelude::*;

    /// Any mix of own judged, own unjudged and others' messages.
    fn any_conversation() -> impl Strategy<Value = ScoredConversation> {
        let flags = proptest::sample::subsequence(Tone::ALL.to_vec(), 0..4);
        let message = (0..3_u8, 0..400_i32, flags, 0..7_usize, 0.5..1.0_f32, "[a-d ]{0,12}");
        proptest::collection::vec(message, 0..160).prop_map(|mut rows| {
            rows.sort_by_key(|row| row.1);
            let mut sample = Sample::between("Ines", &["Jonah"]);
            for (kind, day, flags, reason, probability, text) in rows {
                let date = jiff::civil::date(2025, 1, 15).saturating_add(jiff::Span::new().days(day));
                let sent = format!("{date} 10:00");
                let flags: Vec<_> = flags.into_iter().map(|tone| (tone, probability)).collect();
                match kind {
                    0 => sample.own(&sent, &text, &flags),
                    1 => sample.own_not_judged(&sent, NotJudged::ALL[reason]),
                    _ => sample.other(&sent, 1, &text),
                }
            }
            sample.scored
        })
    }

    proptest! {
        #[test]
        fn a_message_is_in_exactly_one_bucket(scored in any_conversation()) {
            let Findings { reading, .. } = find(&scored);
            prop_assert_eq!(reading.own + reading.others, scored.conversation.messages.len());
            prop_assert_eq!(reading.own, reading.own_judged + reading.own_not_judged.values().sum::<usize>());
        }

        #[test]
        fn months_and_moments_add_up_to_the_counts(scored in any_conversation()) {
            let findings = find(&scored);
            prop_assert_eq!(findings.months.iter().map(|month| month.judged).sum::<usize>(), findings.reading.own_judged);
            for row in &findings.tones {
                let by_month: usize = findings.months.iter().map(|month| month.counts[row.tone.index()]).sum();
                let in_moments = findings
                    .moments
                    .iter()
                    .filter(|moment| moment.flags.iter().any(|flag| flag.tone == row.tone))
                    .count();
                prop_assert_eq!((by_month, in_moments), (row.messages, row.messages));
            }
        }

        #[test]
        fn what_is_chosen_is_there_is_distinct_and_is_on_its_side(scored in any_conversation()) {
            let findings = find(&scored);
            prop_assert!(findings.strengths.len() <= 3 && findings.phrases.len() <= 7);
            for chosen in [&findings.strengths, &findings.gallery, &findings.phrases] {
                let mut once = chosen.clone();
                once.sort_unstable();
                once.dedup();
                prop_assert_eq!(once.len(), chosen.len());
                prop_assert!(chosen.iter().all(|&position| position < findings.moments.len()));
            }
            for &position in &findings.strengths {
                prop_assert!(findings.moments[position].flags.iter().all(|flag| flag.tone.side() == crate::tone::Side::Opening));
            }
        }

        #[test]
        fn a_threat_is_found_nowhere(scored in any_conversation()) {
            let findings = find(&scored);
            prop_assert!(findings.tones.iter().all(|row| row.tone != Tone::Abusive));
            prop_assert!(findings.months.iter().all(|month| month.counts[Tone::Abusive.index()] == 0));
            prop_assert!(findings.moments.iter().flat_map(|moment| &moment.flags).all(|flag| flag.tone != Tone::Abusive));
        }
    }
}
