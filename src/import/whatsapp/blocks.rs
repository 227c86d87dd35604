//! The lines of a file, gathered into one block for each message.

use super::header::{self, Header};
use crate::import::dates::{self, Hints};
use crate::import::text::{is_blank, lines, with_line_breaks};
use crate::import::{DateDecision, Lines};
use jiff::civil::DateTime;

/// A file in blocks.
pub(super) struct Blocks<'a> {
    /// One for each header of the file's shape whose date exists; never empty.
    pub(super) list: Vec<Block<'a>>,
    /// How day and month were told apart.
    pub(super) dates: DateDecision,
    /// What became of the lines.
    pub(super) lines: Lines,
}

/// One message's lines.
pub(super) struct Block<'a> {
    /// The first line, read.
    pub(super) header: Header<'a>,
    /// Its time.
    pub(super) at: DateTime,
    /// First line, counted from 1.
    pub(super) first: usize,
    /// Last line, counted from 1.
    pub(super) last: usize,
    /// The lines behind the first, as they stand, with the line break before them.
    more: &'a str,
}

impl Block<'_> {
    /// Whether nothing follows the first line.
    pub(super) fn is_one_line(&self) -> bool {
        self.more.is_empty()
    }

    /// A part of the first line (its end) with the lines behind it, joined by `\n`.
    pub(super) fn rest_and_more(&self, rest: &str) -> String {
        with_line_breaks(&[rest, self.more].concat())
    }
}

/// A line that may start a message.
struct Candidate<'a> {
    header: Header<'a>,
    number: usize,
    line: &'a str,
}

impl<'a> Blocks<'a> {
    /// Finds the blocks; `None` if no line is a header. `hints` is asked about headers of the file's shape.
    pub(super) fn find(text: &'a str, hints: impl Fn(&[Header<'a>]) -> Hints) -> Option<Self> {
        let mut candidates: Vec<_> = lines(text)
            .enumerate()
            .filter_map(|(index, line)| {
                Some(Candidate { header: Header::parse(line)?, number: index + 1, line })
            })
            .collect();
        let shape = header::majority(candidates.iter().map(|candidate| &candidate.header))?;
        candidates.retain(|candidate| candidate.header.shape == shape);
        let headers: Vec<_> = candidates.iter().map(|candidate| candidate.header).collect();
        let numbers: Vec<_> = headers.iter().map(|header| (header.date, header.clock.time)).collect();
        let dates = dates::decide(&numbers, hints(&headers));
        let list = gather(text, &candidates, dates);
        let first = list.first()?.first;
        let lines = count(text, first, list.len());
        Some(Self { list, dates, lines })
    }
}

fn gather<'a>(text: &'a str, candidates: &[Candidate<'a>], dates: DateDecision) -> Vec<Block<'a>> {
    let starts: Vec<_> = candidates
        .iter()
        .filter_map(|candidate| {
            let at = candidate.header.date.date(dates.order)?.to_datetime(candidate.header.clock.time);
            Some((candidate, at))
        })
        .collect();
    let line_count = lines(text).count();
    (0..starts.len())
        .map(|index| {
            let (candidate, at) = starts[index];
            let next = starts.get(index + 1).map(|(next, _)| next);
            let end = next.map_or(text.len(), |next| offset(text, next.line));
            let more = &text[offset(text, candidate.line) + candidate.line.len()..end];
            let more = match next {
                Some(_) => more.strip_suffix('\n').or(more.strip_suffix('\r')).unwrap_or(more),
                None => more.trim_end(),
            };
            let more = more.strip_suffix('\r').unwrap_or(more);
            let last = next.map_or(line_count, |next| next.number - 1);
            Block { header: candidate.header, at, first: candidate.number, last, more }
        })
        .collect()
}

/// At which byte of the text one of its lines begins.
fn offset(text: &str, line: &str) -> usize {
    line.as_ptr().addr() - text.as_ptr().addr()
}

/// Non-blank lines before, at and behind headers.
fn count(text: &str, first_header: usize, headers: usize) -> Lines {
    let blank = |line: &&str| !is_blank(line);
    let non_blank = lines(text).filter(blank).count();
    let preamble = lines(text).take(first_header - 1).filter(blank).count();
    Lines { non_blank, header: headers, continuation: non_blank - preamble - headers, preamble }
}
