//! The first line of a message, and lines that tell a day.

use crate::import::dates::{self, Clock};
use crate::import::stamp::Stamp;
use crate::import::text::{unmarked, visible};

/// Who says what, as far as the first line goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said<'a> {
    /// Somebody wrote.
    Written {
        /// The name.
        name: &'a str,
        /// The words on this line.
        words: &'a str,
    },
    /// The app speaks.
    Notice(&'a str),
}

/// `[name] [오전 9:12] words`: computers. The day stands above.
pub(super) fn bracketed(line: &str) -> Option<(Clock, Said<'_>)> {
    let inside = unmarked(line).strip_prefix('[')?;
    let ends = inside.match_indices("] [").map(|(at, _)| at).take(MOST_BRACKETS);
    ends.take_while(|at| *at <= LONGEST_NAME).find_map(|at| {
        let (clock, words) = inside[at + 3..].split_once(']')?;
        let clock = Clock::parse(&visible(clock)).filter(|_| clock.len() <= LONGEST_CLOCK)?;
        let name = Some(&inside[..at]).filter(|name| !name.trim().is_empty())?;
        Some((clock, Said::Written { name, words: words.strip_prefix(' ').unwrap_or(words) }))
    })
}

/// `2024년 3월 11일 오전 9:12, name : words`: phones. Notices have a comma or a colon behind the time.
pub(super) fn dated(line: &str) -> Option<(Stamp, Said<'_>)> {
    let line = unmarked(line);
    if !line.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let ends = line.match_indices([',', ':']).take(MOST_SEPARATORS);
    ends.take_while(|(at, _)| *at <= LONGEST_STAMP).find_map(|(at, separator)| {
        let (before, rest) = (&line[..at], &line[at + 1..]);
        let may_end = if separator == "," { rest.starts_with(' ') } else { !rest.starts_with(is_digit) };
        let stamp = may_end.then(|| Stamp::parse(&visible(before)))?.filter(|stamp| !stamp.is_day())?;
        Some((stamp, said(separator, rest)?))
    })
}

/// `--------------- 2024년 3월 11일 월요일 ---------------`.
pub(super) fn dashed_day(line: &str) -> Option<Stamp> {
    let inner = unmarked(line).trim_end().strip_prefix(DASHES)?.strip_suffix(DASHES)?;
    day(inner.trim_matches('-'))
}

/// `2024년 3월 11일 월요일`, or a date and a time, alone on the line.
pub(super) fn day(line: &str) -> Option<Stamp> {
    if line.len() > LONGEST_STAMP {
        return None;
    }
    let seen = visible(line);
    let seen = seen.trim();
    let without_weekday = seen.rsplit_once(' ').filter(|(_, last)| dates::weekday(last).is_some());
    Stamp::parse(without_weekday.map_or(seen, |(date, _)| date))
}

/// What stands behind a phone's time.
fn said<'a>(separator: &str, rest: &'a str) -> Option<Said<'a>> {
    let written = |(name, words): (&'a str, &'a str)| {
        (!name.trim().is_empty()).then_some(Said::Written { name: name.trim(), words })
    };
    if separator == ":" && !rest.starts_with(' ') {
        // `time:name:words`, as phones wrote for a while.
        return rest.split_once(':').and_then(written).or(Some(Said::Notice(rest)));
    }
    let rest = rest.trim_start();
    let split = rest.split_once(" : ").or_else(|| Some((rest.strip_suffix(" :")?, "")));
    split.and_then(written).or_else(|| (!rest.is_empty()).then_some(Said::Notice(rest)))
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

const DASHES: &str = "-----";

/// Brackets in a name that are tried as its end.
const MOST_BRACKETS: usize = 8;

/// "September 11, 2024 at 9:12" has this many commas and colons before and with the one at its end.
const MOST_SEPARATORS: usize = 6;

/// In bytes: a name of eighty characters.
const LONGEST_NAME: usize = 320;

