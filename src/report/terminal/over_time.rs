//! How often, in all and by month.
//!
//! A rate by month needs 100 judged messages in that month (codebook section 13); thinner months get
//! no bar, and where most months are thin, counts stand in place of bars.

use super::layout::{MARGIN, Page};
use super::wrap::{Look, Span};
use crate::analysis::{Amount, Findings, Month, ToneCount};
use crate::report::{rows, words};
use crate::tone::{Side, Tone};

/// How many months a table shows, the last ones.
const MONTHS: usize = 24;
/// Cells for a label's name.
const TITLE: usize = 22;
/// Cells for a rate with and without its interval.
const RATE: (usize, usize) = (17, 5);

/// The table of labels, opening ones first, and what its signs mean.
pub(super) fn over_time(page: &mut Page, findings: &Findings) {
    if !findings.may_count() {
        return page.text(words::EXAMPLES_ONLY);
    }
    let months = &findings.months[findings.months.len().saturating_sub(MONTHS)..];
    let (rated, counted): (Vec<&ToneCount>, Vec<&ToneCount>) =
        rows::marked(&findings.tones).into_iter().partition(|row| rows::is_rated(row));
    let scale = Scale::of(&rated, months);
    page.line(&head(page, months));
    for row in &rated {
        page.line(&row_of(page, row, &by_month(row.tone, months, scale)));
    }
    if !counted.is_empty() {
        page.gap();
        match findings.tones.first().map(|row| row.amount) {
            Some(Amount::CountOnly) => page.text(words::COUNTS_ONLY),
            _ if page.has_room_for_bars() => page.text(words::TOO_FEW_SO_BY_MONTH),
            _ => page.text(words::TOO_FEW_FOR_A_RATE),
        }
    }
    for row in &counted {
        page.line(&row_of(page, row, &by_month(row.tone, months, Scale::Counts)));
    }
    page.gap();
    let shown = Shown { months, scale, rates: !rated.is_empty(), digits: !counted.is_empty() };
    notes(page, findings, &shown);
}

/// What the signs of the months stand for.
#[derive(Clone, Copy, PartialEq)]
enum Scale {
    /// Bars up to this many in 100.
    UpTo(f64),
    /// Numbers of messages.
    Counts,
}

impl Scale {
    /// One scale for all rows, to a whole number in 100; counts where most months are too thin for rates.
    fn of(rows: &[&ToneCount], months: &[Month]) -> Self {
        let of_rows = |month: &Month| -> Vec<f64> {
            rows.iter().filter_map(|row| rate(month.counts[row.tone.index()], month.judged)).collect()
        };
        let thick_enough = months.iter().filter(|month| rate(0, month.judged).is_some()).count();
        if thick_enough * 2 < months.len() {
            return Self::Counts;
        }
        Self::UpTo(months.iter().flat_map(of_rows).fold(1.0, f64::max).ceil())
    }
}

fn rate(messages: usize, judged: usize) -> Option<f64> {
    match Amount::of(messages, judged) {
        Amount::Rate { per_100, .. } => Some(per_100),
        Amount::CountOnly | Amount::ExamplesOnly => None,
    }
}

/// One sign for each month, unfinished ones set apart.
fn by_month(tone: Tone, months: &[Month], scale: Scale) -> String {
    set_apart(months, |month| sign(month.counts[tone.index()], month.judged, scale))
}

fn set_apart(months: &[Month], sign: impl Fn(&Month) -> char) -> String {
    let mut signs = String::new();
    for (index, month) in months.iter().enumerate() {
        let ends_unfinished = !month.complete && index + 1 == months.len() && index > 0;
        let began_unfinished = index == 1 && !months[0].complete;
        if ends_unfinished || began_unfinished {
            signs.push('┊');
        }
        signs.push(sign(month));
    }
    signs
}

fn sign(messages: usize, judged: usize, scale: Scale) -> char {
    match scale {
        _ if messages == 0 && judged > 0 => '·',
        Scale::Counts if messages == 0 => ' ',
        Scale::Counts => {
            u32::try_from(messages).ok().and_then(|digit| char::from_digit(digit, 10)).unwrap_or('+')
        }
        Scale::UpTo(most) => rate(messages, judged).map_or('–', |rate| bar(rate / most)),
    }
}

/// A bar of 1 to 8 eighths.
fn bar(share: f64) -> char {
    const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0 to 7")]
    let index = ((share * 8.0).ceil() - 1.0).clamp(0.0, 7.0) as usize;
    BARS[index]
}

