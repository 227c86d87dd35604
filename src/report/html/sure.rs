//! How sure this is, what it cannot know, and where there is help: in every report, whatever was read.

use super::parts::{scroll, tens};
use super::read::not_judged;
use crate::analysis::ToneCount;
use crate::report::words::{self, Region, count, page};
use crate::review::Review;
use crate::tone::{Reliability, Side, Tone};
use maud::{Markup, html};

/// How often marks are right, for every label that is counted.
pub(super) fn certainty(review: &Review) -> Markup {
    let [opens, closes] = page::SIDES;
    let silent = not_judged(&review.findings.reading);
    html! {
        p.lede { (page::SURE) }
        (table(review, Side::Closing, closes))
        (table(review, Side::Opening, opens))
        p.note { (words::MEASURED) }
        @if silent > 0 {
            p.note { a href="#unjudged" { (page::kept_silent(silent)) } ". " (words::NOT_JUDGED) }
        }
    }
}

fn table(review: &Review, side: Side, caption: &str) -> Markup {
    let mut rows: Vec<&ToneCount> =
        review.findings.tones.iter().filter(|row| row.tone.side() == side).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.messages));
    let counted = review.findings.may_count();
    scroll(
        caption,
        &html! {
            table.sure {
                caption { (caption) }
                thead {
                    tr {
                        th scope="col" { "Mark" }
                        @if counted { th scope="col" { "Marked" } }
                        th scope="col" { "Right when it speaks" }
                        th scope="col" { "Finds" }
                    }
                }
                tbody {
                    @for row in rows {
                        tr {
                            th scope="row" { (title(row.tone)) }
                            @if counted { td { (count(row.messages)) } }
                            (measured(review.reliability.of(row.tone)))
                        }
                    }
                }
            }
        },
    )
}

/// The title, with the codebook's name where that is another.
fn title(tone: Tone) -> Markup {
    html! {
        b { (tone.title()) }
        @if !tone.title().eq_ignore_ascii_case(tone.name()) { " " small { (tone.name()) } }
    }
}

fn measured(reliability: Reliability) -> Markup {
    let right = reliability.precision.zip(words::right_in_ten(reliability));
    html! {
        td {
            @if let Some((precision, (in_ten, low, high))) = right {
                (tens(in_ten)) span.nb { (words::in_ten_short(precision)) } " " small { "(" (low) "–" (high) ")" }
            } @else {
                "not known"
            }
        }
        td {
            @match reliability.recall {
                Some(share) => (words::in_ten_short(share)),
                None => { span aria-hidden="true" { "–" } span.vh { "not known" } },
            }
        }
    }
}

/// What no file can show.
pub(super) fn limits() -> Markup {
    html! {
        ul.plain.gap { @for limit in &words::LIMITS { li { b { (limit.what) } " " (limit.why) } } }
        p.gap { (words::TWO_AUTHORS) }
    }
}

/// What may help, for whom.
pub(super) fn help() -> Markup {
    html! {
        p.gap { (words::HELP_INTRO) }
        @for part in &words::HELP { h3 { (part.title) } p { (part.text) } }
        div.regions { @for region in &words::HELPLINES { (helplines(region)) } }
        p.gap { (words::ELSEWHERE) }
    }
}

fn helplines(region: &Region) -> Markup {
    html! {
        div {
            h3 { (region.name) }
            dl.lines {
                div { dt { "In danger now" } dd { (region.emergency) } }
                @for line in region.lines {
                    div { dt { (line.name) ", " span.nb { (line.number) } } dd { (line.note) } }
                }
            }
        }
    }
}
