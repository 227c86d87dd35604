//! Rows of another table that belong to messages, read along with them.

use std::iter::Peekable;

/// A stream of rows, each with the row number of its message, in the order of these numbers. Nothing of
/// it is held but the next row.
pub(super) struct Beside<I: Iterator> {
    rows: Peekable<I>,
}

impl<T, I: Iterator<Item = rusqlite::Result<(i64, T)>>> Beside<I> {
    pub(super) fn new(rows: I) -> Self {
        Self { rows: rows.peekable() }
    }

    /// The rows of this message; messages are asked for in ascending order.
    pub(super) fn of(&mut self, message: i64) -> rusqlite::Result<Vec<T>> {
        let mut found = Vec::new();
        let is_due = |row: &rusqlite::Result<(i64, T)>| row.as_ref().map_or(true, |(id, _)| *id <= message);
        while let Some(row) = self.rows.next_if(is_due) {
            let (id, value) = row?;
            if id == message {
                found.push(value);
            }
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_message_gets_its_rows_and_rows_without_a_message_go_by() {
        let rows = [(0, 'a'), (2, 'b'), (2, 'c'), (3, 'd'), (7, 'e')];
        let mut beside = Beside::new(rows.into_iter().map(Ok));
        let mut of = |message| beside.of(message).unwrap();
        assert_eq!((of(1), of(2), of(4), of(7), of(9)), (vec![], vec!['b', 'c'], vec![], vec!['e'], vec![]));
    }
}
