//! JSON with half an emoji in it.
//!
//! A character beyond U+FFFF is two escapes in JSON. Apps that cut texts by their length write the first alone;
//! that is no text, and would cost the words beside it.

use super::json;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

/// A value from its JSON text, half characters in it as U+FFFD; `None` if it has another shape.
pub(super) fn parse<T: DeserializeOwned>(value: &RawValue) -> Option<T> {
    json::parse(value).or_else(|| serde_json::from_str(&without_lone_surrogates(value.get())).ok())
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
    fn half_an_emoji_does_not_cost_the_words_beside_it() {
        for (json, expected) in [
            (r#""a \ud83d b""#, "a \u{FFFD} b"),
            (r#""\uDE00\ud83d\ude00\uD83D""#, "\u{FFFD}😀\u{FFFD}"),
            (r#""\\ud83d \u00e9\n é""#, "\\ud83d é\n é"),
        ] {
            let value = RawValue::from_string(json.to_owned()).unwrap();
            assert_eq!(parse::<String>(&value).as_deref(), Some(expected), "{json}");
        }
        let broken = RawValue::from_string("[1]".to_owned()).unwrap();
        assert_eq!(parse::<String>(&broken), None);
    }
}
