//! One time as tables and transcripts write it: RFC 3339, Unix time, numeric dates, English months.
//!
//! Numeric dates stay undecided here; their order is a matter of the whole file (see
//! [`dates`](super::dates)). Times without a year or without a day are no stamps.

use super::dates::{self, Clock, ClockStyle, DateOrder, Hints, NumericDate};
use super::text::{is_invisible, is_space};
use super::{DateDecision, Options, Source};
use crate::conversation::{Precision, SentAt};
use jiff::{
    Timestamp,
    civil::{Date, DateTime, Time},
    fmt::{
        rfc2822,
        temporal::{Pieces, PiecesOffset},
    },
    tz::Offset,
};

/// A time as far as one cell or line can tell it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stamp {
    day: Day,
    clock: Option<Clock>,
    zone: Zone,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Day {
    Known(Date),
    Numeric(NumericDate),
}

/// What the writing tells of the zone.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Zone {
    Untold,
    /// UTC by definition (Unix time) or by its mark `Z`; whose clock it was on is not told.
    Utc,
    Offset(Offset),
}

/// Reads a time of day that fills the text.
pub(super) fn clock(text: &str) -> Option<Clock> {
    let (clock, rest) = Clock::take(text.trim_start_matches(is_gap))?;
    rest.trim_matches(is_gap).is_empty().then_some(clock)
}

/// Decides the order of the numeric dates among the stamps, which come in file order; `None` if there
/// are no numeric dates.
pub(super) fn decide<'a>(
    stamps: impl Iterator<Item = &'a Stamp>,
    source: &Source,
    options: &Options,
) -> Option<DateDecision> {
    let mut american = false;
    let numeric: Vec<(NumericDate, Time)> = stamps
        .filter_map(|stamp| {
            let Day::Numeric(date) = stamp.day else { return None };
            american |= date.separator() == '/'
                && stamp.clock.is_some_and(|clock| clock.style == ClockStyle::AmericanMark);
            Some((date, stamp.clock.map_or(Time::midnight(), |clock| clock.time)))
        })
        .collect();
    let likely = american.then_some(DateOrder::Mdy);
    let hints = Hints { asked: options.date_order, likely, latest: source.latest };
    (!numeric.is_empty()).then(|| dates::decide(&numeric, hints))
}

impl Stamp {
    /// Reads a time that fills the text.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.trim_matches(is_gap);
        let plausible = text.len() <= LONGEST && text.bytes().any(|byte| byte.is_ascii_digit());
        if !plausible {
            return None;
        }
        unix(text)
            .or_else(|| compact(text))
            .or_else(|| iso(text))
            .or_else(|| mail(text))
            .or_else(|| prose(text))
    }

    /// Whether no time of day is told.
    pub(super) fn is_day(self) -> bool {
        self.clock.is_none()
    }

    /// The same day at this time of day, where none was told.
    pub(super) fn at(self, clock: Clock) -> Self {
        Self { clock: self.clock.or(Some(clock)), ..self }
    }

    /// When that was; `None` if the order makes no date of the numbers.
    pub(super) fn resolve(self, order: DateOrder) -> Option<(SentAt, Precision)> {
        let date = match self.day {
            Day::Known(date) => date,
            Day::Numeric(numeric) => numeric.date(order)?,
        };
        let Some(Clock { time, seconds, .. }) = self.clock else {
            return Some((SentAt::Day(date), Precision::Day));
        };
        let clock = date.to_datetime(time);
        let sent = match self.zone {
            Zone::Untold => SentAt::Local(clock),
            Zone::Utc => SentAt::Instant { at: Offset::UTC.to_timestamp(clock).ok()?, offset: None },
            Zone::Offset(offset) => {
                SentAt::Instant { at: offset.to_timestamp(clock).ok()?, offset: Some(offset) }
            }
        };
        Some((sent, if seconds { Precision::Second } else { Precision::Minute }))
    }

    fn known(at: DateTime, seconds: bool, zone: Zone) -> Self {
        Self { day: Day::Known(at.date()), clock: Some(full_day(at.time(), seconds)), zone }
    }
}

fn full_day(time: Time, seconds: bool) -> Clock {
    Clock { time, seconds, style: ClockStyle::TwentyFour }
}

