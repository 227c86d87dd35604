//! Which column of this table holds which field: by the person's word, by name, or by the look of the cells.

use super::error::listed;
use super::fields::{Field, fold};
use super::known::Program;
use super::rows::{Row, Table};
use super::values::{Direction, Role};
use crate::import::stamp::{self, Stamp};

/// Fields with their columns. Words and names may have several: the first that is filled counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mapping {
    pairs: Vec<(Field, usize)>,
}

/// Why a table cannot be mapped. Column names are part of it, cells never are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum MapError {
    /// Nothing is known to hold this field.
    Missing(Field),
    /// `--map` names a field that does not exist.
    NoField(String),
    /// `--map` names a column that does not exist.
    NoColumn(String),
}

impl Mapping {
    /// Maps a table whose columns have names.
    pub(super) fn by_name(table: &Table, overrides: &[(String, String)]) -> Result<Self, MapError> {
        let mut mapping = Self::chosen(table, overrides)?;
        for field in Field::ALL {
            if !mapping.has(field) {
                let columns = mapping.candidates(table, field);
                mapping.pairs.extend(columns.into_iter().map(|column| (field, column)));
            }
        }
        mapping.complete(table)
    }

    /// Maps a table without a header by what its cells look like.
    pub(super) fn by_look(table: &Table, overrides: &[(String, String)]) -> Result<Self, MapError> {
        let mut mapping = Self::chosen(table, overrides)?;
        for (field, find) in LOOKS {
            if !mapping.has(field) {
                let free: Vec<usize> =
                    (0..table.columns.len()).filter(|column| mapping.is_free(*column)).collect();
                mapping.pairs.extend(find(table, &free).map(|column| (field, column)));
            }
        }
        mapping.complete(table)
    }

