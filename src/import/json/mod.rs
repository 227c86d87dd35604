//! JSON of any size, walked without holding it.
//!
//! A reader of a format says at each place whether to go in, to take the value whole, or to pass it by;
//! only what is taken is ever in memory. A value that is not as expected costs itself, not the file.

mod halves;
mod scan;

pub(super) use scan::walk;

use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// What walks through a JSON text.
pub(super) trait Walk {
    /// What to do with the value at this place, before it is read.
    fn at(&mut self, place: &Place) -> Go;
    /// A value that was to be taken: its text, which is JSON as far as brackets and quotes tell.
    fn take(&mut self, place: &Place, value: &str);
    /// The end of an object or list that was gone into.
    fn leave(&mut self, _place: &Place) {}
}

/// What to do with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Go {
    /// Look at what is in it.
    In,
    /// Hand it over whole.
    Take,
    /// Pass it by.
    Past,
}

/// Keys and places in lists, from the outside in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Place(Vec<Step>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Key(String),
    Index(usize),
}

impl Place {
    /// Whether these are its steps; `*` stands for any key or place in a list.
    pub(super) fn is(&self, steps: &[&str]) -> bool {
        self.0.len() == steps.len()
            && self.0.iter().zip(steps).all(|(step, wanted)| match step {
                _ if *wanted == "*" => true,
                Step::Key(key) => key == wanted,
                Step::Index(_) => false,
            })
    }

    /// The last key; `None` in a list and at the top.
    pub(super) fn key(&self) -> Option<&str> {
        match self.0.last() {
            Some(Step::Key(key)) => Some(key),
            _ => None,
        }
    }

    /// The key at this depth, counted from 0; `None` in a list.
    pub(super) fn key_at(&self, depth: usize) -> Option<&str> {
        match self.0.get(depth) {
            Some(Step::Key(key)) => Some(key),
            _ => None,
        }
    }

    /// Its place in the innermost list, counted from 1; 0 outside of lists.
    pub(super) fn number(&self) -> usize {
        let inner = self.0.iter().rev().find_map(|step| match step {
            Step::Index(index) => Some(index + 1),
            Step::Key(_) => None,
        });
        inner.unwrap_or(0)
    }

    /// How many steps it has.
    pub(super) fn depth(&self) -> usize {
        self.0.len()
    }
}

/// Where and why walking stopped before the end.
#[derive(Debug)]
pub(super) enum Stop {
    /// The text is no JSON from this line on, or ends in the middle; everything before was walked through.
    Broken {
        /// The line, counted from 1.
        line: usize,
    },
    /// The file cannot be read on.
    Io(std::io::Error),
}

/// Whether the beginning of a JSON text has all of these as keys, wherever they stand. Nothing is parsed:
/// the beginning of a long file is cut somewhere.
pub(super) fn has_keys(start: &str, keys: &[&str]) -> bool {
    let parts: Vec<&str> = start.split('"').collect();
    let is_key =
        |key: &str| parts.windows(2).any(|pair| pair[0] == key && pair[1].trim_start().starts_with(':'));
    keys.iter().all(|key| is_key(key))
}

/// A value from its JSON text, half characters in it as U+FFFD; `None` if it has another shape or is no JSON.
pub(super) fn parse<T: DeserializeOwned>(json: &str) -> Option<T> {
    serde_json::from_str(json).ok().or_else(|| serde_json::from_str(&halves::replaced(json)?).ok())
}

/// A string, or a number or truth value written as one; empty for anything else.
///
/// Exports of different years write ids and times as the one or the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Loose(pub(super) String);

impl<'de> Deserialize<'de> for Loose {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        json.deserialize_any(LooseVisitor)
    }
}

struct LooseVisitor;

impl<'de> Visitor<'de> for LooseVisitor {
    type Value = Loose;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any value")
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<Loose, E> {
        Ok(Loose(value.to_string()))
    }
    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Loose, E> {
        Ok(Loose(value.to_string()))
    }
    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Loose, E> {
        Ok(Loose(value.to_string()))
    }
    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Loose, E> {
        Ok(Loose(value.to_string()))
    }
    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<Loose, E> {
        Ok(Loose(value.to_owned()))
    }
    fn visit_string<E: serde::de::Error>(self, value: String) -> Result<Loose, E> {
        Ok(Loose(value))
    }
    fn visit_unit<E: serde::de::Error>(self) -> Result<Loose, E> {
        Ok(Loose::default())
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Loose, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Loose::default())
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Loose, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Loose::default())
    }
}

