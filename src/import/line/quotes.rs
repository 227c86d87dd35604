//! The quotation marks around messages of several lines.
//!
//! Between them stand lines that look like others: somebody writes "2024/01/20(土)" and the plan for that day.

/// Which lines stand inside of a message's quotation marks. `opens` tells of a line that starts a message
/// whether its words begin with a mark; it tells `None` of all others, and `goes_on` whether such a line can
/// only be part of a message.
pub(super) fn inside(
    lines: &[&str],
    opens: impl Fn(usize) -> Option<bool>,
    goes_on: impl Fn(usize) -> bool,
) -> Vec<bool> {
    let mut inside = vec![false; lines.len()];
    let mut index = 0;
    while index < lines.len() {
        let next = (index + 1..lines.len()).find(|next| opens(*next).is_some()).unwrap_or(lines.len());
        if opens(index) == Some(true) {
            let last = (index..next).rev().find(|line| goes_on(*line)).unwrap_or(index);
            if last > index && lines[last].trim_end().ends_with(MARK) {
                inside[index + 1..=last].fill(true);
            }
        }
        index = next;
    }
    inside
}

/// The words of a message of several lines without the marks around it; other words as they stand.
pub(super) fn without(words: &str) -> String {
    let inner = words.strip_prefix(MARK).and_then(|rest| rest.trim_end().strip_suffix(MARK));
    let Some(inner) = inner.filter(|inner| inner.contains('\n')) else { return words.to_owned() };
    let is_doubled = inner.split(|c| c != MARK).all(|marks| marks.len().is_multiple_of(2));
    if is_doubled { inner.replace("\"\"", "\"") } else { inner.to_owned() }
}

/// Whether words begin with a mark.
pub(super) fn begin(words: &str) -> bool {
    words.starts_with(MARK)
}

const MARK: char = '"';

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &[&str], expected: &[bool]) {
        let opens = |index: usize| lines[index].strip_prefix("> ").map(begin);
        let goes_on = |index: usize| !lines[index].is_empty() && !lines[index].starts_with('#');
        assert_eq!(inside(lines, opens, goes_on), expected, "{lines:?}");
    }

    #[test]
    fn lines_up_to_the_closing_mark_stand_inside() {
        check(&["> \"a", "# day", "b\"", "", "# day", "> c"], &[false, true, true, false, false, false]);
        check(&["> \"a", "b", "\"", "> c"], &[false, true, true, false]);
        check(&["> \"a\"", "> b"], &[false, false]);
    }

    #[test]
    fn a_mark_that_nothing_closes_encloses_nothing() {
        check(&["> \"a", "# day", "> b\"", "c\""], &[false; 4]);
        check(&["> \"a", "b", "# day"], &[false; 3]);
        check(&[], &[]);
    }

    #[test]
    fn only_marks_around_several_lines_are_taken_off() {
        for (words, expected) in [
            ("\"a\nb\"", "a\nb"),
            ("\"a\nb\n\"", "a\nb\n"),
            ("\"say \"\"hi\"\"\nb\"", "say \"hi\"\nb"),
            ("\"say \"hi\"\nb\"", "say \"hi\"\nb"),
            ("\"a\"", "\"a\""),
            ("\"a\nb", "\"a\nb"),
            ("\"", "\""),
        ] {
            assert_eq!(without(words), expected);
        }
    }
}
