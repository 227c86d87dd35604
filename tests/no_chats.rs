//! Files that are no chats are refused, each with a message that says what it is or that nothing knows it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use hearten::import::{self, Options};
use std::path::{Path, PathBuf};

const UNKNOWN: &str = "of no format that is known";

/// What is said of tables of other things, with the columns that there are.
const NO_MESSAGES: &str = "as a table of messages";

/// Name, first bytes, and what the refusal says.
const BY_BYTES: &[(&str, &[u8], &str)] = &[
    ("photo.png", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR", "is a PNG picture"),
    ("photo.jpg", b"\xFF\xD8\xFF\xE0\0\x10JFIF", "is a JPEG picture"),
    ("photo.webp", b"RIFF\x24\0\0\0WEBPVP8 ", "is a WebP picture"),
    ("moving.gif", b"GIF89a\x01\0\x01\0", "is a GIF picture"),
    ("voice.ogg", b"OggS\0\x02\0\0", "is a voice or sound file"),
    ("song.mp3", b"ID3\x04\0\0", "is a sound file"),
    ("film.mp4", b"\0\0\0\x18ftypmp42", "is a video or picture"),
    ("film.avi", b"RIFF\x24\0\0\0AVI LIST", "is a sound or video file"),
    ("letter.pdf", b"%PDF-1.7\n%\xE2\xE3", "is a PDF document"),
    ("letter.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "is an old Office document"),
    ("letter.rtf", b"{\\rtf1\\ansi hello}", "is an RTF document"),
    ("all.gz", b"\x1F\x8B\x08\0\0", "is a gzip archive"),
    ("all.7z", b"7z\xBC\xAF\x27\x1C\0", "is a 7-Zip archive"),
    ("all.rar", b"Rar!\x1A\x07\0", "is a RAR archive"),
    ("all.bz2", b"BZh91AY&SY", "is a bzip2 archive"),
    ("all.xz", b"\xFD7zXZ\0\0", "is an xz archive"),
    ("program", b"\x7FELF\x02\x01\x01\0", "is a program"),
    ("program.exe", b"MZ\x90\0\x03", "is a program"),
    ("settings.plist", b"bplist00\xD1\x01", "is a property list"),
    ("noise.txt", &[0, 1, 2, 3, 4, 5, 6, 7, 8, 14, 15, 16], "is a binary file"),
    ("nothing.txt", b"", "is empty"),
    ("blank.txt", b" \n\n \n", "is empty"),
];

/// Name and text of files that nothing knows.
const BY_TEXT: &[(&str, &str)] = &[
    (
        "diary.txt",
        "Dear diary,\ntoday was long and nobody called. Tomorrow we go to the lake.\nGood night.\n",
    ),
    ("list.txt", "milk\nbread\n2 lemons\nbatteries\n"),
    ("poem.md", "# Rain\n\nIt rained on the roof\nand the roof said nothing.\n\n- a note\n- another note\n"),
    (
        "app.log",
        "2026-01-02T10:00:01Z INFO server: started on port 80\n2026-01-02T10:00:02Z WARN pool: slow\n2026-01-02T10:00:09Z INFO server: stopped\n",
    ),
    (
        "kernel.log",
        "[    0.000000] Linux version 6.1\n[    0.104231] Memory: 2048K available\n[    1.200001] usb 1-1: new device\n",
    ),
    (
        "access.log",
        "10.0.0.1 - - [02/Jan/2026:10:00:01 +0000] \"GET / HTTP/1.1\" 200 512\n10.0.0.2 - - [02/Jan/2026:10:00:02 +0000] \"GET /a HTTP/1.1\" 404 12\n",
    ),
    (
        "build.log",
        "warning: unused variable\nerror: aborting\nwarning: unused import\nerror: could not compile\n",
    ),
    ("main.c", "#include <stdio.h>\nint main(void) {\n    printf(\"hello: %d\\n\", 1);\n    return 0;\n}\n"),
    (
        "main.py",
        "import sys\n\ndef main():\n    try:\n        print(sys.argv)\n    except OSError:\n        return 1\n    else:\n        return 0\n",
    ),
    ("main.js", "const a = { name: 'x', text: 'y' };\nfunction f() {\n  return a.text;\n}\n"),
    ("run.sh", "#!/bin/sh\nset -e\nfor f in *.txt; do\n  echo \"$f: done\"\ndone\n"),
    ("query.sql", "SELECT sender, text FROM messages\nWHERE time > 5\nORDER BY time;\n"),
    ("style.css", "body { color: red; margin: 0 }\na:hover { color: blue }\np { font: 12px serif }\n"),
    (
        "site.html",
        "<!DOCTYPE html>\n<html><head><title>Chat tips</title></head>\n<body><h1>How to talk</h1><p>Listen: it helps.</p></body></html>\n",
    ),
    (
        "news.html",
        "<html>\n<body>\n<div class=\"post\"><span class=\"user\">Ana</span><p>Rain again.</p></div>\n</body>\n</html>\n",
    ),
    (
        "feed.xml",
        "<?xml version=\"1.0\"?>\n<rss><channel><title>News</title><item><title>Rain</title></item></channel></rss>\n",
    ),
    (
        "track.gpx",
        "<?xml version=\"1.0\"?>\n<gpx><trk><trkpt lat=\"1\" lon=\"2\"><time>2026-01-02T10:00:00Z</time></trkpt></trk></gpx>\n",
    ),
    ("picture.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>hi</text></svg>\n"),
    (
        "package.json",
        "{\"name\": \"app\", \"version\": \"1.0.0\", \"scripts\": {\"test\": \"jest\"}, \"author\": \"Ana\"}\n",
    ),
    (
        "map.geojson",
        "{\"type\": \"FeatureCollection\", \"features\": [{\"type\": \"Feature\", \"geometry\": {\"type\": \"Point\", \"coordinates\": [1, 2]}}]}\n",
    ),
    (
        "settings.yml",
        "on:\n  push:\n    branches: [main]\njobs:\n  test:\n    steps:\n      - uses: checkout\n      - run: make\n      - uses: cache\n      - run: make test\n",
    ),
    ("settings.ini", "[user]\nname = Ana\nemail = ana@example.org\n[core]\neditor = vi\n"),
    ("settings.toml", "[package]\nname = \"x\"\nversion = \"0.1.0\"\n"),
    ("prices.csv", "product,price,stock\nlamp,12.50,3\nchair,49.00,1\ntable,120.00,0\n"),
    ("numbers.csv", "5.1,3.5,1.4,0.2\n4.9,3.0,1.4,0.2\n4.7,3.2,1.3,0.2\n"),
    ("towns.csv", "Springfield,IL,114394\nPortland,OR,652503\nSalem,OR,175535\nPeoria,IL,113150\n"),
    (
        "bank.csv",
        "Booking date;Amount;Currency;Balance\n02.01.2026;-12,50;EUR;100,00\n03.01.2026;-3,00;EUR;97,00\n",
    ),
    (
        "sensor.tsv",
        "time\ttemperature\thumidity\n2026-01-02T10:00:00Z\t21.5\t40\n2026-01-02T10:10:00Z\t21.6\t41\n",
    ),
    ("people.vcf", "BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nTEL:+15550100\nEND:VCARD\n"),
    (
        "days.ics",
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260102T100000Z\nSUMMARY:Dinner\nEND:VEVENT\nEND:VCALENDAR\n",
    ),
    (
        "film.srt",
        "1\n00:00:01,000 --> 00:00:03,000\nWhere were you?\n\n2\n00:00:04,000 --> 00:00:06,000\nAt the lake.\n",
    ),
    ("change.patch", "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-old: line\n+new: line\n"),
    (
        "letter.eml",
        "From: Ana <ana@example.org>\nTo: Ben <ben@example.org>\nSubject: Sunday\nDate: Fri, 2 Jan 2026 10:00:00 +0000\n\nShall we meet?\n",
    ),
    ("paper.tex", "\\documentclass{article}\n\\begin{document}\nOn rain.\n\\end{document}\n"),
    ("notes.org", "* Plans\n** WAITING call Ana\n** DONE buy bread\n"),
    ("hash.txt", "d41d8cd98f00b204e9800998ecf8427e  a.txt\n900150983cd24fb0d6963f7d28e17f72  b.txt\n"),
    ("hosts", "127.0.0.1 localhost\n::1 localhost ip6-localhost\n"),
];

fn refusal(path: &Path) -> String {
    match import::open(&[path.to_owned()], &Options::default(), &|_| {}) {
        Ok(chats) => format!("READ as {}", chats[0].receipt.format),
        Err(error) => error.to_string(),
    }
}

#[test]
fn what_is_no_chat_is_refused_and_named() {
    let folder = tempfile::tempdir().unwrap();
    let mut wrong = Vec::new();
    let mut check = |name: &str, bytes: &[u8], expected: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let refusal = refusal(&path);
        if !refusal.contains(expected) {
            wrong.push(format!("{name}: {refusal}"));
        }
    };
    for (name, bytes, expected) in BY_BYTES {
        check(name, bytes, expected);
    }
    for (name, text) in BY_TEXT {
        let is_table = ["csv", "tsv", "json"].iter().any(|ending| name.ends_with(ending));
        check(name, text.as_bytes(), if is_table { NO_MESSAGES } else { UNKNOWN });
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Programs, documents and data: every file of this repository but the samples and the training data.
#[test]
fn no_file_of_this_repository_is_taken_for_a_chat() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for part in ["src", "tests", "benches", "docs", "models/training", "models/tone", ".ci"] {
        collect(&root.join(part), &mut files);
    }
    files.extend(["Cargo.toml", "Cargo.lock", "README.md", "CHANGELOG.md"].map(|name| root.join(name)));
    files.retain(|file| !is_chat(file));
    let read: Vec<String> = files
        .iter()
        .map(|file| (file, refusal(file)))
        .filter(|(_, refusal)| refusal.starts_with("READ"))
        .map(|(file, refusal)| format!("{}: {refusal}", file.display()))
        .collect();
    assert!(files.len() >= 200, "only {} files were looked at", files.len());
    assert!(read.is_empty(), "{read:#?}");
}

/// The written corpus and what is made of it are messages, for whoever reads JSON lines.
fn is_chat(file: &Path) -> bool {
    file.extension().is_some_and(|ending| ending == "jsonl" || ending == "snap")
        || file.ends_with("reference.json")
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { collect(&path, files) } else { files.push(path) }
    }
}
