//! JSON with half an emoji in it.
//!
//! A character beyond U+FFFF is two escapes in JSON. Apps that cut texts by their length write the first alone;
//! that is no text, and would cost the words beside it.

/// The JSON text with U+FFFD for every half that stands alone; `None` if there can be none.
pub(super) fn replaced(json: &str) -> Option<String> {
    (json.contains("\\ud") || json.contains("\\uD")).then(|| without_lone_surrogates(json))
}

fn without_lone_surrogates(json: &str) -> String {
    let mut mended = String::with_capacity(json.len());
    let mut rest = json;
    while let Some((before, escape)) = rest.find('\\').map(|at| rest.split_at(at)) {
        mended.push_str(before);
        let length = match (surrogate(escape), escape.get(6..).and_then(surrogate)) {
            (Some(Half::First), Some(Half::Second)) => 12,
            (Some(_), _) => {
                mended.push_str("\\uFFFD");
                rest = &escape[6..];
                continue;
            }
            (None, _) => 1 + escape[1..].chars().next().map_or(0, char::len_utf8),
        };
        mended.push_str(&escape[..length]);
        rest = &escape[length..];
    }
    mended + rest
}

/// Half of a character beyond U+FFFF.
enum Half {
    First,
    Second,
}

/// The half that the text begins with the escape of.
fn surrogate(text: &str) -> Option<Half> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    match u16::from_str_radix(digits, 16).ok()? {
        0xD800..=0xDBFF => Some(Half::First),
        0xDC00..=0xDFFF => Some(Half::Second),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_halves_that_stand_alone_are_replaced() {
        for (json, sound) in [
            (r#""a\ud83d\ude00b""#, r#""a\ud83d\ude00b""#),
            (r#""a\ud83db\n""#, r#""a\uFFFDb\n""#),
            (r#""\ude00\ud83d\ud83d\ude00""#, r#""\uFFFD\uFFFD\ud83d\ude00""#),
            (r#""\\ud83d \""#, r#""\\ud83d \""#),
            (r#""\é\u""#, r#""\é\u""#),
        ] {
            assert_eq!(without_lone_surrogates(json), sound);
        }
    }
}