/// In bytes, marks that nobody sees among them.
const LONGEST_CLOCK: usize = 40;

/// In bytes.
const LONGEST_STAMP: usize = 80;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::dates::DateOrder;

    fn written<'a>(name: &'a str, words: &'a str) -> Said<'a> {
        Said::Written { name, words }
    }

    fn at(stamp: Stamp) -> String {
        stamp.resolve(DateOrder::Ymd).and_then(|(sent, _)| sent.to_iso()).unwrap_or_default()
    }

    #[test]
    fn computers_put_name_and_time_in_brackets() {
        let check = |line, clock: &str, said| {
            let (read, found) = bracketed(line).expect(line);
            assert_eq!((read.time.strftime("%H:%M").to_string().as_str(), found), (clock, said));
        };
        check("[민지] [오전 9:12] 안녕", "09:12", written("민지", "안녕"));
        check("[Ana B] [9:12 PM] hi", "21:12", written("Ana B", "hi"));
        check("[Ana B] [PM 9:12] hi", "21:12", written("Ana B", "hi"));
        check("[Ana] [21:12] ", "21:12", written("Ana", ""));
        check(
            "[[lead] Ana] [9:12 AM] [so] [9:13 AM] what",
            "09:12",
            written("[lead] Ana", "[so] [9:13 AM] what"),
        );
        for line in ["[Ana] hi", "[Ana] [soon] hi", "[] [9:12 AM] hi", "Ana [9:12 AM] hi"] {
            assert_eq!(bracketed(line), None, "{line}");
        }
    }

    #[test]
    fn phones_put_date_and_time_before_the_name() {
        let check = |line, stamp: &str, said| {
            let (read, found) = dated(line).expect(line);
            assert_eq!((at(read).as_str(), found), (stamp, said), "{line}");
        };
        let ana = written("Ana", "hi : there");
        check("2024년 3월 11일 오전 9:12, Ana : hi : there", "2024-03-11T09:12:00", ana);
        check("2024. 3. 11. 오후 9:12, Ana : hi : there", "2024-03-11T21:12:00", ana);
        check("2024. 3. 11. 21:12, Ana : hi : there", "2024-03-11T21:12:00", ana);
        check("March 11, 2024, 9:12 PM, Ana : hi : there", "2024-03-11T21:12:00", ana);
        check("Mar 11, 2024 at 9:12\u{202F}p.m., Ana : hi : there", "2024-03-11T21:12:00", ana);
        check("2024-03-11 21:12, Ana :", "2024-03-11T21:12:00", written("Ana", ""));
        check("2024년 3월 11일 오전 9:12:Ana:hi", "2024-03-11T09:12:00", written("Ana", "hi"));
        check(
            "2024. 3. 11. 오후 9:12: Ana님이 나갔습니다.",
            "2024-03-11T21:12:00",
            Said::Notice("Ana님이 나갔습니다."),
        );
        for line in
            ["2024년 3월 11일 오전 9:12", "March 11, 2024, Ana : hi", "9:12, Ana : hi", "so, Ana : hi", ""]
        {
            assert_eq!(dated(line), None, "{line}");
        }
    }

    #[test]
    fn days_stand_between_dashes_or_alone() {
        let dashes = "---------------";
        for inner in ["2024년 3월 11일 월요일", "Monday, March 11, 2024", "2024年3月11日 月曜日"]
        {
            assert_eq!(
                dashed_day(&format!("{dashes} {inner} {dashes}")).map(at).as_deref(),
                Some("2024-03-11")
            );
            assert_eq!(day(inner).map(at).as_deref(), Some("2024-03-11"), "{inner}");
        }
        assert_eq!(dashed_day("--------------------"), None);
        assert_eq!(dashed_day("-- 2024-03-11 --"), None);
        assert_eq!(day("see you on March 11, 2024"), None);
    }
}
