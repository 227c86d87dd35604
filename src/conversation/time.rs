//! Time as exports tell it.
//!
//! Text exports carry the phone's wall clock without a zone; databases carry instants. Reading the
//! one as the other moves messages by hours and quarrels into the wrong night, so the two are
//! different variants and no zone is ever invented.

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::Offset,
};

/// When a message was sent, as precisely as the export says and no more.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub enum SentAt {
    /// A moment in time, with the sender's or phone's offset from UTC if the export tells it.
    Instant {
        /// The moment.
        at: Timestamp,
        /// The offset from UTC the export printed beside it.
        offset: Option<Offset>,
    },
    /// The wall clock of a phone whose zone the export does not tell.
    Local(DateTime),
    /// A day without a clock time.
    Day(Date),
    /// The export gives no time.
    #[default]
    Unknown,
}

/// The finest unit of time that the export printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Precision {
    /// Seconds or finer.
    Second,
    /// Minutes.
    Minute,
    /// Days.
    Day,
    /// No time at all.
    #[default]
    None,
}

impl SentAt {
    /// The clock a reader would have seen: wall time where known, else the instant at its offset, else in UTC.
    pub fn clock(self) -> Option<DateTime> {
        match self {
            Self::Instant { at, offset } => Some(offset.unwrap_or(Offset::UTC).to_datetime(at)),
            Self::Local(datetime) => Some(datetime),
            Self::Day(_) | Self::Unknown => None,
        }
    }

    /// The day on that clock.
    pub fn date(self) -> Option<Date> {
        match self {
            Self::Day(date) => Some(date),
            other => other.clock().map(DateTime::date),
        }
    }

    /// ISO 8601, with an offset or `Z` only where the export knows one; `None` without a time.
    pub fn to_iso(self) -> Option<String> {
        match self {
            Self::Instant { at, offset: Some(offset) } => Some(at.display_with_offset(offset).to_string()),
            Self::Instant { at, offset: None } => Some(at.to_string()),
            Self::Local(datetime) => Some(datetime.strftime("%Y-%m-%dT%H:%M:%S").to_string()),
            Self::Day(date) => Some(date.to_string()),
            Self::Unknown => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wall_clock_is_never_printed_with_a_zone() {
        let local = SentAt::Local(jiff::civil::datetime(2026, 1, 29, 12, 24, 0, 0));
        assert_eq!(local.to_iso().as_deref(), Some("2026-01-29T12:24:00"));
    }

    #[test]
    fn an_instant_is_read_at_the_offset_the_export_printed() {
        let at = "2026-01-29T23:30:00Z".parse().unwrap();
        let sent = SentAt::Instant { at, offset: Some(Offset::constant(2)) };
        assert_eq!(sent.date(), Some(jiff::civil::date(2026, 1, 30)));
        assert_eq!(sent.to_iso().as_deref(), Some("2026-01-30T01:30:00+02:00"));
    }
}
