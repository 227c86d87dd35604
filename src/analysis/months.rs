//! The owner's labels by calendar month.

use super::Month;
use super::own::{Own, counted_tones};
use crate::conversation::Period;
use crate::tone::Tone;
use jiff::civil::Date;

/// The calendar months of the period, first to last, none left out.
///
/// Messages without a date are in no month, so months may add up to less than the whole.
pub(super) fn months(own: &[Own<'_>], period: Option<Period>) -> Vec<Month> {
    let Some(period) = period else { return Vec::new() };
    let first = number(period.first);
    let mut months: Vec<Month> = (first..=number(period.last)).map(|number| empty(number, period)).collect();
    for own in own {
        let Some(date) = own.message.sent.date() else { continue };
        let month = &mut months[number(date) - first];
        month.judged += 1;
        for tone in counted_tones().filter(|&tone| own.is_flagged(tone)) {
            month.counts[tone.index()] += 1;
        }
    }
    months
}

/// Months since the year −9999, jiff's first, so that neighbours differ by 1.
fn number(date: Date) -> usize {
    let year = usize::try_from(i32::from(date.year()) + 9999).expect("jiff's years begin at -9999");
    year * 12 + usize::try_from(date.month() - 1).expect("months begin at 1")
}

/// A month in which nothing has been counted yet.
fn empty(number: usize, period: Period) -> Month {
    let year = i16::try_from(number / 12).expect("jiff's years end at 9999, so this is below 20,000") - 9999;
    let month = i8::try_from(number % 12 + 1).expect("at most 12");
    let first = jiff::civil::date(year, month, 1);
    let complete = period.first <= first && first.last_of_month() <= period.last;
    Month { year, month, judged: 0, counts: [0; Tone::COUNT], complete }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::own::judged;
    use crate::analysis::sample::Sample;

    fn of(days: &[&str]) -> Vec<Month> {
        let mut sample = Sample::between("Ines", &["Jonah"]);
        for day in days {
            sample.own(&format!("{day} 10:00"), "invented", &[(Tone::Openness, 0.8), (Tone::Abusive, 0.8)]);
        }
        months(&judged(&sample.scored), sample.scored.conversation.period())
    }

    #[test]
    fn a_month_without_a_message_is_not_left_out() {
        let months = of(&["2025-12-01", "2026-02-10"]);
        let rows: Vec<_> = months.iter().map(|month| (month.year, month.month, month.judged)).collect();
        assert_eq!(rows, [(2025, 12, 1), (2026, 1, 0), (2026, 2, 1)]);
    }

    #[test]
    fn a_month_is_incomplete_where_the_export_begins_or_ends_within_it() {
        let complete = |days| of(days).iter().map(|month| month.complete).collect::<Vec<_>>();
        assert_eq!(complete(&["2025-12-01", "2026-02-10"]), [true, true, false]);
        assert_eq!(complete(&["2025-12-02", "2026-02-28"]), [false, true, true]);
    }

    #[test]
    fn threats_are_in_no_month() {
        let months = of(&["2026-01-03"]);
        assert_eq!(months[0].counts[Tone::Abusive.index()], 0);
        assert_eq!(months[0].counts[Tone::Openness.index()], 1);
    }

    #[test]
    fn without_dates_there_are_no_months() {
        assert!(of(&[]).is_empty());
    }
}
