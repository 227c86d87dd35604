//! Which few of many moments a reader is shown: strengths, the gallery, phrases to look at.
//!
//! A moment stands for the label it carries most surely on a side, so that whoever renders it gives
//! the reason for the label it was chosen for. Equal words are shown once.

use super::{Moment, ToneCount};
use crate::tone::{Flag, Side, Tone};
use std::collections::BTreeSet;
use unicode_segmentation::UnicodeSegmentation;

/// How many strengths are shown.
const STRENGTHS: usize = 3;
/// How many phrases are shown: more invites brooding, not reflection.
const PHRASES: usize = 7;
/// From how many words on appreciation is more than a word or two.
const MORE_THAN_A_WORD_OR_TWO: usize = 4;
/// Beyond this many words a message is not more specific for being longer.
const SPECIFIC: usize = 30;

/// In what order labels are looked at for strengths: the seldom-said before the everyday.
const STRENGTHS_FROM: [Tone; 9] = [
    Tone::Appreciation,
    Tone::Acceptance,
    Tone::Openness,
    Tone::Repair,
    Tone::Support,
    Tone::Affection,
    Tone::Curiosity,
    Tone::Togetherness,
    Tone::Request,
];
/// What the gallery holds.
const GALLERY_OF: [Tone; 3] = [Tone::Appreciation, Tone::Affection, Tone::Acceptance];

/// A moment that may be shown, and its place among all moments.
#[derive(Clone, Copy)]
pub(super) struct Candidate<'a> {
    /// Position in [`Findings::moments`](super::Findings::moments).
    pub(super) position: usize,
    /// The moment.
    pub(super) moment: &'a Moment,
}

impl Moment {
    /// The label it carries most surely on one side, if any.
    pub fn lead(&self, side: Side) -> Option<Flag> {
        self.flags.iter().copied().find(|flag| flag.tone.side() == side)
    }

    fn words(&self) -> usize {
        self.text.unicode_words().count()
    }
}

