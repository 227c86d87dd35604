//! The line that begins a message: `[1/15/2026 10:30 AM] juno`.

use crate::conversation::ParticipantId;
use crate::import::chats::People;
use crate::import::stamp::Stamp;
use crate::import::text;

/// When, and who.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Header<'a> {
    /// The time; `None` in the digits of a script that is not read.
    pub(super) stamp: Option<Stamp>,
    /// The name, in old exports with its number: `juno#1234`.
    writer: &'a str,
}

impl<'a> Header<'a> {
    /// Reads a line that is nothing but a header.
    pub(super) fn parse(line: &'a str) -> Option<Self> {
        let (date, writer) = line.strip_prefix('[')?.split_once("] ")?;
        let writer = writer.strip_suffix(" (pinned)").unwrap_or(writer);
        if text::is_blank(writer) || writer.chars().nth(LONGEST_WRITER).is_some() {
            return None;
        }
        let stamp = Stamp::parse(date).filter(|stamp| !stamp.is_day());
        (stamp.is_some() || is_like_a_time(date)).then_some(Self { stamp, writer })
    }

    /// Who wrote it; the number keeps two people of one name apart.
    pub(super) fn writer(&self, people: &mut People) -> ParticipantId {
        people.of(self.writer, self.name())
    }

    fn name(&self) -> &'a str {
        match self.writer.rsplit_once('#') {
            Some((name, number))
                if !name.is_empty()
                    && number.len() == 4
                    && number.bytes().all(|byte| byte.is_ascii_digit()) =>
            {
                name
            }
            _ => self.writer,
        }
    }
}

/// Names have 32 characters and `#1234`; servers' webhooks up to 80.
const LONGEST_WRITER: usize = 90;

/// Whether it has the digits of a date and a time, be they those of another script, and little else.
fn is_like_a_time(date: &str) -> bool {
    const FEWEST_DIGITS: usize = 6;
    const LONGEST: usize = 40;
    date.chars().nth(LONGEST).is_none()
        && date.contains(':')
        && date.chars().filter(|letter| letter.is_numeric()).count() >= FEWEST_DIGITS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::dates::DateOrder;

    fn check(line: &str, expected: Option<(&str, Option<&str>)>) {
        let header = Header::parse(line);
        let told = header.map(|header| {
            let orders = [DateOrder::Mdy, DateOrder::Ymd];
            let sent =
                header.stamp.and_then(|stamp| orders.into_iter().find_map(|order| stamp.resolve(order)));
            (header.name(), sent.and_then(|(sent, _)| sent.to_iso()))
        });
        assert_eq!(told, expected.map(|(name, sent)| (name, sent.map(str::to_owned))), "{line}");
    }

    #[test]
    fn dates_are_read_as_the_exporters_computer_writes_them() {
        check("[1/15/2026 10:30 PM] juno", Some(("juno", Some("2026-01-15T22:30:00"))));
        check("[1/15/2026 10:30\u{202F}AM] juno", Some(("juno", Some("2026-01-15T10:30:00"))));
        check("[15-Jan-26 10:30 PM] juno#1234 (pinned)", Some(("juno", Some("2026-01-15T22:30:00"))));
        check("[2026. 1. 15. 오후 10:30] 주노", Some(("주노", Some("2026-01-15T22:30:00"))));
        check("[2026-01-15 22:30] j#u#0", Some(("j#u#0", Some("2026-01-15T22:30:00"))));
        check("[١٥/٠١/٢٠٢٦ ١٠:٣٠ م] juno", Some(("juno", None)));
    }

    #[test]
    fn other_lines_in_brackets_are_no_headers() {
        for line in
            ["[juno] hi", "[1/15/2026] juno", "[1/15/2026 10:30 PM]", "[12:30] juno", "1/15/2026 10:30 juno"]
        {
            check(line, None);
        }
        check(&format!("[1/15/2026 10:30 PM] {}", "so long ".repeat(20)), None);
    }
}
