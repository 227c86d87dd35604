//! JSON and JSON lines as rows: objects become records, nested keys become dotted column names.

use super::fields::{Field, fold};
use super::rows::{Row, Table};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// Why a JSON text gives no table. Never holds a piece of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum JsonError {
    /// The text ends in the middle of a value.
    Truncated,
    /// The text is no JSON.
    Syntax {
        /// Line, counted from 1.
        line: usize,
        /// Byte in the line, counted from 1.
        column: usize,
    },
    /// It is JSON, but holds no list of objects.
    NoRecords,
}

/// Reads one JSON value: an array of objects, or an object that holds one under a usual name.
pub(super) fn read_json(text: &str) -> Result<Table, JsonError> {
    let value: Value = serde_json::from_str(text).map_err(|error| JsonError::from(&error))?;
    let (records, title) = find_records(&value, 0).ok_or(JsonError::NoRecords)?;
    let mut columns = Columns::default();
    let mut table = Table { title, ..Table::default() };
    for (index, record) in records.iter().enumerate() {
        let number = index + 1;
        match record {
            Value::Object(object) => table.rows.push(columns.row(object, number)),
            _ => table.unread.push(number),
        }
    }
    Ok(Table { columns: columns.names, ..table })
}

/// Reads one JSON object a line. Blank lines are passed over, bad lines reported by number.
pub(super) fn read_json_lines(text: &str) -> Table {
    let mut columns = Columns::default();
    let mut table = Table::default();
    for (index, line) in text.split('\n').enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let number = index + 1;
        match serde_json::from_str(line) {
            Ok(Value::Object(object)) => table.rows.push(columns.row(&object, number)),
            _ => table.unread.push(number),
        }
    }
    Table { columns: columns.names, ..table }
}

impl From<&serde_json::Error> for JsonError {
    fn from(error: &serde_json::Error) -> Self {
        if error.is_eof() {
            Self::Truncated
        } else {
            Self::Syntax { line: error.line(), column: error.column() }
        }
    }
}

/// Names under which an object holds its messages (formats document, section 3.7).
const HOLDERS: [&str; 10] = [
    "messages",
    "data",
    "items",
    "conversation",
    "chat",
    "history",
    "results",
    "chatmessages",
    "chathistory",
    "records",
];

/// Names under which the object around the messages tells the chat's title.
const TITLES: [&str; 4] = ["title", "threadname", "chatname", "name"];

/// How deep the list of messages may lie, and how deep a record's keys are followed.
const DEPTH: usize = 2;

/// The list of messages, and the title beside it.
fn find_records(value: &Value, depth: usize) -> Option<(&[Value], Option<String>)> {
    match value {
        Value::Array(items) if items.iter().any(Value::is_object) => Some((items, None)),
        Value::Object(object) if depth < DEPTH => {
            let (records, title) = held(object).find_map(|inner| find_records(inner, depth + 1))?;
            Some((records, title.or_else(|| title_of(object))))
        }
        _ => None,
    }
}

/// What an object holds under a usual name, the most usual first.
fn held(object: &Map<String, Value>) -> impl Iterator<Item = &Value> {
    HOLDERS
        .iter()
        .flat_map(|holder| object.iter().filter(|(key, _)| fold(key) == *holder))
        .map(|(_, inner)| inner)
}

fn title_of(object: &Map<String, Value>) -> Option<String> {
    let titled = |title: &&str| object.iter().find(|(key, _)| fold(key) == **title)?.1.as_str();
    TITLES.iter().find_map(titled).filter(|title| !title.trim().is_empty()).map(str::to_owned)
}

/// The columns seen so far, in the order of their first appearance.
#[derive(Default)]
struct Columns {
    names: Vec<String>,
    places: HashMap<String, usize>,
}

impl Columns {
    fn row(&mut self, object: &Map<String, Value>, number: usize) -> Row {
        let mut row = Row { first: number, last: number, cells: Vec::new() };
        self.fill(&mut row, "", object, 0);
        row
    }

    fn fill(&mut self, row: &mut Row, prefix: &str, object: &Map<String, Value>, depth: usize) {
        for (key, value) in object {
            let name = format!("{prefix}{key}");
            match value {
                Value::Null => self.set(row, &name, String::new()),
                Value::String(text) => self.set(row, &name, text.clone()),
                Value::Bool(_) | Value::Number(_) => self.set(row, &name, value.to_string()),
                Value::Object(inner) if depth < DEPTH => {
                    self.fill(row, &format!("{name}."), inner, depth + 1);
                }
                Value::Object(_) => {}
                Value::Array(items) => self.fill_list(row, &name, items),
            }
        }
    }

