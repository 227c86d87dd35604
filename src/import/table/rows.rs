//! A generic file as columns and rows, whatever it was written in.

use super::known::Program;

/// Columns by name, rows by position.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Table {
    /// Names of the columns; numbers ("1", "2", …) where the file has no header.
    pub(super) columns: Vec<String>,
    /// The records, in the order of the file.
    pub(super) rows: Vec<Row>,
    /// Lines or records that are no row, by number.
    pub(super) unread: Vec<usize>,
    /// The chat's title, if the file names it outside its rows.
    pub(super) title: Option<String>,
    /// The program that wrote it, if it is one that is known.
    pub(super) program: Option<Program>,
}

/// One record.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Row {
    /// First line (CSV, JSON lines) or record (JSON), counted from 1.
    pub(super) first: usize,
    /// Last line or record.
    pub(super) last: usize,
    /// One cell a column; those that are missing at the end are empty.
    pub(super) cells: Vec<String>,
}

impl Row {
    /// The cell in this column; empty where the row is too short.
    pub(super) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }
}

impl Table {
    /// The filled cells of a column, from the top, as many as suffice to judge it.
    pub(super) fn sample(&self, column: usize) -> impl Iterator<Item = &str> {
        self.rows.iter().map(move |row| row.cell(column).trim()).filter(|cell| !cell.is_empty()).take(SAMPLE)
    }

    /// The share of a column's filled cells of which `holds` is true; 0 for an empty column.
    pub(super) fn share(&self, column: usize, holds: impl Fn(&str) -> bool) -> f64 {
        let (filled, held) = self
            .sample(column)
            .fold((0_u32, 0_u32), |(filled, held), cell| (filled + 1, held + u32::from(holds(cell))));
        if filled == 0 { 0.0 } else { f64::from(held) / f64::from(filled) }
    }
}

/// How many cells of a column are looked at.
const SAMPLE: usize = 200;
