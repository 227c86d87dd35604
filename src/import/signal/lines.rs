//! JSON lines, read one at a time.

use crate::import::chats::Chat;
use crate::import::{Skip, Warning};
use std::io::{BufRead, Read};

/// The longest line that is held; what is longer holds no message, and is passed by.
const LONGEST: u64 = 64 << 20;

/// One line that is not blank.
pub(super) struct Line<'a> {
    /// Its number, counted from 1.
    pub(super) number: usize,
    /// Its bytes without blanks around them; none at all of a line that is too long.
    pub(super) json: &'a [u8],
    /// Whether a line break ends it: the last line of a whole file has one.
    pub(super) is_ended: bool,
}

/// Hands on every line.
pub(super) fn each(reader: &mut dyn BufRead, mut take: impl FnMut(&Line<'_>)) -> std::io::Result<()> {
    let mut bytes = Vec::new();
    for number in 1.. {
        bytes.clear();
        if Read::take(&mut *reader, LONGEST).read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        let is_ended = bytes.ends_with(b"\n");
        let is_too_long = !is_ended && bytes.len() as u64 == LONGEST;
        if is_too_long {
            reader.skip_until(b'\n')?;
        }
        let json = if is_too_long { &[] } else { bytes.trim_ascii() };
        if is_too_long || !json.is_empty() {
            take(&Line { number, json, is_ended: is_ended || is_too_long });
        }
    }
    Ok(())
}

/// Lines that are no records.
#[derive(Default)]
pub(super) struct Unread {
    first: Vec<usize>,
    count: usize,
}

impl Unread {
    /// Counts one.
    pub(super) fn add(&mut self, number: usize) {
        const NAMED: usize = 10;
        self.count += 1;
        if self.first.len() < NAMED {
            self.first.push(number);
        }
    }

    /// Tells of them in the account of a chat.
    pub(super) fn tell(self, chat: &mut Chat) {
        (0..self.count).for_each(|_| chat.skip(Skip::Malformed));
        if self.count > 0 {
            chat.warnings.push(Warning::UnreadRecords { numbers: self.first, count: self.count });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_numbered_from_one_and_blank_ones_are_passed_by() {
        let mut found = Vec::new();
        let mut text = &b"{\"a\":1}\r\n\n  \n[2]\n{"[..];
        each(&mut text, |line| {
            found.push((line.number, String::from_utf8_lossy(line.json).into_owned(), line.is_ended));
        })
        .unwrap();
        assert_eq!(
            found,
            [(1, "{\"a\":1}".to_owned(), true), (4, "[2]".to_owned(), true), (5, "{".to_owned(), false)]
        );
    }

    #[test]
    fn a_line_longer_than_any_message_is_passed_by_and_the_next_one_read() {
        let endless = std::io::repeat(b'a').take(LONGEST + 5);
        let mut text = std::io::BufReader::new(endless.chain(&b"\n[2]\n"[..]));
        let mut found = Vec::new();
        each(&mut text, |line| found.push((line.number, line.json.len(), line.is_ended))).unwrap();
        assert_eq!(found, [(1, 0, true), (2, 3, true)]);
    }
}
