//! Lines gathered into messages, for texts in which the day stands on a line of its own.

use super::Lines;
use super::text::{is_blank, with_line_breaks};

/// What a line is.
pub(super) enum Role<H> {
    /// It starts a message.
    Start(H),
    /// It tells the day of the messages that follow.
    Day,
    /// It carries the message above it on.
    More,
}

/// One message's lines.
pub(super) struct Block<'a, H> {
    /// The first line, read.
    pub(super) header: H,
    /// First line, counted from 1.
    pub(super) first: usize,
    /// Last line with words, counted from 1.
    pub(super) last: usize,
    more: Vec<&'a str>,
}

impl<H> Block<'_, H> {
    /// A part of the first line (its end) with the lines behind it, joined by `\n`.
    pub(super) fn rest_and_more(&self, rest: &str) -> String {
        let lines: Vec<&str> = std::iter::once(rest).chain(self.more.iter().copied()).collect();
        with_line_breaks(&lines.join("\n"))
    }
}

/// The messages, and what became of the lines. `role` is asked once for each line, by its index.
pub(super) fn gather<'a, H>(
    lines: &[&'a str],
    mut role: impl FnMut(usize) -> Role<H>,
) -> (Vec<Block<'a, H>>, Lines) {
    let mut blocks: Vec<Block<'a, H>> = Vec::new();
    let mut count = Lines::default();
    for (index, line) in lines.iter().enumerate() {
        let filled = usize::from(!is_blank(line));
        count.non_blank += filled;
        match (role(index), blocks.last_mut()) {
            (Role::Start(header), _) => {
                count.header += filled;
                blocks.push(Block { header, first: index + 1, last: index + 1, more: Vec::new() });
            }
            (Role::Day, _) => count.header += filled,
            (Role::More, Some(block)) => {
                count.continuation += filled;
                block.more.push(line);
                block.last = if filled > 0 { index + 1 } else { block.last };
            }
            (Role::More, None) => count.preamble += filled,
        }
    }
    for block in &mut blocks {
        let filled = block.more.iter().rposition(|line| !is_blank(line)).map_or(0, |last| last + 1);
        block.more.truncate(filled);
    }
    (blocks, count)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role(line: &str) -> Role<&str> {
        match line.as_bytes() {
            [b'#', ..] => Role::Day,
            [b'>', ..] => Role::Start(&line[1..]),
            _ => Role::More,
        }
    }

    #[test]
    fn every_line_with_words_is_counted_once_and_inner_blank_lines_stay() {
        let lines = ["title", "", "#1", ">a", "", "b", "", "#2", ">c", "stray\rline"];
        let (blocks, count) = gather(&lines, |index| role(lines[index]));
        let bodies: Vec<_> = blocks.iter().map(|block| block.rest_and_more(block.header)).collect();
        assert_eq!(bodies, ["a\n\nb", "c\nstray\nline"]);
        assert_eq!((blocks[0].first, blocks[0].last), (4, 6));
        assert_eq!(count, Lines { non_blank: 7, header: 4, continuation: 2, preamble: 1 });
    }
}
