use super::*;
use std::io::{Cursor, Write as _};
use zip::write::{SimpleFileOptions, ZipWriter};

const CHAT: &str = "29.01.18, 12:24 - Ana: hi\n29.01.18, 12:25 - Ben: yo\n";

fn bundles(path: &Path) -> Result<Vec<Bundle>, ImportError> {
    Bundle::all(path)?.into_iter().collect()
}

/// The first text that may be a chat at a path.
fn open(path: &Path) -> Result<Source, ImportError> {
    let bundles = bundles(path)?;
    let mut files = bundles.iter().flat_map(Bundle::files).filter(|file| is_readable(file.name()));
    files.next().ok_or_else(|| ImportError::NothingInFolder { path: path.to_owned() })?.text()
}

/// A file of these bytes in a folder of its own, opened, and the folder emptied again.
fn open_bytes(name: &str, bytes: &[u8]) -> Result<Source, ImportError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    open(&path)
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
    assert_eq!((&*source.name, source.text.as_str(), source.bytes), ("chat.txt", CHAT, 52));
    assert_eq!(source.fingerprint, fingerprint(CHAT.as_bytes()));
    assert_eq!(source.fingerprint.len(), 16);
}

#[test]
fn what_is_no_text_is_refused_by_its_real_name() {
    check_error(open_bytes("chat.txt", b""), "is empty");
    check_error(open_bytes("chat.txt", b"\xEF\xBB\xBF \n\n"), "is empty");
    check_error(open_bytes("chat.txt", b"\x89PNG\r\n\x1A\n...."), "is a PNG picture");
    check_error(open_bytes("chat.txt", &[0; 300]), "is a binary file");
    check_error(open_bytes("chat.zip", b"PK\x03\x04 and no more"), "damaged or unfinished zip");
    check_error(open(Path::new("no/such/file")), "does not exist");
}

#[test]
fn a_monstrous_line_is_refused_by_its_number() {
    let mut bytes = b"hello\n".to_vec();
    bytes.resize(MAX_LINE + 100, b'a');
    check_error(open_bytes("chat.txt", &bytes), "line 2 of");
}

#[test]
fn a_folder_is_read_with_the_folders_in_it_and_zips_are_read_by_themselves() {
    let folder = tempfile::tempdir().unwrap();
    check_error(open(folder.path()), "holds no chat export");
    std::fs::create_dir(folder.path().join("below")).unwrap();
    for name in ["below/chat 10.txt", "below/chat 2.txt", ".hidden.txt"] {
        std::fs::write(folder.path().join(name), CHAT).unwrap();
    }
    std::fs::write(folder.path().join("one.zip"), zip_of(&[("_chat.txt", CHAT)])).unwrap();
    let bundles = bundles(folder.path()).unwrap();
    let names: Vec<Vec<_>> =
        bundles.iter().map(|bundle| bundle.files().map(|file| file.name()).collect()).collect();
    assert_eq!(names, [vec!["below/chat 2.txt", "below/chat 10.txt"], vec!["_chat.txt"]]);
    let file = bundles[0].files().next().unwrap();
    assert_eq!((file.base(), file.folder()), ("chat 2.txt", "below"));
    assert_eq!(file.sibling("chat 10.txt").map(|file| file.name()), Some("below/chat 10.txt"));
}

#[test]
fn what_is_read_of_several_files_is_counted_and_its_mark_taken_off() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.json"), "\u{FEFF}[1]").unwrap();
    std::fs::write(folder.path().join("b.json"), b"\xFF\xFE[\x002\0]\0").unwrap();
    let bundles = bundles(folder.path()).unwrap();
    let files: Vec<_> = bundles[0].files().collect();
    let texts = files.iter().map(|file| {
        let mut text = String::new();
        file.read(|reader| Ok(reader.read_to_string(&mut text).map(|_| text).unwrap())).unwrap()
    });
    assert_eq!(texts.collect::<Vec<_>>(), ["[1]", "[2]"]);
    let source = bundles[0].tallied(&files);
    assert_eq!((&*source.name, source.bytes), ("2 files", 9));
    assert_eq!(source.fingerprint, fingerprint("\u{FEFF}[1][2]".as_bytes()));
}

#[test]
fn the_start_of_a_long_file_ends_with_a_whole_line() {
    let text = "é".repeat(50) + "\n";
    let source = |text: &str| {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.txt"), text).unwrap();
        let bundle = bundles(folder.path()).unwrap().remove(0);
        bundle.files().next().unwrap().start().text.clone()
    };
    let start = source(&text.repeat(2000));
    assert!(start.len() > 60_000 && start.len() % text.len() == 0 && text.repeat(2000).starts_with(&start));
    assert!("é".repeat(100_000).starts_with(&source(&("a".to_owned() + &"é".repeat(100_000)))[1..]));
}

#[test]
fn a_zip_that_no_app_would_write_is_refused() {
    let check =
        |entries: &[(&str, &str)], expected| check_error(open_bytes("x.zip", &zip_of(entries)), expected);
    check(&[], "holds no chat export");
    check(&[("photo.jpg", "x")], "holds no chat export");
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
        check_error(open(&path), "may not be read by you");
    }
}