/// Space, and marks that nobody sees.
fn is_gap(letter: char) -> bool {
    letter.is_whitespace() || is_space(letter) || is_invisible(letter)
}

/// "Wednesday, September 24, 2025 at 10:15:30.123456 a. m. UTC+01:00" and what is as long by other means.
const LONGEST: usize = 80;

/// Unix time by magnitude: seconds, milliseconds, microseconds, nanoseconds (formats document, section 3.7).
fn unix(text: &str) -> Option<Stamp> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(fraction) {
        return None;
    }
    let units: i64 = whole.parse().ok()?;
    let at = match whole.len() {
        10 => Timestamp::from_second(units),
        13 => Timestamp::from_millisecond(units),
        16 => Timestamp::from_microsecond(units),
        19 => Timestamp::from_second(units / 1_000_000_000),
        _ => return None,
    };
    Some(Stamp::known(Offset::UTC.to_datetime(at.ok()?), true, Zone::Utc))
}

/// `20240115`, `20240115103000` and `20240115T103000` with or without a zone.
fn compact(text: &str) -> Option<Stamp> {
    let (head, digits) = text.split_at_checked(8)?;
    let century = head.starts_with("19") || head.starts_with("20");
    if !century || !head.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match digits.len() {
        6 if digits.bytes().all(|byte| byte.is_ascii_digit()) => iso(&format!("{head}T{digits}")),
        0 => iso(text),
        _ => digits.starts_with(['T', 't']).then(|| iso(text))?,
    }
}

/// ISO 8601 and RFC 3339, `T` or space between, offset near or far.
fn iso(text: &str) -> Option<Stamp> {
    let (text, utc) = without_utc(text);
    let joined = text.replace(" +", "+").replace(" -", "-");
    let pieces = Pieces::parse(&joined).ok()?;
    let zone = match (pieces.offset(), pieces.to_numeric_offset()) {
        _ if utc => Zone::Utc,
        (Some(PiecesOffset::Numeric(_)), Some(offset)) => Zone::Offset(offset),
        (Some(_), _) => Zone::Utc,
        (None, _) => Zone::Untold,
    };
    let clock = pieces.time().map(|time| full_day(time, writes_seconds(&joined)));
    Some(Stamp { day: Day::Known(pieces.date()), clock, zone })
}

/// Seconds are written where the clock has two colons or six digits.
fn writes_seconds(iso: &str) -> bool {
    let clock = iso.get(8..).and_then(|rest| rest.split_once(['T', 't', ' '])).map_or("", |(_, clock)| clock);
    let local = clock.split(['+', '-', 'Z', 'z', '[']).next().unwrap_or_default();
    local.bytes().take_while(|byte| *byte != b'.').filter(u8::is_ascii_digit).count() >= 6
}

/// RFC 2822, as mail and sigtop write it.
fn mail(text: &str) -> Option<Stamp> {
    let zoned = rfc2822::parse(text).ok()?;
    Some(Stamp::known(zoned.datetime(), text.matches(':').count() >= 2, Zone::Offset(zoned.offset())))
}

/// Numeric dates in any order and English month names, before or after a clock time.
fn prose(text: &str) -> Option<Stamp> {
    let (text, utc) = without_utc(text);
    let zone = if utc { Zone::Utc } else { Zone::Untold };
    let words = words(text);
    let (day, clock) = numeric_day(&words.join(" ")).or_else(|| written_day(&words))?;
    Some(Stamp { day, clock, zone })
}

/// Without a final mark of universal time, and whether there was one.
fn without_utc(text: &str) -> (&str, bool) {
    let bare = [" UTC", " GMT", " Z"].iter().find_map(|mark| text.strip_suffix(mark));
    bare.map_or((text, false), |bare| (bare.trim_end(), true))
}

/// The words that can matter: no commas, no weekdays, no "at".
fn words(text: &str) -> Vec<&str> {
    text.split(|letter: char| letter.is_whitespace() || letter == ',')
        .filter(|word| !word.is_empty() && !IDLE.iter().any(|idle| word.eq_ignore_ascii_case(idle)))
        .filter(|word| !is_weekday(word))
        .collect()
}

const IDLE: [&str; 6] = ["at", "on", "of", "um", "-", "à"];

