//! What went well, and what was said in more than a word or two.

use super::parts::link;
use super::quote::{message, quoted, time, whole};
use crate::analysis::{Findings, Moment};
use crate::report::words::{self, page};
use crate::tone::{Flag, Side};
use maud::{Markup, html};

/// How many of the gallery are shown at once.
const CARDS: usize = 6;
/// How many more can be opened.
const MORE: usize = 30;

/// Up to three things that went well.
pub(super) fn strengths(findings: &Findings) -> Markup {
    let strengths = findings.strengths.iter().filter_map(|&position| findings.moments.get(position));
    html! {
        ol.strengths {
            @for (moment, flag) in strengths.filter_map(|moment| Some((moment, moment.lead(Side::Opening)?))) {
                li {
                    h3 { (words::strength(flag.tone)) }
                    div { (quoted(moment, Side::Opening)) p.note { (when_and_what(findings, moment, flag)) } }
                }
            }
        }
    }
}

fn when_and_what(findings: &Findings, moment: &Moment, flag: Flag) -> Markup {
    let alike = findings.tones.iter().find(|row| row.tone == flag.tone).map_or(0, |row| row.messages);
    html! {
        (time(moment.sent, &words::day(moment.sent, findings.spans_years()))) " · " (flag.tone.title())
        @if findings.may_count() && alike > 1 { ", one of " (link(flag.tone, &page::like_it(alike))) }
    }
}

/// What was said in more than a word or two, without the strengths that stand above it.
pub(super) fn gallery(findings: &Findings) -> Markup {
    let others = findings.gallery_beyond_strengths();
    let (cards, rest) = others.split_at(others.len().min(CARDS));
    let more = &rest[..rest.len().min(MORE)];
    let with_year = findings.spans_years();
    html! {
        @if findings.may_count() {
            p.lede { (words::gallery_intro(findings.gallery.len())) }
        } @else {
            p.lede { (words::GALLERY_EXAMPLES) }
        }
        ul.gallery {
            @for moment in cards {
                li {
                    blockquote { (whole(moment, Side::Opening)) }
                    (time(moment.sent, &words::day(moment.sent, true)))
                }
            }
        }
        @if !more.is_empty() {
            details.open {
                summary { (page::more(more.len())) }
                ul.msgs { @for moment in more { (message(moment, Side::Opening, with_year, None)) } }
            }
        }
    }
}
