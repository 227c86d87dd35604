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

/// What a file is by its name and its start: locked backups begin with anything, and databases all alike.
pub(super) fn named(name: &str, start: &[u8]) -> FileKind {
    let name = name.to_lowercase();
    let is_called = |names: &[&str]| {
        names.iter().any(|known| match known.strip_prefix('*') {
            Some(ending) => name.ends_with(ending),
            None => name == *known,
        })
    };
    let known = |names: &[Named]| names.iter().find(|(names, ..)| is_called(names)).copied();
    let found = of(start);
    let named = match found {
        FileKind::Database => known(DATABASES),
        FileKind::Text => known(LOCKED),
        FileKind::Other(BINARY, _) => known(LOCKED).or_else(|| known(LOCKED_DATABASES)),
        FileKind::Empty | FileKind::Zip | FileKind::Other(..) => None,
    };
    named.map_or(found, |(_, what, advice)| FileKind::Other(what, advice))
}

/// Names in small letters, `*` standing for any beginning; what it is, with its article; what to do instead.
type Named = (&'static [&'static str], &'static str, &'static str);

/// Backups that are locked from their first byte.
const LOCKED: &[Named] =
    &[(&["*.crypt12", "*.crypt14", "*.crypt15", "*.crypt"], "an encrypted WhatsApp backup", WHATSAPP)];

/// Files of which only the locked kind is no text and no database.
const LOCKED_DATABASES: &[Named] = &[
    (&["*.backup", "*.backup.part"], "an encrypted Signal backup", SIGNAL),
    (&["db.sqlite", "signal.db", "signal.sqlite"], "Signal's encrypted database", SIGNAL),
    (
        &["manifest.db", "*.mddata", "3d0d7e5fb2ce288813306e4d4636395e047a3d28"],
        "a file of an encrypted iPhone backup",
        IPHONE,
    ),
    (&["msgstore.db", "wa.db"], "WhatsApp's own database, locked or damaged", WHATSAPP),
    (&["viber.db", "viber_messages"], "Viber's own database, locked or damaged", VIBER),
];

/// Databases of apps whose exports are read instead.
const DATABASES: &[Named] = &[
    (&["msgstore.db", "wa.db", "chatstorage.sqlite"], "WhatsApp's own database", WHATSAPP),
    (&["viber.db", "viber_messages", "viber_messages.db"], "Viber's own database", VIBER),
    (&["manifest.db"], "the list of files of an iPhone backup", IPHONE),
];

const SIGNAL: &str = "use the official export instead (Signal on the computer or Android: Settings › Chats › Export chat \
    history) and give the folder that it writes";
const WHATSAPP: &str =
    "use WhatsApp's own export instead: open the chat, tap its name or ⋮ › More, Export chat, Without media";
const VIBER: &str =
    "use Viber's own export instead: More › Settings › Account › Viber backup › Email chat history";
const IPHONE: &str = "make a backup without a password and give its file 3d0d7e5fb2ce288813306e4d4636395e047a3d28 (in the \
    folder 3d), which holds the messages";

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
        // The length of a frame, and in it a beginning (16 bytes) and a salt (32 bytes).
        [0, 0, 0, _, 0x0A, _, 0x0A, 16, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, 0x12, 32, ..] => {
            FileKind::Other("an encrypted Signal backup", SIGNAL)
        }
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => FileKind::Other("a video or picture", EXPORT),
        _ => of_whole(start),
    }
}

/// Whether bytes without a known beginning are text: text holds hardly any control characters.
pub(super) fn of_whole(bytes: &[u8]) -> FileKind {
    if matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) {
        return FileKind::Text;
    }
    let is_odd = |byte: u8| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | 0x0B | 0x0C | b'\r');
    // So few that a byte can count them: many at a time that way.
    let odd_in = |few: &[u8]| usize::from(few.iter().map(|&byte| u8::from(is_odd(byte))).sum::<u8>());
    let odd: usize = bytes.chunks(usize::from(u8::MAX)).map(odd_in).sum();
    let nul = bytes.contains(&0) && str::from_utf8(bytes).is_err_and(|error| error.error_len().is_some());
    if nul || odd > bytes.len() / 50 {
        return FileKind::Other(BINARY, "give the text file that the app's “Export chat” wrote");
    }
    FileKind::Text
}

/// What nothing more is known of.
const BINARY: &str = "a binary file";

const EXPORT: &str = "use the app's “Export chat” and give the file that it writes";
const UNPACK: &str = "unpack it and give the text file inside";
const OF_APPS: &str =
    "apps keep these locked or in a shape of their own; use the app's “Export chat” instead";

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
    (b"bplist00", FileKind::Other("a property list", OF_APPS)),
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
            assert_eq!(words(of(start)), expected, "{start:?}");
        }
    }

    fn words(kind: FileKind) -> &'static str {
        match kind {
            FileKind::Empty => "empty",
            FileKind::Text => "text",
            FileKind::Zip => "zip",
            FileKind::Database => "database",
            FileKind::Other(what, _) => what,
        }
    }

    #[test]
    fn locked_backups_are_refused_by_their_own_name() {
        let binary = &b"\x93\xFFhello\0\x01\x02\x03"[..];
        let database = &b"SQLite format 3\0...."[..];
        for (name, start, expected) in [
            ("signal-2026-01-02.backup", binary, "an encrypted Signal backup"),
            ("notes.backup", b"Ana: hi\n", "text"),
            ("msgstore.db.crypt14", binary, "an encrypted WhatsApp backup"),
            ("MSGSTORE-2026-01-02.1.db.crypt15", binary, "an encrypted WhatsApp backup"),
            ("msgstore.db", database, "WhatsApp's own database"),
            ("ChatStorage.sqlite", database, "WhatsApp's own database"),
            ("viber_messages", database, "Viber's own database"),
            ("Manifest.db", binary, "a file of an encrypted iPhone backup"),
            ("Manifest.db", database, "the list of files of an iPhone backup"),
            (
                "3d0d7e5fb2ce288813306e4d4636395e047a3d28.mddata",
                binary,
                "a file of an encrypted iPhone backup",
            ),
            ("3d0d7e5fb2ce288813306e4d4636395e047a3d28.mddata", database, "database"),
            ("db.sqlite", binary, "Signal's encrypted database"),
            ("chat.db", database, "database"),
            ("photo.backup", b"\x89PNG\r\n\x1A\n", "a PNG picture"),
            ("chat.bin", binary, "a binary file"),
        ] {
            assert_eq!(words(named(name, start)), expected, "{name}");
        }
    }

    #[test]
    fn a_signal_backup_is_known_under_any_name_and_the_way_to_the_official_export_is_told() {
        let mut start = vec![0, 0, 0, 0x38, 0x0A, 0x36, 0x0A, 16];
        start.extend([7; 16]);
        start.extend([0x12, 32]);
        start.extend([9; 32]);
        let FileKind::Other(what, advice) = named("unnamed", &start) else { panic!("it is read") };
        assert_eq!(what, "an encrypted Signal backup");
        assert!(advice.contains("Export chat history"), "{advice}");
    }
}
