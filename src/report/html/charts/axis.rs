//! Months from left to right.

use super::{percent, pixels};
use crate::analysis::Month;
use crate::report::words;
use maud::{Markup, html};

/// Up to this many months each gets its letter; beyond, only years are named.
const LETTERS: usize = 13;
/// At most this many years are named.
const YEARS: usize = 8;

/// Where months stand in a chart.
pub(in crate::report::html) struct Axis<'a> {
    /// The months shown.
    pub(in crate::report::html) months: &'a [Month],
    /// Where the first begins, in per cent; the last ends at 100.
    pub(in crate::report::html) left: f64,
}

impl Axis<'_> {
    /// The middle of a month, in per cent.
    pub(super) fn x(&self, index: usize) -> f64 {
        self.left + (100.0 - self.left) * self.share(index as f64 + 0.5)
    }

    /// A number of months as a share of all, 0 to 1.
    pub(super) fn share(&self, months: f64) -> f64 {
        months / self.months.len().max(1) as f64
    }

    /// The names of the months or years, their feet at `y`.
    pub(super) fn names(&self, y: f64) -> Markup {
        html! {
            @for (x, name) in if self.months.len() <= LETTERS { self.letters() } else { self.years() } {
                text x=(percent(x)) y=(pixels(y)) text-anchor="middle" { (name) }
            }
        }
    }

    fn letters(&self) -> Vec<(f64, String)> {
        let letter = |month: &Month| words::month_letter(month.month).to_owned();
        self.months.iter().enumerate().map(|(index, month)| (self.x(index), letter(month))).collect()
    }

    /// Each year under the middle of its months, if there are enough of them to stand over its name.
    fn years(&self) -> Vec<(f64, String)> {
        let mut begin = 0;
        let mut years = Vec::new();
        for year in self.months.chunk_by(|a, b| a.year == b.year) {
            let end = begin + year.len() - 1;
            if self.share(year.len() as f64) > 0.08 {
                years.push((f64::midpoint(self.x(begin), self.x(end)), year[0].year.to_string()));
            }
            begin = end + 1;
        }
        let every = years.len().div_ceil(YEARS).max(1);
        years.into_iter().step_by(every).collect()
    }
}

/// "Dec 2025", or "Nov 2026 (part)" where the export does not hold the whole of it.
pub(in crate::report::html) fn month_name(month: &Month) -> String {
    let name = words::month_name(month.month).get(..3).unwrap_or_default();
    let part = if month.complete { "" } else { " (part)" };
    format!("{name} {}{part}", month.year)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tone::Tone;

    fn months(number: usize) -> Vec<Month> {
        let month = |index: usize| Month {
            year: 2020 + i16::try_from(index / 12).unwrap(),
            month: i8::try_from(index % 12 + 1).unwrap(),
            judged: 0,
            counts: [0; Tone::COUNT],
            complete: true,
        };
        (0..number).map(month).collect()
    }

    fn names(number: usize) -> Vec<String> {
        let months = months(number);
        let axis = Axis { months: &months, left: 0.0 };
        let all = if number <= LETTERS { axis.letters() } else { axis.years() };
        all.into_iter().map(|(_, name)| name).collect()
    }

    #[test]
    fn a_year_has_letters_and_several_years_have_their_names() {
        assert_eq!(names(3), ["J", "F", "M"]);
        assert_eq!(names(26), ["2020", "2021"]);
        assert_eq!(names(36), ["2020", "2021", "2022"]);
        assert!(names(240).len() <= YEARS);
    }

    #[test]
    fn months_stand_in_the_middle_of_their_share() {
        let months = months(2);
        let axis = Axis { months: &months, left: 8.0 };
        assert!((axis.x(0) - 31.0).abs() < 1e-9 && (axis.x(1) - 77.0).abs() < 1e-9);
    }
}