/// A numeric date alone, before a clock time or after one.
fn numeric_day(text: &str) -> Option<(Day, Option<Clock>)> {
    if let Some((date, rest)) = NumericDate::take_with_units(text).or_else(|| NumericDate::take(text)) {
        return with_clock(Day::Numeric(date), rest);
    }
    let (clock, rest) = Clock::take(text)?;
    let (date, rest) = NumericDate::take(rest.trim_start_matches(is_gap))?;
    rest.is_empty().then_some((Day::Numeric(date), Some(clock)))
}

/// The day with the clock time that the rest is; `None` if the rest is anything else.
fn with_clock(day: Day, rest: &str) -> Option<(Day, Option<Clock>)> {
    let clock = clock(rest);
    (clock.is_some() || rest.trim_matches(is_gap).is_empty()).then_some((day, clock))
}

/// A date with an English month name: "January 5, 2024", "5 Jan 2024", "05-Jan-24", "2024 Jan 5".
fn written_day(words: &[&str]) -> Option<(Day, Option<Clock>)> {
    let parts: Vec<&str> = words
        .iter()
        .flat_map(|word| {
            let is_date = word.split(['-', '/']).any(|part| month(part).is_some());
            if is_date { word.split(['-', '/']).collect::<Vec<_>>() } else { vec![*word] }
        })
        .collect();
    let month_at = parts.iter().position(|part| month(part).is_some())?;
    let month = month(parts[month_at])?;
    let mut numbers = parts.iter().enumerate().filter_map(|(at, part)| Some((at, date_number(part)?)));
    let (first, second) = (numbers.next()?, numbers.next()?);
    let (day, year) = if first.1.len() == 4 { (second, first) } else { (first, second) };
    let date = Date::new(full_year(year.1)?, month, day.1.parse().ok()?).ok()?;
    let taken = [month_at, day.0, year.0];
    let rest: Vec<&str> =
        parts.iter().enumerate().filter(|(at, _)| !taken.contains(at)).map(|(_, part)| *part).collect();
    with_clock(Day::Known(date), &rest.join(" "))
}

