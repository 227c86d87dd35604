//! The text in an `attributedBody`: Apple's *typedstream* archive of a styled string (formats document, section 3.2.1).

/// The plain text; `None` if the archive is cut off or none at all.
pub(super) fn text(archive: &[u8]) -> Option<&str> {
    let class = after(archive, b"NSString")?;
    let plus = class.iter().take(LONGEST_PREAMBLE).position(|byte| *byte == b'+')?;
    string(class.get(plus + 1..)?)
}

/// The written-out speech of a voice message.
pub(super) fn transcription(archive: &[u8]) -> Option<&str> {
    match after(archive, b"IMAudioTranscription")? {
        // The end of the key, then a new object of the class that the key has.
        [0x86, 0x92, 0x84, _, _, value @ ..] => string(value).filter(|speech| !speech.is_empty()),
        _ => None,
    }
}

/// Between the name of the class and the mark before its text stand a version and a reference or two.
const LONGEST_PREAMBLE: usize = 32;

/// A string, its length in bytes before it.
fn string(bytes: &[u8]) -> Option<&str> {
    let (length, rest) = match bytes {
        [0x81, a, b, rest @ ..] => (u32::from(u16::from_le_bytes([*a, *b])), rest),
        [0x82, a, b, c, d, rest @ ..] => (u32::from_le_bytes([*a, *b, *c, *d]), rest),
        [length @ 0..=0x7F, rest @ ..] => (u32::from(*length), rest),
        _ => return None,
    };
    str::from_utf8(rest.get(..usize::try_from(length).ok()?)?).ok()
}

/// What stands behind the first place of these bytes.
fn after<'a>(bytes: &'a [u8], wanted: &[u8]) -> Option<&'a [u8]> {
    let place = bytes.windows(wanted.len()).position(|window| window == wanted)?;
    bytes.get(place + wanted.len()..)
}

/// Archives as Messages writes them, for the tests.
#[cfg(test)]
pub(super) fn archive(text: &str) -> Vec<u8> {
    let length = text.len();
    let length = match u16::try_from(length) {
        Ok(short @ 0..=0x7F) => vec![short.to_le_bytes()[0]],
        Ok(long) => [&[0x81][..], &long.to_le_bytes()].concat(),
        Err(_) => [&[0x82][..], &u32::try_from(length).unwrap().to_le_bytes()].concat(),
    };
    [
        &b"\x04\x0bstreamtyped\x81\xe8\x03\x84\x01@\x84\x84\x84\x12NSAttributedString\x00"[..],
        b"\x84\x84\x08NSObject\x00\x85\x92\x84\x84\x84\x08NSString\x01\x94\x84\x01+",
        &length,
        text.as_bytes(),
        b"\x86\x84\x02iI\x01\x04\x92\x84\x84\x84\x0cNSDictionary\x00\x94\x84\x01i\x01",
        b"\x92\x84\x96\x96\x1d__kIMMessagePartAttributeName\x86\x86\x86",
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_text_of_any_length_is_read_whole() {
        for length in [0, 1, 0x7F, 0x80, 0x81, 0xFF, 0x7FFF, 0xFFFF, 0x1_0000] {
            let written = "x".repeat(length);
            assert_eq!(text(&archive(&written)), Some(&*written), "{length}");
        }
        assert_eq!(text(&archive("so + so NSString +")), Some("so + so NSString +"));
    }

    #[test]
    fn a_mutable_string_is_a_string() {
        let archive =
            b"\x04\x0bstreamtyped\x84\x0fNSMutableString\x01\x84\x84\x08NSString\x01\x95\x84\x01+\x03hi!\x86";
        assert_eq!(text(archive), Some("hi!"));
    }

    #[test]
    fn a_cut_off_archive_is_unreadable_and_nothing_else() {
        let whole = archive(&"é".repeat(200));
        for cut in 0..whole.len() {
            assert!(text(&whole[..cut]).is_none_or(|text| text.chars().count() == 200), "{cut}");
        }
        assert_eq!(text(b"\x04\x0bstreamtyped"), None);
        assert_eq!(text(b"NSString\x01+\x02\xFF\xFE"), None);
    }

    #[test]
    fn speech_is_read_where_it_was_written_out() {
        let spoken = [
            &archive("\u{FFFC}")[..],
            b"\x92\x84\x98\x98\x14IMAudioTranscription\x86\x92\x84\x98\x98\x05hello\x86",
        ]
        .concat();
        assert_eq!(transcription(&spoken), Some("hello"));
        assert_eq!(transcription(&archive("IMAudioTranscription")), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn every_text_comes_back(written in "\\PC{0,300}") {
            let archive = archive(&written);
            prop_assert_eq!(text(&archive), Some(&*written));
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
            let _ = (text(&[b"NSString", &bytes[..]].concat()), transcription(&bytes));
        }
    }
}
