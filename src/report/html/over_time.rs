//! How often, in all and by month.
//!
//! Labels with enough messages have a panel with their rates, the others one mark for each message. A
//! rate by month needs 100 judged messages in that month (codebook section 13); where most months are
//! thinner than that, every label is counted.

use super::behind;
use super::charts::{self, Axis, Scale, month_name};
use super::parts::{Table, class, link};
use crate::analysis::{Amount, Findings, Month, ToneCount};
use crate::report::rows;
use crate::report::words::{self, count, page};
use maud::{Markup, html};

/// Months that strips have room for; the table behind them has all.
const STRIP_MONTHS: usize = 24;
/// Where panels begin beside the figures of their scale, in per cent.
const PANEL_LEFT: f64 = 8.0;

/// The part about how often and when.
pub(super) fn body(findings: &Findings) -> Markup {
    if !findings.may_count() {
        return html! { p.lede { (words::EXAMPLES_ONLY) } };
    }
    let marked = rows::marked(&findings.tones);
    let (rated, counted): (Vec<&ToneCount>, Vec<&ToneCount>) =
        marked.iter().copied().partition(|row| rows::is_rated(row));
    let months = &findings.months;
    html! {
        @if months.is_empty() {
            (totals(&marked).shown())
        } @else if let Some(scale) = Scale::of(&rated, months).filter(|_| !rated.is_empty()) {
            (panels(&rated, months, scale))
            @if !counted.is_empty() { (strips(&counted, months, page::STRIPS)) }
        } @else {
            (counts(findings, &marked))
        }
        (never_marked(findings))
        @if !marked.is_empty() { (behind::body(findings, &marked)) }
    }
}

/// Small drawings on one scale.
fn panels(rated: &[&ToneCount], months: &[Month], scale: Scale) -> Markup {
    let axis = Axis { months, left: PANEL_LEFT };
    let thin = months.iter().any(|month| !matches!(Amount::of(0, month.judged), Amount::Rate { .. }));
    html! {
        p.lede { (page::PANELS) }
        div.panels {
            @for row in rated {
                figure.panel.(class(row.tone.side())) {
                    figcaption {
                        b { (row.tone.title()) }
                        span { (link(row.tone, &page::messages(row.messages))) }
                        @if let Amount::Rate { per_100, low, high } = row.amount {
                            span { (page::in_100(per_100, low, high)) }
                        }
                    }
                    (charts::panel(row.tone, &axis, scale))
                }
            }
        }
        p.note {
            (page::BANDS) " " a href="#sure" { (words::heading::SURE) } "."
            @if thin { " " (page::THIN_MONTHS) }
            @if months.iter().any(|month| !month.complete) { " " (page::UNFINISHED) }
        }
        (by_month(rated, months, page::MONTHS_TABLES[0]).behind_chart())
    }
}

/// One row of marks for each label.
fn strips(counted: &[&ToneCount], months: &[Month], caption: &str) -> Markup {
    let last = &months[months.len().saturating_sub(STRIP_MONTHS)..];
    let axis = Axis { months: last, left: 0.0 };
    html! {
        div.part {
            figure {
                p.cap { (caption) }
                @for row in counted {
                    div.strip {
                        span { (link(row.tone, row.tone.title())) }
                        (charts::strip(row.tone, &axis))
                        b { (count(row.messages)) }
                    }
                }
                div.strip.axis { span {} (charts::strip_axis(&axis)) b {} }
                @if last.len() < months.len() { p.note { (page::last_months(last.len())) } }
                (by_month(counted, months, page::MONTHS_TABLES[1]).behind_chart())
            }
        }
    }
}

/// Where months are too thin for rates: one mark for each message, under the rates of the whole.
fn counts(findings: &Findings, marked: &[&ToneCount]) -> Markup {
    let has_rates = findings.tones.iter().any(|row| matches!(row.amount, Amount::Rate { .. }));
    html! {
        @if has_rates { (totals(marked).shown()) } @else { p.lede { (words::COUNTS_ONLY) } }
        @if !marked.is_empty() { (strips(marked, &findings.months, page::COUNTED)) }
    }
}

/// How many messages carry each label in each month, and in all.
fn by_month(rows: &[&ToneCount], months: &[Month], caption: &str) -> Table {
    let mut columns = vec!["Month".to_owned(), "Judged".to_owned()];
    columns.extend(rows.iter().map(|row| row.tone.title().to_owned()));
    let row_of = |month: &Month| {
        let numbers = rows.iter().map(|row| month.counts[row.tone.index()]);
        (month_name(month), std::iter::once(month.judged).chain(numbers).map(count).collect())
    };
    let mut table: Vec<(String, Vec<String>)> = months.iter().map(row_of).collect();
    let sum = |of: &dyn Fn(&Month) -> usize| count(months.iter().map(of).sum());
    let sums = rows.iter().map(|row| sum(&|month| month.counts[row.tone.index()]));
    table.push(("All".to_owned(), std::iter::once(sum(&|month| month.judged)).chain(sums).collect()));
    Table { caption: caption.to_owned(), columns, rows: table }
}

/// The figures without months.
fn totals(rows: &[&ToneCount]) -> Table {
    let row_of = |row: &&ToneCount| {
        let rate = match row.amount {
            Amount::Rate { per_100, low, high } if rows::is_rated(row) => page::in_100(per_100, low, high),
            _ => words::TOO_FEW_FOR_A_RATE.to_owned(),
        };
        (row.tone.title().to_owned(), vec![count(row.messages), rate])
    };
    Table {
        caption: page::TOTALS.to_owned(),
        columns: ["Mark", "Messages", "With its 95 % interval"].map(str::to_owned).into(),
        rows: rows.iter().map(row_of).collect(),
    }
}

fn never_marked(findings: &Findings) -> Markup {
    let never = rows::never_marked(&findings.tones);
    html! { @if !never.is_empty() { p.note.gap { (page::never_marked(&never)) } } }
}
