//! What a file really is, by its first bytes.

/// How many bytes are looked at.
pub(super) const LOOKED_AT: usize = 64 * 1024;

/// What to do with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileKind {
    /// There is nothing in it.
    Empty,
    /// Most likely text, in whatever encoding.
    Text,
    /// A zip archive.
    Zip,
    /// An `SQLite` database.
    Database,
    /// Something else: what it is, with its article, and what to do instead.
    Other(&'static str, &'static str),
}

/// What the start of a file shows it to be.
pub(super) fn of(start: &[u8]) -> FileKind {
    if start.is_empty() {
        return FileKind::Empty;
    }
    if let Some((_, kind)) = MAGIC.iter().find(|(magic, _)| start.starts_with(magic)) {
        return *kind;
    }
    match start {
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => {
            FileKind::Other("a WebP picture", EXPORT)
        }
        [b'R', b'I', b'F', b'F', ..] => FileKind::Other("a sound or video file", EXPORT),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => FileKind::Other("a video or picture", EXPORT),
        _ => of_whole(start),
    }
}

/// Whether bytes without a known beginning are text: text holds hardly any control characters.
pub(super) fn of_whole(bytes: &[u8]) -> FileKind {
    if matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) {
        return FileKind::Text;
    }
    let odd = bytes
        .iter()
        .filter(|&&byte| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C))
        .count();
    let nul = bytes.contains(&0) && str::from_utf8(bytes).is_err_and(|error| error.error_len().is_some());
    if nul || odd > bytes.len() / 50 {
        return FileKind::Other("a binary file", "give the text file that the app's “Export chat” wrote");
    }
    FileKind::Text
}

const EXPORT: &str = "use the app's “Export chat” and give the file that it writes";
const UNPACK: &str = "unpack it and give the text file inside";
const LOCKED: &str = "apps keep these locked or in a shape of their own; use the app's “Export chat” instead";

const MAGIC: &[(&[u8], FileKind)] = &[
    (b"PK\x03\x04", FileKind::Zip),
    (b"PK\x05\x06", FileKind::Zip),
    (b"SQLite format 3\0", FileKind::Database),
    (b"\x89PNG\r\n", FileKind::Other("a PNG picture", EXPORT)),
    (b"\xFF\xD8\xFF", FileKind::Other("a JPEG picture", EXPORT)),
    (b"GIF87a", FileKind::Other("a GIF picture", EXPORT)),
    (b"GIF89a", FileKind::Other("a GIF picture", EXPORT)),
    (b"%PDF-", FileKind::Other("a PDF document", EXPORT)),
    (b"OggS\0", FileKind::Other("a voice or sound file", EXPORT)),
    (b"ID3\x03", FileKind::Other("a sound file", EXPORT)),
    (b"ID3\x04", FileKind::Other("a sound file", EXPORT)),
    (b"{\\rtf", FileKind::Other("an RTF document", "save it as plain text")),
    (b"\xD0\xCF\x11\xE0", FileKind::Other("an old Office document", "save it as plain text")),
    (b"\x1F\x8B", FileKind::Other("a gzip archive", UNPACK)),
    (b"7z\xBC\xAF\x27\x1C", FileKind::Other("a 7-Zip archive", UNPACK)),
    (b"Rar!\x1A\x07", FileKind::Other("a RAR archive", UNPACK)),
    (b"BZh", FileKind::Other("a bzip2 archive", UNPACK)),
    (b"\xFD7zXZ\0", FileKind::Other("an xz archive", UNPACK)),
    (b"\x7FELF", FileKind::Other("a program", EXPORT)),
    (b"MZ\x90\0", FileKind::Other("a program", EXPORT)),
    (b"bplist00", FileKind::Other("a property list", LOCKED)),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_bytes_say() {
        for (start, expected) in [
            (&b""[..], "empty"),
            (b"29.01.18, 12:24 - Ana: hi", "text"),
            (b"ID3\x04", "a sound file"),
            (b"\x89PNG\r\n\x1A\n", "a PNG picture"),
            (b"\xFF\xD8\xFF\xE0", "a JPEG picture"),
            (b"%PDF-1.7", "a PDF document"),
            (b"SQLite format 3\0....", "database"),
            (b"PK\x03\x04", "zip"),
            (b"\0\0\0\x18ftypmp42", "a video or picture"),
            (b"\0\0\0\0\0\0", "a binary file"),
            (b"\x93\xFFhello\0", "a binary file"),
            (b"\xFF\xFEh\0i\0", "text"),
            (b"caf\xE9", "text"),
        ] {
            let found = match of(start) {
                FileKind::Empty => "empty",
                FileKind::Text => "text",
                FileKind::Zip => "zip",
                FileKind::Database => "database",
                FileKind::Other(what, _) => what,
            };
            assert_eq!(found, expected, "{start:?}");
        }
    }
}
