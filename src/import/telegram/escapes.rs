//! Telegram writes control characters as `\x0B`, which is no JSON: one such character would make the whole export unreadable.

use memchr::memchr;
use std::io::{self, Read};

/// A reader in which every `\xHH` is `\u00HH`.
pub(super) struct Mended<R> {
    reader: R,
    /// Bytes read and not yet mended: at most an escape that is cut off.
    rest: Vec<u8>,
    /// Bytes mended and not yet handed on.
    ready: Vec<u8>,
    handed: usize,
}

/// The longest escape that is mended: `\xHH`.
const ESCAPE: usize = 4;
const CHUNK: usize = 64 * 1024;

impl<R: Read> Mended<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader, rest: Vec::new(), ready: Vec::new(), handed: 0 }
    }

    /// Reads and mends the next chunk; leaves `ready` empty only at the end.
    fn fill(&mut self) -> io::Result<()> {
        self.ready.clear();
        self.handed = 0;
        while self.ready.is_empty() {
            let before = self.rest.len();
            self.rest.resize(before + CHUNK, 0);
            let read = self.reader.read(&mut self.rest[before..])?;
            self.rest.truncate(before + read);
            let is_end = read == 0;
            let mended = mend(&self.rest, is_end, &mut self.ready);
            self.rest.drain(..mended);
            if is_end {
                break;
            }
        }
        Ok(())
    }
}

impl<R: Read> Read for Mended<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.handed == self.ready.len() {
            self.fill()?;
        }
        let ready = &self.ready[self.handed..];
        let count = ready.len().min(into.len());
        into[..count].copy_from_slice(&ready[..count]);
        self.handed += count;
        Ok(count)
    }
}

/// Appends the mended bytes; returns how many were used up. What may be half an escape waits for more.
fn mend(bytes: &[u8], is_end: bool, out: &mut Vec<u8>) -> usize {
    let mut at = 0;
    while let Some(found) = memchr(b'\\', &bytes[at..]) {
        out.extend_from_slice(&bytes[at..at + found]);
        at += found;
        let escape = &bytes[at..bytes.len().min(at + ESCAPE)];
        if escape.len() < ESCAPE && !is_end {
            return at;
        }
        match escape {
            [_, b'x', high, low] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                out.extend_from_slice(b"\\u00");
                out.extend_from_slice(&escape[2..]);
                at += ESCAPE;
            }
            // Any other escape is two bytes long, `\\` above all: the second one opens nothing.
            _ => {
                let whole = &escape[..escape.len().min(2)];
                out.extend_from_slice(whole);
                at += whole.len();
            }
        }
    }
    out.extend_from_slice(&bytes[at..]);
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Reads through a reader that gives so many bytes at a time.
    fn mended(text: &str, at_once: usize) -> String {
        struct Slow<'a>(&'a [u8], usize);
        impl Read for Slow<'_> {
            fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
                let most = self.1.min(into.len());
                self.0.read(&mut into[..most])
            }
        }
        let mut out = String::new();
        Mended::new(Slow(text.as_bytes(), at_once)).read_to_string(&mut out).unwrap();
        out
    }

    #[test]
    fn only_a_real_escape_is_mended() {
        for at_once in [1, 2, 3, 1000] {
            assert_eq!(mended(r#""a\x0Bb""#, at_once), r#""a\u000Bb""#);
            assert_eq!(mended(r#""a\\x0Bb\\\x0b""#, at_once), r#""a\\x0Bb\\\u000b""#);
            assert_eq!(mended(r"\xZZ \x1", at_once), r"\xZZ \x1");
            assert_eq!(mended(r"\", at_once), r"\");
        }
    }

    proptest! {
        #[test]
        fn text_without_such_escapes_stays_as_it_is(text in r"([^x\\]|\\\\x0A){0,40}", at_once in 1_usize..9) {
            prop_assert_eq!(mended(&text, at_once), text);
        }
    }
}