/// Up to three things that went well, of different labels as long as there are some: longer and
/// surer messages first, none that also may close a door.
pub(super) fn strengths(candidates: &[Candidate<'_>]) -> Vec<usize> {
    let worth =
        |moment: &Moment, flag: Flag| f64::from(flag.probability) * moment.words().min(SPECIFIC) as f64;
    let mut good: Vec<(Candidate<'_>, Flag)> =
        leads(candidates, Side::Opening).filter(|(it, _)| it.moment.lead(Side::Closing).is_none()).collect();
    good.sort_by(|(a, flag_a), (b, flag_b)| worth(b.moment, *flag_b).total_cmp(&worth(a.moment, *flag_a)));
    let one_of_each = STRENGTHS_FROM.into_iter().filter_map(|tone| {
        good.iter().find(|(it, flag)| flag.tone == tone && it.moment.words() >= MORE_THAN_A_WORD_OR_TWO)
    });
    distinct(one_of_each.chain(&good).map(|(it, _)| *it)).take(STRENGTHS).collect()
}

/// Appreciation, affection and acceptance said in more than a word or two, surest first.
pub(super) fn gallery(candidates: &[Candidate<'_>]) -> Vec<usize> {
    let mut found: Vec<(Candidate<'_>, Flag)> = candidates
        .iter()
        .filter(|it| it.moment.words() >= MORE_THAN_A_WORD_OR_TWO && it.moment.lead(Side::Closing).is_none())
        .filter_map(|it| {
            Some((*it, it.moment.flags.iter().copied().find(|flag| GALLERY_OF.contains(&flag.tone))?))
        })
        .collect();
    surest_first(&mut found);
    distinct(found.into_iter().map(|(it, _)| it)).collect()
}

/// At most seven phrases to look at: one of each of the commoner labels, surest first, then the
/// surest of the others.
pub(super) fn phrases(candidates: &[Candidate<'_>], tones: &[ToneCount]) -> Vec<usize> {
    let mut found: Vec<(Candidate<'_>, Flag)> = leads(candidates, Side::Closing).collect();
    surest_first(&mut found);
    let mut commoner: Vec<&ToneCount> = tones.iter().filter(|row| row.tone.side() == Side::Closing).collect();
    commoner.sort_by_key(|row| std::cmp::Reverse(row.messages));
    let mut one_of_each: Vec<(Candidate<'_>, Flag)> = commoner
        .into_iter()
        .filter_map(|row| found.iter().copied().find(|(_, flag)| flag.tone == row.tone))
        .take(PHRASES)
        .collect();
    surest_first(&mut one_of_each);
    distinct(one_of_each.into_iter().chain(found).map(|(it, _)| it)).take(PHRASES).collect()
}

fn leads<'a>(candidates: &[Candidate<'a>], side: Side) -> impl Iterator<Item = (Candidate<'a>, Flag)> {
    candidates.iter().filter_map(move |it| Some((*it, it.moment.lead(side)?)))
}

/// Keeps the time order among equally sure ones.
fn surest_first(found: &mut [(Candidate<'_>, Flag)]) {
    found.sort_by(|(_, a), (_, b)| b.probability.total_cmp(&a.probability));
}

/// The positions, without repeating a moment or its words.
fn distinct<'a>(candidates: impl Iterator<Item = Candidate<'a>>) -> impl Iterator<Item = usize> {
    let mut seen = BTreeSet::new();
    candidates.filter(move |it| seen.insert(it.moment.text.trim().to_lowercase())).map(|it| it.position)
}

#[cfg(test)]
mod tests {
    use crate::analysis::sample::Sample;
    use crate::analysis::{Findings, find};
    use crate::tone::Tone;

    /// The findings of one message per entry.
    fn of(messages: &[(&str, &[(Tone, f32)])]) -> Findings {
        let mut sample = Sample::between("Ines", &["Jonah"]);
        for (index, (text, flags)) in messages.iter().enumerate() {
            sample.own(&format!("2026-01-03 10:{index:02}"), text, flags);
        }
        find(&sample.scored)
    }

    fn texts<'a>(findings: &'a Findings, positions: &[usize]) -> Vec<&'a str> {
        positions.iter().map(|&position| findings.moments[position].text.as_str()).collect()
    }

    #[test]
    fn strengths_are_of_different_labels_and_the_longer_message_is_preferred() {
        let findings = of(&[
            ("thank you so much", &[(Tone::Appreciation, 0.9)]),
            ("thank you for asking me before you said yes", &[(Tone::Appreciation, 0.9)]),
            ("I was scared of that call all week", &[(Tone::Openness, 0.8)]),
            ("that was not fair of me, sorry", &[(Tone::Repair, 0.8)]),
            ("how was it with your dad today", &[(Tone::Curiosity, 0.99)]),
        ]);
        assert_eq!(
            texts(&findings, &findings.strengths),
            [
                "thank you for asking me before you said yes",
                "I was scared of that call all week",
                "that was not fair of me, sorry"
            ]
        );
    }

    #[test]
    fn a_strength_with_a_sting_is_none() {
        let findings =
            of(&[("thanks for finally doing it", &[(Tone::Appreciation, 0.9), (Tone::Critical, 0.6)])]);
        assert_eq!((findings.strengths.len(), findings.gallery.len(), findings.phrases.len()), (0, 0, 1));
    }

    #[test]
    fn the_same_words_are_shown_once() {
        let findings = of(&[
            ("I love you so much", &[(Tone::Affection, 0.9)]),
            ("i love you so much", &[(Tone::Affection, 0.8)]),
        ]);
        assert_eq!(findings.strengths, [0]);
        assert_eq!(findings.gallery, [0]);
    }

    #[test]
    fn the_gallery_wants_more_than_a_word_or_two() {
        let findings = of(&[
            ("thanks x", &[(Tone::Appreciation, 0.99)]),
            ("I like who you are", &[(Tone::Appreciation, 0.7)]),
            ("makes sense that you are tired", &[(Tone::Acceptance, 0.8)]),
            ("shall we go away in May", &[(Tone::Togetherness, 0.9)]),
        ]);
        assert_eq!(findings.gallery, [2, 1]);
    }

    #[test]
    fn one_of_each_label_comes_before_a_second_of_the_same() {
        let findings = of(&[
            ("why did you not ask", &[(Tone::Critical, 0.95)]),
            ("you always do that", &[(Tone::Critical, 0.9)]),
            ("you are so lazy", &[(Tone::Judgmental, 0.7)]),
            ("whatever", &[(Tone::Dismissive, 0.8)]),
        ]);
        assert_eq!(findings.phrases, [0, 3, 2, 1]);
    }

    #[test]
    fn never_more_than_seven_phrases() {
        let texts: Vec<String> = (0..20).map(|number| format!("you forgot number {number} again")).collect();
        let messages: Vec<(&str, &[(Tone, f32)])> =
            texts.iter().map(|text| (text.as_str(), [(Tone::Critical, 0.9)].as_slice())).collect();
        assert_eq!(of(&messages).phrases.len(), 7);
    }

    #[test]
    fn a_message_that_may_hold_a_threat_is_never_offered_for_reflection() {
        let findings = of(&[("invented words of this kind", &[(Tone::Abusive, 0.9), (Tone::Nasty, 0.95)])]);
        assert_eq!((findings.moments.len(), findings.phrases.len()), (1, 0));
    }
}
