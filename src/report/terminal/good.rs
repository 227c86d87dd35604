//! What went well, and the gallery: the owner's own words first.

use super::layout::{MARGIN, Page};
use super::quote::quote;
use super::wrap::{Look, Span};
use crate::analysis::Findings;
use crate::report::words;
use crate::tone::Side;

/// How many of the gallery are shown besides the strengths.
const GALLERY: usize = 4;

/// Up to three things that went well.
pub(super) fn strengths(page: &mut Page, findings: &Findings) {
    for moment in findings.strengths.iter().filter_map(|&position| findings.moments.get(position)) {
        page.gap();
        let headline = moment.lead(Side::Opening).map_or("", |flag| words::strength(flag.tone));
        let headline = [Span::new(Look::Plain, format!("{:MARGIN$}{headline}", ""))];
        page.between(&headline, &words::day(moment.sent, findings.spans_years()));
        page.hanging(&[], MARGIN + 2, &quote(page, moment, Side::Opening));
    }
}

/// What was said in more than a word or two.
pub(super) fn gallery(page: &mut Page, findings: &Findings) {
    if findings.may_count() {
        page.text(&words::gallery_intro(findings.gallery.len()));
    } else {
        page.text(words::GALLERY_EXAMPLES);
    }
    let others = findings.gallery_beyond_strengths();
    let days = if findings.spans_years() { 12 } else { 7 };
    for moment in others.iter().take(GALLERY) {
        let day = words::day(moment.sent, findings.spans_years());
        let first = [Span::new(Look::Plain, format!("{:1$}{day}", "", MARGIN + 2))];
        page.hanging(&first, MARGIN + 2 + days, &quote(page, moment, Side::Opening));
    }
    if others.len() > GALLERY {
        page.text(&format!("{} more: --format html", words::count(others.len() - GALLERY)));
    }
}