    /// What the row holds in this field; empty for nothing.
    pub(super) fn cell<'a>(&self, row: &'a Row, field: Field) -> &'a str {
        self.columns(field)
            .map(|column| row.cell(column))
            .find(|cell| !cell.trim().is_empty())
            .unwrap_or_default()
    }

    /// Whether some column holds this field.
    pub(super) fn has(&self, field: Field) -> bool {
        self.columns(field).next().is_some()
    }

    /// The columns that hold this field, the first choice first.
    pub(super) fn columns(&self, field: Field) -> impl Iterator<Item = usize> {
        self.pairs.iter().filter(move |pair| pair.0 == field).map(|pair| pair.1)
    }

    /// Whether the row was sent or received, where a column tells.
    pub(super) fn direction(&self, table: &Table, row: &Row) -> Option<Direction> {
        let column = self.columns(Field::Direction).next()?;
        Direction::parse(&fold(&table.columns[column]), row.cell(column))
    }

    /// Fields and the names of their columns, for the receipt; the columns that hold none come last.
    pub(super) fn described(&self, table: &Table) -> Vec<(&'static str, String)> {
        let names =
            |field| self.columns(field).map(|column| table.columns[column].as_str()).collect::<Vec<_>>();
        Field::ALL
            .into_iter()
            .filter(|field| self.has(*field))
            .map(|field| (field.name(), names(field).join(", ")))
            .chain(self.left_over(table).map(|columns| ("not read", columns)))
            .collect()
    }

    fn left_over(&self, table: &Table) -> Option<String> {
        let free = (0..table.columns.len()).filter(|column| self.is_free(*column));
        let names: Vec<String> = free.map(|column| table.columns[column].clone()).collect();
        (!names.is_empty()).then(|| listed(&names))
    }

    /// The mapping that `--map` asks for, and nothing else yet.
    fn chosen(table: &Table, overrides: &[(String, String)]) -> Result<Self, MapError> {
        let pair = |(field, column): &(String, String)| {
            let known = Field::named(field).ok_or_else(|| MapError::NoField(field.clone()))?;
            let place = find_column(table, column).ok_or_else(|| MapError::NoColumn(column.clone()))?;
            Ok((known, place))
        };
        Ok(Self { pairs: overrides.iter().map(pair).collect::<Result<_, _>>()? })
    }

    /// Refuses a mapping without words or without a way to tell who wrote them; a sender column that
    /// holds nothing but parts in a talk with an assistant is a role column.
    fn complete(mut self, table: &Table) -> Result<Self, MapError> {
        if !self.has(Field::Text) {
            return Err(MapError::Missing(Field::Text));
        }
        let tells_sender = [Field::Sender, Field::SenderId, Field::Direction, Field::Role];
        if !tells_sender.into_iter().any(|field| self.has(field)) {
            return Err(MapError::Missing(Field::Sender));
        }
        for pair in &mut self.pairs {
            if pair.0 == Field::Sender && is_talk_with_assistant(table, pair.1) {
                pair.0 = Field::Role;
            }
        }
        Ok(self)
    }

    fn is_free(&self, column: usize) -> bool {
        self.pairs.iter().all(|pair| pair.1 != column)
    }

    /// The columns that by name, and where it matters by look, hold the field.
    fn candidates(&self, table: &Table, field: Field) -> Vec<usize> {
        let mut named = self.named(table, field);
        match field {
            Field::Text => return named,
            // A person's nickname may be missing where their name is not.
            Field::Sender => {
                let parent = |column: usize| table.columns[column].rsplit_once('.').map(|(parent, _)| parent);
                let first = named.first().copied();
                named.retain(|&column| {
                    Some(column) == first
                        || parent(column).is_some() && parent(column) == first.and_then(parent)
                });
                return named;
            }
            Field::Time => {
                let readable =
                    |column: &usize| table.share(*column, |cell| Stamp::parse(cell).is_some()) >= MOST;
                if let Some(position) = named.iter().position(readable) {
                    named.swap(0, position);
                }
            }
            Field::Clock => named.retain(|column| self.dates_lack_clock(table) && is_clock(table, *column)),
            // Elsewhere a subject is a thread's title, the same above each of its messages.
            Field::Subject if !Program::of(&table.columns).is_some_and(Program::writes_subjects) => {
                named.clear();
            }
            Field::Direction => named.retain(|column| tells_direction(table, *column)),
            Field::Role => named.retain(|column| all(table, *column, |cell| Role::parse(cell).is_some())),
            _ => {}
        }
        named.truncate(1);
        named
    }

    /// Free and filled columns whose name tells of the field, the most telling first.
    fn named(&self, table: &Table, field: Field) -> Vec<usize> {
        let rank = |column: &usize| field.rank(&fold(&table.columns[*column]));
        let mut named: Vec<usize> = (0..table.columns.len())
            .filter(|column| self.is_free(*column) && rank(column).is_some())
            .filter(|column| field == Field::Text || table.sample(*column).next().is_some())
            .collect();
        named.sort_by_key(rank);
        named
    }

    fn dates_lack_clock(&self, table: &Table) -> bool {
        let is_day = |cell: &str| Stamp::parse(cell).is_some_and(Stamp::is_day);
        self.columns(Field::Time).any(|column| table.share(column, is_day) >= MOST)
    }
}

/// Least share of a column's filled cells that must look the part.
const MOST: f64 = 0.5;

/// The same where no name speaks for the column.
const NEARLY_ALL: f64 = 0.8;

type Find = fn(&Table, &[usize]) -> Option<usize>;

/// How each field is found without names, in this order.
const LOOKS: [(Field, Find); 5] = [
    (Field::Time, find_time),
    (Field::Clock, find_clock),
    (Field::Direction, find_direction),
    (Field::Text, find_text),
    (Field::Sender, find_sender),
];

fn find_time(table: &Table, free: &[usize]) -> Option<usize> {
    free.iter()
        .copied()
        .find(|column| table.share(*column, |cell| Stamp::parse(cell).is_some()) >= NEARLY_ALL)
}

