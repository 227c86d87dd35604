//! The lines of a text, gathered into one block for each message.

use super::lines::{receipt, stamp};
use super::notices::{self, Notice};
use crate::import::Lines;
use crate::import::text::is_blank;
use jiff::civil::DateTime;
use std::collections::HashMap;

/// A text in blocks.
pub(super) struct Blocks<'a> {
    /// One for each message and notice; never empty.
    pub(super) list: Vec<Block<'a>>,
    /// What became of the lines.
    pub(super) lines: Lines,
}

/// One message, or one notice.
pub(super) struct Block<'a> {
    pub(super) what: What<'a>,
    pub(super) at: DateTime,
    /// Somebody else than the owner read it: the owner wrote it.
    pub(super) is_read_by_others: bool,
    /// Empty in notices.
    pub(super) sender: &'a str,
    /// The lines behind the sender without the replies that are printed among them; of a notice the line itself.
    pub(super) body: Vec<&'a str>,
    /// First line, counted from 1.
    pub(super) first: usize,
    /// Last line that is not blank, counted from 1.
    pub(super) last: usize,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What<'a> {
    Message,
    Notice(Notice<'a>),
}

/// A line that starts a block.
pub(super) struct Start<'a> {
    /// Its place, counted from 0.
    pub(super) line: usize,
    pub(super) what: What<'a>,
    at: DateTime,
    is_read_by_others: bool,
}

/// The lines that start a block: a blank line before, a time at the left edge, and a sender below or a
/// notice alone. Whatever is pasted into a message looks otherwise or is told from one by nobody.
pub(super) fn starts<'a>(lines: &[&'a str]) -> impl Iterator<Item = Start<'a>> {
    let is_blank_at =
        |place: Option<usize>| place.and_then(|place| lines.get(place)).is_none_or(|line| is_blank(line));
    lines.iter().enumerate().filter_map(move |(place, line)| {
        let (at, rest) = stamp(line)?;
        if !is_blank_at(place.checked_sub(1)) {
            return None;
        }
        let has_more = !is_blank_at(Some(place + 1));
        if let Some(is_read_by_others) = receipt(rest) {
            let is_sender = has_more && !lines[place + 1].starts_with(' ');
            return is_sender.then_some(Start { line: place, what: What::Message, at, is_read_by_others });
        }
        let notice = notices::parse(rest).filter(|_| !has_more)?;
        Some(Start { line: place, what: What::Notice(notice), at, is_read_by_others: false })
    })
}

impl<'a> Blocks<'a> {
    /// Finds the blocks; `None` if there is none.
    pub(super) fn find(lines: &[&'a str]) -> Option<Self> {
        let starts: Vec<Start<'a>> = starts(lines).collect();
        let first = starts.first()?.line;
        let ends = starts.iter().skip(1).map(|start| start.line).chain([lines.len()]);
        let mut list: Vec<Block<'a>> =
            starts.iter().zip(ends).map(|(start, end)| Block::of(start, end, lines)).collect();
        let replies = without_replies(&mut list);
        list.extend(replies);
        list.sort_by_key(|block| block.first);
        let count = |lines: &[&str]| lines.iter().filter(|line| !is_blank(line)).count();
        let (non_blank, preamble) = (count(lines), count(&lines[..first]));
        let header = list.len();
        let lines = Lines { non_blank, header, continuation: non_blank - preamble - header, preamble };
        Some(Self { list, lines })
    }
}

impl<'a> Block<'a> {
    fn of(start: &Start<'a>, end: usize, lines: &[&'a str]) -> Self {
        let blank = lines[start.line..end].iter().rev().take_while(|line| is_blank(line)).count();
        let end = end - blank;
        let sender = match start.what {
            What::Message => lines[start.line + 1],
            What::Notice(_) => "",
        };
        let body = match start.what {
            What::Message => start.line + 2,
            What::Notice(_) => start.line,
        };
        Self {
            what: start.what,
            at: start.at,
            is_read_by_others: start.is_read_by_others,
            sender: sender.trim(),
            body: lines[body.min(end)..end].to_vec(),
            first: start.line + 1,
            last: end,
        }
    }

    /// The body as it stands.
    pub(super) fn raw(&self) -> String {
        self.body.join("\n")
    }
}

/// Takes the replies out of the messages that they are printed in. Those that are not printed again at their
/// own time are returned as blocks of their own.
fn without_replies<'a>(blocks: &mut [Block<'a>]) -> Vec<Block<'a>> {
    let has_reply = |block: &Block<'_>| {
        block.what == What::Message && block.body.iter().any(|line| reply_header(line).is_some())
    };
    if !blocks.iter().any(has_reply) {
        return Vec::new();
    }
    let again: HashMap<(DateTime, &'a str), Vec<&'a str>> = blocks
        .iter()
        .filter(|block| block.what == What::Message)
        .map(|block| ((block.at, block.sender), block.body.clone()))
        .collect();
    let mut missing = Vec::new();
    for block in blocks.iter_mut().filter(|block| has_reply(block)) {
        let (first_line, body) = (block.first + 2, std::mem::take(&mut block.body));
        let mut place = 0;
        while place < body.len() {
            let Some((at, sender)) = reply_at(&body, place) else {
                block.body.push(body[place]);
                place += 1;
                continue;
            };
            let known = again.get(&(at, sender));
            let end = reply_end(&body, place + 2, known.map_or(&[], Vec::as_slice));
            if known.is_none() {
                missing.push(reply(at, sender, &body[place + 2..end], first_line + place));
            }
            place = end;
        }
    }
    missing
}

const INDENT: &str = "    ";

fn reply_header(line: &str) -> Option<DateTime> {
    let (at, rest) = stamp(line.strip_prefix(INDENT)?)?;
    receipt(rest).map(|_| at)
}

/// The reply that begins here: when, and whose.
fn reply_at<'a>(body: &[&'a str], place: usize) -> Option<(DateTime, &'a str)> {
    let at = reply_header(body[place])?;
    let sender = body.get(place + 1)?.strip_prefix(INDENT)?.trim();
    (!sender.is_empty()).then_some((at, sender))
}

/// Where the reply ends. Old versions indent the first line of its words only, so lines at the left edge
/// belong to it as long as they are those of its second print.
fn reply_end(body: &[&str], from: usize, again: &[&str]) -> usize {
    let (mut end, mut seen) = (from, 0);
    for (place, line) in body.iter().enumerate().skip(from) {
        let indented = line.strip_prefix(INDENT);
        if reply_header(line).is_some() {
            break;
        }
        let is_again = again.get(seen).is_some_and(|known| *known == indented.unwrap_or(line));
        seen += usize::from(is_again);
        match indented {
            Some(_) => end = place + 1,
            None if is_again => end = place + 1,
            // Blank lines stand between replies; one inside of words is followed by more of them.
            None if is_blank(line) => {}
            None => break,
        }
    }
    // The blank line behind a reply is of its print, too.
    end + body[end..].iter().take_while(|line| is_blank(line)).count()
}

fn reply<'a>(at: DateTime, sender: &'a str, lines: &[&'a str], first: usize) -> Block<'a> {
    let blank = lines.iter().rev().take_while(|line| is_blank(line)).count();
    let lines = &lines[..lines.len() - blank];
    let body = lines.iter().map(|line| line.strip_prefix(INDENT).unwrap_or(line)).collect();
    Block {
        what: What::Message,
        at,
        is_read_by_others: false,
        sender,
        body,
        first,
        last: first + 1 + lines.len(),
    }
}
