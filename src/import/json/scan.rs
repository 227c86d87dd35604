//! Walking through JSON of any size.
//!
//! The usual readers look at every byte of what is passed by as closely as at what is taken, and through a
//! reader do so one byte at a time; exports are nine parts in ten passed by. Here values are told apart by
//! their brackets and quotes alone, and what is taken is read by the usual reader.

use super::{Go, Place, Step, Stop, Walk};
use memchr::{memchr_iter, memchr2};
use std::io::Read;

/// Walks through the first JSON value of the text.
pub(in crate::import) fn walk(reader: impl Read, walker: &mut dyn Walk) -> Result<(), Stop> {
    Scanner::new(reader).value(&mut Place::default(), walker)
}

/// Deeper than any export that is gone into: the stack is not to be used up.
const DEEPEST: usize = 32;

/// How much is read at once.
const CHUNK: usize = 128 * 1024;

/// A text that is read from its beginning on, of which only what is looked at is held.
struct Scanner<R> {
    reader: R,
    held: Vec<u8>,
    /// How far into `held` it has been looked at.
    at: usize,
    /// From where on what was looked at is wanted whole.
    wanted: Option<usize>,
    /// Line feeds in what is no longer held.
    lines: usize,
    is_end: bool,
}

impl<R: Read> Scanner<R> {
    fn new(reader: R) -> Self {
        Self { reader, held: Vec::new(), at: 0, wanted: None, lines: 0, is_end: false }
    }

    /// The value that comes next, as the walker wants it.
    fn value(&mut self, place: &mut Place, walker: &mut dyn Walk) -> Result<(), Stop> {
        match walker.at(place) {
            Go::In if place.depth() < DEEPEST => match self.token()? {
                b'{' => self.object(place, walker),
                b'[' => self.list(place, walker),
                _ => self.skip(),
            },
            Go::In | Go::Past => {
                self.token()?;
                self.skip()
            }
            Go::Take => {
                self.token()?;
                let value = self.whole(Self::skip)?;
                // What is no text within its brackets is handed over as nothing: the walker counts it.
                walker.take(place, str::from_utf8(value).unwrap_or("null"));
                Ok(())
            }
        }
    }

    fn object(&mut self, place: &mut Place, walker: &mut dyn Walk) -> Result<(), Stop> {
        self.at += 1;
        if self.token()? == b'}' {
            self.end(place, walker);
            return Ok(());
        }
        loop {
            let key = self.key()?;
            place.0.push(Step::Key(key));
            self.value(place, walker)?;
            place.0.pop();
            match self.token()? {
                b',' => self.at += 1,
                b'}' => break,
                _ => return Err(self.broken()),
            }
        }
        self.end(place, walker);
        Ok(())
    }

    fn list(&mut self, place: &mut Place, walker: &mut dyn Walk) -> Result<(), Stop> {
        self.at += 1;
        if self.token()? == b']' {
            self.end(place, walker);
            return Ok(());
        }
        for index in 0.. {
            place.0.push(Step::Index(index));
            self.value(place, walker)?;
            place.0.pop();
            match self.token()? {
                b',' => self.at += 1,
                b']' => break,
                _ => return Err(self.broken()),
            }
        }
        self.end(place, walker);
        Ok(())
    }

    /// The closing bracket.
    fn end(&mut self, place: &Place, walker: &mut dyn Walk) {
        self.at += 1;
        walker.leave(place);
    }

    /// A key and the colon behind it.
    fn key(&mut self) -> Result<String, Stop> {
        if self.token()? != b'"' {
            return Err(self.broken());
        }
        let key = serde_json::from_slice(self.whole(Self::string)?);
        let key = key.map_err(|_| self.broken())?;
        if self.token()? != b':' {
            return Err(self.broken());
        }
        self.at += 1;
        Ok(key)
    }

    /// The bytes that `go` goes over.
    fn whole(&mut self, go: impl Fn(&mut Self) -> Result<(), Stop>) -> Result<&[u8], Stop> {
        self.wanted = Some(self.at);
        go(self)?;
        let start = self.wanted.take().unwrap_or_default();
        Ok(self.held.get(start..self.at).unwrap_or_default())
    }

    /// Goes over white space to the byte that begins the next token.
    fn token(&mut self) -> Result<u8, Stop> {
        loop {
            match self.byte()? {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                Some(byte) => return Ok(byte),
                None => return Err(self.broken()),
            }
        }
    }

