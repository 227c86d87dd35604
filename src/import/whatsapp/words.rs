//! A quick look that spares most messages the long one: whether a body can be nothing but words.

use super::notices;
use super::placeholders::{
    CALLS, DELETED, DELETED_BY_ADMIN, DELETED_BY_OWNER, LIVE_LOCATION, LOCATION_LABELS, MISSED_CALLS,
    OMITTED_BY_KIND, OMITTED_MEDIA,
};
use crate::import::text::is_invisible;
use foldhash::HashSet;
use memchr::{memchr, memchr3};
use std::sync::LazyLock;

/// Whether no placeholder, mark or notice can be in the body, told by its characters and first words; `false`
/// says nothing. First words in ASCII rule out every template in letters of other kinds.
pub(super) fn are_all(body: &str) -> bool {
    if memchr3(b'<', b'(', b'\n', body.as_bytes()).or_else(|| memchr(b'\r', body.as_bytes())).is_some() {
        return false;
    }
    // The bullet stands between a document's name and its placeholder.
    if !body.is_ascii() && body.contains(|c| is_invisible(c) || c == '•') {
        return false;
    }
    let mut words = words(body);
    let Some(first) = words.next().filter(|word| word.is_ascii()) else { return false };
    let mut key = Key::of(first);
    if BEGINNINGS.contains(&key) {
        return false;
    }
    words.next().is_none_or(|second| {
        key.add(second);
        second.is_ascii() && !BEGINNINGS.contains(&key)
    })
}

/// The first word or two of every template; of one word only where the template has no more.
static BEGINNINGS: LazyLock<HashSet<Key>> = LazyLock::new(|| {
    let lists = [DELETED, DELETED_BY_ADMIN, DELETED_BY_OWNER, LIVE_LOCATION, LOCATION_LABELS, OMITTED_MEDIA];
    let of_lists = lists.into_iter().flatten();
    let of_calls = [CALLS, MISSED_CALLS].into_iter().flatten().flat_map(|(_, names)| *names);
    let of_kinds = OMITTED_BY_KIND.iter().flat_map(|(_, placeholders)| *placeholders);
    let all = of_lists.chain(of_calls).chain(of_kinds).copied().chain(notices::never_typed()).chain(["null"]);
    all.filter_map(beginning).collect()
});

fn beginning(template: &str) -> Option<Key> {
    let mut words = words(template);
    let mut key = Key::of(words.next()?);
    if let Some(second) = words.next() {
        key.add(second);
    }
    Some(key)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| if c.is_ascii() { !c.is_ascii_alphanumeric() } else { !c.is_alphanumeric() })
        .filter(|word| !word.is_empty())
}

/// One or two words in lower case, in as little room as comparing needs; long ones are cut, which at worst
/// sends a body the long way.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Key([[u8; 12]; 2]);

impl Key {
    fn of(word: &str) -> Self {
        Self([cut(word), [0; 12]])
    }

    fn add(&mut self, word: &str) {
        self.0[1] = cut(word);
    }
}

fn cut(word: &str) -> [u8; 12] {
    let mut cut = [0; 12];
    for (place, byte) in cut.iter_mut().zip(word.bytes()) {
        *place = byte.to_ascii_lowercase();
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversation::Kind;
    use crate::import::whatsapp::body::Body;
    use proptest::prelude::*;

    #[test]
    fn plain_words_are_and_what_a_template_begins_like_is_not() {
        for body in ["ok", "I am late, sorry 😊", "you left me", "media tomorrow?", "this is it", "5 min"] {
            assert!(are_all(body), "{body}");
        }
        for body in [
            "null",
            "Null.",
            "image omitted",
            "Missed voice call. Tap to call back",
            "This message was deleted",
            "<big hug>",
            "caf\u{E9}",
            "a\nb",
            "IMG-1.jpg (file attached)",
            "You deleted this message",
            "...",
            "ok \u{200E}",
            "a.pdf • 3 pages document omitted",
            "图片已略去",
            "",
        ] {
            assert!(!are_all(body), "{body}");
        }
    }

    #[test]
    fn every_template_takes_the_long_way() {
        for template in [DELETED, DELETED_BY_OWNER, OMITTED_MEDIA, LIVE_LOCATION].into_iter().flatten() {
            assert!(!are_all(template), "{template}");
        }
    }

    proptest! {
        #[test]
        fn the_quick_look_agrees_with_the_long_one(
            body in "(null|image omitted|call|voice call|you deleted|this message was|location|[a-z .,:?!<(•\u{200E}é😊]{0,12}){1,4}"
        ) {
            if are_all(&body) {
                let long = Body::read(&body);
                prop_assert_eq!(long.kind, Kind::Text);
                prop_assert_eq!(long.text.as_str(), body.trim());
            }
        }
    }
}
