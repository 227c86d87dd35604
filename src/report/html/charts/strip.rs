//! A label that is too seldom for a rate: one mark for each message, over its month.

use super::axis::month_name;
use super::{Axis, dot, percent};
use crate::analysis::Month;
use crate::tone::{Side, Tone};
use maud::{Markup, html};

/// So many marks still stand on each other; more are written as a number.
const STACK: usize = 6;
/// From one mark to the next above it, in pixels.
const STEP: f64 = 14.0;

/// The strip of one label.
pub(in crate::report::html) fn strip(tone: Tone, axis: &Axis<'_>) -> Markup {
    let of = |month: &Month| month.counts[tone.index()];
    let most = axis.months.iter().map(of).max().unwrap_or(0);
    let rows = if most > STACK { 1 } else { most.max(1) };
    let (title, description) = (format!("{}-t", tone.name()), format!("{}-d", tone.name()));
    html! {
        svg.chart height=(14 * rows) role="img" aria-labelledby=(title) aria-describedby=(description) {
            title id=(title) { (tone.title()) ", one mark a message" }
            desc id=(description) { (said(axis.months, tone)) }
            @for (index, month) in axis.months.iter().enumerate() {
                @if most > STACK {
                    text.t[of(month) > 0] x=(percent(axis.x(index))) y="11" text-anchor="middle" { (of(month)) }
                } @else {
                    @for place in 0..of(month) {
                        @let y = STEP * (rows - place) as f64 - STEP / 2.0;
                        (unit(tone.side(), axis.x(index), y, month.complete))
                    }
                }
            }
        }
    }
}

fn unit(side: Side, x: f64, y: f64, complete: bool) -> Markup {
    let (class, radius) = match (side, complete) {
        (Side::Opening, true) => ("m-o", 4.8),
        (Side::Opening, false) => ("m-oh", 4.2),
        (Side::Closing, true) => ("m-c", 4.8),
        (Side::Closing, false) => ("m-ch", 4.2),
    };
    dot(side, x, y, radius, class)
}

/// The names of the months under all strips.
pub(in crate::report::html) fn strip_axis(axis: &Axis<'_>) -> Markup {
    html! { svg.chart height="16" aria-hidden="true" { (axis.names(11.0)) } }
}

/// "Dec 2025 2, Jan 2026 1": months with a message.
fn said(months: &[Month], tone: Tone) -> String {
    let said: Vec<String> = months
        .iter()
        .filter(|month| month.counts[tone.index()] > 0)
        .map(|month| format!("{} {}", month_name(month), month.counts[tone.index()]))
        .collect();
    format!("{}; none in the other months shown.", said.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(numbers: &[usize]) -> String {
        let month = |(index, number): (usize, &usize)| {
            let mut counts = [0; Tone::COUNT];
            counts[Tone::Repair.index()] = *number;
            let complete = index + 1 < numbers.len();
            Month { year: 2026, month: i8::try_from(index + 1).unwrap(), judged: 50, counts, complete }
        };
        let months: Vec<Month> = numbers.iter().enumerate().map(month).collect();
        strip(Tone::Repair, &Axis { months: &months, left: 0.0 }).into_string()
    }

    #[test]
    fn each_message_is_one_mark_and_hollow_in_a_month_held_in_part() {
        let page = drawn(&[2, 0, 3]);
        assert_eq!((page.matches("\"m-o\"").count(), page.matches("\"m-oh\"").count()), (2, 3));
    }

    #[test]
    fn more_than_a_stack_is_a_number() {
        let page = drawn(&[2, 7, 0]);
        assert_eq!(page.matches("<circle").count(), 0);
        assert!(page.contains(">7</text>"));
    }
}
