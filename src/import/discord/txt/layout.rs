//! Where the head ends, where each message begins, and where the trailer stands.

use super::header::Header;
use crate::import::Lines;
use crate::import::text::is_blank;

/// The parts of a text.
pub(super) struct Layout<'a> {
    /// The server's name; "Direct Messages" for chats outside of servers.
    pub(super) guild: &'a str,
    /// The channel's name, its category before it.
    pub(super) channel: &'a str,
    /// The messages.
    pub(super) blocks: Vec<Block<'a>>,
    /// What became of the lines; the trailer counts as head.
    pub(super) count: Lines,
}

/// One message's lines.
pub(super) struct Block<'a> {
    /// The first line, read.
    pub(super) header: Header<'a>,
    /// The lines behind it.
    pub(super) lines: Vec<&'a str>,
    /// First line, counted from 1.
    pub(super) first: usize,
    /// Last line with words, counted from 1.
    pub(super) last: usize,
}

/// A line of nothing but `=`.
pub(super) fn is_rule(line: &str) -> bool {
    line.len() >= 20 && line.bytes().all(|byte| byte == b'=')
}

impl<'a> Layout<'a> {
    /// Finds the parts.
    pub(super) fn find(lines: &[&'a str]) -> Self {
        let start = end_of_head(lines);
        let end = start + start_of_trailer(&lines[start..]);
        let told = |label: &str| lines[..start].iter().find_map(|line| line.strip_prefix(label));
        let blocks = blocks(lines, start, end);
        let filled = |lines: &[&str]| lines.iter().filter(|line| !is_blank(line)).count();
        let first = blocks.first().map_or(end, |block| block.first - 1);
        let count = Lines {
            non_blank: filled(lines),
            header: blocks.len(),
            continuation: filled(&lines[first..end]) - blocks.len(),
            preamble: filled(&lines[..first]) + filled(&lines[end..]),
        };
        Self {
            guild: told("Guild: ").unwrap_or_default(),
            channel: told("Channel: ").unwrap_or_default(),
            blocks,
            count,
        }
    }
}

/// The line behind the second rule; a topic may have several lines.
fn end_of_head(lines: &[&str]) -> usize {
    const LONGEST_HEAD: usize = 200;
    let mut rules = lines.iter().take(LONGEST_HEAD).enumerate().filter(|(_, line)| is_rule(line));
    rules.nth(1).map_or(0, |(second, _)| second + 1)
}

/// The line with the first rule of `Exported 12 message(s)`; the end where there is no such trailer.
fn start_of_trailer(lines: &[&str]) -> usize {
    let mut last = lines.iter().enumerate().rev().filter(|(_, line)| !is_blank(line));
    let mut next = || last.next().unwrap_or((0, &""));
    let (below, exported, (above, rule)) = (next(), next(), next());
    let is_count = exported.1.starts_with("Exported ") && exported.1.ends_with(" message(s)");
    if is_rule(below.1) && is_count && is_rule(rule) { above } else { lines.len() }
}

fn blocks<'a>(lines: &[&'a str], start: usize, end: usize) -> Vec<Block<'a>> {
    let starts = starts(lines, start, end);
    let ends = starts.iter().skip(1).map(|(index, _)| *index).chain([end]);
    let block = |((index, header), end): ((usize, Header<'a>), usize)| {
        let lines = &lines[index + 1..end];
        let filled = lines.iter().rposition(|line| !is_blank(line)).map_or(0, |last| last + 1);
        Block { header, lines: lines[..filled].to_vec(), first: index + 1, last: index + 1 + filled }
    };
    starts.iter().copied().zip(ends).map(block).collect()
}

/// The headers by their lines. Two blank lines stand before a header, one behind reactions; in the
/// exporter's first versions always one. What was pasted into a message hardly ever has two.
fn starts<'a>(lines: &[&'a str], start: usize, end: usize) -> Vec<(usize, Header<'a>)> {
    let line = |index: usize, back: usize| {
        index.checked_sub(back).filter(|at| *at >= start).and_then(|at| lines.get(at)).copied()
    };
    let is_empty = |index, back| line(index, back).is_none_or(is_blank);
    let after_reactions = |index| line(index, 3) == Some("{Reactions}");
    let is_apart = |index| is_empty(index, 2) || after_reactions(index);
    let candidates: Vec<(usize, Header<'a>)> = (start..end)
        .filter(|&index| is_empty(index, 1))
        .filter_map(|index| Some((index, Header::parse(lines.get(index)?)?)))
        .collect();
    let apart = candidates.iter().filter(|(index, _)| is_apart(*index)).count();
    let always_apart = apart * 2 > candidates.len();
    candidates.into_iter().filter(|(index, _)| !always_apart || is_apart(*index)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: &str = "==============================================================";

    fn firsts(text: &str) -> Vec<usize> {
        let lines: Vec<&str> = text.split('\n').collect();
        let layout = Layout::find(&lines);
        let Lines { non_blank, header, continuation, preamble } = layout.count;
        assert_eq!(non_blank, header + continuation + preamble);
        layout.blocks.iter().map(|block| block.first).collect()
    }

    #[test]
    fn a_header_pasted_into_a_message_begins_none() {
        let text = format!(
            "{RULE}\nGuild: G\nChannel: C\n{RULE}\n\n[1/5/2026 9:00 AM] a\nlook what he wrote:\n\n\
             [1/4/2026 9:00 AM] b\nI left\n\n\n[1/5/2026 9:01 AM] b\nhi\n\n{{Reactions}}\n👍 (2)\n\n\
             [1/5/2026 9:02 AM] a\nyo\n\n\n{RULE}\nExported 3 message(s)\n{RULE}\n"
        );
        assert_eq!(firsts(&text), [6, 13, 19]);
    }

    #[test]
    fn single_blank_lines_divide_messages_where_that_is_the_rule() {
        let text = "[1/5/2026 9:00 AM] a\nhi\n\n[1/5/2026 9:01 AM] b\nyo\n\n[1/5/2026 9:02 AM] a\nso";
        assert_eq!(firsts(text), [1, 4, 7]);
    }

    #[test]
    fn a_text_that_ends_early_has_no_trailer() {
        assert_eq!(firsts(&format!("{RULE}\nGuild: G\nChannel: C\n{RULE}\n\n[1/5/2026 9:00 AM] a\nhi")), [6]);
        assert_eq!(firsts(""), [0; 0]);
        assert_eq!(firsts(RULE), [0; 0]);
    }
}
