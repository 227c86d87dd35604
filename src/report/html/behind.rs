//! The messages behind the figures: every number on the page opens here.

use super::parts::{fragment, mark};
use super::quote::message;
use crate::analysis::{Findings, Moment, ToneCount};
use crate::report::words::{self, count, page};
use crate::tone::{Side, Tone};
use maud::{Markup, html};
use std::collections::HashMap;

/// How many different messages of one label are shown, the newest.
const SHOWN: usize = 40;

/// One thing that opens for each label.
pub(super) fn body(findings: &Findings, rows: &[&ToneCount]) -> Markup {
    html! {
        div.part {
            h3 { (page::BEHIND) }
            div.behind { @for row in rows { (label(findings, row)) } }
        }
    }
}

fn label(findings: &Findings, row: &ToneCount) -> Markup {
    let side = row.tone.side();
    html! {
        details.row id=(fragment(row.tone)) {
            summary { span { (mark(side)) " " (row.tone.title()) } span.cnt { (count(row.messages)) } }
            div.body {
                p.note { (words::why(row.tone)) @if side == Side::Closing { " " (words::or(row.tone)) } }
                (messages(findings, row))
            }
        }
    }
}

fn messages(findings: &Findings, row: &ToneCount) -> Markup {
    let different = newest_first(&findings.moments, row.tone);
    let shown = &different[..different.len().min(SHOWN)];
    let standing_for: usize = shown.iter().map(|(_, times)| times).sum();
    html! {
        ul.msgs {
            @for (moment, times) in shown {
                @let note = (*times > 1).then(|| page::same_words(*times));
                (message(moment, row.tone.side(), findings.spans_years(), note.as_deref()))
            }
        }
        @if standing_for < row.messages { p.note { (page::shown_of(standing_for, row.messages)) } }
    }
}

/// The moments that carry a label, those in the same words once, with how often.
fn newest_first(moments: &[Moment], tone: Tone) -> Vec<(&Moment, usize)> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut different: Vec<(&Moment, usize)> = Vec::new();
    for moment in moments.iter().rev().filter(|moment| moment.flags.iter().any(|flag| flag.tone == tone)) {
        let place = *places.entry(moment.text.trim().to_lowercase()).or_insert(different.len());
        match different.get_mut(place) {
            Some((_, times)) => *times += 1,
            None => different.push((moment, 1)),
        }
    }
    different
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::example::example;

    #[test]
    fn equal_words_are_shown_once_with_their_number() {
        let findings = example().review.findings;
        let row = findings.tones.iter().find(|row| row.tone == Tone::Curiosity).unwrap();
        let different = newest_first(&findings.moments, Tone::Curiosity);
        assert!(different.len() < row.messages);
        assert_eq!(different.iter().map(|(_, times)| times).sum::<usize>(), row.messages);
    }
}
