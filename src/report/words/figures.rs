//! Numbers, days and certainty as a reader says them.

use crate::conversation::{Period, SentAt};
use crate::tone::Reliability;
use jiff::civil::Date;

/// A number with its thousands apart: "2,314".
pub fn count(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A rate: "2.8".
pub fn one_decimal(rate: f64) -> String {
    format!("{rate:.1}")
}

/// A period: "1 Dec 2025 – 22 Nov 2026".
pub fn period(period: Period) -> String {
    let date = |date: Date| date.strftime("%-d %b %Y").to_string();
    if period.first == period.last {
        return date(period.first);
    }
    format!("{} – {}", date(period.first), date(period.last))
}

/// The day of a message: "3 Oct", with its year where `with_year`; "no date" without one.
pub fn day(sent: SentAt, with_year: bool) -> String {
    let pattern = if with_year { "%-d %b %Y" } else { "%-d %b" };
    sent.date().map_or_else(|| "no date".to_owned(), |date| date.strftime(pattern).to_string())
}

/// The day and, where the export tells it, the time of a message: "Sat 11 Jul, 23:12".
pub fn day_and_time(sent: SentAt, with_year: bool) -> String {
    let day = day(sent, with_year);
    match (sent.date(), sent.clock()) {
        (Some(date), Some(clock)) => format!("{} {day}, {}", date.strftime("%a"), clock.strftime("%H:%M")),
        (Some(date), None) => format!("{} {day}", date.strftime("%a")),
        _ => day,
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A month's name; empty if there is no such month.
pub fn month_name(month: i8) -> &'static str {
    usize::try_from(month)
        .ok()
        .and_then(|month| MONTHS.get(month.checked_sub(1)?))
        .copied()
        .unwrap_or_default()
}

/// A month's first letter, for the head of a narrow column.
pub fn month_letter(month: i8) -> &'static str {
    month_name(month).get(..1).unwrap_or("?")
}

/// How often marks of one label are right, for the reader of one of them.
pub fn right(reliability: Reliability) -> String {
    match reliability.precision {
        None => "not known: it never spoke on the test examples".to_owned(),
        Some(share) if share < 0.45 => format!("{}, so it is yours to judge", in_ten(share)),
        Some(share) => in_ten(share),
    }
}

/// How often the label is found where it is there; `None` where that was not measured.
pub fn finds(reliability: Reliability) -> Option<String> {
    reliability.recall.map(in_ten)
}

/// A share of a test set in words: "about 7 in 10", and never "10 in 10", which no test can show.
pub fn in_ten(share: f64) -> String {
    match tenths(share) {
        0 => "fewer than 1 in 10".to_owned(),
        10.. => "more than 9 in 10".to_owned(),
        tenths => format!("about {tenths} in 10"),
    }
}

/// The same for a table: "7 in 10", ">9 in 10".
pub fn in_ten_short(share: f64) -> String {
    match tenths(share) {
        0 => "<1 in 10".to_owned(),
        10.. => ">9 in 10".to_owned(),
        tenths => format!("{tenths} in 10"),
    }
}

/// A share rounded to tenths.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share of 0 to 1 gives 0 to 10"
)]
fn tenths(share: f64) -> usize {
    (share.clamp(0.0, 1.0) * 10.0).round() as usize
}

/// The precision in tenths with its 95 % interval: (7, 6, 8); `None` if the label never spoke.
pub fn right_in_ten(reliability: Reliability) -> Option<(usize, usize, usize)> {
    let (share, interval) = (reliability.precision?, reliability.precision_interval()?);
    Some((tenths(share), tenths(interval.low), tenths(interval.high)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        assert_eq!([0, 999, 1_000, 2_314, 1_234_567].map(count), ["0", "999", "1,000", "2,314", "1,234,567"]);
    }

    #[test]
    fn a_day_is_told_as_precisely_as_the_export_tells_it() {
        let date = jiff::civil::date(2026, 7, 11);
        assert_eq!(day_and_time(SentAt::Local(date.at(23, 12, 0, 0)), false), "Sat 11 Jul, 23:12");
        assert_eq!(day_and_time(SentAt::Day(date), true), "Sat 11 Jul 2026");
        assert_eq!(day_and_time(SentAt::Unknown, false), "no date");
    }

    #[test]
    fn certainty_is_never_said_to_be_complete() {
        assert_eq!(in_ten(1.0), "more than 9 in 10");
        assert_eq!(in_ten(0.72), "about 7 in 10");
        assert_eq!(in_ten(0.01), "fewer than 1 in 10");
    }

    #[test]
    fn a_mark_that_is_oftener_wrong_than_right_is_the_reader_s_to_judge() {
        let of = |precision| right(Reliability { precision, flagged: 50, ..Reliability::default() });
        assert_eq!(of(Some(0.42)), "about 4 in 10, so it is yours to judge");
        assert_eq!(of(Some(0.72)), "about 7 in 10");
        assert!(of(None).starts_with("not known"));
    }

    #[test]
    fn months_have_names_and_letters() {
        assert_eq!((month_name(1), month_letter(12)), ("January", "D"));
        assert_eq!((month_name(0), month_name(13), month_letter(-1)), ("", "", "?"));
    }

    #[test]
    fn few_test_examples_leave_a_wide_range() {
        let of =
            |flagged| right_in_ten(Reliability { precision: Some(0.7), flagged, ..Reliability::default() });
        assert_eq!(of(10), Some((7, 4, 9)));
        assert_eq!(of(1_000), Some((7, 7, 7)));
    }
}
