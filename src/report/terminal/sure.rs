//! How sure this is, what it cannot know, and where there is help.

use super::layout::{MARGIN, Page};
use super::over_time::mark;
use super::wrap::{Look, Span};
use crate::report::{rows, words};
use crate::review::Review;
use crate::tone::Reliability;

/// Cells for a label's name.
const TITLE: usize = 22;

/// How often marks are right, for the labels that were marked.
pub(super) fn certainty(page: &mut Page, review: &Review) {
    let rows = rows::marked(&review.findings.tones);
    if !rows.is_empty() {
        let finds = if page.has_room_for_finds() { "finds" } else { "" };
        let title = if page.has_room_for_intervals() { "right when it speaks" } else { "right" };
        let marked = if review.findings.may_count() { "marked" } else { "" };
        let right = right_cells(page);
        let head = format!("{:1$}{2:>7}   {3:<right$}  {finds}", "", MARGIN + 2 + TITLE, marked, title);
        page.line(&[Span::new(Look::Plain, head)]);
    }
    for row in rows {
        let reliability = review.reliability.of(row.tone);
        let (look, sign) = mark(row.tone);
        let marked = if review.findings.may_count() { words::count(row.messages) } else { String::new() };
        let mut line = vec![
            Span::new(Look::Plain, " ".repeat(MARGIN)),
            Span::new(look, sign),
            Span::new(Look::Plain, format!(" {:<TITLE$}", row.tone.title())),
            Span::new(Look::Strong, format!("{marked:>7}")),
        ];
        line.push(Span::new(Look::Plain, format!("   {:<1$}", right(page, reliability), right_cells(page))));
        if page.has_room_for_finds() {
            let finds = reliability.recall.map_or_else(|| "–".to_owned(), words::in_ten_short);
            line.push(Span::new(Look::Plain, format!("  {finds}")));
        }
        page.line(&line);
    }
    page.gap();
    page.text(words::MEASURED);
}

/// "●●●●●●●○○○ 7 in 10 (6–8)", as much of it as there is room for.
fn right(page: &Page, reliability: Reliability) -> String {
    let (Some(precision), Some((tenths, low, high))) =
        (reliability.precision, words::right_in_ten(reliability))
    else {
        return "not known".to_owned();
    };
    let dots = format!("{}{} ", "●".repeat(tenths), "○".repeat(10 - tenths));
    let dots = if page.has_room_for_bars() { dots } else { String::new() };
    let interval = format!(" ({low}–{high})");
    let interval = if page.has_room_for_intervals() { interval } else { String::new() };
    format!("{dots}{}{interval}", words::in_ten_short(precision))
}

fn right_cells(page: &Page) -> usize {
    if page.has_room_for_bars() { 27 } else { 20 }
}

/// What no file can show.
pub(super) fn limits(page: &mut Page) {
    for limit in &words::LIMITS {
        let text = [Span::new(Look::Strong, limit.what), Span::new(Look::Plain, format!(" {}", limit.why))];
        page.hanging(&[], MARGIN, &text);
    }
    page.gap();
    page.text(words::TWO_AUTHORS);
}

/// In every report, whatever was read.
pub(super) fn help(page: &mut Page) {
    page.text(words::HELP_INTRO);
    for part in &words::HELP {
        page.gap();
        page.hanging(&[], MARGIN, &[Span::new(Look::Strong, part.title)]);
        page.text(part.text);
    }
    for region in &words::HELPLINES {
        page.gap();
        page.text(&format!("{}, in danger now: {}", region.name, region.emergency));
        for line in region.lines {
            page.hanging(
                &[],
                MARGIN + 2,
                &[Span::new(Look::Plain, format!("{} {}, {}", line.name, line.number, line.note))],
            );
        }
    }
    page.gap();
    page.text(words::ELSEWHERE);
    page.gap();
}
