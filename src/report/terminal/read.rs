//! The title, and what was read.

use super::layout::Page;
use super::quote::name;
use super::wrap::{Look, Span};
use crate::report::{Report, clean, words};

/// How many cells of a name a title shows.
const NAME: usize = 24;

/// Who, when, and what this is not.
pub(super) fn title(page: &mut Page, report: &Report) {
    let findings = &report.review.findings;
    let others: Vec<String> = findings.others.iter().map(|other| name(other, NAME)).collect();
    let title = format!(" hearten · your words with {}", words::with_whom(&others));
    let period = findings.reading.period.map_or_else(String::new, words::period);
    page.between(&[Span::new(Look::Strong, title)], &period);
    let made = format!("made {}", report.review.made_on.strftime("%a %-d %b %Y"));
    page.between(&[Span::new(Look::Plain, format!(" {}", words::STAMP))], &made);
}

/// The receipt in a few lines.
pub(super) fn receipt(page: &mut Page, report: &Report) {
    let (reading, receipt) = (&report.review.findings.reading, &report.receipt);
    let others = match report.review.findings.others.as_slice() {
        [one] => format!("{}’s", name(one, NAME)),
        _ => "the others’".to_owned(),
    };
    let not_judged: usize = reading.own_not_judged.values().sum();
    let mut covered = fact(&others, reading.others);
    covered.push(Span::new(Look::Plain, ": context, covered"));
    page.facts(&[
        fact("yours", reading.own),
        fact("judged", reading.own_judged),
        fact("not judged", not_judged),
        covered,
    ]);

    let mut file = vec![fact("records read", receipt.records_seen)];
    file.extend(receipt.skipped.iter().map(|(&reason, &number)| amount(number, words::skipped(reason))));
    if let Some(decision) = receipt.dates {
        file.push(vec![Span::new(Look::Plain, format!("dates {}", words::dates(decision)))]);
    }
    let owner = clean::terminal_line(&report.review.findings.owner);
    file.push(vec![Span::new(
        Look::Plain,
        format!("you are {owner}, {}", words::owner(receipt.owner.evidence)),
    )]);
    page.facts(&file);

    let reasons: Vec<String> = crate::tone::NotJudged::ALL
        .into_iter()
        .filter_map(|reason| {
            Some(format!(
                "{} {}",
                words::count(*reading.own_not_judged.get(&reason)?),
                words::not_judged(reason)
            ))
        })
        .collect();
    if !reasons.is_empty() {
        page.text(&format!("not judged: {}", reasons.join(", ")));
    }
    page.text(words::NOT_JUDGED);
    for warning in &receipt.warnings {
        page.text(&words::warning(warning));
    }
}

fn fact(what: &str, number: usize) -> Vec<Span> {
    vec![Span::new(Look::Plain, format!("{what} ")), Span::new(Look::Strong, words::count(number))]
}

fn amount(number: usize, what: &str) -> Vec<Span> {
    vec![Span::new(Look::Strong, words::count(number)), Span::new(Look::Plain, format!(" {what}"))]
}