fn find_clock(table: &Table, free: &[usize]) -> Option<usize> {
    free.iter().copied().find(|column| is_clock(table, *column))
}

/// Words only: the numbers 0 and 1 mean too many things.
fn find_direction(table: &Table, free: &[usize]) -> Option<usize> {
    let has_words = |column: usize| table.sample(column).all(|cell| cell.chars().all(char::is_alphabetic));
    free.iter().copied().find(|column| has_words(*column) && tells_direction(table, *column))
}

fn tells_direction(table: &Table, column: usize) -> bool {
    let name = fold(&table.columns[column]);
    table.sample(column).next().is_some()
        && all(table, column, |cell| Direction::parse(&name, cell).is_some())
}

/// Of the columns in which people may be speaking, the one with the longest cells.
fn find_text(table: &Table, free: &[usize]) -> Option<usize> {
    let length = |column: usize| table.sample(column).map(|cell| cell.chars().count()).sum::<usize>();
    free.iter()
        .copied()
        .filter(|column| is_speech(table, *column))
        .max_by_key(|column| (length(*column), std::cmp::Reverse(*column)))
}

/// Whether some cells hold more than one word: measurements, codes and names of places seldom do.
fn is_speech(table: &Table, column: usize) -> bool {
    let words =
        |cell: &str| cell.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count();
    // Scripts without spaces write a sentence as one word.
    let speaks = |cell: &str| words(cell) >= 2 || cell.chars().any(|c| ('\u{E00}'..'\u{FB00}').contains(&c));
    let cells: Vec<usize> = table.sample(column).map(|cell| usize::from(speaks(cell))).collect();
    cells.iter().sum::<usize>() * SPEECH >= cells.len()
}

/// At least one cell in so many is speech.
const SPEECH: usize = 5;

/// The first short column in which few names come again and again.
fn find_sender(table: &Table, free: &[usize]) -> Option<usize> {
    let few_names = |column: &usize| {
        let cells: Vec<&str> = table.sample(*column).collect();
        let names: std::collections::HashSet<&str> = cells.iter().copied().collect();
        names.len() >= 2
            && names.len() * 2 <= cells.len()
            && names.iter().all(|name| name.chars().count() <= LONGEST_NAME)
            && names.iter().any(|name| name.chars().any(char::is_alphabetic) || name.starts_with('+'))
    };
    free.iter().copied().find(few_names)
}

const LONGEST_NAME: usize = 40;

fn is_clock(table: &Table, column: usize) -> bool {
    table.share(column, |cell| stamp::clock(cell).is_some()) >= MOST
}

fn all(table: &Table, column: usize, holds: impl Fn(&str) -> bool) -> bool {
    table.rows.iter().map(|row| row.cell(column).trim()).filter(|cell| !cell.is_empty()).all(holds)
}

fn is_talk_with_assistant(table: &Table, column: usize) -> bool {
    all(table, column, |cell| Role::parse(cell).is_some())
        && table.sample(column).any(|cell| Role::parse(cell) == Some(Role::Assistant))
}

