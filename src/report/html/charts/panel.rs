//! A label's rate by month, with the interval it lies in.

use super::{Axis, dot, percent, pixels};
use crate::analysis::{Amount, Month, ToneCount};
use crate::tone::{Side, Tone};
use maud::{Markup, html};
use std::fmt::Write;

/// The drawing's height without the names of months, in pixels.
const HEIGHT: f64 = 100.0;
/// What lies above it.
const TOP: f64 = 6.0;
/// With more months than this, points would hide the line.
const POINTS: usize = 26;

/// What the height of all panels stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::report::html) struct Scale {
    /// In 100 messages, at the top.
    most: f64,
}

impl Scale {
    /// One scale for all rows, which holds every interval of every month; `None` where most months are
    /// too thin for a rate (codebook section 13).
    pub(in crate::report::html) fn of(rows: &[&ToneCount], months: &[Month]) -> Option<Self> {
        let rated = months.iter().filter(|month| rate(month, Tone::ALL[0]).is_some()).count();
        if months.len() < 2 || rated * 2 < months.len() {
            return None;
        }
        let highs = rows.iter().flat_map(|row| months.iter().filter_map(|month| rate(month, row.tone)));
        Some(Self { most: highs.map(|rate| rate.high).fold(1.0, f64::max) })
    }

    fn y(self, per_100: f64) -> f64 {
        HEIGHT * (1.0 - per_100 / self.most)
    }

    /// Round figures for the lines across, at most four.
    fn ticks(self) -> Vec<u32> {
        let step = [1, 2, 4, 5, 10, 20, 25, 50].into_iter().find(|step| self.most < f64::from(*step) * 4.0);
        let step = step.unwrap_or(50);
        (0..4).map(|tick| tick * step).filter(|tick| f64::from(*tick) <= self.most).collect()
    }
}

/// A month's rate and its interval, in 100.
#[derive(Clone, Copy)]
struct Rate {
    per_100: f64,
    low: f64,
    high: f64,
}

fn rate(month: &Month, tone: Tone) -> Option<Rate> {
    match Amount::of(month.counts[tone.index()], month.judged) {
        Amount::Rate { per_100, low, high } => Some(Rate { per_100, low, high }),
        Amount::CountOnly | Amount::ExamplesOnly => None,
    }
}

/// The panel of one label.
pub(in crate::report::html) fn panel(tone: Tone, axis: &Axis<'_>, scale: Scale) -> Markup {
    let rates: Vec<Option<Rate>> = axis.months.iter().map(|month| rate(month, tone)).collect();
    let (title, description) = (format!("{}-t", tone.name()), format!("{}-d", tone.name()));
    html! {
        svg.chart height="130" role="img" aria-labelledby=(title) aria-describedby=(description) {
            title id=(title) { (tone.title()) " by month" }
            desc id=(description) { (said(&rates)) }
            (grid(axis, scale))
            svg x=(percent(axis.left)) y=(pixels(TOP)) width=(percent(100.0 - axis.left)) height=(pixels(HEIGHT))
                viewBox={ "0 0 100 " (HEIGHT) } preserveAspectRatio="none" {
                @for run in runs(axis.months, &rates) { (ribbon(&run, axis, scale)) }
            }
            (points(tone.side(), axis, &rates, scale))
            (axis.names(HEIGHT + TOP + 18.0))
        }
    }
}

/// The drawing in a sentence.
fn said(rates: &[Option<Rate>]) -> String {
    let known = || rates.iter().flatten().map(|rate| rate.per_100);
    let (least, most) = (known().fold(f64::MAX, f64::min), known().fold(0.0, f64::max));
    format!(
        "In months with enough messages between {least:.1} and {most:.1} in 100. The table below has every month."
    )
}

fn grid(axis: &Axis<'_>, scale: Scale) -> Markup {
    html! {
        @for tick in scale.ticks() {
            @let y = TOP + scale.y(f64::from(tick));
            line.(if tick == 0 { "base" } else { "grid" }) x1=(percent(axis.left)) x2="100%" y1=(pixels(y)) y2=(pixels(y)) {}
            text x="0" y=(pixels(y + 4.0)) { (tick) }
        }
    }
}

/// Neighbouring months that a line connects, dashed where one of them is held only in part.
struct Run {
    months: Vec<(usize, Rate)>,
    dashed: bool,
}

/// The connected stretches: thin months interrupt the line.
fn runs(months: &[Month], rates: &[Option<Rate>]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for index in 1..months.len() {
        let (Some(from), Some(to)) = (rates[index - 1], rates[index]) else { continue };
        let dashed = !(months[index - 1].complete && months[index].complete);
        match runs.last_mut() {
            Some(run)
                if run.dashed == dashed && run.months.last().is_some_and(|(last, _)| *last == index - 1) =>
            {
                run.months.push((index, to));
            }
            _ => runs.push(Run { months: vec![(index - 1, from), (index, to)], dashed }),
        }
    }
    runs
}

