//! The first line of a message: date, time, and the rest of the line (formats document, section 3.1).

use crate::import::dates::{Clock, NumericDate};
use crate::import::text::{is_invisible, is_space, visible};
use foldhash::{HashMap, HashMapExt};
use std::borrow::Cow;

/// A line that may start a message.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Header<'a> {
    /// How it is written; a file has one shape only.
    pub(super) shape: Shape,
    /// The date as it stands.
    pub(super) date: NumericDate,
    /// The time of day.
    pub(super) clock: Clock,
    /// What follows, as the export wrote it: sender and body, or a notice.
    pub(super) rest: &'a str,
}

/// What all headers of one file have in common. Day, month and hour may vary in width.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Shape {
    /// What stands around date and time.
    pub(super) layout: Layout,
    /// What stands between the numbers of the date.
    pub(super) separator: char,
    /// Where a year of four digits stands.
    long_year: Option<u8>,
}

/// What stands around date and time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Layout {
    /// `[date, time] rest`: iOS.
    Bracketed,
    /// `date, time - rest`: Android.
    Dashed,
    /// `date time: rest`: older.
    Colon,
    /// `date - time; rest`: older.
    Semicolon,
    /// `date time Name: rest`: older.
    Bare,
}

impl Layout {
    /// Its name in the receipt.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Bracketed => "date and time in brackets (iOS)",
            Self::Dashed => "dash after date and time (Android)",
            Self::Colon => "colon after date and time",
            Self::Semicolon => "semicolon after date and time",
            Self::Bare => "nothing after date and time",
        }
    }
}

impl<'a> Header<'a> {
    /// Reads a line as a header, if it is one of any shape.
    pub(super) fn parse(line: &'a str) -> Option<Self> {
        let line = line.trim_start_matches(|c| is_invisible(c) || c == char::REPLACEMENT_CHARACTER);
        if !line.starts_with(|c: char| c == '[' || c.is_ascii_digit()) {
            return None;
        }
        let seen = visible(first_characters(line));
        let (layout, date, clock, left) = match seen.strip_prefix('[') {
            Some(inside) => bracketed(inside)?,
            None => unbracketed(&seen)?,
        };
        let shape = Shape { layout, separator: date.separator(), long_year: date.long_year() };
        let end = seen.len() - left.len();
        let rest = if matches!(seen, Cow::Borrowed(_)) { &line[end..] } else { after_seen(line, end) };
        Some(Self { shape, date, clock, rest })
    }
}

/// The shape of the file: the one most headers have, the first of equals. Headers of any other shape are
/// chats that somebody pasted into a message.
pub(super) fn majority<'a>(headers: impl Iterator<Item = &'a Header<'a>>) -> Option<Shape> {
    let mut counts: HashMap<Shape, (usize, usize)> = HashMap::new();
    for (place, header) in headers.enumerate() {
        counts.entry(header.shape).or_insert((0, place)).0 += 1;
    }
    counts
        .into_iter()
        .max_by_key(|(_, (count, place))| (*count, std::cmp::Reverse(*place)))
        .map(|(shape, _)| shape)
}

/// Headers are shorter than this many characters, invisible ones and the longest marks included; a name of
/// the last layout fits too.
const LOOKED_AT: usize = 160;

/// A name in a header of the last layout ends within this many characters.
const LONGEST_NAME: usize = 80;

type Parts<'a> = (Layout, NumericDate, Clock, &'a str);

fn bracketed(inside: &str) -> Option<Parts<'_>> {
    let (date, rest) = NumericDate::take(inside)?;
    let (clock, rest) = take_clock(rest)?;
    let rest = rest.trim_start_matches(is_space).strip_prefix(']')?;
    Some((Layout::Bracketed, date, clock, rest.strip_prefix(' ').unwrap_or(rest)))
}

fn unbracketed(text: &str) -> Option<Parts<'_>> {
    let (date, rest) = NumericDate::take(text)?;
    if let Some(rest) = after_dash(rest) {
        let (clock, rest) = Clock::take(rest)?;
        return Some((Layout::Semicolon, date, clock, rest.strip_prefix(';')?.trim_start_matches(' ')));
    }
    let (clock, rest) = take_clock(rest)?;
    if let Some(rest) = after_dash(rest) {
        return Some((Layout::Dashed, date, clock, rest));
    }
    if let Some(rest) = rest.strip_prefix(": ") {
        return Some((Layout::Colon, date, clock, rest));
    }
    let rest = rest.strip_prefix(' ')?;
    let name = rest.chars().take(LONGEST_NAME).collect::<String>();
    (name.contains(": ") || name.ends_with(':')).then_some((Layout::Bare, date, clock, rest))
}

/// The clock after a date: a comma or none, a space, perhaps a short word ("à", "klo", "a las").
fn take_clock(text: &str) -> Option<(Clock, &str)> {
    let rest = text.strip_prefix([',', '،']).unwrap_or(text);
    let spaced = rest.trim_start_matches(' ');
    if spaced.len() == rest.len() {
        return None;
    }
    Clock::take(spaced).or_else(|| {
        let spaced = spaced.strip_prefix("a las ").unwrap_or(spaced);
        let (word, rest) = spaced.split_once(' ').unwrap_or(("", spaced));
        let is_short =
            word.chars().count() <= 5 && word.trim_end_matches('.').chars().all(char::is_alphabetic);
        Clock::take(if is_short { rest } else { spaced })
    })
}