/// A column by its exact name, else by its folded name, else by its number counted from 1.
fn find_column(table: &Table, wanted: &str) -> Option<usize> {
    let position = |matches: &dyn Fn(&str) -> bool| table.columns.iter().position(|name| matches(name));
    let numbered =
        || wanted.trim().parse::<usize>().ok().filter(|number| (1..=table.columns.len()).contains(number));
    position(&|name| name == wanted)
        .or_else(|| position(&|name| !fold(wanted).is_empty() && fold(name) == fold(wanted)))
        .or_else(|| numbered().map(|number| number - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(columns: &[&str], rows: &[&[&str]]) -> Table {
        let row = |cells: &&[&str]| Row {
            cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
            ..Row::default()
        };
        Table {
            columns: columns.iter().map(|name| (*name).to_owned()).collect(),
            rows: rows.iter().map(row).collect(),
            ..Table::default()
        }
    }

    fn chosen(field: &str, column: &str) -> Vec<(String, String)> {
        vec![(field.to_owned(), column.to_owned())]
    }

    fn check(table: &Table, mapping: Result<Mapping, MapError>, expected: &[(&str, &str)]) {
        let described = mapping.unwrap().described(table);
        let pairs: Vec<(&str, &str)> =
            described.iter().map(|(field, name)| (*field, name.as_str())).collect();
        assert_eq!(pairs, expected);
    }

    #[test]
    fn columns_are_found_by_name() {
        let table = table(
            &["Chat Session", "Message Date", "Type", "Sender ID", "Sender Name", "Subject", "Text"],
            &[&["Us", "2025-07-01 10:00:00", "Incoming", "+1", "Ana", "", "hi"]],
        );
        check(
            &table,
            Mapping::by_name(&table, &[]),
            &[
                ("time", "Message Date"),
                ("sender", "Sender Name"),
                ("sender-id", "Sender ID"),
                ("text", "Text"),
                ("direction", "Type"),
                ("title", "Chat Session"),
                ("not read", "Subject"),
            ],
        );
    }

    #[test]
    fn a_type_that_is_no_direction_is_a_kind() {
        let table = table(&["type", "from", "message"], &[&["image", "Ana", ""], &["text", "Ben", "hi"]]);
        let expected = [("sender", "from"), ("text", "message"), ("kind", "type")];
        check(&table, Mapping::by_name(&table, &[]), &expected);
    }

    #[test]
    fn date_and_time_in_two_columns_belong_together() {
        let table =
            table(&["Datum", "Uhrzeit", "Absender", "Nachricht"], &[&["29.01.2024", "12:24", "Ana", "hi"]]);
        check(
            &table,
            Mapping::by_name(&table, &[]),
            &[("time", "Datum"), ("clock", "Uhrzeit"), ("sender", "Absender"), ("text", "Nachricht")],
        );
    }

    #[test]
    fn the_persons_word_goes_before_names_and_may_be_a_number() {
        let table = table(&["who", "text", "translation"], &[&["Ana", "hola", "hello"]]);
        let expected = [("sender", "who"), ("text", "translation"), ("not read", "text")];
        check(&table, Mapping::by_name(&table, &chosen("text", "Translation ")), &expected);
        check(&table, Mapping::by_name(&table, &chosen("text", "3")), &expected);
    }

    #[test]
    fn what_is_missing_or_unknown_is_named() {
        let table = table(&["text", "colour"], &[&["hi", "red"]]);
        assert_eq!(Mapping::by_name(&table, &[]), Err(MapError::Missing(Field::Sender)));
        let no_column = Err(MapError::NoColumn("author".into()));
        assert_eq!(Mapping::by_name(&table, &chosen("sender", "author")), no_column);
        assert_eq!(
            Mapping::by_name(&table, &chosen("mood", "colour")),
            Err(MapError::NoField("mood".into()))
        );
    }

    #[test]
    fn without_names_the_look_of_the_cells_decides() {
        let table = table(
            &["1", "2", "3", "4"],
            &[
                &["05.01.2024", "10:15", "Ana", "how was the day"],
                &["05.01.2024", "10:16", "Ben", "long but good"],
                &["05.01.2024", "10:17", "Ana", "tell me tonight"],
                &["05.01.2024", "10:18", "Ben", "I will"],
            ],
        );
        let expected = [("time", "1"), ("clock", "2"), ("sender", "3"), ("text", "4")];
        check(&table, Mapping::by_look(&table, &[]), &expected);
    }

    #[test]
    fn a_sender_column_of_parts_is_a_talk_with_an_assistant() {
        let table = table(&["sender", "text"], &[&["human", "hi"], &["assistant", "hello"]]);
        check(&table, Mapping::by_name(&table, &[]), &[("text", "text"), ("role", "sender")]);
    }
}
