//! Why a table could not be read: names of columns and numbers of lines, never a cell.

use super::fields::Field;
use super::json::JsonError;
use super::mapping::MapError;

/// What is wrong with a table, and what to do next.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// The text has no even columns.
    #[error("no delimiter makes columns of it: save the chat as CSV with a header such as time,sender,text")]
    NoColumns,
    /// Nothing is known to hold a field that must be there.
    #[error(
        "no column is known to hold the {field}: name it with --map {field}=COLUMN; the columns are {columns}"
    )]
    Missing {
        /// The field.
        field: &'static str,
        /// The columns that there are.
        columns: String,
    },
    /// `--map` names a column that does not exist.
    #[error("--map names the column {column:?}, which is not there; the columns are {columns}")]
    NoSuchColumn {
        /// The name that was given.
        column: String,
        /// The columns that there are.
        columns: String,
    },
    /// `--map` names a field that does not exist.
    #[error("--map names the field {field:?}, which is none; the fields are {fields}")]
    NoSuchField {
        /// The name that was given.
        field: String,
        /// The fields that there are.
        fields: String,
    },
    /// The JSON text ends in the middle.
    #[error("the JSON ends in the middle: export the chat again and check that the file arrived whole")]
    Truncated,
    /// The text is no JSON.
    #[error(
        "not valid JSON at line {line}, column {column}: if each line is an object of its own, use --from jsonl"
    )]
    Syntax {
        /// Line, counted from 1.
        line: usize,
        /// Byte in the line, counted from 1.
        column: usize,
    },
    /// No list of messages in the JSON.
    #[error(
        "it holds no list of messages: give an array of objects, or an object with one under \"messages\""
    )]
    NoRecords,
    /// No line holds an object.
    #[error("no line holds a JSON object: JSON lines have one object on each line")]
    NoJsonLines,
}

impl TableError {
    /// Whether the command line, not the file, is to be mended.
    pub fn is_usage(&self) -> bool {
        matches!(self, Self::NoSuchColumn { .. } | Self::NoSuchField { .. })
    }

    /// The error of a mapping, with the columns of its table.
    pub(super) fn of_mapping(error: MapError, columns: &[String]) -> Self {
        match error {
            MapError::Missing(field) => Self::Missing { field: field.name(), columns: listed(columns) },
            MapError::NoColumn(column) => Self::NoSuchColumn { column, columns: listed(columns) },
            MapError::NoField(field) => {
                let fields = Field::ALL.map(Field::name).join(", ");
                Self::NoSuchField { field, fields }
            }
        }
    }
}

impl From<JsonError> for TableError {
    fn from(error: JsonError) -> Self {
        match error {
            JsonError::Truncated => Self::Truncated,
            JsonError::Syntax { line, column } => Self::Syntax { line, column },
            JsonError::NoRecords => Self::NoRecords,
        }
    }
}

/// The columns' names, each made short and harmless: a file that only looks like a table may have
/// anything in its first line.
pub(super) fn listed(columns: &[String]) -> String {
    let shown = columns.iter().take(MOST_LISTED).map(|name| short(name));
    let more = columns.len().saturating_sub(MOST_LISTED);
    let rest = (more > 0).then(|| format!("and {more} more"));
    shown.chain(rest).collect::<Vec<_>>().join(", ")
}

const MOST_LISTED: usize = 40;
const LONGEST_LISTED: usize = 40;

fn short(name: &str) -> String {
    let name = name.trim();
    if name.is_empty() {
        return "(unnamed)".to_owned();
    }
    let mut short: String = name.chars().filter(|letter| !letter.is_control()).take(LONGEST_LISTED).collect();
    if name.chars().count() > LONGEST_LISTED {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(error: MapError, expected: &str) {
        let columns = ["when", "mood\u{1b}[2J", ""].map(str::to_owned);
        assert_eq!(TableError::of_mapping(error, &columns).to_string(), expected);
    }

    #[test]
    fn an_error_lists_the_columns_that_there_are() {
        check(
            MapError::Missing(Field::Text),
            "no column is known to hold the text: name it with --map text=COLUMN; \
             the columns are when, mood[2J, (unnamed)",
        );
        check(
            MapError::NoColumn("who".into()),
            "--map names the column \"who\", which is not there; the columns are when, mood[2J, (unnamed)",
        );
    }

    #[test]
    fn long_lists_and_long_names_are_cut() {
        let columns: Vec<String> = (0..50).map(|number| format!("{number}{}", "x".repeat(60))).collect();
        let listed = listed(&columns);
        assert!(listed.ends_with("and 10 more") && listed.chars().count() < 41 * 45);
    }
}
