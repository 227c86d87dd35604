//! One bar: what became of all own messages.

use super::percent;
use crate::report::words::{count, page};
use maud::{Markup, html};

/// How the parts are filled.
const FILLS: [&str; 4] = ["m-o", "m-c", "m-p", "m-x"];
/// Between two parts, in per cent.
const GAP: f64 = 0.35;
/// The least width that a part needs to be seen, in per cent.
const LEAST: f64 = 0.8;
/// The least width over which numbers in one row do not touch, in per cent.
const ROOM: f64 = 9.0;

/// The parts in the order of [`page::SPLIT`], each with its number above or, where it is narrow, below.
pub(in crate::report::html) fn split(numbers: [usize; 4]) -> Markup {
    let parts = parts(numbers);
    let said: Vec<String> =
        page::SPLIT.iter().zip(numbers).map(|(what, number)| format!("{} {what}", count(number))).collect();
    html! {
        svg.chart height="70" role="img" aria-labelledby="splt" aria-describedby="spld" {
            title #splt { (page::SPLIT_TITLE) }
            desc #spld { (said.join("; ")) "." }
            @for part in &parts {
                rect class=(part.fill) x=(percent(part.left)) y="22" width=(percent(part.width)) height="28" rx="2" {}
                @let at_the_end = part.left > 100.0 - ROOM;
                @let x = if at_the_end { part.left + part.width } else { part.left };
                text x=(percent(x)) y=(if part.width < ROOM && !at_the_end { 66 } else { 14 })
                    text-anchor=[at_the_end.then_some("end")] { (count(part.number)) }
            }
        }
    }
}

struct Part {
    fill: &'static str,
    number: usize,
    left: f64,
    width: f64,
}

/// Where each part begins and how wide it is: in proportion, but none so narrow that it is not seen.
fn parts(numbers: [usize; 4]) -> Vec<Part> {
    let shown: Vec<(&str, usize)> =
        FILLS.into_iter().zip(numbers).filter(|(_, number)| *number > 0).collect();
    let all: usize = numbers.iter().sum();
    let room = 100.0 - GAP * (shown.len().saturating_sub(1)) as f64;
    let wanted = |number: usize| (room * number as f64 / all as f64).max(LEAST);
    let total: f64 = shown.iter().map(|(_, number)| wanted(*number)).sum();
    let mut left = 0.0;
    let part = |(fill, number): (&'static str, usize)| {
        let width = wanted(number) * room / total;
        let part = Part { fill, number, left, width };
        left += width + GAP;
        part
    };
    shown.into_iter().map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_fill_the_bar_and_none_vanishes() {
        let parts = parts([500, 1, 9_000, 0]);
        assert_eq!(parts.len(), 3);
        assert!(parts.iter().all(|part| part.width > 0.7));
        let last = &parts[2];
        assert!((last.left + last.width - 100.0).abs() < 1e-9);
    }
}
