//! Which number is the day: decided once for a whole file, and said how.

use super::numeric::{NumericDate, YearPlace};
use crate::import::receipt::{DateDecision, DateEvidence};
use jiff::civil::{Date, DateTime, Time};

/// Which number of a numeric date is the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateOrder {
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
    /// Year, month, day.
    Ymd,
    /// Year, day, month.
    Ydm,
    /// Day, year, month.
    Dym,
    /// Month, year, day.
    Myd,
}

impl DateOrder {
    /// Every order.
    pub const ALL: [Self; 6] = [Self::Dmy, Self::Mdy, Self::Ymd, Self::Ydm, Self::Dym, Self::Myd];

    /// Its name in options and machine-readable output: `dmy`, `mdy`, `ymd` …
    pub fn name(self) -> &'static str {
        match self {
            Self::Dmy => "dmy",
            Self::Mdy => "mdy",
            Self::Ymd => "ymd",
            Self::Ydm => "ydm",
            Self::Dym => "dym",
            Self::Myd => "myd",
        }
    }

    /// The order of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.name() == name)
    }

    /// At which position (0 to 2) year, month and day stand.
    pub(super) fn places(self) -> [usize; 3] {
        match self {
            Self::Dmy => [2, 1, 0],
            Self::Mdy => [2, 0, 1],
            Self::Ymd => [0, 1, 2],
            Self::Ydm => [0, 2, 1],
            Self::Dym => [1, 2, 0],
            Self::Myd => [1, 0, 2],
        }
    }
}

/// What is known beside the numbers.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hints {
    /// `--date-order`: wins over everything but impossible dates.
    pub asked: Option<DateOrder>,
    /// What the format's language or clock suggests.
    pub likely: Option<DateOrder>,
    /// The last day any message can be from: when the file was written, or today.
    pub latest: Option<Date>,
}

/// Decides the order from all dates of a file, in file order (formats document, section 3.1).
///
/// Dates without a clock time come with [`Time::midnight`]. A date that cannot be read in the order
/// decided is damaged: [`NumericDate::date`] gives `None` for it.
pub fn decide(dates: &[(NumericDate, Time)], hints: Hints) -> DateDecision {
    let told = dates.iter().map(|(date, _)| date.year_place()).find(|place| *place != YearPlace::Untold);
    match told.unwrap_or(YearPlace::Untold) {
        YearPlace::First => {
            // Nobody writes day before month behind a year unless the numbers leave no choice.
            let hints = Hints { likely: Some(DateOrder::Ymd), ..hints };
            let (best, evidence) = between(dates, hints, DateOrder::Ymd, DateOrder::Ydm, false);
            let plain = best.order == DateOrder::Ymd && evidence != DateEvidence::Option;
            let evidence = if plain { DateEvidence::Unambiguous } else { evidence };
            DateDecision { order: best.order, evidence }
        }
        YearPlace::Middle => settle(between(dates, hints, DateOrder::Dym, DateOrder::Myd, true)),
        YearPlace::Last => settle(between(dates, hints, DateOrder::Dmy, DateOrder::Mdy, true)),
        YearPlace::Untold => with_two_digit_years(dates, hints),
    }
}

/// The year stands last unless that is impossible or lies in the future, or somebody asked.
fn with_two_digit_years(dates: &[(NumericDate, Time)], hints: Hints) -> DateDecision {
    let last = between(dates, hints, DateOrder::Dmy, DateOrder::Mdy, true);
    let first = between(dates, hints, DateOrder::Ymd, DateOrder::Ydm, true);
    let asked_first = hints.asked == Some(first.0.order) && first.0.misfits <= last.0.misfits;
    if asked_first {
        DateDecision { order: first.0.order, evidence: DateEvidence::Option }
    } else if first.0.misfits < last.0.misfits {
        DateDecision { order: first.0.order, evidence: DateEvidence::ImpossibleOtherwise }
    } else if first.0.misfits == last.0.misfits && last.0.ends_after(hints) && !first.0.ends_after(hints) {
        DateDecision { order: first.0.order, evidence: DateEvidence::FutureOtherwise }
    } else {
        settle(last)
    }
}

fn settle((reading, evidence): (Reading, DateEvidence)) -> DateDecision {
    DateDecision { order: reading.order, evidence }
}

/// The better of two orders; `usual` wins where nothing decides.
fn between(
    dates: &[(NumericDate, Time)],
    hints: Hints,
    usual: DateOrder,
    other: DateOrder,
    by_time: bool,
) -> (Reading, DateEvidence) {
    let (usual, other) = (Reading::of(dates, usual), Reading::of(dates, other));
    if usual.misfits != other.misfits {
        let better = if usual.misfits < other.misfits { usual } else { other };
        return (better, DateEvidence::ImpossibleOtherwise);
    }
    let pick = |order: Option<DateOrder>| [usual, other].into_iter().find(|one| Some(one.order) == order);
    if let Some(asked) = pick(hints.asked) {
        return (asked, DateEvidence::Option);
    }
    if by_time && usual.steps_back != other.steps_back {
        let better = if usual.steps_back < other.steps_back { usual } else { other };
        return (better, DateEvidence::TimeOrder);
    }
    if usual.ends_after(hints) != other.ends_after(hints) {
        let better = if other.ends_after(hints) { usual } else { other };
        return (better, DateEvidence::FutureOtherwise);
    }
    let by_separator = dates.first().filter(|(date, _)| date.separator() != '/').map(|_| usual.order);
    match pick(hints.likely.or(by_separator)) {
        Some(likely) => (likely, DateEvidence::Hint),
        None => (usual, DateEvidence::Assumed),
    }
}

