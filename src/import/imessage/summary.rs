//! `message_summary_info`: what became of the parts of a message after it was sent.

use super::body;
use super::property_list::PropertyList;

/// What the summary tells.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Summary {
    /// Some part was changed.
    pub(super) edited: bool,
    /// Some part was taken back.
    pub(super) unsent: bool,
    /// The last words of the parts that were changed and not taken back.
    pub(super) last_words: Vec<String>,
}

impl Summary {
    /// Reads the property list: `ec` holds the versions of each part (`t` is the text), `rp` the parts
    /// that were taken back.
    pub(super) fn read(bytes: &[u8]) -> Self {
        PropertyList::parse(bytes).map_or_else(Self::default, |list| Self::of(&list))
    }

    fn of(list: &PropertyList<'_>) -> Self {
        let unsent: Vec<usize> = list
            .get(list.top(), "rp")
            .map_or_else(Vec::new, |parts| list.items(parts).filter_map(|part| list.whole(part)).collect());
        let versions = list.get(list.top(), "ec");
        let mut edited: Vec<(usize, String)> = versions
            .into_iter()
            .flat_map(|parts| list.entries(parts))
            .filter_map(|(part, versions)| {
                let text = list.get(list.items(versions).next_back()?, "t")?;
                Some((list.text(part)?.parse().ok()?, body::text(list.data(text)?)?.to_owned()))
            })
            .filter(|(part, _)| !unsent.contains(part))
            .collect();
        edited.sort_unstable();
        Self {
            edited: !edited.is_empty(),
            unsent: !unsent.is_empty(),
            last_words: edited.into_iter().map(|(_, words)| words).collect(),
        }
    }
}

/// A summary with these versions of each part and these parts taken back, for the tests.
#[cfg(test)]
pub(super) fn written(versions: &[&[&str]], unsent: &[u64]) -> Vec<u8> {
    use plist::{Dictionary, Value};
    let dictionary = |entries: Vec<(String, Value)>| Value::Dictionary(Dictionary::from_iter(entries));
    let version = |text: &&str| {
        let text = Value::Data(body::archive(text));
        dictionary(vec![("d".to_owned(), Value::Real(727_007_400.5)), ("t".to_owned(), text)])
    };
    let parts = versions
        .iter()
        .enumerate()
        .map(|(part, versions)| (part.to_string(), Value::Array(versions.iter().map(version).collect())))
        .collect();
    let unsent = unsent.iter().map(|part| Value::from(*part)).collect();
    let whole = dictionary(vec![
        ("amc".to_owned(), Value::from(0_u64)),
        ("ec".to_owned(), dictionary(parts)),
        ("rp".to_owned(), Value::Array(unsent)),
    ]);
    let mut bytes = Vec::new();
    whole.to_writer_binary(&mut bytes).unwrap();
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_version_of_each_part_counts() {
        let summary = Summary::read(&written(&[&["see you", "see you at 8"], &["and eat", "and cook"]], &[]));
        assert_eq!(summary.last_words, ["see you at 8", "and cook"]);
        assert!(summary.edited && !summary.unsent);
    }

    #[test]
    fn the_words_of_a_part_that_was_taken_back_do_not_come_back() {
        let summary = Summary::read(&written(&[&["I hate it", "I hate this"]], &[0]));
        assert_eq!(summary, Summary { unsent: true, ..Summary::default() });
    }

    #[test]
    fn what_is_no_summary_tells_nothing() {
        for bytes in [&b""[..], b"bplist00", b"<plist/>", &[0; 64]] {
            assert_eq!(Summary::read(bytes), Summary::default());
        }
    }
}
