//! Texts too long for a message: they lie in `files/`, known by what their bytes come to.

use crate::import::chats::Chats;
use crate::import::json::{Loose, lenient};
use crate::import::{File, ImportError, Warning};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::Read;

/// A file that the export points to.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Pointer {
    pub(super) content_type: Loose,
    pub(super) file_name: Loose,
    pub(super) caption: Loose,
    #[serde(deserialize_with = "lenient")]
    locator_info: Locator,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Locator {
    plaintext_hash: Loose,
    size: Loose,
    #[serde(deserialize_with = "lenient")]
    integrity_check: IntegrityCheck,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct IntegrityCheck {
    plaintext_hash: Loose,
}

impl Pointer {
    /// What the file's bytes come to, if it was ever on the phone.
    fn hash(&self) -> Option<&str> {
        let Locator { plaintext_hash, integrity_check, .. } = &self.locator_info;
        let told = [&plaintext_hash.0, &integrity_check.plaintext_hash.0];
        told.into_iter().map(String::as_str).find(|hash| !hash.is_empty())
    }

    /// Whether the file was never fetched, so that no export can hold it.
    pub(super) fn is_missing(&self) -> bool {
        self.hash().is_none()
    }
}

/// A text that is in a file.
#[derive(Debug)]
pub(super) struct LongText {
    hash: String,
    size: Option<u64>,
    /// Names that stand for U+FFFC, by their places in UTF-16 units.
    mentions: Mentions,
    /// What was written under the files beside it.
    captions: String,
}

/// Names by their places in a text, counted in UTF-16 units.
pub(super) type Mentions = BTreeMap<usize, String>;

impl LongText {
    /// The text that the pointer is to.
    pub(super) fn of(pointer: &Pointer, mentions: Mentions, captions: String) -> Self {
        let size = pointer.locator_info.size.integer().and_then(|size| u64::try_from(size).ok());
        Self {
            hash: plain(pointer.hash().unwrap_or_default()),
            size: size.filter(|size| *size > 0),
            mentions,
            captions,
        }
    }
}

/// A message whose text is in a file.
pub(super) struct Waiting {
    /// The key of its chat.
    pub(super) chat: String,
    /// Its place among the chat's messages.
    pub(super) place: usize,
    /// Its text.
    pub(super) text: LongText,
}

/// Puts the texts in `files/` into their messages. Those that are not found keep what stands in the message
/// itself, the beginning, and the chat says so.
pub(super) fn fill(main: &File<'_>, waiting: Vec<Waiting>, chats: &mut Chats) {
    if waiting.is_empty() {
        return;
    }
    let texts = found(main, &waiting);
    let mut missing: BTreeMap<String, usize> = BTreeMap::new();
    for Waiting { chat: key, place, text } in waiting {
        let chat = chats.of(&key);
        match (texts.get(&text.hash), chat.messages.get_mut(place)) {
            (Some(found), Some(message)) => {
                let parts = [found.as_str(), &text.captions].into_iter().filter(|part| !part.is_empty());
                message.raw = parts.collect::<Vec<_>>().join("\n");
                message.text = with_mentions(&message.raw, &text.mentions);
            }
            _ => *missing.entry(key).or_default() += 1,
        }
    }
    for (key, count) in missing {
        chats.of(&key).warnings.push(Warning::WordsMissing { count });
    }
}

/// Texts by their hash. Only files of a size that is looked for are opened: photos are many and large.
fn found(main: &File<'_>, waiting: &[Waiting]) -> HashMap<String, String> {
    let wanted: HashSet<&str> = waiting.iter().map(|waiting| waiting.text.hash.as_str()).collect();
    let sizes: HashSet<u64> = waiting.iter().filter_map(|waiting| waiting.text.size).collect();
    let any_size = waiting.iter().any(|waiting| waiting.text.size.is_none());
    let folder =
        if main.folder().is_empty() { "files/".to_owned() } else { format!("{}/files/", main.folder()) };
    let files = main.neighbours().filter(|file| {
        file.name().starts_with(&folder)
            && file.size() <= LONGEST
            && (any_size || sizes.contains(&file.size()))
    });
    let mut texts = HashMap::new();
    for file in files {
        let Ok(bytes) = bytes(&file) else { continue };
        let hash = Sha256::digest(&bytes);
        for hash in [base64(&hash), hex(&hash)] {
            if wanted.contains(hash.as_str())
                && let Ok(text) = String::from_utf8(bytes.clone())
            {
                texts.insert(hash, text);
            }
        }
    }
    texts
}

/// The apps let nobody write more than 64 KiB.
const LONGEST: u64 = 1 << 20;

fn bytes(file: &File<'_>) -> Result<Vec<u8>, ImportError> {
    file.read(|reader| {
        let mut bytes = Vec::new();
        let read = reader.take(LONGEST).read_to_end(&mut bytes);
        read.map_err(|error| ImportError::from_io(&file.path(), error))?;
        Ok(bytes)
    })
}

/// The text with names where the app puts them.
pub(super) fn with_mentions(text: &str, mentions: &Mentions) -> String {
    let mut at = 0;
    let mut named = String::with_capacity(text.len());
    for c in text.chars() {
        match mentions.get(&at).filter(|_| c == OBJECT) {
            Some(name) => {
                named.push('@');
                named.push_str(name);
            }
            None if c == OBJECT => {}
            None => named.push(c),
        }
        at += c.len_utf16();
    }
    named
}

/// What stands in a text for something that is no text.
const OBJECT: char = '\u{FFFC}';

/// A hash as this module writes it, in base 64 or hexadecimal as the export does.
fn plain(hash: &str) -> String {
    if hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return hash.to_ascii_lowercase();
    }
    hash.trim_end_matches('=').replace('-', "+").replace('_', "/")
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|half| char::from(HEX[usize::from(half)]))
        .collect()
}

const HEX: &[u8; 16] = b"0123456789abcdef";

/// Base 64 without the filling at its end.
fn base64(bytes: &[u8]) -> String {
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let bits =
            group.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for place in 0..=group.len() {
            let digit = bits >> (18 - 6 * place) & 63;
            text.push(char::from(BASE64[digit as usize]));
        }
    }
    text
}

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_written_in_base_64_as_the_standard_has_it() {
        for (bytes, expected) in
            [("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("ü>?~", "w7w+P34")]
        {
            assert_eq!(base64(bytes.as_bytes()), expected);
        }
        assert_eq!(plain("w7w-P34="), "w7w+P34");
        assert_eq!(hex(&[0, 0x9F, 0xFF]), "009fff");
    }

    #[test]
    fn names_stand_where_the_app_shows_them() {
        let mentions = Mentions::from([(3, "Robin".to_owned())]);
        assert_eq!(with_mentions("😀 \u{FFFC}, come!\u{FFFC}", &mentions), "😀 @Robin, come!");
    }
}