    /// Goes over a whole value, however deep.
    fn skip(&mut self) -> Result<(), Stop> {
        let mut depth = 0_usize;
        loop {
            match self.byte()?.ok_or_else(|| self.broken())? {
                b'"' => self.string()?,
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' => {
                    depth = depth.checked_sub(1).ok_or_else(|| self.broken())?;
                    self.at += 1;
                }
                _ if depth > 0 => {
                    self.to(|ahead| first(ahead, |byte| matches!(byte, b'"' | b'{' | b'[' | b'}' | b']')))?;
                }
                _ => return self.scalar(),
            }
            if depth == 0 {
                return Ok(());
            }
        }
    }

    /// Goes over a number or a word.
    fn scalar(&mut self) -> Result<(), Stop> {
        match self.byte()? {
            Some(b'-' | b'0'..=b'9' | b'a'..=b'z') => self.to(|ahead| {
                first(ahead, |byte| !matches!(byte, b'-' | b'+' | b'.' | b'0'..=b'9' | b'a'..=b'z' | b'E'))
            }),
            _ => Err(self.broken()),
        }
    }

    /// Goes over a string, from its first quote to behind its last.
    fn string(&mut self) -> Result<(), Stop> {
        self.at += 1;
        loop {
            self.to(|ahead| memchr2(b'"', b'\\', ahead))?;
            match self.byte()? {
                None => return Err(self.broken()),
                Some(b'"') => {
                    self.at += 1;
                    return Ok(());
                }
                // The byte behind a backslash closes nothing.
                Some(_) => {
                    self.at += 1;
                    self.byte()?;
                    self.at += 1;
                }
            }
        }
    }

    /// Goes to the next byte that `find` finds in what lies ahead, or to the end.
    fn to(&mut self, find: impl Fn(&[u8]) -> Option<usize>) -> Result<(), Stop> {
        loop {
            let ahead = self.held.get(self.at..).unwrap_or_default();
            if let Some(found) = find(ahead) {
                self.at += found;
                return Ok(());
            }
            self.at = self.held.len().max(self.at);
            if self.byte()?.is_none() {
                return Ok(());
            }
        }
    }

    /// The byte that is looked at; `None` at the end.
    #[inline]
    fn byte(&mut self) -> Result<Option<u8>, Stop> {
        loop {
            match self.held.get(self.at) {
                None if !self.is_end => self.read()?,
                found => return Ok(found.copied()),
            }
        }
    }

    /// Reads on, and lets go of what was looked at and is not wanted.
    fn read(&mut self) -> Result<(), Stop> {
        let gone = self.wanted.unwrap_or(self.at).min(self.held.len());
        self.lines += line_feeds(&self.held[..gone]);
        self.held.drain(..gone);
        self.at -= gone;
        self.wanted = self.wanted.map(|start| start - gone);
        let before = self.held.len();
        // A value that fills the room is read on in ever larger steps, or it would be moved again and again.
        self.held.resize(before + CHUNK.max(before), 0);
        let read = self.reader.read(&mut self.held[before..]).map_err(Stop::Io)?;
        self.held.truncate(before + read);
        self.is_end = read == 0;
        Ok(())
    }

    fn broken(&self) -> Stop {
        let seen = &self.held[..self.at.min(self.held.len())];
        Stop::Broken { line: 1 + self.lines + line_feeds(seen) }
    }
}

fn first(bytes: &[u8], is_wanted: impl Fn(u8) -> bool) -> Option<usize> {
    bytes.iter().position(|&byte| is_wanted(byte))
}

fn line_feeds(bytes: &[u8]) -> usize {
    memchr_iter(b'\n', bytes).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::json::parse;
    use proptest::prelude::*;

    /// Takes everything in a list, and goes into everything else.
    #[derive(Default)]
    struct Taken(Vec<String>);

    impl Walk for Taken {
        fn at(&mut self, place: &Place) -> Go {
            if place.is(&["list", "*"]) { Go::Take } else { Go::In }
        }

        fn take(&mut self, _: &Place, value: &str) {
            self.0.push(value.to_owned());
        }
    }

    /// What is taken through a reader that gives so many bytes at a time.
    fn taken(text: &str, at_once: usize) -> Result<Vec<String>, Stop> {
        struct Slow<'a>(&'a [u8], usize);
        impl Read for Slow<'_> {
            fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
                let most = self.1.min(into.len());
                self.0.read(&mut into[..most])
            }
        }
        let mut taken = Taken::default();
        walk(Slow(text.as_bytes(), at_once), &mut taken).map(|()| taken.0)
    }

    #[test]
    fn a_value_that_is_no_json_within_costs_no_other() {
        let taken = taken(r#"{"list":[1, {"a":x}, "\x0B", [2]]}"#, 3).unwrap();
        assert_eq!(taken, ["1", r#"{"a":x}"#, r#""\x0B""#, "[2]"]);
        assert_eq!(taken.iter().filter(|value| parse::<serde_json::Value>(value).is_some()).count(), 2);
    }

    #[test]
    fn what_is_no_json_stops_at_its_line() {
        for (text, line) in [
            ("", 1),
            ("{", 1),
            ("{\n\"a\":\n]", 3),
            ("[1 2]", 1),
            ("{\"a\" 1}", 1),
            ("{1:2}", 1),
            ("[\"a", 1),
        ] {
            let stop = taken(text, 2).unwrap_err();
            assert!(matches!(stop, Stop::Broken { line: found } if found == line), "{text:?} {stop:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_taken_is_what_the_usual_reader_reads(
            values in prop::collection::vec(value(), 0..6), at_once in 1_usize..40, pretty in any::<bool>()
        ) {
            let whole = serde_json::json!({"before": values.clone(), "list": values.clone(), "after": 1});
            let text = if pretty { serde_json::to_string_pretty(&whole).unwrap() } else { whole.to_string() };
            let taken = taken(&text, at_once).unwrap();
            let read: Vec<serde_json::Value> = taken.iter().map(|text| serde_json::from_str(text).unwrap()).collect();
            prop_assert_eq!(read, values);
        }

        #[test]
        fn no_text_makes_it_panic_or_hang(text in "([\\[\\]{}:,\"\\\\ \n]|list|[a-z0-9]{1,3}|null|\\PC){0,50}", at_once in 1_usize..9) {
            let _ = taken(&text, at_once);
        }
    }

    fn value() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<i64>().prop_map(Into::into),
            any::<bool>().prop_map(Into::into),
            "\\PC{0,12}|[\"\\\\\n{}]{0,6}".prop_map(Into::into),
        ];
        leaf.prop_recursive(3, 16, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Into::into),
                prop::collection::vec(("[a-z]{1,4}", inner), 0..4)
                    .prop_map(|pairs| serde_json::Value::Object(pairs.into_iter().collect())),
            ]
        })
    }
}
