//! JSON and JSON lines as formats: is it one, and how it is read.

use super::error::TableError;
use super::fields::{Field, fold};
use super::json;
use super::mapping::Mapping;
use super::read::{self, Reading};
use super::rows::Table;
use crate::import::finish::Draft;
use crate::import::{ImportError, Options, Source};

/// How sure it is that the source is one JSON value with messages.
pub(super) fn recognise_json(source: &Source) -> u8 {
    let head = read::head(&source.text);
    if !read::begins_like_json(head) || objects_on_lines(head) >= 2 {
        return 0;
    }
    if tells_who_and_what(&keys(head)) { 80 } else { 15 }
}

/// How sure it is that the source has a message on each line.
pub(super) fn recognise_json_lines(source: &Source) -> u8 {
    let head = read::head(&source.text);
    let named_so = read::ends_in(&source.name, &["jsonl", "ndjson"]);
    match objects_on_lines(head) {
        0 => 0,
        1 if !named_so => 0,
        _ if tells_who_and_what(&keys(head)) => 85,
        _ => 20,
    }
}

/// Reads the list of messages in a JSON value.
pub(super) fn read_json(source: &Source, options: &Options) -> Result<Draft, ImportError> {
    let table = json::read_json(&source.text).map_err(|error| read::failed(source, error.into()))?;
    read_table(source, options, "json", table)
}

/// Reads one message a line.
pub(super) fn read_json_lines(source: &Source, options: &Options) -> Result<Draft, ImportError> {
    let table = json::read_json_lines(&source.text);
    if table.rows.is_empty() {
        return Err(read::failed(source, TableError::NoJsonLines));
    }
    read_table(source, options, "jsonl", table)
}

fn read_table(
    source: &Source,
    options: &Options,
    format: &'static str,
    table: Table,
) -> Result<Draft, ImportError> {
    let mapping = Mapping::by_name(&table, &options.columns)
        .map_err(|error| read::failed(source, TableError::of_mapping(error, &table.columns)))?;
    let variant = if mapping.has(Field::Role) { "a talk with an assistant" } else { "messages" };
    Ok(read::draft(Reading { source, options, format, variant: variant.to_owned(), table, mapping }))
}

/// How many of the first lines are objects of their own.
fn objects_on_lines(head: &str) -> usize {
    let is_object = |line: &&str| {
        let line = line.trim();
        line.starts_with('{') && serde_json::from_str::<serde::de::IgnoredAny>(line).is_ok()
    };
    head.lines().filter(|line| !line.trim().is_empty()).take(FIRST_LINES).filter(is_object).count()
}

const FIRST_LINES: usize = 20;

/// The folded keys in the text, found without parsing: the head of a long file is cut somewhere.
fn keys(head: &str) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    let parts: Vec<&str> = head.split('"').collect();
    for pair in parts.windows(2) {
        if pair[1].trim_start().starts_with(':') {
            let key = fold(pair[0]);
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
    }
    keys
}

