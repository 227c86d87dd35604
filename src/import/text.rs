//! From bytes to text, from text to lines, and text as the eye sees it.
//!
//! Decoding says how it was done; nothing is ever normalised in place. [`visible`] is for matching
//! only: the words kept for the reader keep every character the export wrote.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};
use memchr::{memchr, memchr_iter};
use std::borrow::Cow;

/// Text, and how it was told from bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The encoding and how it was told, in words.
    pub encoding: &'static str,
    /// In how many places bytes that are no text were replaced by U+FFFD.
    pub replaced: usize,
}

/// Decodes by byte order mark, else as strict UTF-8, else as damaged UTF-8 or Windows-1252, whichever fits.
pub fn decode(bytes: &[u8]) -> Decoded {
    let told = |text: Cow<'_, str>, encoding| {
        let replaced = text.matches(char::REPLACEMENT_CHARACTER).count();
        Decoded { text: text.into_owned(), encoding, replaced }
    };
    match bytes {
        [0xFF, 0xFE, rest @ ..] => {
            told(UTF_16LE.decode_without_bom_handling(rest).0, "UTF-16 LE (byte order mark)")
        }
        [0xFE, 0xFF, rest @ ..] => {
            told(UTF_16BE.decode_without_bom_handling(rest).0, "UTF-16 BE (byte order mark)")
        }
        [0xEF, 0xBB, 0xBF, rest @ ..] => decode_unmarked(rest, "UTF-8 (byte order mark)"),
        _ => decode_unmarked(bytes, "UTF-8"),
    }
}

/// [`decode`], without a copy where the bytes are UTF-8 without a mark, as most are.
pub fn decode_whole(bytes: Vec<u8>) -> Decoded {
    if matches!(bytes[..], [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0xEF, 0xBB, 0xBF, ..]) {
        return decode(&bytes);
    }
    match String::from_utf8(bytes) {
        Ok(text) => Decoded { text, encoding: "UTF-8", replaced: 0 },
        Err(error) => decode(error.as_bytes()),
    }
}

fn decode_unmarked(bytes: &[u8], utf8: &'static str) -> Decoded {
    if let Ok(text) = str::from_utf8(bytes) {
        return Decoded { text: text.to_owned(), encoding: utf8, replaced: 0 };
    }
    let (sound, broken) = multibyte_runs(bytes);
    if sound > broken {
        // One damaged place must not turn every accent and emoji of the chat into gibberish.
        let text = String::from_utf8_lossy(bytes).into_owned();
        return Decoded { text, encoding: "UTF-8 with damaged places", replaced: broken };
    }
    let text = WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned();
    Decoded { text, encoding: "Windows-1252 (it is not valid UTF-8)", replaced: 0 }
}

/// How many multi-byte UTF-8 characters there are, and how many places that are none.
fn multibyte_runs(bytes: &[u8]) -> (usize, usize) {
    bytes.utf8_chunks().fold((0, 0), |(sound, broken), chunk| {
        let more = chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        (sound + more, broken + usize::from(!chunk.invalid().is_empty()))
    })
}

/// The lines of a text without their ends: LF or CRLF, or lone CRs where the text has no LF at all.
///
/// Never splits at U+2028, U+2029, U+0085, VT or FF: people type them inside a message.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    let has = |end| memchr(end, text.as_bytes()).is_some();
    let end = if has(b'\n') || !has(b'\r') { b'\n' } else { b'\r' };
    let whole = text.strip_suffix(char::from(end)).unwrap_or(text);
    let mut start = 0;
    memchr_iter(end, whole.as_bytes()).chain(std::iter::once(whole.len())).map(move |end| {
        let line = &whole[start..end];
        start = end + 1;
        line.strip_suffix('\r').unwrap_or(line)
    })
}

/// A body with every CRLF and lone CR turned into the line break it stands for.
pub fn with_line_breaks(body: &str) -> String {
    if body.contains('\r') { body.replace("\r\n", "\n").replace('\r', "\n") } else { body.to_owned() }
}

