//! The few phrases to look at, each with its context, its reason and another reading.

use super::layout::{MARGIN, Page};
use super::quote::{marked, name, plain};
use super::wrap::{Look, Span};
use crate::analysis::{Before, Findings, Moment};
use crate::report::words;
use crate::review::Review;
use crate::tone::Side;
use unicode_width::UnicodeWidthStr;

/// Where the names before a message begin.
const NAMES: usize = MARGIN + 3;
/// The widest name shown there.
const NAME: usize = 16;

/// The phrases, and where to stop.
pub(super) fn phrases(page: &mut Page, review: &Review) {
    let findings = &review.findings;
    if findings.phrases.is_empty() {
        return page.text(words::NO_PHRASES);
    }
    let all = findings.moments.iter().filter(|moment| moment.lead(Side::Closing).is_some()).count();
    if findings.may_count() {
        page.text(&words::phrases_intro(findings.phrases.len(), all));
    } else {
        page.text(words::PHRASES_EXAMPLES);
    }
    for (index, &position) in findings.phrases.iter().enumerate() {
        if let Some(moment) = findings.moments.get(position) {
            page.gap();
            phrase(page, index + 1, moment, review);
        }
    }
    page.gap();
    page.text(words::GOOD_PLACE_TO_STOP);
    if !findings.strengths.is_empty() {
        page.text(words::ONE_SMALL_THING);
    }
}

fn phrase(page: &mut Page, number: usize, moment: &Moment, review: &Review) {
    let findings = &review.findings;
    let Some(lead) = moment.lead(Side::Closing) else { return };
    let head = [Span::new(Look::Strong, format!("{:MARGIN$}{number}  {}", "", titles(moment)))];
    page.between(&head, &words::day_and_time(moment.sent, findings.spans_years()));
    let hang = NAMES + names_width(moment) + 2;
    for before in &moment.before {
        context(page, before, findings, hang);
    }
    let row = |label: &str| [Span::new(Look::Plain, format!("{:NAMES$}{label}", ""))];
    page.hanging(&row("You"), hang, &marked(page, moment, Side::Closing));
    for (label, sentence) in [
        ("why", words::why(lead.tone).to_owned()),
        ("or", words::or(lead.tone).to_owned()),
        ("right", words::right(review.reliability.of(lead.tone))),
    ] {
        page.hanging(&row(label), hang, &[Span::new(Look::Plain, sentence)]);
    }
}

/// "Verdict, also brushing off".
fn titles(moment: &Moment) -> String {
    let mut titles =
        moment.flags.iter().filter(|flag| flag.tone.side() == Side::Closing).map(|flag| flag.tone.title());
    let first = titles.next().unwrap_or_default().to_owned();
    titles.fold(first, |titles, title| format!("{titles}, also {}", title.to_lowercase()))
}

fn names_width(moment: &Moment) -> usize {
    let names = moment.before.iter().map(|before| match before {
        Before::Covered { by, .. } => name(by, NAME).width(),
        Before::Own(_) | Before::Wordless => 0,
    });
    names.fold("right".len(), usize::max)
}

fn context(page: &mut Page, before: &Before, findings: &Findings, hang: usize) {
    let row = |who: String| [Span::new(Look::Plain, format!("{:NAMES$}{who}", ""))];
    match before {
        Before::Own(text) => page.hanging(&row("You".to_owned()), hang, &plain(text)),
        Before::Wordless => {
            page.hanging(&row("·".to_owned()), hang, &[Span::new(Look::Plain, words::WORDLESS)]);
        }
        Before::Covered { by, about_words } => {
            let who = if *by == findings.owner { "You".to_owned() } else { name(by, NAME) };
            let covered = [
                Span::new(Look::Faint, covered(*about_words)),
                Span::new(Look::Plain, format!(" {}", words::about_words(*about_words))),
            ];
            page.hanging(&row(who), hang, &covered);
        }
    }
}

/// Drawn from the rough number of words, never from the words: neither they nor their lengths show.
fn covered(about_words: usize) -> &'static str {
    match about_words {
        0..=5 => "∿∿∿∿∿",
        6..=10 => "∿∿∿∿∿∿∿∿ ∿∿∿∿∿",
        11..=20 => "∿∿∿∿∿∿∿ ∿∿∿∿∿∿∿∿∿∿ ∿∿∿∿",
        21..=30 => "∿∿∿∿∿∿ ∿∿∿∿∿∿∿∿∿ ∿∿∿∿∿∿∿∿∿ ∿∿∿∿",
        _ => "∿∿∿∿∿∿ ∿∿∿∿∿∿∿∿∿ ∿∿∿∿∿∿∿ ∿∿∿∿∿∿∿∿∿ ∿∿∿∿",
    }
}
