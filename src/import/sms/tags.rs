//! The tags of a backup, one at a time, however large the pictures in it are.
//!
//! An XML parser holds a tag whole before it hands it on, and here a picture is an attribute of many
//! megabytes. So the text is cut into tags first, all but the beginning of a picture dropped on the way, and
//! what remains of a tag is parsed by itself: one that is damaged costs no other.

use super::references;
use quick_xml::events::BytesStart;
use std::io::{self, BufRead, ErrorKind};

/// One tag: its name, and its attributes as they are written.
#[derive(Debug)]
pub(super) struct Tag {
    content: String,
    name_ends: usize,
    is_empty: bool,
    replaced: usize,
}

impl Tag {
    /// What stands between the angle brackets.
    fn of(bytes: &[u8]) -> Self {
        let mut content = String::from_utf8_lossy(bytes).into_owned();
        let replaced = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
        let is_empty = content.len() > 1 && content.ends_with('/');
        if is_empty {
            content.pop();
        }
        let name_ends = content.find(|c: char| c.is_ascii_whitespace()).unwrap_or(content.len());
        Self { content, name_ends, is_empty, replaced }
    }

    /// The name; an end tag's begins with `/`.
    pub(super) fn name(&self) -> &str {
        &self.content[..self.name_ends]
    }

    /// Whether it is an element without content, `<a/>`.
    pub(super) fn is_empty(&self) -> bool {
        self.is_empty
    }

    /// In how many places bytes that are no text were replaced.
    pub(super) fn replaced(&self) -> usize {
        self.replaced
    }

    /// The attribute's value; the app writes `null` for none.
    pub(super) fn value(&self, name: &str) -> Option<String> {
        let start = BytesStart::from_content(self.content.as_str(), self.name_ends);
        let mut attributes = start.attributes();
        // That no name comes twice is not ours to prove, and the proof costs.
        attributes.with_checks(false);
        let attribute = attributes.filter_map(Result::ok).find(|attribute| attribute.key.0 == name)?;
        Some(references::resolved(&attribute.value)).filter(|value| !value.is_empty() && value != "null")
    }
}

/// A backup, tag by tag.
pub(super) struct Tags<R> {
    reader: R,
    cutter: Cutter,
    line: usize,
}

impl<R: BufRead> Tags<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader, cutter: Cutter::default(), line: 1 }
    }

    /// The line that is reached, counted from 1.
    pub(super) fn line(&self) -> usize {
        self.line
    }

    /// The next whole tag; comments, declarations and text between tags are passed by.
    pub(super) fn next(&mut self) -> io::Result<Option<Tag>> {
        loop {
            let bytes = match self.reader.fill_buf() {
                Ok([]) => return Ok(None),
                Ok(bytes) => bytes,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let (used, tag) = self.cutter.cut(bytes);
            self.line += line_feeds(&bytes[..used]);
            self.reader.consume(used);
            if let Some(tag) = tag {
                return Ok(Some(Tag::of(&tag)));
            }
        }
    }
}

/// Where in the text the cutter is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    /// Outside of tags.
    #[default]
    Between,
    /// Behind `<`.
    Opened,
    /// Behind `<!` and so many dashes.
    Declared(u8),
    /// In a declaration: up to the next `>`.
    Aside,
    /// In a comment, behind so many dashes (two at most are counted).
    Comment(u8),
    /// In a tag, outside of values.
    Inside,
    /// In a value between such quotes; `room` is how many more of its bytes are kept.
    Value { quote: u8, room: usize, is_data: bool },
}

/// Cuts bytes into tags.
#[derive(Default)]
struct Cutter {
    state: State,
    /// The tag so far.
    tag: Vec<u8>,
}

/// More than any tag without its picture has; what goes beyond is dropped.
const LONGEST: usize = 4 << 20;

/// How much of a picture is kept: enough to tell it from `null`.
const OF_DATA: usize = 8;

/// The elements that are records.
const RECORDS: [&[u8]; 3] = [b"<sms", b"<mms", b"<call"];