fn month(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    let names =
        |full: &&str| word == **full || (word.len() >= 3 && word.len() <= 4 && full.starts_with(&word));
    let index = MONTHS.iter().position(names)?;
    i8::try_from(index + 1).ok()
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn is_weekday(word: &str) -> bool {
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    let names =
        |full: &&str| word == **full || (word.len() >= 3 && word.len() <= 5 && full.starts_with(&word));
    WEEKDAYS.iter().any(names)
}

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The digits of "5", "5th", "2024"; nothing else is a number of a date.
fn date_number(part: &str) -> Option<&str> {
    let digits = part.trim_end_matches(|letter: char| letter.is_ascii_alphabetic() || letter == '.');
    let suffix = &part[digits.len()..];
    let fits = matches!(digits.len(), 1 | 2 | 4) && digits.bytes().all(|byte| byte.is_ascii_digit());
    (fits && matches!(suffix, "" | "." | "st" | "nd" | "rd" | "th")).then_some(digits)
}

fn full_year(digits: &str) -> Option<i16> {
    let year: i16 = digits.parse().ok()?;
    match digits.len() {
        4 => Some(year),
        2 => Some(2000 + year),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::DateEvidence;
    use proptest::prelude::*;

    fn check(text: &str, expected: Option<&str>) {
        let stamp = Stamp::parse(text);
        let order = decide(stamp.iter(), &Source::default(), &Options::default())
            .map_or(DateOrder::Dmy, |decision| decision.order);
        let sent = stamp.and_then(|stamp| stamp.resolve(order));
        assert_eq!(sent.and_then(|(sent, _)| sent.to_iso()).as_deref(), expected, "{text:?}");
    }

    #[test]
    fn unix_time_is_read_by_its_magnitude() {
        check("1705314600", Some("2024-01-15T10:30:00Z"));
        check("1705314600.250", Some("2024-01-15T10:30:00Z"));
        check("1705314600000", Some("2024-01-15T10:30:00Z"));
        check("1705314600000000", Some("2024-01-15T10:30:00Z"));
        check("1705314600000000000", Some("2024-01-15T10:30:00Z"));
        check("17053146", None);
        check("42", None);
    }

    #[test]
    fn an_offset_is_kept_and_none_is_invented() {
        check("2024-01-15T10:30:00+02:00", Some("2024-01-15T10:30:00+02:00"));
        check("2024-01-15 10:30:00 +0200", Some("2024-01-15T10:30:00+02:00"));
        check("2024-01-15T10:30:00.123Z", Some("2024-01-15T10:30:00.123Z"));
        check("2024-01-15 10:30:00 UTC", Some("2024-01-15T10:30:00Z"));
        check("2024-01-15T10:30:00", Some("2024-01-15T10:30:00"));
        check("2024-01-15 10:30", Some("2024-01-15T10:30:00"));
        check("2024-01-15", Some("2024-01-15"));
        check("20240115", Some("2024-01-15"));
        check("20240115103000", Some("2024-01-15T10:30:00"));
        check("Mon, 15 Jan 2024 10:30:00 -0500", Some("2024-01-15T10:30:00-05:00"));
    }

    #[test]
    fn english_months_and_numeric_dates_stand_before_or_after_the_clock() {
        check("January 5, 2024 10:15 AM", Some("2024-01-05T10:15:00"));
        check("Friday, May 29, 2026 at 3:00:29\u{202f}AM UTC", Some("2026-05-29T03:00:29Z"));
        check("5th Sept 2024", Some("2024-09-05"));
        check("05-Jan-24 10:15 PM", Some("2024-01-05T22:15:00"));
        check("Mon Jan 15 10:30:00 2024", Some("2024-01-15T10:30:00"));
        check("10:15 05/01/2024", Some("2024-01-05T10:15:00"));
        check("13. 6. 2018. 10:15", Some("2018-06-13T10:15:00"));
        check("29.01.18, 12:24", Some("2018-01-29T12:24:00"));
        check("2024/1/5 9:05", Some("2024-01-05T09:05:00"));
        check("2024년 1월 5일 오후 9:05", Some("2024-01-05T21:05:00"));
    }

    #[test]
    fn what_names_no_day_or_is_no_time_is_refused() {
        for text in ["10:15", "Jan 5", "hello", "", "32.13.2024", "at 5", "1.2.3 and more", "May we 2 2024"] {
            check(text, None);
        }
    }

    #[test]
    fn precision_is_what_was_written() {
        let precision = |text: &str| Stamp::parse(text).unwrap().resolve(DateOrder::Dmy).unwrap().1;
        assert_eq!(precision("2024-01-15T10:30:00Z"), Precision::Second);
        assert_eq!(precision("2024-01-15 10:30"), Precision::Minute);
        assert_eq!(precision("2024-01-15T10:30+01:00"), Precision::Minute);
        assert_eq!(precision("05/01/2024"), Precision::Day);
        assert_eq!(precision("5/1/24, 3:04 PM"), Precision::Minute);
    }

    #[test]
    fn the_order_of_numeric_dates_is_a_matter_of_the_whole_file() {
        let decided = |texts: &[&str], asked| {
            let stamps: Vec<Stamp> = texts.iter().filter_map(|text| Stamp::parse(text)).collect();
            decide(stamps.iter(), &Source::default(), &Options { date_order: asked, ..Options::default() })
        };
        let order = |texts: &[&str]| decided(texts, None).map(|decision| decision.order);
        assert_eq!(order(&["05/01/2024", "13/01/2024"]), Some(DateOrder::Dmy));
        assert_eq!(order(&["01/05/2024", "01/13/2024"]), Some(DateOrder::Mdy));
        assert_eq!(order(&["5/1/24, 3:04 PM"]), Some(DateOrder::Mdy));
        assert_eq!(order(&["2024-01-05T10:15:00Z", "January 5, 2024"]), None);
        let doubtful = decided(&["05/01/2024 10:15"], None).unwrap();
        assert_eq!((doubtful.order, doubtful.evidence), (DateOrder::Dmy, DateEvidence::Assumed));
        let asked = decided(&["05/01/2024 10:15"], Some(DateOrder::Mdy)).unwrap();
        assert_eq!((asked.order, asked.evidence), (DateOrder::Mdy, DateEvidence::Option));
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "([0-9]{1,4}|[-/.:, TZ+]|AM|Jan|\\PC){0,24}") {
            if let Some(stamp) = Stamp::parse(&text) {
                let _ = DateOrder::ALL.map(|order| stamp.resolve(order));
            }
        }
    }
}
