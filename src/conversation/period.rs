//! A stretch of days.

use jiff::civil::Date;

/// First and last day, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
}

impl Period {
    /// The shortest period that holds every day given; `None` for no day.
    pub fn spanning(dates: impl Iterator<Item = Date>) -> Option<Self> {
        dates.fold(None, |period, date| {
            Some(match period {
                None => Self { first: date, last: date },
                Some(Self { first, last }) => Self { first: first.min(date), last: last.max(date) },
            })
        })
    }

    /// Whether the day lies within.
    pub fn contains(&self, date: Date) -> bool {
        self.first <= date && date <= self.last
    }
}
