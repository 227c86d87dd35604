//! From lines to messages: which lines start one, which tell the day, and which carry one on.

use super::day::{self, Day};
use super::timed::{Columns, Timed};
use super::title::Title;
use super::{notices, quotes, spaces};
use crate::import::blocks::{self, Block, Role};
use crate::import::dates::Clock;
use crate::import::text::is_blank;
use crate::import::{DateDecision, Lines, Options, Source};
use jiff::civil::Date;

/// A file taken apart.
pub(super) struct Parsed<'a> {
    /// One for each message or notice; never empty.
    pub(super) blocks: Vec<Block<'a, Header<'a>>>,
    /// What became of the lines.
    pub(super) lines: Lines,
    /// How day and month were told apart; `None` if no line tells a day.
    pub(super) dates: Option<DateDecision>,
    /// What the first line tells.
    pub(super) title: Title,
    /// What stands between time, name and words.
    pub(super) columns: Columns,
}

/// The first line of a message.
#[derive(Clone, Copy, Debug)]
pub(super) struct Header<'a> {
    /// The day, if a line above tells it.
    pub(super) date: Option<Date>,
    /// Time and words.
    pub(super) start: Start<'a>,
}

/// A line that starts a message.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Start<'a> {
    /// The time of day.
    pub(super) clock: Clock,
    /// Who says what.
    pub(super) said: Said<'a>,
}

/// Who says what, as far as the first line goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said<'a> {
    /// Somebody wrote.
    Written {
        /// The name.
        name: &'a str,
        /// The words on this line.
        words: &'a str,
    },
    /// The app speaks.
    Notice(&'a str),
}

impl<'a> Parsed<'a> {
    /// Takes a file apart; `None` if no line starts a message.
    pub(super) fn of(lines: &[&'a str], source: &Source, options: &Options) -> Option<Self> {
        let title = title_of(lines).unwrap_or_default();
        let starts = Starts::of(lines, &title)?;
        let (days, dates) = starts.days(lines, source, options);
        let mut date = None;
        let (blocks, lines) = blocks::gather(lines, |index| match (starts.at[index], days[index]) {
            (Some(start), _) => Role::Start(Header { date, start }),
            (None, Some(day)) => {
                date = Some(day);
                Role::Day
            }
            (None, None) => Role::More,
        });
        Some(Self { blocks, lines, dates, title, columns: starts.columns })
    }
}

/// What the first line with words tells, if it is a title.
pub(super) fn title_of(lines: &[&str]) -> Option<Title> {
    lines.iter().find(|line| !is_blank(line)).and_then(|line| Title::parse(line))
}

/// Which lines start a message.
pub(super) struct Starts<'a> {
    /// What stands between time, name and words.
    pub(super) columns: Columns,
    /// How many names there are where only spaces tell them from words.
    pub(super) names: usize,
    at: Vec<Option<Start<'a>>>,
    /// Lines inside the quotation marks of a message of several lines.
    quoted: Vec<bool>,
}

impl<'a> Starts<'a> {
    /// Finds them; `None` if there are none.
    pub(super) fn of(lines: &[&'a str], title: &Title) -> Option<Self> {
        let timed: Vec<_> = lines.iter().map(|line| Timed::parse(line)).collect();
        let count = |columns| timed.iter().flatten().filter(|timed| timed.columns == columns).count();
        let is_day = |index: usize| Day::parse(lines[index]).is_some();
        let starts = if count(Columns::Tabs) * 2 >= count(Columns::Spaces) {
            Self::with_tabs(lines, timed.iter().map(|timed| tabbed(timed.as_ref()?)).collect())
        } else {
            let (at, names) = spaces::starts(&timed, is_day, title);
            Self { columns: Columns::Spaces, names, at, quoted: vec![false; lines.len()] }
        };
        starts.at.iter().any(Option::is_some).then_some(starts)
    }

    /// A time and a tab make no start inside of quotation marks, unless a name or a known notice follows.
    fn with_tabs(lines: &[&str], mut at: Vec<Option<Start<'a>>>) -> Self {
        let opens = |index: usize| match at[index]?.said {
            Said::Written { words, .. } => Some(quotes::begin(words)),
            Said::Notice(notice) => notices::recognise(notice).map(|_| false),
        };
        let goes_on = |index: usize| !is_blank(lines[index]) && Day::parse(lines[index]).is_none();
        let quoted = quotes::inside(lines, opens, goes_on);
        for (start, _) in at.iter_mut().zip(&quoted).filter(|(_, quoted)| **quoted) {
            *start = None;
        }
        Self { columns: Columns::Tabs, names: 0, at, quoted }
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.at.iter().flatten().count()
    }

    /// How many lines in front of a start or at the end tell a day for sure.
    pub(super) fn known_days(&self, lines: &[&str]) -> usize {
        self.day_lines(lines).iter().filter(|(_, day)| day.weekday.is_some()).count()
    }

    /// The day that each line tells, if it does.
    ///
    /// People write dates on lines of their own, too. A day line is of the file's shape, stands in front of a
    /// message, and days do not run backwards.
    fn days(
        &self,
        lines: &[&str],
        source: &Source,
        options: &Options,
    ) -> (Vec<Option<Date>>, Option<DateDecision>) {
        let mut told = vec![None; lines.len()];
        let found = self.day_lines(lines);
        let Some(shape) = day::majority(found.iter().map(|(_, day)| day.shape)) else { return (told, None) };
        let (places, days): (Vec<_>, Vec<_>) =
            found.into_iter().filter(|(_, day)| day.shape == shape).unzip();
        let decision = day::decide(&days, source, options);
        let dates: Vec<_> = days.iter().map(|day| day.date(decision.order)).collect();
        let mut before = None;
        for (index, place) in places.into_iter().enumerate() {
            let next = dates.get(index + 1).copied().flatten();
            let is_astray =
                before.zip(next).is_some_and(|(before, next)| before <= next) && next < dates[index];
            if !is_astray {
                told[place] = dates[index];
                before = dates[index].or(before);
            }
        }
        (told, Some(decision))
    }

    /// Lines that may tell a day: in front of a start, of another such line, or at the end.
    fn day_lines(&self, lines: &[&str]) -> Vec<(usize, Day)> {
        let mut found = Vec::new();
        let mut is_in_front = true;
        for index in (0..lines.len()).rev().filter(|index| !is_blank(lines[*index])) {
            let day = Some(index).filter(|_| is_in_front && self.at[index].is_none() && !self.quoted[index]);
            let day = day.and_then(|index| Day::parse(lines[index]));
            is_in_front = self.at[index].is_some() || day.is_some();
            found.extend(day.map(|day| (index, day)));
        }
        found.reverse();
        found
    }
}

/// A line with tabs: time, name and words, or time and notice with an empty name or none.
fn tabbed<'a>(timed: &Timed<'a>) -> Option<Start<'a>> {
    let Timed { clock, columns: Columns::Tabs, rest } = *timed else { return None };
    let said = match rest.split_once('\t') {
        Some((name, words)) if !is_blank(name) => Said::Written { name, words },
        Some((_, notice)) => Said::Notice(notice),
        None => Said::Notice(rest),
    };
    Some(Start { clock, said })
}
