//! Bytes of UTF-8 written as if each were a character: `cafÃ©` for `café`. Meta does so, and Android in
//! subject lines.

/// The text as it was meant.
///
/// Repaired is a text only if every character could be a byte, one at least is none of ASCII, and the bytes are
/// UTF-8 (formats document, section 2): what is properly written, as in part of the exports, stays as it is.
pub(super) fn mended(text: String) -> String {
    if text.is_ascii() {
        return text;
    }
    let bytes: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
    bytes.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn broken(text: &str) -> String {
        text.bytes().map(char::from).collect()
    }

    #[test]
    fn only_what_is_broken_is_mended() {
        for (text, meant) in [
            ("caf\u{C3}\u{A9}", "café"),
            ("\u{F0}\u{9F}\u{91}\u{8D}", "👍"),
            ("café", "café"),
            ("Привет", "Привет"),
            ("caf\u{C3}\u{A9} 👍", "caf\u{C3}\u{A9} 👍"),
            ("\u{C3}", "\u{C3}"),
            ("plain", "plain"),
        ] {
            assert_eq!(mended(text.to_owned()), meant);
        }
    }

    proptest! {
        #[test]
        fn every_text_comes_back(text in "\\PC{0,40}") {
            prop_assert_eq!(mended(broken(&text)), text);
        }

        #[test]
        fn no_text_of_other_scripts_is_touched(text in "\\PC{0,20}[Ѐ-ӿ一-龥😀-😿]\\PC{0,20}") {
            prop_assert_eq!(mended(text.clone()), text);
        }
    }
}
