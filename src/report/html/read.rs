//! What was read: the receipt of the import, what became of the owner's messages, the key to the marks.

use super::charts;
use super::parts::{Table, mark, swatch};
use super::quote::{theirs, whose};
use crate::analysis::{Findings, Reading};
use crate::report::Report;
use crate::report::words::{self, count, page};
use crate::tone::{NotJudged, Side};
use maud::{Markup, PreEscaped, html};

/// The part about what was read.
pub(super) fn body(report: &Report) -> Markup {
    let findings = &report.review.findings;
    html! {
        p.lede {
            @if findings.others.is_empty() {
                (page::ALONE)
            } @else {
                (PreEscaped(page::covered(&whose(findings).into_string())))
            }
        }
        div.receipt {
            (slip(report))
            (decisions(report))
        }
        @if findings.may_count() { div.part { (split(findings)) } }
        @if let Some(reasons) = reasons(&findings.reading) {
            details.open id="unjudged" {
                summary { (page::kept_silent(not_judged(&findings.reading))) }
                (reasons.shown())
                p.note { (words::NOT_JUDGED) }
            }
        }
        (key())
    }
}

/// How many of the owner's messages nobody judged.
pub(super) fn not_judged(reading: &Reading) -> usize {
    reading.own_not_judged.values().sum()
}

/// The figures as a till prints them: each sum follows from the lines above it.
fn slip(report: &Report) -> Markup {
    let (receipt, findings) = (&report.receipt, &report.review.findings);
    let reading = &findings.reading;
    let left_out = receipt.kept_total().saturating_sub(reading.own + reading.others);
    let silent = not_judged(reading);
    html! {
        dl.slip {
            div { dt { span { "File" } } dd { (theirs(&receipt.source)) } }
            @for (field, column) in &receipt.columns {
                div { dt { span { (field) } } dd { (theirs(column)) } }
            }
            (figure(&html! { "Records" }, receipt.records_seen))
            @for (&reason, &number) in &receipt.skipped {
                (figure(&html! { (words::skipped(reason)) }, number))
            }
            div.sum { dt { span { "Messages" } } dd { (count(receipt.kept_total())) } }
            @if left_out > 0 { (figure(&html! { (page::LEFT_OUT) }, left_out)) }
            @if !findings.others.is_empty() {
                (figure(&html! { (whose(findings)) ", as context" }, reading.others))
            }
            (figure(&html! { "Yours" }, reading.own))
            @if silent > 0 {
                div { dt { span { (page::NOT_JUDGED_TITLE) } } dd { a href="#unjudged" { (count(silent)) } } }
            }
            div.sum { dt { span { "Yours, read and judged" } } dd { (count(reading.own_judged)) } }
        }
    }
}

fn figure(what: &Markup, number: usize) -> Markup {
    html! { div { dt { span { (what) } } dd { (count(number)) } } }
}

/// How each doubt was decided.
fn decisions(report: &Report) -> Markup {
    let receipt = &report.receipt;
    html! {
        div {
            @if let Some(decision) = receipt.dates { p { b { "Dates: " } (words::dates(decision)) "." } }
            @if !receipt.zone.is_empty() { p { b { "Times: " } (receipt.zone) "." } }
            p { b { "You: " } (theirs(&report.review.findings.owner)) ", " (words::owner(receipt.owner.evidence)) "." }
            p { b { "Privacy: " } (page::PRIVACY) }
            @for warning in &receipt.warnings { p.note { (words::warning(warning)) } }
        }
    }
}

/// How many own messages there are of each kind, in the order of [`page::SPLIT`]; adds up to all.
fn kinds(findings: &Findings) -> [usize; 4] {
    let closing = findings.moments.iter().filter(|moment| moment.lead(Side::Closing).is_some()).count();
    let marked = findings.moments.iter().filter(|moment| !moment.flags.is_empty()).count();
    let reading = &findings.reading;
    [marked - closing, closing, reading.own_judged.saturating_sub(marked), not_judged(reading)]
}

fn split(findings: &Findings) -> Markup {
    let kinds = kinds(findings);
    let all: usize = kinds.iter().sum();
    let caption = page::split_caption(all);
    let signs = [mark(Side::Opening), mark(Side::Closing), swatch("m-p"), swatch("m-x")];
    let row = |what: &str, number: usize| {
        let share = if all == 0 { 0.0 } else { 100.0 * number as f64 / all as f64 };
        (what.to_owned(), vec![count(number), words::one_decimal(share)])
    };
    let table = Table {
        caption: caption.clone(),
        columns: ["What", "Messages", "in 100"].map(str::to_owned).into(),
        rows: page::SPLIT.into_iter().zip(kinds).map(|(what, number)| row(what, number)).collect(),
    };
    html! {
        figure aria-labelledby="cap-split" {
            p.cap #cap-split { (caption) }
            (charts::split(kinds))
            ul.legend {
                @for ((sign, number), what) in signs.iter().zip(kinds).zip(page::SPLIT) {
                    li { (sign) b { (count(number)) } span { (what) } }
                }
            }
            (table.behind_chart())
        }
    }
}

/// Why messages were not judged; `None` if all were.
fn reasons(reading: &Reading) -> Option<Table> {
    let rows: Vec<(String, Vec<String>)> = NotJudged::ALL
        .into_iter()
        .filter_map(|reason| Some((reason, *reading.own_not_judged.get(&reason)?)))
        .map(|(reason, number)| (words::not_judged(reason).to_owned(), vec![count(number)]))
        .collect();
    let columns = ["Reason", "Messages"].map(str::to_owned).into();
    (!rows.is_empty()).then(|| Table { caption: page::NOT_JUDGED_TITLE.to_owned(), columns, rows })
}

fn key() -> Markup {
    let signs = [
        mark(Side::Opening),
        mark(Side::Closing),
        html! { svg width="14" height="14" aria-hidden="true" { circle.m-oh cx="7" cy="7" r="4.8" {} } },
        html! { svg width="14" height="14" aria-hidden="true" { rect.m-x width="14" height="14" {} } },
        html! {
            svg.o width="22" height="14" aria-hidden="true" {
                rect.band width="22" height="14" {}
                path.line d="M0 7h22" {}
            }
        },
        html! {
            svg width="14" height="14" aria-hidden="true" {
                path d="M4 2l5 5-5 5" fill="none" stroke="var(--soft)" stroke-width="1.8" {}
            }
        },
    ];
    html! {
        p.group.gap { (page::KEY) }
        ul.key { @for (sign, what) in signs.iter().zip(page::KEY_ROWS) { li { (sign) span { (what) } } } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::example::example;

    #[test]
    fn every_own_message_is_in_one_part_of_the_bar() {
        let findings = example().review.findings;
        let kinds = kinds(&findings);
        assert_eq!(kinds.iter().sum::<usize>(), findings.reading.own);
        assert!(kinds.iter().all(|&number| number > 0), "{kinds:?}");
    }

    #[test]
    fn the_slip_accounts_for_messages_outside_the_days_read() {
        let mut report = example();
        assert!(!slip(&report).into_string().contains(page::LEFT_OUT));
        report.review.findings.reading.others -= 7;
        assert!(slip(&report).into_string().contains(&format!("{}</span></dt><dd>7</dd>", page::LEFT_OUT)));
    }
}