/// Characters that take no room and carry no meaning of their own. U+200D is not one: it glues emoji.
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{200B}' | '\u{200C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'
        | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{AD}')
}

/// The line without marks at its start that hide what it begins with: re-saved exports have them.
pub fn unmarked(line: &str) -> &str {
    line.trim_start_matches(|c| is_invisible(c) || c == char::REPLACEMENT_CHARACTER)
}

/// Spaces that phones print where a keyboard would type U+0020.
pub fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{2009}' | '\u{202F}')
}

/// The text as the eye sees it, for matching only: invisible characters gone, every space plain.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || text.chars().all(|c| c == ' ' || !(is_invisible(c) || is_space(c))) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(
        text.chars().filter(|&c| !is_invisible(c)).map(|c| if is_space(c) { ' ' } else { c }).collect(),
    )
}

/// [`visible`], trimmed and in lower case: the form in which names and templates are compared.
pub fn folded(text: &str) -> String {
    visible(text).trim().to_lowercase()
}

/// The text without its words: letters become `x`, digits `9`, everything else that is not plain ASCII `?`.
pub fn masked(text: &str) -> String {
    let mask = |c: char| match c {
        c if c.is_numeric() => '9',
        c if c.is_alphabetic() => 'x',
        ' '..='~' => c,
        _ => '?',
    };
    text.chars().map(mask).collect()
}

/// Whether nothing can be seen in it.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_invisible(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], text: &str, encoding: &str, replaced: usize) {
        let decoded = decode(bytes);
        assert_eq!((decoded.text.as_str(), decoded.replaced), (text, replaced));
        assert!(decoded.encoding.starts_with(encoding), "{}", decoded.encoding);
    }

    #[test]
    fn a_byte_order_mark_decides_and_is_no_part_of_the_text() {
        check(b"\xEF\xBB\xBFh\xC3\xA9", "hé", "UTF-8", 0);
        check(b"\xFF\xFEh\0\xE9\0", "hé", "UTF-16 LE", 0);
        check(b"\xFE\xFF\0h\0\xE9", "hé", "UTF-16 BE", 0);
    }

    #[test]
    fn text_that_is_not_utf8_is_read_as_windows_1252() {
        check(b"caf\xE9 \x93hi\x94", "café “hi”", "Windows-1252", 0);
    }

    #[test]
    fn one_damaged_place_does_not_garble_the_rest_of_a_utf8_file() {
        check(b"caf\xC3\xA9 \xE2\x82\xAC\xFF na\xC3\xAFve", "café €\u{FFFD} naïve", "UTF-8 with damaged", 1);
    }

    #[test]
    fn lines_end_at_lf_and_crlf_and_nowhere_else() {
        let text = "a\r\nb\u{2028}c\u{2029}d\u{85}e\u{B}f\u{C}g\rh\n\ni";
        let found: Vec<_> = lines(text).collect();
        assert_eq!(found, ["a", "b\u{2028}c\u{2029}d\u{85}e\u{B}f\u{C}g\rh", "", "i"]);
        assert_eq!(with_line_breaks("g\rh\r\ni"), "g\nh\ni");
    }

    #[test]
    fn a_file_with_carriage_returns_only_has_lines_too() {
        assert_eq!(lines("a\rb\r").collect::<Vec<_>>(), ["a", "b"]);
    }

    #[test]
    fn matching_ignores_invisible_characters_but_keeps_glued_emoji_whole() {
        assert_eq!(visible("\u{200E}7:02\u{202F}PM\u{FEFF}"), "7:02 PM");
        assert_eq!(visible("👨\u{200D}👩"), "👨\u{200D}👩");
        assert!(is_blank("\u{200E} \u{A0}\n"));
        assert_eq!(unmarked("\u{FEFF}\u{200E}\u{FFFD}a\u{200E}"), "a\u{200E}");
    }
}
