//! Lines that tell the day of the messages below them.

use crate::import::dates::{self, DateOrder, Hints, NumericDate};
use crate::import::text::visible;
use crate::import::{DateDecision, DateEvidence, Options, Source};
use jiff::civil::{Date, Time, Weekday};
use std::collections::HashMap;

/// A date with a day of the week before or behind it, and nothing else on the line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Day {
    date: NumericDate,
    /// The day of the week, if its language is known.
    pub(super) weekday: Option<Weekday>,
    /// How it is written.
    pub(super) shape: Shape,
}

/// What all day lines of one file have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Shape {
    separator: char,
    /// Where a year of four digits stands.
    long_year: Option<u8>,
    weekday_first: bool,
}

impl Day {
    /// Reads a line that tells a day.
    pub(super) fn parse(line: &str) -> Option<Self> {
        if line.len() > LONGEST {
            return None;
        }
        let seen = visible(line);
        let (before, rest) = seen.split_at(seen.find(|c: char| c.is_ascii_digit())?);
        let (date, after) = take_date(rest)?;
        let (before, after) = (bare(before), bare(after));
        let word = match (before, after) {
            ("", word) | (word, "") => word,
            (word, era) if ERAS.contains(&era) => word,
            _ => return None,
        };
        let weekday = dates::weekday(word);
        let is_word =
            (1..=LONGEST_WORD).contains(&word.chars().count()) && word.chars().all(char::is_alphabetic);
        let shape = Shape {
            separator: date.separator(),
            long_year: date.long_year(),
            weekday_first: !before.is_empty(),
        };
        (weekday.is_some() || is_word).then_some(Self { date, weekday, shape })
    }

    /// The day meant if the numbers stand in this order.
    pub(super) fn date(self, order: DateOrder) -> Option<Date> {
        self.date.date(order)
    }
}

/// "วันพฤหัสบดี 02/01/2567 พ.ศ." takes some sixty bytes.
const LONGEST: usize = 90;

/// A day of the week in a language that is not known here.
const LONGEST_WORD: usize = 12;

/// Marks of the Buddhist era that phones in Thailand print, without the final dot.
const ERAS: [&str; 2] = ["BE", "พ.ศ"];

/// Without the space, commas, dots and brackets around it.
fn bare(part: &str) -> &str {
    part.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '(' | ')' | '（' | '）'))
}

/// A date whose numbers bear their units, or one of numbers alone, which a letter may follow at once.
fn take_date(text: &str) -> Option<(NumericDate, &str)> {
    NumericDate::take_with_units(text).or_else(|| {
        let is_part = |c: char| c.is_ascii_digit() || matches!(c, '/' | '.' | '-' | ' ');
        let (numbers, rest) = text.split_at(text.find(|c| !is_part(c)).unwrap_or(text.len()));
        Some((NumericDate::parse(numbers)?, rest))
    })
}

/// The shape that most of the days have, the first of equals.
pub(super) fn majority(days: impl Iterator<Item = Shape>) -> Option<Shape> {
    let mut counts: HashMap<Shape, (usize, usize)> = HashMap::new();
    for (place, shape) in days.enumerate() {
        counts.entry(shape).or_insert((0, place)).0 += 1;
    }
    counts
        .into_iter()
        .max_by_key(|(_, (count, place))| (*count, std::cmp::Reverse(*place)))
        .map(|(shape, _)| shape)
}

/// Which number is the day: the days of the week tell, where they fit one order better than all others.
pub(super) fn decide(days: &[Day], source: &Source, options: &Options) -> DateDecision {
    let numbers: Vec<_> = days.iter().map(|day| (day.date, Time::midnight())).collect();
    let hints = Hints { asked: options.date_order, likely: None, latest: source.latest };
    let decision = dates::decide(&numbers, hints);
    let fits = |order: DateOrder| {
        let is_that = |day: &&Day| {
            let date = day.date(order);
            date.is_some_and(|date| day.weekday == Some(date.weekday()))
        };
        days.iter().filter(is_that).count()
    };
    let mut ranked = DateOrder::ALL.map(|order| (fits(order), order));
    ranked.sort_by_key(|(fitting, _)| std::cmp::Reverse(*fitting));
    match ranked {
        [(most, order), (next, _), ..] if most > next && decision.evidence != DateEvidence::Unambiguous => {
            DateDecision { order, evidence: DateEvidence::ImpossibleOtherwise }
        }
        _ => decision,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decided(lines: &[&str]) -> (DateDecision, Vec<Date>) {
        let days: Vec<_> = lines.iter().map(|line| Day::parse(line).expect(line)).collect();
        let decision = decide(&days, &Source::default(), &Options::default());
        let dates = days.iter().filter_map(|day| day.date(decision.order)).collect();
        (decision, dates)
    }

    #[test]
    fn days_are_read_in_every_language() {
        for line in [
            "2024/01/02(Tue)",
            "2024/01/02(火)",
            "2024/1/2週二",
            "2024/01/02（二）",
            "2024.01.02 Tuesday",
            "2024.01.02 火曜日",
            "2024.01.02 화요일",
            "2024. 1. 2. 화요일",
            "2024년 1월 2일 화요일",
            "2024年1月2日(火)",
            "2021/01/02 Dom",
            "2024/01/02 Tue",
            "\u{200E}Tue, 1/2/2024",
            "อ. 02/01/2024",
            "อ., 02/01/2567",
            "Tue, 02/01/2567 BE",
            "Sel, 02/01/2024",
        ] {
            let (_, dates) = decided(&[line]);
            assert!(dates[0].to_string().ends_with("-01-02"), "{line}: {dates:?}");
        }
    }

    #[test]
    fn weekdays_tell_day_and_month_apart() {
        let check = |line, order| {
            let (decision, dates) = decided(&[line]);
            assert_eq!(decision, DateDecision { order, evidence: DateEvidence::ImpossibleOtherwise });
            assert_eq!(dates[0].to_string(), "2024-01-02");
        };
        check("Tue, 1/2/2024", DateOrder::Mdy);
        check("Tue, 02/01/2024", DateOrder::Dmy);
        assert_eq!(decided(&["mar., 1/2/2024"]).0.evidence, DateEvidence::Assumed);
        assert_eq!(decided(&["2024/01/02(Tue)"]).0.evidence, DateEvidence::Unambiguous);
    }

    #[test]
    fn other_lines_tell_no_day() {
        for line in [
            "2024/01/02",
            "2024/01/02 is a Tuesday",
            "on 2024/01/02(Tue)",
            "Saved on: 2024/01/02 23:59",
            "Tue, 5",
            "",
            "1/2 Tue",
        ] {
            assert_eq!(Day::parse(line), None, "{line}");
        }
    }
}
