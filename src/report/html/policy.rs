//! What the page may load: nothing, and the one style that stands in it.

use sha2::{Digest, Sha256};

/// The page's only style.
pub(super) const STYLE: &str = include_str!("style.css");

/// The content security policy. It names the style by its hash, so that no other style, no script and
/// no request is possible, whatever a message says.
pub(super) fn policy() -> String {
    format!(
        "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        base64(&Sha256::digest(STYLE))
    )
}

/// RFC 4648, section 4: a hash is written once a page, which is no reason for a library.
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let byte = |at: usize| usize::from(group.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let letter = char::from(ALPHABET[bits >> (18 - 6 * place) & 63]);
            text.push(if place <= group.len() { letter } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: &str) {
        assert_eq!(base64(bytes), expected);
    }

    #[test]
    fn base64_is_that_of_rfc_4648_section_10() {
        check(b"", "");
        check(b"f", "Zg==");
        check(b"fo", "Zm8=");
        check(b"foo", "Zm9v");
        check(b"foobar", "Zm9vYmFy");
        check(&[0xfb, 0xff], "+/8=");
    }

    #[test]
    fn the_hash_is_sha_256() {
        assert_eq!(base64(&Sha256::digest("")), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }

    #[test]
    fn the_style_asks_for_nothing() {
        for word in ["@import", "http", "//", "</style", "@font-face"] {
            assert!(!STYLE.contains(word), "{word}");
        }
        let urls = STYLE.match_indices("url(").map(|(at, _)| &STYLE[at + 4..at + 5]);
        assert!(urls.into_iter().all(|first| first == "#"));
    }
}