/// The interval as a band, the rate as a line.
fn ribbon(run: &Run, axis: &Axis<'_>, scale: Scale) -> Markup {
    let path = |points: &mut dyn Iterator<Item = (usize, f64)>| {
        let mut path = String::new();
        for (index, per_100) in points {
            let command = if path.is_empty() { 'M' } else { 'L' };
            let x = 100.0 * axis.share(index as f64 + 0.5);
            let _ = write!(path, "{command}{x:.2} {:.1}", scale.y(per_100));
        }
        path
    };
    let highs = run.months.iter().map(|(index, rate)| (*index, rate.high));
    let lows = run.months.iter().rev().map(|(index, rate)| (*index, rate.low));
    let line = path(&mut run.months.iter().map(|(index, rate)| (*index, rate.per_100)));
    html! {
        path.band opacity=[run.dashed.then_some(".5")] d={ (path(&mut highs.chain(lows))) "Z" } {}
        path.line.dash[run.dashed] d=(line) {}
    }
}

/// A point for each month that has a rate; one without a neighbour shows its interval as a stroke.
fn points(side: Side, axis: &Axis<'_>, rates: &[Option<Rate>], scale: Scale) -> Markup {
    let alone = |index: usize| {
        let neighbour = |at: Option<usize>| at.and_then(|at| *rates.get(at)?).is_some();
        !neighbour(index.checked_sub(1)) && !neighbour(Some(index + 1))
    };
    html! {
        @for (index, (month, rate)) in axis.months.iter().zip(rates).enumerate() {
            @if let Some(rate) = rate {
                @let x = axis.x(index);
                @if alone(index) {
                    line.whisk x1=(percent(x)) x2=(percent(x))
                        y1=(pixels(TOP + scale.y(rate.high))) y2=(pixels(TOP + scale.y(rate.low))) {}
                }
                @if !month.complete {
                    (dot(side, x, TOP + scale.y(rate.per_100), 3.5, "hollow"))
                } @else if axis.months.len() <= POINTS || alone(index) {
                    (dot(side, x, TOP + scale.y(rate.per_100), 2.4, "dot"))
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(judged: usize, critical: usize, complete: bool) -> Month {
        let mut counts = [0; Tone::COUNT];
        counts[Tone::Critical.index()] = critical;
        Month { year: 2026, month: 1, judged, counts, complete }
    }

    fn drawn(months: &[Month]) -> String {
        let row = ToneCount { tone: Tone::Critical, messages: 40, amount: Amount::of(40, 900) };
        let scale = Scale::of(&[&row], months).unwrap();
        panel(Tone::Critical, &Axis { months, left: 8.0 }, scale).into_string()
    }

    #[test]
    fn a_thin_month_interrupts_the_line() {
        let page = drawn(&[
            month(120, 2, true),
            month(140, 3, true),
            month(99, 9, true),
            month(130, 1, true),
            month(130, 4, true),
        ]);
        assert_eq!(page.matches("class=\"line\"").count(), 2);
        assert_eq!(page.matches("class=\"dot\"").count(), 4);
    }

    #[test]
    fn a_month_between_thin_ones_shows_its_interval_as_a_stroke() {
        let page = drawn(&[month(120, 2, true), month(20, 0, true), month(130, 3, true)]);
        assert_eq!((page.matches("whisk").count(), page.matches("class=\"line\"").count()), (2, 0));
    }

    #[test]
    fn a_month_held_in_part_is_hollow_and_its_line_dashed() {
        let page = drawn(&[month(120, 2, true), month(120, 2, true), month(120, 3, false)]);
        assert_eq!((page.matches("hollow").count(), page.matches("line dash").count()), (1, 1));
    }

    #[test]
    fn where_most_months_are_thin_there_is_no_scale() {
        assert_eq!(Scale::of(&[], &[month(50, 2, true), month(40, 1, true), month(200, 8, true)]), None);
        assert_eq!(Scale::of(&[], &[month(500, 2, true)]), None);
        assert_eq!(Scale::of(&[], &[]), None);
    }

    #[test]
    fn lines_across_stand_at_round_figures() {
        let ticks = |most| Scale { most }.ticks();
        assert_eq!(ticks(1.0), [0, 1]);
        assert_eq!(ticks(12.3), [0, 4, 8, 12]);
        assert_eq!(ticks(100.0), [0, 50, 100]);
    }

    #[test]
    fn every_place_is_a_number() {
        let page = drawn(&[month(100, 0, true), month(100, 100, true)]);
        assert!(!page.contains("NaN") && !page.contains("inf"));
    }
}
