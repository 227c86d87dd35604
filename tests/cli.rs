//! The program as a stranger runs it: answers, refusals, exit codes.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use assert_cmd::Command;
use assert_cmd::assert::Assert;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const CHAT: &str = "[29/01/2026, 12:24:03] Ines: thank you for sitting with me at the hospital\n\
                    [29/01/2026, 12:25:10] Jonah: always\n\
                    [29/01/2026, 12:26:44] Ines: can you bring milk\n";

struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    fn run(&self, arguments: &[&str]) -> Assert {
        self.run_with(&[], arguments)
    }

    /// The same with variables of the environment; those that steer width and colour are unset otherwise.
    fn run_with(&self, variables: &[(&str, &str)], arguments: &[&str]) -> Assert {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hearten"));
        for name in ["COLUMNS", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
            command.env_remove(name);
        }
        command.args(arguments).envs(variables.iter().copied()).current_dir(self.folder.path()).assert()
    }

    /// Reviews a file and checks the refusal: its exit code, and words that its message must hold.
    fn refuses(&self, name: &str, bytes: &[u8], code: i32, says: &[&str]) {
        self.file(name, bytes);
        refused(&self.run(&["review", name, "--me", "Ines"]), code, says);
    }
}

fn refused(assert: &Assert, code: i32, says: &[&str]) {
    let output = assert.get_output();
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{message}");
    assert!(output.stdout.is_empty(), "a refusal prints nothing on stdout");
    for words in says {
        assert!(message.contains(words), "{message:?} does not say {words:?}");
    }
    assert!(!message.contains("panicked"), "{message}");
}

fn stdout(assert: &Assert) -> String {
    String::from_utf8(assert.get_output().stdout.clone()).unwrap()
}

#[test]
fn a_chat_becomes_a_report() {
    let desk = Desk::new();
    desk.file("chat.txt", CHAT.as_bytes());
    let report = stdout(&desk.run(&["review", "chat.txt", "--me", "Ines"]).success());
    assert!(report.contains("your words with Jonah"), "{report}");
    assert!(report.contains("sitting with me at the hospital"), "{report}");
    assert!(!report.contains("always"), "the other's words are covered: {report}");
}

#[test]
fn colour_comes_only_where_it_is_wanted() {
    let desk = Desk::new();
    desk.file("chat.txt", CHAT.as_bytes());
    let coloured = |variables: &[(&str, &str)], choice: &[&str]| {
        let arguments = [choice, &["review", "chat.txt", "--me", "Ines"]].concat();
        stdout(&desk.run_with(variables, &arguments).success()).contains('\u{1b}')
    };
    assert!(!coloured(&[], &[]), "a pipe gets plain text");
    assert!(coloured(&[], &["--color", "always"]));
    assert!(!coloured(&[("CLICOLOR_FORCE", "1")], &["--color", "never"]));
    assert!(coloured(&[("CLICOLOR_FORCE", "1")], &[]));
    assert!(!coloured(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], &[]));
}

