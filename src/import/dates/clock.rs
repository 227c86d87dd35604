//! Clock times with every 12-hour mark that phones print.

use crate::conversation::Precision;
use crate::import::text::{is_invisible, is_space};
use jiff::civil::Time;

/// A time of day and how it was printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// The time of day.
    pub time: Time,
    /// Whether seconds were printed.
    pub seconds: bool,
    /// 24 hours, or which kind of 12-hour mark.
    pub style: ClockStyle,
}

/// How a clock tells morning from evening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClockStyle {
    /// It counts to 24.
    TwentyFour,
    /// `AM` and `PM` in capitals without dots, as American English prints them.
    AmericanMark,
    /// Any other mark.
    OtherMark,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Evening,
}

/// The marks of the formats document, section 2, in lower case, without the dots and spaces that may
/// stand in them. A longer mark stands before one that it begins with.
const MARKS: &[(&str, Half)] = &[
    ("am", Half::Morning),
    ("pm", Half::Evening),
    ("上午", Half::Morning),
    ("下午", Half::Evening),
    ("午前", Half::Morning),
    ("午後", Half::Evening),
    ("오전", Half::Morning),
    ("오후", Half::Evening),
    ("πμ", Half::Morning),
    ("μμ", Half::Evening),
    ("öö", Half::Morning),
    ("ös", Half::Evening),
    ("sa", Half::Morning),
    ("ch", Half::Evening),
    ("ص", Half::Morning),
    ("م", Half::Evening),
    ("قظ", Half::Morning),
    ("بظ", Half::Evening),
    ("पूर्वाह्न", Half::Morning),
    ("अपराह्न", Half::Evening),
    ("de", Half::Morning),
    ("du", Half::Evening),
    ("dop", Half::Morning),
    ("odp", Half::Evening),
    ("fm", Half::Morning),
    ("em", Half::Evening),
];

impl Clock {
    /// Reads a time that fills the text.
    pub fn parse(text: &str) -> Option<Self> {
        Self::take(text.trim()).filter(|(_, rest)| rest.trim().is_empty()).map(|(clock, _)| clock)
    }

    /// Seconds or minutes.
    pub fn precision(self) -> Precision {
        if self.seconds { Precision::Second } else { Precision::Minute }
    }

    /// Takes a time from the start of `text` and returns it with the rest.
    ///
    /// `H:MM` or `H.MM`, seconds or none, a mark before or after or none.
    pub fn take(text: &str) -> Option<(Self, &str)> {
        let (before, rest) = match take_mark(text) {
            Some((mark, rest)) => (Some(mark), rest.trim_start_matches(is_space)),
            None => (None, text),
        };
        let (hour, rest) = take_digits(rest, 1..=2)?;
        let separator = rest.chars().next().filter(|c| matches!(c, ':' | '.'))?;
        let (minute, rest) = take_digits(&rest[1..], 2..=2)?;
        let second = rest.strip_prefix(separator).and_then(|rest| take_digits(rest, 2..=2));
        let (second, rest) = second.map_or((None, rest), |(second, rest)| (Some(second), rest));
        if rest.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let after = if before.is_none() { take_mark(skip_gap(rest)) } else { None };
        let (mark, rest) = after.map_or((before, rest), |(mark, rest)| (Some(mark), rest));
        let hour = mark.map_or(hour, |mark| hour_of_day(hour, mark.half));
        let time = Time::new(hour, minute, second.unwrap_or(0), 0).ok()?;
        let style = mark.map_or(ClockStyle::TwentyFour, |mark| mark.style);
        Some((Self { time, seconds: second.is_some(), style }, rest))
    }
}

/// Real files hold `00:05 AM` and `23:59 PM`: hours that need no mark are taken as they stand.
fn hour_of_day(hour: i8, half: Half) -> i8 {
    match half {
        Half::Morning if hour == 12 => 0,
        Half::Evening if hour < 12 => hour + 12,
        _ => hour,
    }
}

#[derive(Clone, Copy)]
struct Mark {
    half: Half,
    style: ClockStyle,
}

