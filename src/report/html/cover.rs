//! The first and the last of the page: whose words, when, what this is not; and what it was made by.

use super::quote::with_whom;
use crate::report::Report;
use crate::report::words::{self, page};
use maud::{Markup, PreEscaped, html};

/// The title under the door.
pub(super) fn cover(report: &Report) -> Markup {
    let findings = &report.review.findings;
    let [your, with] = page::YOUR_WORDS_WITH;
    html! {
        header.cover {
            (PreEscaped(include_str!("door.svg")))
            div.page {
                p.kicker { b { "hearten" } " · " (page::KICKER) }
                div {
                    h1 { (your) br; (with) " " (with_whom(findings)) }
                    @if let Some(period) = findings.reading.period { p.dates { (words::period(period)) } }
                }
                p.intro { (page::INTRO) }
                p.stamp { (words::STAMP) }
            }
        }
    }
}

/// By what the review was made.
pub(super) fn colophon(report: &Report) -> Markup {
    let review = &report.review;
    let facts = [
        ("Model", review.model.0.clone()),
        ("Codebook", format!("version {}", review.codebook)),
        ("Program", format!("hearten {}", review.program)),
        ("Export", format!("fingerprint {}", review.source_fingerprint)),
        ("Made", review.made_on.strftime("%A %-d %B %Y").to_string()),
    ];
    html! {
        footer {
            div.page {
                dl.prov { @for (what, fact) in &facts { div { dt { (what) } dd.num { (fact) } } } }
                p { (words::STAMP) }
            }
        }
    }
}