impl Cutter {
    /// Goes through the bytes to the end of a tag or of the bytes: how many were used, and the tag.
    fn cut(&mut self, bytes: &[u8]) -> (usize, Option<Vec<u8>>) {
        let mut at = self.idle(bytes);
        while let Some(&byte) = bytes.get(at) {
            at += 1;
            if let Some(tag) = self.step(byte) {
                return (at, Some(tag));
            }
            at += self.idle(&bytes[at..]);
        }
        (at, None)
    }

    /// How many of the bytes change nothing: most of a backup is pictures.
    fn idle(&self, bytes: &[u8]) -> usize {
        let first = |matters: &dyn Fn(u8) -> bool| {
            bytes.iter().position(|&byte| matters(byte)).unwrap_or(bytes.len())
        };
        match self.state {
            State::Between => first(&|byte| byte == b'<'),
            State::Value { quote, room: 0, is_data: true } => first(&|byte| byte == quote || byte == b'<'),
            _ => 0,
        }
    }

    /// One byte; the tag, if it ends here.
    #[expect(
        clippy::match_same_arms,
        clippy::unnested_or_patterns,
        reason = "an arm for each step, in their order"
    )]
    fn step(&mut self, byte: u8) -> Option<Vec<u8>> {
        self.state = match (self.state, byte) {
            (State::Inside, b'>') => return Some(self.end(State::Between)),
            // A tag was never closed.
            (State::Inside | State::Value { is_data: true, .. }, b'<') => {
                return Some(self.end(State::Opened));
            }
            (State::Between, b'<') => State::Opened,
            (State::Opened, b'!') => State::Declared(0),
            (State::Opened, b'?') => State::Aside,
            (State::Opened, b'/' | b'a'..=b'z' | b'A'..=b'Z') => {
                self.push(byte);
                State::Inside
            }
            (State::Declared(0), b'-') => State::Declared(1),
            (State::Declared(_), b'-') => State::Comment(0),
            (State::Comment(2), b'>') | (State::Declared(_) | State::Aside, b'>') => State::Between,
            (State::Comment(dashes), b'-') => State::Comment(2.min(dashes + 1)),
            (State::Comment(_), _) => State::Comment(0),
            (State::Declared(_) | State::Aside, _) => State::Aside,
            (State::Inside, b'"' | b'\'') => self.opened(byte),
            (State::Inside, _) => {
                self.push(byte);
                State::Inside
            }
            (State::Value { quote, room, is_data }, _) => return self.in_value(byte, quote, room, is_data),
            (State::Between | State::Opened, _) => State::Between,
        };
        None
    }

    /// A quote in a tag: it opens a value where one is due.
    fn opened(&mut self, quote: u8) -> State {
        let before = self.tag.trim_ascii_end().strip_suffix(b"=").map(<[u8]>::trim_ascii_end);
        let is_data = before.and_then(|before| before.strip_suffix(b"data")).is_some_and(|rest| {
            rest.starts_with(b"part") && rest.last().is_some_and(u8::is_ascii_whitespace)
        });
        let is_due = before.is_some();
        self.push(quote);
        let room = if is_data { OF_DATA } else { LONGEST };
        if is_due { State::Value { quote, room, is_data } } else { State::Inside }
    }

    fn in_value(&mut self, byte: u8, quote: u8, room: usize, is_data: bool) -> Option<Vec<u8>> {
        self.state = State::Value { quote, room: room.saturating_sub(1), is_data };
        if byte == quote {
            self.push(byte);
            self.state = State::Inside;
        } else if let Some(record) = self.record_begun(byte) {
            // No value holds a bare `<`: a quote before was never closed, and the next record begins here.
            let rest = self.tag.split_off(self.tag.len() - record.len());
            let tag = self.end(State::Inside);
            self.tag.extend_from_slice(&rest[1..]);
            self.push(byte);
            return Some(tag);
        } else if room > 0 {
            self.push(byte);
        }
        None
    }

    fn record_begun(&self, byte: u8) -> Option<&'static [u8]> {
        let begins = |record: &&&[u8]| byte.is_ascii_whitespace() && self.tag.ends_with(record);
        RECORDS.iter().find(begins).copied()
    }

    fn push(&mut self, byte: u8) {
        if self.tag.len() < LONGEST {
            self.tag.push(byte);
        }
    }

    fn end(&mut self, state: State) -> Vec<u8> {
        self.state = state;
        std::mem::take(&mut self.tag)
    }
}