    /// A list of pieces of text is one text; other pieces in it, and other lists, are named by what
    /// names them.
    fn fill_list(&mut self, row: &mut Row, name: &str, items: &[Value]) {
        if Field::Text.rank(&fold(name)).is_none() {
            return self.set(row, name, labels(items.iter()));
        }
        self.set(row, name, joined(items));
        let others = items.iter().filter(|item| piece(item).is_none());
        self.set(row, &format!("{name}.files"), labels(others));
    }

    fn set(&mut self, row: &mut Row, name: &str, cell: String) {
        let place = *self.places.entry(name.to_owned()).or_insert_with(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        });
        if row.cells.len() <= place {
            row.cells.resize(place + 1, String::new());
        }
        row.cells[place] = cell;
    }
}

/// Pieces of one text. Plain strings among them are the marked-up runs of one sentence and join
/// without a gap; objects alone are parts of their own and stand on lines of their own.
fn joined(items: &[Value]) -> String {
    let gap = if items.iter().any(Value::is_string) { "" } else { "\n" };
    items.iter().filter_map(piece).collect::<Vec<_>>().join(gap)
}

/// The words of one piece: itself, or its `text` (or `content`, or `text.value`).
fn piece(item: &Value) -> Option<&str> {
    let text = item.get("text").or_else(|| item.get("content"));
    item.as_str().or_else(|| text?.as_str()).or_else(|| text?.get("value")?.as_str())
}

/// What names the things of a list, one a line.
fn labels<'a>(items: impl Iterator<Item = &'a Value>) -> String {
    items.filter_map(label).collect::<Vec<_>>().join("\n")
}

fn label(item: &Value) -> Option<&str> {
    let named = |key: &&str| {
        let value = item.get(*key)?;
        value.as_str().or_else(|| value.get("name")?.as_str())
    };
    item.as_str().or_else(|| LABELS.iter().find_map(named)).filter(|label| !label.is_empty())
}

const LABELS: [&str; 12] = [
    "fileName",
    "file_name",
    "filename",
    "emoji",
    "reaction",
    "name",
    "title",
    "uri",
    "url",
    "path",
    "kind",
    "type",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(json: &str, columns: &[&str], rows: &[&[&str]]) {
        let table = read_json(json).unwrap();
        assert_eq!(table.columns, columns);
        let cells: Vec<Vec<&str>> = table
            .rows
            .iter()
            .map(|row| (0..columns.len()).map(|column| row.cell(column)).collect())
            .collect();
        assert_eq!(cells, rows);
    }

    #[test]
    fn nested_keys_become_dotted_columns_and_missing_ones_are_empty() {
        check(
            r#"[{"author":{"name":"Ana","id":7},"text":"hi"},{"text":"yo","edited":true,"from":null}]"#,
            &["author.name", "author.id", "text", "edited", "from"],
            &[&["Ana", "7", "hi", "", ""], &["", "", "yo", "true", ""]],
        );
    }

    #[test]
    fn a_wrapped_list_is_found_with_its_title() {
        let table = read_json(r#"{"title":"Us","data":{"messages":[{"text":"a"},3,{"text":"b"}]}}"#).unwrap();
        assert_eq!((table.rows.len(), table.unread, table.title.as_deref()), (2, vec![2], Some("Us")));
        assert_eq!(table.rows[1].first, 3);
    }

    #[test]
    fn lists_of_text_are_joined_and_other_parts_named() {
        check(
            r#"[{"content":[{"type":"text","text":"one"},{"type":"image","file_name":"a.png"},{"type":"text","text":"two"}]}]"#,
            &["content", "content.files"],
            &[&["one\ntwo", "a.png"]],
        );
        check(
            r#"[{"text":["see ",{"type":"link","text":"https://example.org"}," now"]}]"#,
            &["text", "text.files"],
            &[&["see https://example.org now", ""]],
        );
    }

    #[test]
    fn bad_lines_are_reported_by_number_and_blank_ones_are_not() {
        let table = read_json_lines("{\"text\":\"a\"}\r\n\r\nnot json\n[1]\n{\"text\":\"b\"}");
        assert_eq!(table.unread, [3, 4]);
        assert_eq!(table.rows.iter().map(|row| row.first).collect::<Vec<_>>(), [1, 5]);
    }

    #[test]
    fn what_is_no_list_of_objects_is_refused_by_place() {
        assert_eq!(read_json("[{\"text\":\"a\"},"), Err(JsonError::Truncated));
        assert_eq!(read_json("[\n{\"text\":a}]"), Err(JsonError::Syntax { line: 2, column: 9 }));
        assert_eq!(read_json("{\"text\":\"a\"}"), Err(JsonError::NoRecords));
        assert_eq!(read_json("[1,2]"), Err(JsonError::NoRecords));
    }

    #[test]
    fn deep_nesting_is_refused_and_does_not_overflow() {
        assert!(read_json(&"[".repeat(100_000)).is_err());
        assert_eq!(read_json_lines(&"[".repeat(100_000)).unread, [1]);
    }
}