#[test]
fn a_report_file_takes_its_form_from_its_name_and_is_private() {
    let desk = Desk::new();
    desk.file("chat.txt", CHAT.as_bytes());
    desk.run(&["review", "chat.txt", "--me", "ines", "-o", "report.html"]).success();
    let html = fs::read_to_string(desk.folder.path().join("report.html")).unwrap();
    assert!(html.starts_with("<!doctype html>") || html.starts_with("<!DOCTYPE html>"));
    desk.run(&["review", "chat.txt", "--me", "ines", "-o", "report.json"]).success();
    let json: serde_json::Value =
        serde_json::from_slice(&fs::read(desk.folder.path().join("report.json")).unwrap()).unwrap();
    assert_eq!(json["schema"], "hearten.review/1");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(desk.folder.path().join("report.html")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn what_is_no_chat_is_refused_by_name() {
    let desk = Desk::new();
    desk.refuses("empty.txt", b"", 3, &["empty.txt", "empty"]);
    desk.refuses("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01", 3, &["picture.txt", "PNG"]);
    desk.refuses("prose.txt", b"Once upon a time\nthere was no chat at all\n", 3, &["prose.txt"]);
    desk.refuses("binary.txt", &[0xC3, 0x28, 0, 0xFF, 0xFE, 0xFD, 0, 1, 2], 3, &["binary.txt"]);
}

#[test]
fn a_cut_zip_is_refused_as_damaged() {
    let desk = Desk::new();
    let mut whole = Vec::new();
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(&mut whole));
    zip.start_file("_chat.txt", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(CHAT.as_bytes()).unwrap();
    zip.finish().unwrap();
    desk.file("whole.zip", &whole);
    desk.run(&["review", "whole.zip", "--me", "Ines"]).success();
    desk.refuses("cut.zip", &whole[..whole.len() / 2], 3, &["cut.zip", "damaged"]);
}

#[test]
fn a_folder_without_exports_is_refused() {
    let desk = Desk::new();
    fs::create_dir(desk.folder.path().join("photos")).unwrap();
    refused(&desk.run(&["review", "photos", "--me", "Ines"]), 3, &["photos", "no chat export"]);
    refused(&desk.run(&["review", "missing.txt", "--me", "Ines"]), 3, &["missing.txt", "does not exist"]);
}

#[test]
fn old_encodings_are_read_and_the_receipt_says_so() {
    let desk = Desk::new();
    let text = CHAT.replace("always", "caf\u{e9}");
    let latin: Vec<u8> = text.chars().map(|character| u8::try_from(u32::from(character)).unwrap()).collect();
    desk.file("latin.txt", &latin);
    let receipt = stdout(&desk.run(&["import", "latin.txt", "--me", "Ines"]).success());
    assert!(receipt.to_lowercase().contains("windows-1252"), "{receipt}");
}

#[test]
fn a_line_of_a_hundred_megabytes_is_refused_with_its_number() {
    let desk = Desk::new();
    let mut bytes = CHAT.as_bytes().to_vec();
    bytes.extend(b"[29/01/2026, 12:27:00] Ines: ");
    bytes.resize(100 << 20, b'a');
    desk.refuses("long.txt", &bytes, 3, &["long.txt", "line 4"]);
}

#[test]
fn a_wrong_name_is_answered_with_the_right_ones() {
    let desk = Desk::new();
    desk.file("chat.txt", CHAT.as_bytes());
    refused(&desk.run(&["review", "chat.txt", "--me", "Inez"]), 2, &["Inez", "Ines", "Jonah"]);
}

#[test]
fn a_chat_without_a_word_of_its_owner_is_refused() {
    let desk = Desk::new();
    desk.file("chat.txt", CHAT.as_bytes());
    let arguments = ["review", "chat.txt", "--me", "Ines", "--since", "2026-02-01"];
    refused(&desk.run(&arguments), 3, &["chat.txt", "Ines", "--since"]);
}

#[test]
fn an_output_that_cannot_be_is_refused_before_the_work() {
    let desk = Desk::new();
    desk.file("chat.txt", CHAT.as_bytes());
    let review = |output: &str| desk.run(&["review", "chat.txt", "--me", "Ines", "-o", output]);
    refused(&review("no/such/folder/report.html"), 3, &["no/such/folder"]);
    refused(&review("."), 3, &["folder"]);
    refused(&review("chat.txt"), 2, &["chat.txt", "export itself"]);
    assert_eq!(fs::read_to_string(desk.folder.path().join("chat.txt")).unwrap(), CHAT);
}

#[test]
fn canonical_messages_are_json_lines() {
    let desk = Desk::new();
    desk.file("chat.txt", CHAT.as_bytes());
    let lines = stdout(&desk.run(&["import", "chat.txt", "--me", "Ines", "--format", "jsonl"]).success());
    let rows: Vec<serde_json::Value> =
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[0]["sender"], "Ines");
    assert_eq!(rows[0]["is_me"], true);
    assert_eq!(rows[1]["time"], "2026-01-29T12:25:10");
}

#[test]
fn scores_come_in_order_with_phrases_into_the_text() {
    let desk = Desk::new();
    let lines = concat!(
        r#"{"id":1,"by":"B","text":"You never tell me anything until it's already decided","context":[{"by":"A","text":"I've booked the flights"}]}"#,
        "\n\n",
        r#"{"id":"two","by":"B","text":"https://example.org"}"#,
        "\n",
        r#"{"id":3,"by":"B","text":"thank you for sitting with me at the hospital 💛"}"#,
        "\n"
    );
    let file = desk.file("in.jsonl", lines.as_bytes());
    let output = stdout(&desk.run(&["score", file.to_str().unwrap()]).success());
    let rows: Vec<serde_json::Value> =
        output.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(
        rows.iter().map(|row| row["id"].clone()).collect::<Vec<_>>(),
        [serde_json::json!(1), "two".into(), 3.into()]
    );
    assert_eq!(rows[0]["labels"].as_object().unwrap().len(), 19);
    assert!(rows[0]["labels"]["critical"]["p"].as_f64() > Some(0.5), "{}", rows[0]);
    assert_eq!(rows[1]["not_judged"], "link_only");
    let appreciation = &rows[2]["labels"]["appreciation"];
    assert_eq!(appreciation["flag"], true, "{appreciation}");
    let text = "thank you for sitting with me at the hospital 💛";
    let bound = |at: usize| usize::try_from(appreciation["phrase"][at].as_u64().unwrap()).unwrap();
    assert!(text.get(bound(0)..bound(1)).is_some_and(|phrase| phrase.contains("thank")));
}

#[test]
fn a_draft_is_read_with_what_it_answers_and_never_held_back() {
    let desk = Desk::new();
    let warm = ["check", "thank you so much for driving me home last night, it meant the world"];
    let answer = stdout(&desk.run(&warm).success());
    assert!(answer.contains("(appreciation)") && answer.contains("no all-clear"), "{answer}");
    let harsh = ["check", "you are pathetic and nobody can stand you", "--reply-to", "sorry i'm late"];
    let answer = stdout(&desk.run(&harsh).success());
    assert!(answer.contains("May read as") && answer.contains("Or: "), "{answer}");
    let pipe =
        |input: Vec<u8>| Command::new(env!("CARGO_BIN_EXE_hearten")).arg("check").write_stdin(input).assert();
    refused(&pipe(vec![b'a'; (1 << 20) + 1]), 3, &["more than 1 MiB"]);
    refused(&pipe(vec![0xff, 0xfe]), 3, &["not UTF-8"]);
    let link = stdout(&desk.run(&["check", "https://example.org/a"]).success());
    assert!(link.contains("nothing but a link"), "{link}");
}

#[test]
fn a_broken_score_line_is_named_without_its_words() {
    let desk = Desk::new();
    let file = desk.file("in.jsonl", b"{\"id\":1,\"text\":\"ok\"}\n{\"id\":2,\"words\":\"secret\"}\n");
    let assert = desk.run(&["score", file.to_str().unwrap()]);
    let output = assert.get_output();
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3));
    assert!(message.contains("line 2") && !message.contains("secret"), "{message}");
}

