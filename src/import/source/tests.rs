use super::*;
use std::io::{Cursor, Write as _};
use zip::write::{SimpleFileOptions, ZipWriter};

const CHAT: &str = "29.01.18, 12:24 - Ana: hi\n29.01.18, 12:25 - Ben: yo\n";

/// A file of these bytes in a folder of its own, opened, and the folder emptied again.
fn open_bytes(name: &str, bytes: &[u8]) -> Result<Source, ImportError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    Source::open(&path)
}

fn zip_of(entries: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in entries {
        writer
            .start_file(
                *name,
                SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated),
            )
            .unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn check_error(result: Result<Source, ImportError>, expected: &str) {
    let error = result.map(|source| source.name).unwrap_err().to_string();
    assert!(error.contains(expected), "{error}");
}

#[test]
fn a_file_is_read_with_its_fingerprint_and_size() {
    let source = open_bytes("chat.txt", CHAT.as_bytes()).unwrap();
    assert_eq!((source.name.as_str(), source.text.as_str(), source.bytes), ("chat.txt", CHAT, 52));
    assert_eq!(source.fingerprint, fingerprint(CHAT.as_bytes()));
    assert_eq!(source.fingerprint.len(), 16);
}

#[test]
fn what_is_no_text_is_refused_by_its_real_name() {
    check_error(open_bytes("chat.txt", b""), "is empty");
    check_error(open_bytes("chat.txt", b"\xEF\xBB\xBF \n\n"), "is empty");
    check_error(open_bytes("chat.txt", b"\x89PNG\r\n\x1A\n...."), "is a PNG picture");
    check_error(open_bytes("chat.txt", b"SQLite format 3\0..."), "is an SQLite database");
    check_error(open_bytes("chat.txt", &[0; 300]), "is a binary file");
    check_error(open_bytes("chat.zip", b"PK\x03\x04 and no more"), "damaged or unfinished zip");
    check_error(Source::open(Path::new("no/such/file")), "does not exist");
}

#[test]
fn a_monstrous_line_is_refused_by_its_number() {
    let mut bytes = b"hello\n".to_vec();
    bytes.resize(MAX_LINE + 100, b'a');
    check_error(open_bytes("chat.txt", &bytes), "line 2 of");
}

#[test]
fn a_folder_is_read_if_it_holds_one_export() {
    let folder = tempfile::tempdir().unwrap();
    check_error(Source::open(folder.path()), "holds no chat export");
    std::fs::write(folder.path().join("one.txt"), CHAT).unwrap();
    std::fs::write(folder.path().join("photo.jpg"), b"\xFF\xD8\xFF").unwrap();
    assert_eq!(Source::open(folder.path()).unwrap().name, "one.txt");
    std::fs::write(folder.path().join("two.txt"), CHAT).unwrap();
    check_error(Source::open(folder.path()), "holds 2 exports: give one of them (one.txt, two.txt)");
}

#[test]
fn the_chat_in_a_zip_is_found_beside_texts_sent_in_it() {
    let check = |entries: &[(&str, &str)], expected: &str| {
        assert_eq!(open_bytes("export.zip", &zip_of(entries)).unwrap().name, expected);
    };
    check(&[("poem.txt", "roses\n"), ("_chat.txt", CHAT)], "_chat.txt");
    check(&[("poem.txt", "roses\n"), ("WhatsApp Chat with Ana.txt", CHAT)], "WhatsApp Chat with Ana.txt");
    check(
        &[
            ("poem.txt", "roses are red, and so on and so forth, for longer than the chat\n"),
            ("sample.txt", CHAT),
        ],
        "sample.txt",
    );
    check(&[("__MACOSX/._chat.txt", "junk"), ("Ana/_chat.txt", CHAT)], "Ana/_chat.txt");
}

#[test]
fn a_zip_that_no_app_would_write_is_refused() {
    let check =
        |entries: &[(&str, &str)], expected| check_error(open_bytes("x.zip", &zip_of(entries)), expected);
    check(&[], "holds no chat text");
    check(&[("photo.jpg", "x")], "holds no chat text");
    check(&[("../_chat.txt", CHAT)], "leads out of its folder");
    check(&[("a/../../_chat.txt", CHAT)], "leads out of its folder");
    check(&[("[Content_Types].xml", "x"), ("word/document.xml", "x")], "an Office document");
    check(&[("_chat.txt", &"a\n".repeat(20 << 20))], "unpacks to far more");
}

#[test]
fn a_zip_cut_short_is_said_to_be_damaged() {
    let whole = zip_of(&[("_chat.txt", CHAT)]);
    check_error(open_bytes("x.zip", &whole[..whole.len() - 30]), "damaged or unfinished zip");
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_said_to_be_so() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chat.txt");
    std::fs::write(&path, CHAT).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o0)).unwrap();
    // The superuser reads everything: nothing to be seen then.
    if std::fs::File::open(&path).is_err() {
        check_error(Source::open(&path), "may not be read by you");
    }
}
