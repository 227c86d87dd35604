//! From lines to messages: which lines start one, which tell the day, and which carry one on.

use super::header::{self, Said};
use super::notices::{self, Change};
use crate::import::blocks::{self, Block, Role};
use crate::import::dates::{Clock, DateOrder};
use crate::import::stamp::{self, Stamp};
use crate::import::text::is_blank;
use crate::import::{DateDecision, Lines, Options, Source};
use jiff::civil::Date;
use std::collections::HashMap;

/// Which kind of device wrote the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// `[name] [time] words` below lines with days: computers.
    Bracketed,
    /// `date time, name : words`: phones.
    Dated,
}

/// A file taken apart.
pub(super) struct Parsed<'a> {
    /// Which kind of device wrote the file.
    pub(super) layout: Layout,
    /// One for each message or notice; never empty.
    pub(super) blocks: Vec<Block<'a, Header<'a>>>,
    /// What became of the lines.
    pub(super) lines: Lines,
    /// How day and month were told apart, if numeric dates had to be read.
    pub(super) dates: Option<DateDecision>,
}

/// The first line of a message.
#[derive(Clone, Copy, Debug)]
pub(super) struct Header<'a> {
    /// Day and time, or the day alone, as far as the file tells.
    pub(super) stamp: Option<Stamp>,
    /// Who says what.
    pub(super) said: Said<'a>,
}

impl<'a> Parsed<'a> {
    /// Takes a file apart; `None` if no line starts a message.
    pub(super) fn of(lines: &[&'a str], source: &Source, options: &Options) -> Option<Self> {
        let layout = layout(lines)?;
        let (blocks, lines) = match layout {
            Layout::Bracketed => of_computer(lines),
            Layout::Dated => of_phone(lines),
        };
        let dates =
            stamp::decide(blocks.iter().filter_map(|block| block.header.stamp.as_ref()), source, options);
        Some(Self { layout, blocks, lines, dates })
    }
}

/// The layout that most starts have.
pub(super) fn layout(lines: &[&str]) -> Option<Layout> {
    let (bracketed, dated) = starts(lines);
    match bracketed.max(dated) {
        0 => None,
        most if most == bracketed => Some(Layout::Bracketed),
        _ => Some(Layout::Dated),
    }
}

/// How many lines start a message as computers write it, and as phones do.
pub(super) fn starts(lines: &[&str]) -> (usize, usize) {
    let bracketed = lines.iter().filter(|line| header::bracketed(line).is_some()).count();
    let is_written = |line: &&&str| matches!(header::dated(line), Some((_, Said::Written { .. })));
    (bracketed, lines.iter().filter(is_written).count())
}

/// Notices stand on lines of their own, without a time.
fn of_computer<'a>(lines: &[&'a str]) -> (Vec<Block<'a, Header<'a>>>, Lines) {
    let starts: Vec<_> = lines.iter().map(|line| header::bracketed(line)).collect();
    let days: Vec<_> = lines.iter().map(|line| header::dashed_day(line)).collect();
    let writers = Writers::of(&starts);
    let may_be = |change: Option<Change<'_>>, index| change.is_none_or(|change| writers.allow(change, index));
    let is_notice = notice_lines(lines, |index| starts[index].is_some() || days[index].is_some(), may_be);
    let mut day: Option<Stamp> = None;
    blocks::gather(lines, |index| {
        if let Some((clock, said)) = starts[index] {
            return Role::Start(Header { stamp: day.map(|day| day.at(clock)), said });
        }
        if let Some(told) = days[index] {
            day = Some(told);
            return Role::Day;
        }
        let notice = Header { stamp: day, said: Said::Notice(lines[index]) };
        if is_notice[index] { Role::Start(notice) } else { Role::More }
    })
}

/// The lines that are notices without a time: nothing of a message goes on behind them.
fn notice_lines(
    lines: &[&str],
    is_other: impl Fn(usize) -> bool,
    may_be: impl Fn(Option<Change<'_>>, usize) -> bool,
) -> Vec<bool> {
    let mut is_notice = vec![false; lines.len()];
    let mut is_end = true;
    for index in (0..lines.len()).rev().filter(|index| !is_blank(lines[*index])) {
        let other = is_other(index);
        let notice = Some(lines[index]).filter(|_| is_end && !other).and_then(notices::recognise);
        is_notice[index] = notice.is_some_and(|notice| may_be(notice.change, index));
        is_end = other || is_notice[index];
    }
    is_notice
}

/// On which lines everybody wrote first and last.
struct Writers<'a>(HashMap<&'a str, (usize, usize)>);

impl<'a> Writers<'a> {
    fn of(starts: &[Option<(Clock, Said<'a>)>]) -> Self {
        let mut writers: HashMap<&str, (usize, usize)> = HashMap::new();
        for (index, start) in starts.iter().enumerate() {
            if let Some((_, Said::Written { name, .. })) = start {
                writers.entry(name.trim()).or_insert((index, index)).1 = index;
            }
        }
        Self(writers)
    }

    /// Whether it can be the app that says so on this line. People write "Ana left", too: of somebody who is
    /// not in the chat, or who goes on to write in it.
    fn allow(&self, change: Change<'_>, line: usize) -> bool {
        let writes = |name: &str| self.0.get(name).copied();
        match change {
            Change::Goes(who) => writes(who).is_some_and(|(_, last)| last < line),
            Change::Comes(None, who) => writes(who).is_some_and(|(first, _)| first > line),
            Change::Comes(Some(by), who) => {
                writes(by).is_some() && writes(who).is_none_or(|(first, _)| first > line)
            }
        }
    }
}

/// Each start tells its day; lines that tell one stand in front of the first message of that day only.
fn of_phone<'a>(lines: &[&'a str]) -> (Vec<Block<'a, Header<'a>>>, Lines) {
    let starts: Vec<_> = lines.iter().map(|line| header::dated(line)).collect();
    let mut is_day = day_lines(lines, &starts);
    for (is_day, line) in is_day.iter_mut().zip(lines) {
        *is_day |= header::dashed_day(line).is_some();
    }
    let is_other = |index: usize| starts[index].is_some() || is_day[index];
    let is_notice = notice_lines(lines, is_other, |change, _| change.is_none());
    blocks::gather(lines, |index| match starts[index] {
        Some((stamp, said)) => Role::Start(Header { stamp: Some(stamp), said }),
        None if is_day[index] => Role::Day,
        None if is_notice[index] => Role::Start(Header { stamp: None, said: Said::Notice(lines[index]) }),
        None => Role::More,
    })
}

/// The lines that tell the day of the next message and are the first to do so. People write dates, too.
fn day_lines(lines: &[&str], starts: &[Option<(Stamp, Said<'_>)>]) -> Vec<bool> {
    let date = |stamp: Stamp| stamp.resolve(DateOrder::Ymd).and_then(|(sent, _)| sent.date());
    let mut is_day = vec![false; lines.len()];
    let mut next: Option<Date> = None;
    let mut waiting: Vec<usize> = Vec::new();
    for index in (0..lines.len()).rev().filter(|index| !is_blank(lines[*index])) {
        if let Some((stamp, _)) = starts[index] {
            let before = date(stamp);
            for line in waiting.drain(..).filter(|_| before != next) {
                is_day[line] = true;
            }
            next = before;
        } else if next.is_some() && header::day(lines[index]).and_then(date) == next {
            waiting.push(index);
        }
    }
    for line in waiting {
        is_day[line] = true;
    }
    is_day
}
