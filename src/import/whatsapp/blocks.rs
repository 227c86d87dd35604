//! The lines of a file, gathered into one block for each message.

use super::header::{self, Header};
use crate::import::dates::{self, Hints};
use crate::import::text::{is_blank, lines, with_line_breaks};
use crate::import::{DateDecision, Lines};
use jiff::civil::DateTime;

/// A file in blocks.
pub(super) struct Blocks<'a> {
    text: &'a str,
    /// One for each header of the file's shape whose date exists; never empty.
    starts: Vec<Start<'a>>,
    /// How many lines the text has.
    line_count: usize,
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

/// A line that starts a message.
pub(super) struct Start<'a> {
    /// The line, read.
    pub(super) header: Header<'a>,
    number: usize,
    /// At which byte of the text the line begins.
    offset: usize,
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

impl<'a> Blocks<'a> {
    /// Finds the blocks; `None` if no line is a header. `hints` is asked about headers of the file's shape.
    pub(super) fn find(text: &'a str, hints: impl Fn(&[Start<'a>]) -> Hints) -> Option<Self> {
        let (mut line_count, mut non_blank) = (0, 0);
        let mut starts = Vec::new();
        for line in lines(text) {
            line_count += 1;
            let header = Header::parse(line);
            non_blank += usize::from(header.is_some() || !is_blank(line));
            if let Some(header) = header {
                starts.push(Start { header, number: line_count, offset: offset(text, line) });
            }
        }
        let shape = header::majority(starts.iter().map(|start| &start.header))?;
        starts.retain(|start| start.header.shape == shape);
        let numbers: Vec<_> =
            starts.iter().map(|start| (start.header.date, start.header.clock.time)).collect();
        let dates = dates::decide(&numbers, hints(&starts));
        starts.retain(|start| start.header.date.date(dates.order).is_some());
        let header = starts.len();
        let preamble = lines(text).take(starts.first()?.number - 1).filter(|line| !is_blank(line)).count();
        let lines = Lines { non_blank, header, continuation: non_blank - preamble - header, preamble };
        Some(Self { text, starts, line_count, dates, lines })
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.starts.len()
    }

    /// The headers.
    pub(super) fn headers(&self) -> impl Iterator<Item = &Header<'a>> {
        self.starts.iter().map(|start| &start.header)
    }

    /// The blocks, one by one.
    pub(super) fn iter(&self) -> impl Iterator<Item = Block<'a>> {
        let next = self.starts.iter().skip(1).map(Some).chain(std::iter::once(None));
        self.starts.iter().zip(next).filter_map(|(start, next)| self.block(start, next))
    }

    fn block(&self, start: &Start<'a>, next: Option<&Start<'a>>) -> Option<Block<'a>> {
        let header = start.header;
        let at = header.date.date(self.dates.order)?.to_datetime(header.clock.time);
        let from = offset(self.text, header.rest) + header.rest.len();
        let more = match next {
            Some(next) => {
                let more = &self.text[from..next.offset];
                more.strip_suffix('\n').or(more.strip_suffix('\r')).unwrap_or(more)
            }
            None => self.text[from..].trim_end(),
        };
        let more = more.strip_suffix('\r').unwrap_or(more);
        let last = next.map_or(self.line_count, |next| next.number - 1);
        Some(Block { header, at, first: start.number, last, more })
    }
}

/// At which byte of the text a part of it begins.
fn offset(text: &str, part: &str) -> usize {
    part.as_ptr().addr() - text.as_ptr().addr()
}