#[expect(clippy::naive_bytecount, reason = "a crate for counting one byte is one too many")]
fn line_feeds(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{BufReader, Read};

    /// Every tag of the text, read so many bytes at a time, and the line reached.
    fn tags(text: &str, at_once: usize) -> (Vec<String>, usize) {
        let mut tags = Tags::new(BufReader::with_capacity(at_once, text.as_bytes()));
        let mut found = Vec::new();
        while let Some(tag) = tags.next().unwrap() {
            found.push(tag.content);
        }
        (found, tags.line())
    }

    fn check(text: &str, expected: &[&str]) {
        for at_once in [1, 2, 3, 7, 1000] {
            assert_eq!(tags(text, at_once).0, expected, "{at_once} at once");
        }
    }

    #[test]
    fn tags_are_cut_and_all_else_is_passed_by() {
        let text = "<?xml version='1.0'?><!DOCTYPE smses><!--don't > <sms/> - -- -->\n<smses count=\"1\">\nnoise\
            <sms body='a \"b\" > c' /></smses>";
        check(text, &["smses count=\"1\"", "sms body='a \"b\" > c' ", "/smses"]);
        assert_eq!(tags(text, 5).1, 3);
    }

    #[test]
    fn of_a_picture_the_beginning_is_kept() {
        let picture = "QUJDREVGR0g+".repeat(1000);
        let text =
            format!("<part data = \"{picture}\" text=\"data\"/><part data='null'/><sms data=\"{picture}\"/>");
        let sms = format!("sms data=\"{picture}\"");
        check(&text, &["part data = \"QUJDREVG\" text=\"data\"", "part data='null'", &sms]);
    }

    #[test]
    fn a_quote_that_is_never_closed_costs_one_record() {
        let next = "sms body=\"b\" type=\"1\"";
        for broken in
            ["<sms body=\"a type='1'/>\n", "<sms body=\"a \"x\" type=\"1\"\n", "<sms body='\n", "<sms \n"]
        {
            for at_once in [1, 4, 1000] {
                let (found, _) = tags(&format!("{broken}<{next}/>"), at_once);
                assert_eq!((found.len(), found[1].as_str()), (2, next), "{broken}");
            }
        }
        check("<part data=\"QUJD\n<part text=\"b\"/>", &["part data=\"QUJD\n", "part text=\"b\""]);
    }

    #[test]
    fn a_value_without_end_is_held_in_bounded_memory() {
        let endless = io::repeat(b'x').take(LONGEST as u64 + 1000);
        let text = (&b"<sms body=\""[..]).chain(endless).chain(&b"\"/><sms body=\"b\"/>"[..]);
        let mut tags = Tags::new(BufReader::with_capacity(1 << 20, text));
        assert_eq!(tags.next().unwrap().unwrap().content.len(), LONGEST);
        assert_eq!(tags.next().unwrap().unwrap().value("body").as_deref(), Some("b"));
    }

    #[test]
    fn a_value_is_what_the_reader_of_it_wants() {
        let tag = Tag::of("sms a=\"1\" b='null' c=\"\" d = \"x&#10;y\" a=\"2\" e=\"caf\u{E9}\"".as_bytes());
        let values = ["a", "b", "c", "d", "e", "f"].map(|name| tag.value(name));
        let expected = [Some("1"), None, None, Some("x\ny"), Some("café"), None];
        assert_eq!(values.each_ref().map(Option::as_deref), expected);
        assert_eq!(Tag::of(b"sms e=\"caf\xE9\"").replaced(), 1);
    }
}