/// What a file looks like in one order.
#[derive(Clone, Copy)]
struct Reading {
    order: DateOrder,
    /// Dates that do not exist in this order.
    misfits: usize,
    /// How often time runs backwards.
    steps_back: usize,
    last: Option<Date>,
}

impl Reading {
    fn of(dates: &[(NumericDate, Time)], order: DateOrder) -> Self {
        let mut reading = Self { order, misfits: 0, steps_back: 0, last: None };
        let mut before: Option<DateTime> = None;
        for (date, time) in dates {
            let Some(day) = date.date(order) else {
                reading.misfits += 1;
                continue;
            };
            let at = day.to_datetime(*time);
            reading.steps_back += usize::from(before.is_some_and(|before| at < before));
            reading.last = reading.last.max(Some(day));
            before = Some(at);
        }
        reading
    }

    fn ends_after(self, hints: Hints) -> bool {
        hints.latest.is_some_and(|latest| self.last > Some(latest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn check(texts: &[&str], hints: Hints, order: DateOrder, evidence: DateEvidence) {
        let dates: Vec<_> =
            texts.iter().map(|text| (NumericDate::take(text).unwrap().0, Time::midnight())).collect();
        assert_eq!(decide(&dates, hints), DateDecision { order, evidence }, "{texts:?}");
    }

    #[test]
    fn a_year_in_front_leaves_no_doubt() {
        check(&["2018-01-02"], Hints::default(), DateOrder::Ymd, DateEvidence::Unambiguous);
        let asked = Hints { asked: Some(DateOrder::Dmy), ..Hints::default() };
        check(&["2018-01-02"], asked, DateOrder::Ymd, DateEvidence::Unambiguous);
    }

    #[test]
    fn a_number_over_twelve_cannot_be_a_month() {
        let none = Hints::default();
        check(&["01/02/20", "13/02/20"], none, DateOrder::Dmy, DateEvidence::ImpossibleOtherwise);
        check(&["01/02/20", "02/13/20"], none, DateOrder::Mdy, DateEvidence::ImpossibleOtherwise);
        check(&["2018/13/06"], none, DateOrder::Ydm, DateEvidence::ImpossibleOtherwise);
        check(&["06/2018/13"], none, DateOrder::Myd, DateEvidence::ImpossibleOtherwise);
        check(&["22.31.01"], none, DateOrder::Ydm, DateEvidence::ImpossibleOtherwise);
    }

    #[test]
    fn time_that_runs_backwards_less_often_is_right() {
        let texts = ["03/01/20", "04/01/20", "02/02/20"];
        check(&texts, Hints::default(), DateOrder::Dmy, DateEvidence::TimeOrder);
        let texts = ["01/03/20", "01/04/20", "02/02/20"];
        check(&texts, Hints::default(), DateOrder::Mdy, DateEvidence::TimeOrder);
    }

    #[test]
    fn a_chat_cannot_end_after_its_file_was_written() {
        let hints = Hints { latest: Some(date(2020, 3, 1)), ..Hints::default() };
        check(&["02/05/20"], hints, DateOrder::Mdy, DateEvidence::FutureOtherwise);
        let hints = Hints { latest: Some(date(2023, 1, 1)), ..Hints::default() };
        check(&["22-01-10", "22-01-31"], hints, DateOrder::Ymd, DateEvidence::FutureOtherwise);
    }

    #[test]
    fn hints_decide_where_numbers_do_not_and_nothing_is_assumed_silently() {
        let none = Hints::default();
        check(&["03.06.18"], none, DateOrder::Dmy, DateEvidence::Hint);
        let likely = Hints { likely: Some(DateOrder::Mdy), ..none };
        check(&["03/06/18"], likely, DateOrder::Mdy, DateEvidence::Hint);
        check(&["03/06/18"], none, DateOrder::Dmy, DateEvidence::Assumed);
        check(&[], none, DateOrder::Dmy, DateEvidence::Assumed);
    }

    #[test]
    fn the_option_wins_over_everything_but_the_impossible() {
        let asked = Hints { asked: Some(DateOrder::Mdy), ..Hints::default() };
        check(&["03.06.18"], asked, DateOrder::Mdy, DateEvidence::Option);
        check(&["03.06.18", "13.06.18"], asked, DateOrder::Dmy, DateEvidence::ImpossibleOtherwise);
        let asked = Hints { asked: Some(DateOrder::Ymd), ..Hints::default() };
        check(&["10/06/05"], asked, DateOrder::Ymd, DateEvidence::Option);
    }
}