fn head(page: &Page, months: &[Month]) -> Vec<Span> {
    let letters = set_apart(months, |month| words::month_letter(month.month).chars().next().unwrap_or('?'));
    let (rate, letters) = (rate_cells(page), if page.has_room_for_bars() { letters.as_str() } else { "" });
    let marked = "marked";
    let text = format!("{:1$}{marked:>7}   {2:<rate$}  {letters}", "", MARGIN + 2 + TITLE, " in 100");
    vec![Span::new(Look::Plain, text)]
}

fn row_of(page: &Page, row: &ToneCount, months: &str) -> Vec<Span> {
    let (look, sign) = mark(row.tone);
    let rate = match row.amount {
        Amount::Rate { per_100, low, high } if rows::is_rated(row) => {
            let interval = format!(" [{}–{}]", words::one_decimal(low), words::one_decimal(high));
            let interval = if page.has_room_for_intervals() { interval } else { String::new() };
            format!("{:>5}{interval}", words::one_decimal(per_100))
        }
        _ => String::new(),
    };
    let months = if page.has_room_for_bars() { months } else { "" };
    vec![
        Span::new(Look::Plain, " ".repeat(MARGIN)),
        Span::new(look, sign),
        Span::new(Look::Plain, format!(" {:<TITLE$}", row.tone.title())),
        Span::new(Look::Strong, format!("{:>7}", words::count(row.messages))),
        Span::new(Look::Plain, format!("   {rate:<0$}  ", rate_cells(page))),
        // Digits are words: only bars take the colour of their side.
        Span::new(if rate.is_empty() { Look::Plain } else { look }, months),
    ]
}

fn rate_cells(page: &Page) -> usize {
    if page.has_room_for_intervals() { RATE.0 } else { RATE.1 }
}

/// The sign of a label's side.
pub(super) fn mark(tone: Tone) -> (Look, &'static str) {
    match tone.side() {
        Side::Opening => (Look::Opens, "●"),
        Side::Closing => (Look::Closes, "■"),
    }
}

/// What a table shows and a reader may need explained.
struct Shown<'a> {
    months: &'a [Month],
    scale: Scale,
    rates: bool,
    digits: bool,
}

fn notes(page: &mut Page, findings: &Findings, shown: &Shown<'_>) {
    let &Shown { months, scale, rates, digits } = shown;
    let mut notes: Vec<String> = Vec::new();
    if rates && page.has_room_for_intervals() {
        notes.push(format!("{}.", words::INTERVAL));
    }
    if page.has_room_for_bars() && !months.is_empty() {
        if let (Scale::UpTo(most), true) = (scale, rates) {
            notes.push(format!("Bars: 0 to {most} in 100, one scale for all."));
            notes.push("– fewer than 100 of your messages in that month, so no bar.".to_owned());
        }
        if digits || scale == Scale::Counts {
            notes.push("Digits: messages in that month, + more than nine, · none.".to_owned());
        }
        if months.iter().any(|month| !month.complete) {
            notes.push("┊ sets a month apart that the export holds only in part.".to_owned());
        }
        if findings.months.len() > months.len() {
            notes.push(format!("Shown are the last {} months.", months.len()));
        }
    }
    let never = rows::never_marked(&findings.tones);
    if !never.is_empty() {
        notes.push(words::page::never_marked(&never));
    }
    page.text(&notes.join(" "));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(judged: usize, critical: usize, complete: bool) -> Month {
        let mut counts = [0; Tone::COUNT];
        counts[Tone::Critical.index()] = critical;
        Month { year: 2026, month: 1, judged, counts, complete }
    }

    fn check(months: &[Month], scale: Scale, expected: &str) {
        assert_eq!(by_month(Tone::Critical, months, scale), expected);
    }

    #[test]
    fn a_month_with_fewer_than_100_judged_messages_gets_no_bar() {
        check(&[month(99, 5, true), month(100, 4, true), month(200, 1, true)], Scale::UpTo(4.0), "–█▁");
    }

    #[test]
    fn counts_are_digits_and_more_than_nine_a_plus() {
        check(&[month(50, 0, true), month(50, 9, true), month(50, 10, true)], Scale::Counts, "·9+");
    }

    #[test]
    fn a_month_that_the_export_holds_in_part_is_set_apart() {
        check(&[month(50, 1, false), month(50, 2, true), month(50, 3, false)], Scale::Counts, "1┊2┊3");
        check(&[month(50, 1, false)], Scale::Counts, "1");
    }

    #[test]
    fn where_most_months_are_thin_there_are_counts_and_no_bars() {
        let row = ToneCount { tone: Tone::Critical, messages: 40, amount: Amount::of(40, 300) };
        assert!(
            Scale::of(&[&row], &[month(50, 2, true), month(40, 1, true), month(200, 8, true)])
                == Scale::Counts
        );
        assert!(Scale::of(&[&row], &[month(120, 2, true), month(200, 9, true)]) == Scale::UpTo(5.0));
    }
}
