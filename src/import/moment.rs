//! Moments as apps' databases tell them: counted from a fixed one, in some unit.

use super::dates::DateOrder;
use super::stamp::Stamp;
use crate::conversation::{Precision, SentAt};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;

/// When, and how finely that is told; nothing at all for numbers outside of the calendar.
pub(super) type When = (SentAt, Precision);

/// Seconds since 1970 in UTC.
pub(super) fn unix_seconds(seconds: i64) -> When {
    told(Timestamp::from_second(seconds).ok())
}

/// Milliseconds since 1970 in UTC.
pub(super) fn unix_millis(millis: i64) -> When {
    told(Timestamp::from_millisecond(millis).ok())
}

/// Microseconds since 1970 in UTC.
pub(super) fn unix_micros(micros: i64) -> When {
    told(Timestamp::from_microsecond(micros).ok())
}

/// What Apple counts since 2001 in UTC: seconds on old systems, nanoseconds since 2017; 0 is no time.
pub(super) fn apple(count: i64) -> When {
    const YEAR_2001: i64 = 978_307_200;
    const FEWEST_NANOS: u64 = 1_000_000_000_000;
    match count {
        0 => When::default(),
        nanos if nanos.unsigned_abs() >= FEWEST_NANOS => {
            unix_millis(YEAR_2001 * 1000 + nanos.div_euclid(1_000_000))
        }
        seconds => unix_seconds(YEAR_2001 + seconds),
    }
}

/// A date and time written year first, with or without a zone.
pub(super) fn iso(text: &str) -> When {
    Stamp::parse(text).and_then(|stamp| stamp.resolve(DateOrder::Ymd)).unwrap_or_default()
}

/// A moment beside the wall clock that the phone showed: the offset is the difference, if it can be one.
pub(super) fn with_wall_clock((sent, precision): When, wall: SentAt) -> When {
    let (SentAt::Instant { at, .. }, SentAt::Local(wall)) = (sent, wall) else { return (sent, precision) };
    (SentAt::Instant { at, offset: offset(at, wall) }, precision)
}

fn offset(at: Timestamp, wall: DateTime) -> Option<Offset> {
    const QUARTER: i64 = 15 * 60;
    let as_utc = Offset::UTC.to_timestamp(wall).ok()?;
    let seconds = as_utc.as_second() - at.as_second();
    (seconds % QUARTER == 0).then(|| Offset::from_seconds(i32::try_from(seconds).ok()?).ok())?
}

fn told(at: Option<Timestamp>) -> When {
    at.map_or_else(Default::default, |at| (SentAt::Instant { at, offset: None }, Precision::Second))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_one_in_every_unit() {
        let moments = [
            unix_seconds(1_705_314_600),
            unix_millis(1_705_314_600_000),
            unix_micros(1_705_314_600_000_000),
            iso("2024-01-15T10:30:00Z"),
        ];
        for (sent, precision) in moments {
            assert_eq!(
                (sent.to_iso().as_deref(), precision),
                (Some("2024-01-15T10:30:00Z"), Precision::Second)
            );
        }
        assert_eq!(unix_seconds(i64::MAX), (SentAt::Unknown, Precision::None));
    }

    #[test]
    fn apple_counts_seconds_or_nanoseconds_from_2001() {
        let at = |count| apple(count).0.to_iso();
        assert_eq!(at(727_007_400).as_deref(), Some("2024-01-15T10:30:00Z"));
        assert_eq!(at(727_007_400_250_999_999).as_deref(), Some("2024-01-15T10:30:00.25Z"));
        assert_eq!(at(0), None);
        assert!(at(i64::MAX).is_some() && at(i64::MIN).is_some());
    }

    #[test]
    fn the_offset_is_what_the_wall_clock_adds() {
        let at = |wall: &str| with_wall_clock(unix_seconds(1_705_314_600), iso(wall).0).0.to_iso().unwrap();
        assert_eq!(at("2024-01-15T12:30:00"), "2024-01-15T12:30:00+02:00");
        assert_eq!(at("2024-01-15T12:31:00"), "2024-01-15T10:30:00Z");
        assert_eq!(at("2024-03-15T12:30:00"), "2024-01-15T10:30:00Z");
    }
}