fn after_dash(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(' ')?.trim_start_matches(' ').strip_prefix(['-', '–'])?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix(' ') }
}

/// As much of the line as a header can fill.
fn first_characters(line: &str) -> &str {
    match line.as_bytes().get(..LOOKED_AT) {
        None => line,
        Some(bytes) if bytes.is_ascii() => &line[..LOOKED_AT],
        Some(_) => line.char_indices().nth(LOOKED_AT).map_or(line, |(end, _)| &line[..end]),
    }
}

/// The part of `line` behind the first `seen` bytes of what is visible of it.
fn after_seen(line: &str, seen: usize) -> &str {
    let mut left = seen;
    for (index, c) in line.char_indices() {
        if left == 0 {
            return &line[index..];
        }
        if !is_invisible(c) {
            left -= if is_space(c) { 1 } else { c.len_utf8() };
        }
    }
    &line[line.len()..]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::dates::DateOrder;

    fn check(line: &str, layout: Layout, order: DateOrder, at: &str, rest: &str) {
        let header = Header::parse(line).unwrap_or_else(|| panic!("no header: {line}"));
        let date = header.date.date(order).map(|date| date.to_datetime(header.clock.time).to_string());
        assert_eq!((header.shape.layout, date.as_deref(), header.rest), (layout, Some(at), rest), "{line}");
    }

    #[test]
    fn real_first_lines_of_every_locale_are_headers() {
        use DateOrder::{Dmy, Mdy, Ymd};
        use Layout::{Bare, Bracketed, Colon, Dashed, Semicolon};
        check("1/29/18, 12:24 - A: b", Dashed, Mdy, "2018-01-29T12:24:00", "A: b");
        check("1/4/23, 7:02\u{202F}PM - A: b", Dashed, Mdy, "2023-01-04T19:02:00", "A: b");
        check("[1/29/18, 12:24:03 PM] A: b", Bracketed, Mdy, "2018-01-29T12:24:03", "A: b");
        check("29.01.18, 12:24 - A: b", Dashed, Dmy, "2018-01-29T12:24:00", "A: b");
        check("29/01/2018 12:24 - A: b", Dashed, Dmy, "2018-01-29T12:24:00", "A: b");
        check("29/01/2018 à 22:35 - A: b", Dashed, Dmy, "2018-01-29T22:35:00", "A: b");
        check("29.1.2018 klo 22.35 - A: b", Dashed, Dmy, "2018-01-29T22:35:00", "A: b");
        check("29/1/2018 a las 22:35 - A: b", Dashed, Dmy, "2018-01-29T22:35:00", "A: b");
        check("29-01-18 12:24 – A: b", Dashed, Dmy, "2018-01-29T12:24:00", "A: b");
        check("2018-01-29, 12:24 - A: b", Dashed, Ymd, "2018-01-29T12:24:00", "A: b");
        check("[2018/1/29 12:24:03] A: b", Bracketed, Ymd, "2018-01-29T12:24:03", "A: b");
        check("2018. 1. 29. 오후 3:04 - A: b", Dashed, Ymd, "2018-01-29T15:04:00", "A: b");
        check("30/08/25 18.00 - A: b", Dashed, Dmy, "2025-08-30T18:00:00", "A: b");
        check("20/6/2017 8:28 p. m. - A: b", Dashed, Dmy, "2017-06-20T20:28:00", "A: b");
        check("12.07.2017, 22:35:22: A: b", Colon, Dmy, "2017-07-12T22:35:22", "A: b");
        check("12.07.2017 - 22:35:22; A: b", Semicolon, Dmy, "2017-07-12T22:35:22", "A: b");
        check("13. 6. 2018. 21:25:15 A: b", Bare, Dmy, "2018-06-13T21:25:15", "A: b");
        check("29.01.18, 12:24 -", Dashed, Dmy, "2018-01-29T12:24:00", "");
    }

    #[test]
    fn invisible_marks_before_and_inside_a_header_do_not_hide_it_and_stay_in_the_rest() {
        let rest = "A: \u{200E}b";
        for line in [
            "\u{200E}[29.01.18, 12:24:03] A: \u{200E}b",
            "[\u{FEFF}29.01.18, 12:24:03] A: \u{200E}b",
            "\u{FEFF}[29.01.18,\u{A0}12:24:03\u{200E}] A: \u{200E}b",
            "\u{FFFD}[29.01.18, 12:24:03] A: \u{200E}b",
        ] {
            check(line, Layout::Bracketed, DateOrder::Dmy, "2018-01-29T12:24:03", rest);
        }
    }

    #[test]
    fn text_with_dates_in_it_is_no_header() {
        for line in [
            "2016-04-29 10:30:00",
            "2/11/19: Arrival",
            "on 29.01.18, 12:24 - A: b",
            "[12:24] A: b",
            "29.01.18, 12:24",
            "1/2/3",
            "",
        ] {
            assert_eq!(Header::parse(line), None, "{line}");
        }
    }

    #[test]
    fn the_shape_of_the_file_is_what_most_headers_have() {
        let lines = ["[1.2.2019, 00:00:00] A: x", "[01.02.19, 11:09:59] A: b", "[1.2.19, 1:09:59] A: b"];
        let headers: Vec<_> = lines.iter().filter_map(|line| Header::parse(line)).collect();
        assert_eq!(majority(headers.iter()), Some(headers[1].shape));
        assert_eq!(headers[1].shape, headers[2].shape);
    }
}