fn tells_who_and_what(keys: &[String]) -> bool {
    let tells = |field: Field| keys.iter().any(|key| field.rank(key).is_some());
    tells(Field::Text)
        && [Field::Sender, Field::SenderId, Field::Direction, Field::Role].into_iter().any(tells)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversation::Kind;
    use crate::import::table::read::testing::{self, said};
    use crate::import::{Imported, Skip};
    use proptest::prelude::*;

    fn import(json: &str) -> Imported {
        testing::import(read_json, "chat.json", json, &Options::default()).unwrap()
    }

    fn import_lines(lines: &str) -> Imported {
        testing::import(read_json_lines, "chat.jsonl", lines, &Options::default()).unwrap()
    }

    fn check(json: &str, expected: &[(&str, &str)]) {
        assert_eq!(said(&import(json)), expected);
    }

    #[test]
    fn senders_and_words_are_found_one_level_down() {
        check(
            r#"{"messages":[
                {"timestamp":"2024-01-29T12:24:00Z","author":{"name":"Ana","isBot":false},"content":{"text":"hi"}},
                {"timestamp":"2024-01-29T12:25:00Z","author":{"name":"Helper","isBot":true},"content":{"text":"yo"}}]}"#,
            &[("Ana", "hi"), ("Helper", "yo")],
        );
    }

    #[test]
    fn a_nickname_is_shown_and_a_name_where_there_is_none() {
        check(
            r#"[{"author":{"id":"1","name":"ana99","nickname":"Ana"},"content":"hi"},
                {"author":{"id":"2","name":"ben"},"content":"yo"}]"#,
            &[("Ana", "hi"), ("ben", "yo")],
        );
    }

    #[test]
    fn overlapping_exports_are_told_by_their_ids_and_real_repeats_are_kept() {
        let message =
            |id: u8, text: &str| format!(r#"{{"id":{id},"sender":"Ana","text":"{text}","ts":1705314600}}"#);
        let json = [message(1, "ok"), message(2, "ok"), message(2, "ok"), message(3, "so")].join(",");
        let imported = import(&format!("[{json}]"));
        assert_eq!(said(&imported), [("Ana", "ok"), ("Ana", "ok"), ("Ana", "so")]);
        assert_eq!(imported.receipt.skipped[&Skip::Duplicate], 1);
        let person = |text: &str| format!(r#"{{"id":1,"sender":"Ana","text":"{text}","ts":1705314600}}"#);
        let json = [person("ok"), person("ok"), person("so")].join(",");
        check(&format!("[{json}]"), &[("Ana", "ok"), ("Ana", "ok"), ("Ana", "so")]);
    }

    #[test]
    fn a_talk_with_an_assistant_marks_the_assistant_as_no_person() {
        let imported = import(
            r#"[{"role":"system","content":"be kind"},{"role":"user","content":"hi"},
                {"role":"assistant","content":[{"type":"text","text":"hello"},{"type":"text","text":"you"}]}]"#,
        );
        assert_eq!(said(&imported), [("", "be kind"), ("user", "hi"), ("assistant", "hello\nyou")]);
        let conversation = &imported.conversation;
        assert_eq!(conversation.messages[0].kind, Kind::System);
        let bots: Vec<bool> = conversation.participants.iter().map(|person| person.is_bot).collect();
        assert_eq!(bots, [false, true]);
        assert_eq!(
            conversation.owner.map(|id| conversation.participant(id).display_name.as_str()),
            Some("user")
        );
    }

    #[test]
    fn null_and_the_word_null_are_two_things() {
        let imported = import(
            r#"[{"from":"Ana","text":"null","date":1705314600},{"from":"Ana","text":null,"date":1705314601},
                {"from":null,"text":"left","date":1705314602}]"#,
        );
        assert_eq!(said(&imported), [("Ana", "null"), ("Unknown sender", "left")]);
        assert_eq!(imported.receipt.skipped[&Skip::Empty], 1);
    }

    #[test]
    fn unix_times_in_any_unit_are_moments() {
        for time in ["1705314600", "1705314600000", "\"1705314600000000\"", "1705314600000000000"] {
            let imported = import(&format!(r#"[{{"sender":"Ana","text":"hi","ts":{time}}}]"#));
            let sent = imported.conversation.messages[0].sent;
            assert_eq!(sent.to_iso().as_deref(), Some("2024-01-15T10:30:00Z"));
        }
    }

    #[test]
    fn bad_lines_are_counted_and_cost_no_other_line() {
        let imported = import_lines(
            "{\"sender\":\"Ana\",\"text\":\"a\"}\nbroken\n\n{\"sender\":\"Ben\",\"text\":\"b\"}",
        );
        assert_eq!(said(&imported), [("Ana", "a"), ("Ben", "b")]);
        assert_eq!(imported.receipt.skipped[&Skip::Malformed], 1);
        assert_eq!(imported.conversation.messages[1].source.first, 4);
    }

    #[test]
    fn an_error_says_where_and_holds_no_words() {
        let error =
            |json: &str| testing::import(read_json, "chat.json", json, &Options::default()).unwrap_err();
        let syntax = error("[{\"text\":\"secret\",\n oops}]").to_string();
        assert!(
            syntax.contains("line 2") && !syntax.contains("secret") && !syntax.contains("oops"),
            "{syntax}"
        );
        assert!(error("[{\"text\":\"secret\"").to_string().contains("ends in the middle"));
        let keys = error("[{\"text\":\"secret\",\"colour\":1}]").to_string();
        assert!(keys.contains("text, colour") && !keys.contains("secret"), "{keys}");
    }

    #[test]
    fn lists_and_lines_are_told_apart() {
        let list = testing::source("a.json", "[\n {\"sender\":\"Ana\",\n\"text\":\"hi\"}\n]");
        assert_eq!((recognise_json(&list), recognise_json_lines(&list)), (80, 0));
        let lines = testing::source(
            "a.txt",
            "{\"sender\":\"Ana\",\"text\":\"a\"}\n{\"sender\":\"Ben\",\"text\":\"b\"}\n",
        );
        assert_eq!((recognise_json(&lines), recognise_json_lines(&lines)), (0, 85));
        let chat = testing::source("a.txt", "[29.01.24, 12:24:03] Ana: hi\n");
        assert_eq!((recognise_json(&chat), recognise_json_lines(&chat)), (0, 0));
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "([\\[\\]{}:,\"\n]|\"text\":|\"sender\":|\"a\"|[0-9.]{1,4}|null|\\PC){0,60}") {
            let _ = testing::import(read_json, "chat.json", &text, &Options::default());
            let _ = testing::import(read_json_lines, "chat.jsonl", &text, &Options::default());
            recognise_json(&testing::source("chat.json", &text));
            recognise_json_lines(&testing::source("chat.jsonl", &text));
        }

        #[test]
        fn no_word_is_lost(bodies in prop::collection::vec("\\PC{1,40}", 1..20)) {
            let line = |body: &String| serde_json::json!({"sender": "Ana", "text": body}).to_string() + "\n";
            let imported = import_lines(&bodies.iter().map(line).collect::<String>());
            let kept: Vec<&str> = said(&imported).into_iter().map(|(_, text)| text).collect();
            let written: Vec<&str> =
                bodies.iter().map(String::as_str).filter(|body| !body.trim().is_empty()).collect();
            prop_assert_eq!(kept, written);
        }
    }
}