#[test]
fn labels_and_formats_explain_themselves() {
    let desk = Desk::new();
    let explained = stdout(&desk.run(&["explain", "critical"]).success());
    assert!(explained.contains("Finding fault") && explained.contains("The one question"), "{explained}");
    refused(&desk.run(&["explain", "toxic"]), 2, &["controlling"]);
    assert!(stdout(&desk.run(&["formats"]).success()).contains("WhatsApp"));
    assert!(stdout(&desk.run(&["model", "card"]).success()).contains("average precision"));
}

#[test]
fn every_sample_is_read() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let owners = [
        ("whatsapp/WhatsApp Chat with Robin.txt", "Maya"),
        ("whatsapp/WhatsApp-Chat mit Jule.txt", "Ines"),
        ("csv/messages.csv", "Daniel"),
        ("jsonl/messages.jsonl", "Femi"),
        ("json/messages.json", "Hana"),
        ("transcript/copied.txt", "Kit"),
        ("meta/messages/Jonas Weber_7.json", "Noor Haddad"),
        ("meta/facebook-noorhaddad-2015/html/messages.htm", "Noor Haddad"),
        (
            "meta/instagram-noor.draws-2024-05-13-Qq1/your_instagram_activity/messages/inbox/milasnd_17842938475610293",
            "Noor Haddad",
        ),
    ];
    let desk = Desk::new();
    for (name, me) in owners {
        let path = samples.join(name);
        let receipt = stdout(&desk.run(&["import", path.to_str().unwrap(), "--me", me]).success());
        assert!(receipt.contains(me), "{receipt}");
    }
}