/// For `deserialize_with`: the value, or its default if it has another shape; a field nobody foresaw must
/// not cost the words beside it.
pub(super) fn lenient<'de, D, T>(json: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + DeserializeOwned,
{
    let value = serde_json::Value::deserialize(json)?;
    Ok(serde_json::from_value(value).unwrap_or_default())
}

/// For `deserialize_with`, on a field with a default: that it is there, be it null.
pub(super) fn present<'de, D: Deserializer<'de>>(json: D) -> Result<bool, D::Error> {
    IgnoredAny::deserialize(json).map(|_| true)
}

impl Loose {
    /// The text, if there is any.
    pub(super) fn filled(self) -> Option<String> {
        Some(self.0).filter(|text| !text.is_empty())
    }

    /// As a whole number.
    pub(super) fn integer(&self) -> Option<i64> {
        self.0.trim().parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default)]
    struct Seen(Vec<String>);

    impl Walk for Seen {
        fn at(&mut self, place: &Place) -> Go {
            match place.key() {
                Some("skip") => Go::Past,
                Some("name") => Go::Take,
                _ if place.is(&["chats", "*", "messages", "*"]) => Go::Take,
                _ => Go::In,
            }
        }

        fn take(&mut self, place: &Place, value: &str) {
            self.0.push(format!("{}:{}", place.number(), value));
        }

        fn leave(&mut self, place: &Place) {
            if place.is(&["chats", "*"]) {
                self.0.push("end".to_owned());
            }
        }
    }

    fn seen(json: &str) -> (Vec<String>, Option<usize>) {
        let mut seen = Seen::default();
        let stop = walk(json.as_bytes(), &mut seen).err();
        let line = stop.map(|stop| match stop {
            Stop::Broken { line } => line,
            Stop::Io(_) => 0,
        });
        (seen.0, line)
    }

    #[test]
    fn what_is_asked_for_is_taken_and_the_rest_passed_by() {
        let json =
            r#"{"skip":[{"name":1}],"chats":[{"name":"a","messages":[{"x":1},2]},{"messages":[]}],"n":null}"#;
        assert_eq!(
            seen(json),
            (vec!["1:\"a\"".into(), "1:{\"x\":1}".into(), "2:2".into(), "end".into(), "end".into()], None)
        );
    }

    #[test]
    fn a_text_that_breaks_off_is_walked_to_the_break() {
        let json = "{\"chats\":[{\"messages\":[1,\n2,\n{\"a\":";
        assert_eq!(seen(json), (vec!["1:1".into(), "2:2".into()], Some(3)));
    }

    #[test]
    fn nesting_without_end_uses_up_no_stack() {
        let json = "[".repeat(1_000_000);
        assert_eq!(seen(&json).0.len(), 0);
    }

    #[test]
    fn half_an_emoji_does_not_cost_the_words_beside_it() {
        for (json, expected) in [
            (r#""a \ud83d b""#, "a \u{FFFD} b"),
            (r#""\uDE00\ud83d\ude00\uD83D""#, "\u{FFFD}😀\u{FFFD}"),
            (r#""\\ud83d \u00e9\n é""#, "\\ud83d é\n é"),
        ] {
            assert_eq!(parse::<String>(json).as_deref(), Some(expected), "{json}");
        }
        assert_eq!(parse::<String>("[1]"), None);
    }

    #[test]
    fn keys_are_found_in_a_text_that_is_cut_off() {
        let start = r#"{"a": 1, "b" : {"c":"d\"e\":"#;
        assert!(has_keys(start, &["a", "b", "c"]));
        assert!(!has_keys(start, &["d"]) && !has_keys(start, &["e"]));
    }

    #[test]
    fn numbers_and_strings_are_one_where_years_differ() {
        let value: Vec<Loose> = serde_json::from_str(r#"["12", 12, true, null, {"a":1}]"#).unwrap();
        assert_eq!(
            value.iter().map(Loose::integer).collect::<Vec<_>>(),
            [Some(12), Some(12), None, None, None]
        );
    }
}
