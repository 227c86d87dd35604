//! Which lines start a message where single spaces stand between time, name and words.
//!
//! There, a line of a message may look like the start of one ("19:00 doors open"). It is told by its
//! name, and by its time: within a day times do not run backwards.

use super::names::Names;
use super::notices;
use super::parse::{Said, Start};
use super::timed::{Columns, Timed};
use super::title::Title;
use crate::conversation::Audience;
use jiff::civil::Time;

/// The starts among the lines, and how many names they have; `is_day` tells the lines that may tell a day.
pub(super) fn starts<'a>(
    timed: &[Option<Timed<'a>>],
    is_day: impl Fn(usize) -> bool,
    title: &Title,
) -> (Vec<Option<Start<'a>>>, usize) {
    let spaced = |timed: &Option<Timed<'a>>| timed.filter(|timed| timed.columns == Columns::Spaces);
    let timed: Vec<_> = timed.iter().map(spaced).collect();
    let rests: Vec<&str> = timed.iter().flatten().map(|timed| timed.rest).collect();
    let told = rests.iter().filter_map(|rest| notices::recognise(rest)?.actor);
    let names = Names::learn(&rests, told.chain(std::iter::once(title.name.as_str())));
    // Of two people who talk alone both are known: nobody else writes a single line.
    let may_guess = names.count() != 2 || title.audience == Audience::Group;
    let sure: Vec<_> = timed.iter().map(|timed| known(timed.as_ref()?.rest, &names)).collect();
    let later = later(&timed, &sure, &is_day);
    let mut before = None;
    let mut starts = vec![None; timed.len()];
    for (index, timed) in timed.iter().enumerate() {
        if is_day(index) {
            before = None;
        }
        let Some(timed) = timed else { continue };
        let order = Order { before, time: timed.clock.time, later: later[index] };
        let said = match sure[index] {
            Some(said) => (!order.is_astray()).then_some(said),
            None if may_guess && order.is_kept() => guess(timed.rest),
            None => None,
        };
        if let Some(said) = said {
            starts[index] = Some(Start { clock: timed.clock, said });
            before = Some(timed.clock.time);
        }
    }
    (starts, names.count())
}

/// A line's time, between those of the lines before and after it that surely start messages of its day.
#[derive(Clone, Copy)]
struct Order {
    before: Option<Time>,
    time: Time,
    later: Option<Time>,
}

impl Order {
    fn is_kept(self) -> bool {
        self.before.is_none_or(|before| before <= self.time)
            && self.later.is_none_or(|later| self.time <= later)
    }

    /// Whether only this line breaks the order.
    fn is_astray(self) -> bool {
        let around = self.before.zip(self.later);
        around.is_some_and(|(before, later)| before <= later && later < self.time)
    }
}

/// For each line the time of the next one of the same day that begins with a known name.
fn later(
    timed: &[Option<Timed<'_>>],
    sure: &[Option<Said<'_>>],
    is_day: impl Fn(usize) -> bool,
) -> Vec<Option<Time>> {
    let mut next = None;
    let mut later = vec![None; timed.len()];
    for index in (0..timed.len()).rev() {
        later[index] = next;
        if is_day(index) {
            next = None;
        } else if sure[index].is_some() {
            next = timed[index].map(|timed| timed.clock.time);
        }
    }
    later
}

/// Who says what, if a name that is known or a notice tells. What begins with a known name is no notice
/// about somebody whose name goes on behind it.
fn known<'a>(rest: &'a str, names: &Names) -> Option<Said<'a>> {
    let written = names.split(rest).map(|(name, words)| Said::Written { name, words });
    let is_notice = notices::recognise(rest)
        .is_some_and(|notice| written.is_none() || notice.actor.is_none_or(|actor| names.knows(actor)));
    if is_notice { Some(Said::Notice(rest)) } else { written }
}

/// Somebody who wrote once: the first word is the name.
fn guess(rest: &str) -> Option<Said<'_>> {
    let (name, words) = rest.split_once(' ')?;
    (!name.is_empty() && !words.trim().is_empty()).then_some(Said::Written { name, words })
}
