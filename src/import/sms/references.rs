//! Character references as phones write them.
//!
//! Emoji come as two surrogates (`&#55357;&#56832;`), which are no characters to an XML parser.

/// The text with every reference replaced by what it stands for. Halves of emoji and control characters
/// are dropped; what is no reference stays as it is.
pub(super) fn resolved(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        rest = if let Some((code, after)) = reference(after) {
            push(&mut out, code, after)
        } else {
            out.push('&');
            after
        };
    }
    out + rest
}

/// Appends the character with the code; the rest of the text, without the second half of a pair.
fn push<'a>(out: &mut String, code: u32, after: &'a str) -> &'a str {
    if let Some((c, rest)) = paired(code, after) {
        out.push(c);
        return rest;
    }
    let is_allowed = |c: &char| !c.is_control() || matches!(c, '\t' | '\n' | '\r' | '\u{80}'..='\u{9F}');
    out.extend(char::from_u32(code).filter(is_allowed));
    after
}

/// A character written as two surrogates.
fn paired(code: u32, after: &str) -> Option<(char, &str)> {
    let high = code.checked_sub(0xD800).filter(|high| *high < 0x400)?;
    let (second, rest) = reference(after.strip_prefix('&')?)?;
    let low = second.checked_sub(0xDC00).filter(|low| *low < 0x400)?;
    char::from_u32(0x1_0000 + (high << 10) + low).map(|c| (c, rest))
}

/// The longest reference, without its `&`: `#1114111;`.
const LONGEST: usize = 12;

/// The code of the reference that the text, behind its `&`, begins with; and what follows.
fn reference(text: &str) -> Option<(u32, &str)> {
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let (name, rest) = (&text[..end], &text[end + 1..]);
    let code = match name {
        "amp" => '&'.into(),
        "lt" => '<'.into(),
        "gt" => '>'.into(),
        "quot" => '"'.into(),
        "apos" => '\''.into(),
        _ => number(name.strip_prefix('#')?)?,
    };
    Some((code, rest))
}

fn number(digits: &str) -> Option<u32> {
    let code = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => digits.parse().ok()?,
    };
    (code <= 0x10_FFFF).then_some(code)
}

#[cfg(test)]
#[expect(clippy::format_collect, reason = "a line for each reads better than a fold")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn references_become_characters_and_pairs_one() {
        for (written, expected) in [
            ("&#55357;&#56832; &#xD83D;&#xDE00;", "😀 😀"),
            ("a&#128512;&lt;3&#10;b &amp;amp; &quot;&apos;", "a😀<3\nb &amp; \"'"),
            ("&#55357;a&#56832;b&#55357;&#10;", "ab\n"),
            ("&#55357;&#55357;&#56832;", "😀"),
            ("a&#0;b&#11;c&#x1f;d&#9;", "abcd\t"),
            ("R&B; AT&T &; &#; &#x; &#99999999; &nope;", "R&B; AT&T &; &#; &#x; &#99999999; &nope;"),
            ("ü&é;&", "ü&é;&"),
        ] {
            assert_eq!(resolved(written), expected);
        }
    }

    proptest! {
        #[test]
        fn text_written_with_references_is_read_back(text in "[^\\p{Cc}]{0,40}") {
            let units: String = text.encode_utf16().map(|unit| format!("&#{unit};")).collect();
            prop_assert_eq!(resolved(&units), text);
        }

        #[test]
        fn no_text_makes_it_panic(text in "([&;#x]|[0-9]{1,8}|amp|\\PC){0,40}") {
            resolved(&text);
        }
    }
}
