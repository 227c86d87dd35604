//! Lines that begin with a clock time: each may start a message.

use crate::import::dates::Clock;
use crate::import::text::{unmarked, visible};

/// A line that begins with a clock time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Timed<'a> {
    /// The time of day.
    pub(super) clock: Clock,
    /// What stands between time, name and words.
    pub(super) columns: Columns,
    /// What follows the time, as the export wrote it.
    pub(super) rest: &'a str,
}

/// What stands between time, name and words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Columns {
    /// Tabs: phones, and most computers.
    Tabs,
    /// Single spaces, which names and words have too: some computers.
    Spaces,
}

impl<'a> Timed<'a> {
    /// Reads a line, if it begins with a clock time.
    pub(super) fn parse(line: &'a str) -> Option<Self> {
        let line = unmarked(line);
        if let Some((clock, rest)) = line.split_once('\t')
            && let Some(clock) = clock_of(clock)
        {
            return Some(Self { clock, columns: Columns::Tabs, rest });
        }
        let (clock, rest) = spaced(line)?;
        Some(Self { clock, columns: Columns::Spaces, rest })
    }
}

/// A clock time of one word or two (`10:00 PM`, `上午 10:00`) before a space.
fn spaced(line: &str) -> Option<(Clock, &str)> {
    let (first, rest) = line.split_once(' ')?;
    let second = rest.split_once(' ').map_or(rest, |(second, _)| second);
    let two = &line[..first.len() + 1 + second.len()];
    let after_two = line.get(two.len() + 1..);
    let marked = clock_of(first).is_none() || ["am", "pm"].iter().any(|m| second.eq_ignore_ascii_case(m));
    match (clock_of(two), after_two) {
        (Some(clock), Some(rest)) if marked => Some((clock, rest)),
        _ => Some((clock_of(first)?, rest)),
    }
}

/// The longest is "午後 12:34:56" or "12:34:56 p. m." with marks that nobody sees.
const LONGEST: usize = 40;

fn clock_of(text: &str) -> Option<Clock> {
    let plausible = text.len() <= LONGEST && text.bytes().any(|byte| byte.is_ascii_digit());
    plausible.then(|| Clock::parse(&visible(text)))?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: Option<(&str, Columns, &str)>) {
        let read = Timed::parse(line)
            .map(|timed| (timed.clock.time.strftime("%H:%M").to_string(), timed.columns, timed.rest));
        let read = read.as_ref().map(|(clock, columns, rest)| (clock.as_str(), *columns, *rest));
        assert_eq!(read, expected, "{line}");
    }

    #[test]
    fn times_are_read_in_every_way_that_phones_and_computers_write_them() {
        check("23:59\tAna\thi", Some(("23:59", Columns::Tabs, "Ana\thi")));
        check("\u{FEFF}9:05\t\tAna left", Some(("09:05", Columns::Tabs, "\tAna left")));
        check("03:05PM\tAna\thi", Some(("15:05", Columns::Tabs, "Ana\thi")));
        check("9:30\u{202F}PM\tAna\thi", Some(("21:30", Columns::Tabs, "Ana\thi")));
        check("下午03:04\tAna\thi", Some(("15:04", Columns::Tabs, "Ana\thi")));
        check("午後3:04\tAna\thi", Some(("15:04", Columns::Tabs, "Ana\thi")));
        check("오후 3:04\tAna\thi", Some(("15:04", Columns::Tabs, "Ana\thi")));
        check("16:23 Bob hi there", Some(("16:23", Columns::Spaces, "Bob hi there")));
        check("上午 10:00 Bob hi", Some(("10:00", Columns::Spaces, "Bob hi")));
        check("10:00 PM Bob hi", Some(("22:00", Columns::Spaces, "Bob hi")));
    }

    #[test]
    fn names_that_are_marks_of_other_languages_stay_names() {
        check("16:23 De Vries hi", Some(("16:23", Columns::Spaces, "De Vries hi")));
        check("16:23 Sa hi", Some(("16:23", Columns::Spaces, "Sa hi")));
    }

    #[test]
    fn other_lines_begin_no_message() {
        for line in ["", "Ana\thi", "25:00\tAna\thi", "at 16:23 then", "16:23", "1:2\tAna\thi"] {
            check(line, None);
        }
    }
}