#[test]
fn a_folder_of_chats_is_listed_and_one_of_them_chosen() {
    let desk = Desk::new();
    fs::create_dir(desk.folder.path().join("chats")).unwrap();
    desk.file("chats/WhatsApp Chat with Jonah.txt", CHAT.as_bytes());
    desk.file("chats/WhatsApp Chat with Tomas.txt", CHAT.replace("Jonah", "Tomas").as_bytes());
    let list = stdout(&desk.run(&["import", "chats", "--list"]).success());
    assert_eq!(list.lines().count(), 2, "{list}");
    assert!(list.contains("3  2026-01-29 2026-01-29  Jonah  (whatsapp, 2 people)"), "{list}");
    refused(
        &desk.run(&["review", "chats", "--me", "Ines"]),
        2,
        &["2 chats fit", "--with", "\"Jonah\" (3 messages)"],
    );
    refused(&desk.run(&["review", "chats", "--with", "Eve"]), 2, &["no chat with \"Eve\"", "\"Tomas\""]);
    let receipt = stdout(&desk.run(&["import", "chats", "--with", "tomas"]).success());
    assert!(receipt.contains("WhatsApp Chat with Tomas.txt") && !receipt.contains("Jonah"), "{receipt}");
}

#[test]
fn exports_that_overlap_become_one_and_an_alias_one_person() {
    let desk = Desk::new();
    desk.file("old.txt", CHAT.as_bytes());
    let later =
        "[29/01/2026, 12:26:44] Ines: can you bring milk\n[29/01/2026, 12:27:00] +44 7700 900123: yes\n";
    desk.file("new.txt", later.as_bytes());
    let arguments = ["import", "old.txt", "new.txt", "--me", "Ines", "--alias", "Jonah=+447700900123"];
    let receipt = stdout(&desk.run(&arguments).success());
    assert!(receipt.contains("kept       4 messages: 4 text"), "{receipt}");
    assert!(receipt.contains("1 twice in the file"), "{receipt}");
}

#[test]
fn the_doctor_tells_no_word_and_no_name() {
    let desk = Desk::new();
    desk.file("WhatsApp Chat with Jonah.txt", CHAT.as_bytes());
    desk.file("Jonah.txt", b"Jonah was here");
    let told = stdout(&desk.run(&["doctor", "WhatsApp Chat with Jonah.txt", "Jonah.txt"]).success());
    for word in ["Jonah", "Ines", "hospital", "milk", "here"] {
        assert!(!told.contains(word), "{word}: {told}");
    }
    for words in
        ["whatsapp 95", "person 2 wrote 1", "likely but not certain: --me NAME", "not read: it is text"]
    {
        assert!(told.contains(words), "{words}: {told}");
    }
}

#[test]
fn a_format_says_how_to_export_it() {
    let desk = Desk::new();
    let told = stdout(&desk.run(&["formats", "telegram"]).success());
    assert!(told.contains("open the chat, ⋮ › Export chat"), "{told}");
    refused(&desk.run(&["formats", "pigeon"]), 2, &["no format \"pigeon\""]);
}
