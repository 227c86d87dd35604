//! The few phrases to look at, only the first of them open, and the place to stop.

use super::parts::tens;
use super::quote::{line, theirs, time, veil, whole};
use crate::analysis::{Before, Findings, Moment};
use crate::report::excerpt::first_words;
use crate::report::words::{self, page};
use crate::review::Review;
use crate::tone::{Flag, Side};
use maud::{Markup, html};

/// How many words of an own message before a phrase are shown.
const BEFORE: usize = 60;

/// The phrases, and where to stop.
pub(super) fn body(review: &Review) -> Markup {
    let findings = &review.findings;
    html! {
        p.lede { (intro(findings)) }
        @for (index, (moment, lead)) in chosen(findings).enumerate() { (phrase(review, index, moment, lead)) }
        aside.rest aria-labelledby="h-rest" {
            h3 #h-rest { (words::GOOD_PLACE_TO_STOP) }
            @if !findings.strengths.is_empty() { p { (words::ONE_SMALL_THING) } }
        }
    }
}

fn intro(findings: &Findings) -> String {
    let all = findings.moments.iter().filter(|moment| moment.lead(Side::Closing).is_some()).count();
    match findings.phrases.len() {
        0 => words::NO_PHRASES.to_owned(),
        shown if findings.may_count() => words::phrases_intro(shown, all),
        _ => words::PHRASES_EXAMPLES.to_owned(),
    }
}

fn chosen(findings: &Findings) -> impl Iterator<Item = (&Moment, Flag)> {
    let moments = findings.phrases.iter().filter_map(|&position| findings.moments.get(position));
    moments.filter_map(|moment| Some((moment, moment.lead(Side::Closing)?)))
}

fn phrase(review: &Review, index: usize, moment: &Moment, lead: Flag) -> Markup {
    let when = words::day_and_time(moment.sent, review.findings.spans_years());
    html! {
        details.phrase id={ "phrase-" (index + 1) } open[index == 0] {
            summary {
                h3 { (titles(moment)) small { (time(moment.sent, &when)) } }
                span.said { (line(moment, Side::Closing)) }
            }
            div.body {
                ol.scene {
                    @for before in &moment.before { (context(before, &review.findings)) }
                    li {
                        span.who { b { (page::YOU) } }
                        span.said { (whole(moment, Side::Closing)) }
                    }
                }
                (reasons(review, lead))
                p.paper.note { (page::BOXES) }
            }
        }
    }
}

/// "Verdict, also brushing off".
fn titles(moment: &Moment) -> String {
    let titles: Vec<&str> = moment
        .flags
        .iter()
        .filter(|flag| flag.tone.side() == Side::Closing)
        .map(|flag| flag.tone.title())
        .collect();
    let (first, others) = titles.split_first().unwrap_or((&"", &[]));
    others.iter().fold((*first).to_owned(), |all, title| format!("{all}, also {}", title.to_lowercase()))
}

fn context(before: &Before, findings: &Findings) -> Markup {
    html! {
        li {
            @match before {
                Before::Own(text) => {
                    span.who { b { (page::YOU) } }
                    span.said { (theirs(&first_words(text, BEFORE))) }
                },
                Before::Wordless => { span.who {} span.note { (words::WORDLESS) } },
                Before::Covered { by, about_words } => {
                    span.who { b { @if *by == findings.owner { (page::YOU) } @else { (theirs(by)) } } }
                    (veil(*about_words))
                },
            }
        }
    }
}

/// Why, what else it may be, and how often marks like it are right.
fn reasons(review: &Review, lead: Flag) -> Markup {
    let [why, or, right] = page::WHY;
    let reliability = review.reliability.of(lead.tone);
    html! {
        dl.why {
            div { dt { (why) } dd { (words::why(lead.tone)) } }
            div { dt { (or) } dd { (words::or(lead.tone)) } }
            div {
                dt { (right) }
                dd {
                    @if let Some((in_ten, ..)) = words::right_in_ten(reliability) { (tens(in_ten)) }
                    (words::right(reliability))
                }
            }
        }
    }
}