fn take_mark(text: &str) -> Option<(Mark, &str)> {
    if !text.starts_with(char::is_alphabetic) {
        return None;
    }
    MARKS.iter().find_map(|&(mark, half)| {
        let rest = after_mark(text, mark)?;
        let printed = &text[..text.len() - rest.len()];
        let style =
            if matches!(printed, "AM" | "PM") { ClockStyle::AmericanMark } else { ClockStyle::OtherMark };
        Some((Mark { half, style }, rest))
    })
}

/// The text after `mark`, which may have a dot and spaces between its letters and a dot at its end.
fn after_mark<'a>(text: &'a str, mark: &str) -> Option<&'a str> {
    let mut rest = text;
    for (index, wanted) in mark.chars().enumerate() {
        if index > 0 && wanted.is_alphabetic() {
            rest = skip_gap(rest.strip_prefix('.').unwrap_or(rest));
        }
        let found = rest.chars().next()?;
        if !found.to_lowercase().eq(std::iter::once(wanted)) {
            return None;
        }
        rest = &rest[found.len_utf8()..];
    }
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    let glued = mark.is_ascii() && rest.starts_with(char::is_alphabetic);
    (!glued).then_some(rest)
}

/// The length of a call in seconds, as apps print it: `1:23` or `1:02:03`.
pub fn seconds_of(length: &str) -> Option<u32> {
    let is_length = (1..=2).contains(&length.matches(':').count());
    let add = |total: u32, part: &str| {
        let digits = part.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| total.checked_mul(60)?.checked_add(part.parse().ok()?))?
    };
    is_length.then(|| length.split(':').try_fold(0, add))?
}

fn skip_gap(text: &str) -> &str {
    text.trim_start_matches(|c| is_space(c) || is_invisible(c))
}

fn take_digits(text: &str, count: std::ops::RangeInclusive<usize>) -> Option<(i8, &str)> {
    let digits = text.bytes().take(*count.end()).take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at(digits);
    if count.contains(&digits) { Some((number.parse().ok()?, rest)) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str, rest: &str) {
        let (clock, left) = Clock::take(text).unwrap_or_else(|| panic!("no time in {text}"));
        assert_eq!((clock.time.strftime("%H:%M:%S").to_string().as_str(), left), (expected, rest), "{text}");
    }

    #[test]
    fn twelve_hour_marks_are_read_before_and_after_the_time() {
        check("7:02 PM - ", "19:02:00", " - ");
        check("7:02\u{202F}PM] ", "19:02:00", "] ");
        check("1:52:56 p.m.]", "13:52:56", "]");
        check("8:28 p. m. - ", "20:28:00", " - ");
        check("7:41\u{202F}p.\u{A0}m. - ", "19:41:00", " - ");
        check("오후 3:04, ", "15:04:00", ", ");
        check("下午3:04", "15:04:00", "");
        check("9:05 π.μ. - ", "09:05:00", " - ");
        check("9:05 ΜΜ - ", "21:05:00", " - ");
        check("9:05 ÖS - ", "21:05:00", " - ");
        check("9:05 अपराह्न - ", "21:05:00", " - ");
        check("9:05 م - ", "21:05:00", " - ");
    }

    #[test]
    fn odd_hours_with_a_mark_are_taken_as_they_stand() {
        check("00:05 AM", "00:05:00", "");
        check("23:59 PM", "23:59:00", "");
        check("12:00 AM", "00:00:00", "");
        check("12:00 PM", "12:00:00", "");
        check("午後0:05", "12:05:00", "");
    }

    #[test]
    fn twenty_four_hours_need_no_mark() {
        check("18.00 - ", "18:00:00", " - ");
        check("21.25.15: a", "21:25:15", ": a");
        check("12:24 - Amanda: hi", "12:24:00", " - Amanda: hi");
        check("12:24 Amanda: hi", "12:24:00", " Amanda: hi");
    }

    #[test]
    fn lengths_of_calls_are_read_in_seconds() {
        assert_eq!(seconds_of("1:23"), Some(83));
        assert_eq!(seconds_of("90:00"), Some(5400));
        assert_eq!(seconds_of("1:02:03"), Some(3723));
        for text in ["", "12", ":", "1:", "+1:23", "1:2:3:4", "99999999999:00", "4294967295:59"] {
            assert_eq!(seconds_of(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_that_are_no_time_are_refused() {
        for text in ["25:00", "12:60", "1:2", "12", "12:345", ":30", ""] {
            assert_eq!(Clock::take(text), None, "{text}");
        }
    }
}
