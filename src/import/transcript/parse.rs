//! From lines to turns: which layout explains the text, and what each message holds.

use super::layout::{Header, LAYOUTS, Layout};
use super::sender;
use super::time::When;
use crate::import::Lines;
use std::collections::HashMap;

/// One message as the lines have it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Turn<'a> {
    /// Who speaks.
    pub(super) sender: &'a str,
    /// When, if the header says.
    pub(super) when: Option<When>,
    /// The words, inner blank lines kept.
    pub(super) body: String,
    /// First line, counted from 1.
    pub(super) first: usize,
    /// Last non-blank line, counted from 1.
    pub(super) last: usize,
}

/// How well the best layout explains a text.
pub(super) struct Fit {
    /// The layout.
    pub(super) layout: &'static Layout,
    /// Non-blank lines looked at.
    pub(super) non_blank: usize,
    /// Lines that begin a message.
    pub(super) headers: usize,
    /// People with at least two lines.
    pub(super) regulars: usize,
    /// Whether somebody is called "Me", "You" or "I".
    first_person: bool,
    /// Whether several people speak and each header has a full date.
    dated: bool,
    /// Whether its lines step in and out, or end, as those of settings and programs do.
    is_program: bool,
}

impl Fit {
    /// Whether the text is a talk between people in this layout (formats document, section 3.8). Where
    /// each header has a full date, one line a person is proof enough.
    pub(super) fn is_transcript(&self) -> bool {
        let talk = self.regulars >= 2 || (self.regulars >= 1 && self.first_person) || self.dated;
        talk && !self.is_program && self.headers * 100 >= self.non_blank * LEAST_HEADERS
    }
}

/// The layout that explains most of the non-blank lines; transcripts go before texts that are none.
///
/// A long text need not be read in every layout: one that is best at its start and explains half of
/// the whole leaves no other as much.
pub(super) fn best_fit(lines: &[&str]) -> Fit {
    // A web page or XML is nobody's talk, whatever its tags look like.
    let first = lines.iter().map(|line| line.trim_start()).find(|line| !line.is_empty());
    let is_page = first.is_some_and(|line| line.starts_with("<!") || line.starts_with("<?"));
    let lines = if is_page { &[] } else { lines };
    if lines.len() > START {
        let whole = fit(best_of_all(&lines[..START]).layout, lines);
        if whole.is_transcript() && whole.headers * 2 > whole.non_blank {
            return whole;
        }
    }
    best_of_all(lines)
}

/// The numbers of the first lines that begin no message, `count` at most.
pub(super) fn unexplained(layout: &Layout, lines: &[&str], count: usize) -> Vec<usize> {
    let headers = headers(layout, lines);
    let is_body = |index: &usize| !lines[*index].trim().is_empty() && headers[*index].is_none();
    (0..lines.len()).filter(is_body).map(|index| index + 1).take(count).collect()
}

/// The messages, and the account of the lines.
pub(super) fn turns<'a>(layout: &Layout, lines: &[&'a str]) -> (Vec<Turn<'a>>, Lines) {
    let mut turns: Vec<Turn<'a>> = Vec::new();
    let mut count = Lines::default();
    for (index, (line, header)) in lines.iter().zip(headers(layout, lines)).enumerate() {
        let blank = line.trim().is_empty();
        count.non_blank += usize::from(!blank);
        match (header, turns.last_mut()) {
            (Some(header), _) => {
                count.header += 1;
                turns.push(Turn::begin(&header, index + 1));
            }
            (None, Some(turn)) => {
                count.continuation += usize::from(!blank);
                turn.carry_on(line, index + 1);
            }
            (None, None) => count.preamble += usize::from(!blank),
        }
    }
    (turns, count)
}

impl<'a> Turn<'a> {
    fn begin(header: &Header<'a>, line: usize) -> Self {
        Self {
            sender: header.sender,
            when: header.when,
            body: header.body.to_owned(),
            first: line,
            last: line,
        }
    }

    /// Blank lines count only once more words follow; before the first word they are no words.
    fn carry_on(&mut self, line: &str, number: usize) {
        if line.trim().is_empty() {
            return;
        }
        if !self.body.is_empty() {
            self.body.push_str(&"\n".repeat(number - self.last));
        }
        self.body.push_str(line);
        self.last = number;
    }
}

/// Lines that are read in every layout.
const START: usize = 1000;

fn best_of_all(lines: &[&str]) -> Fit {
    let fits = LAYOUTS.iter().map(|layout| fit(layout, lines));
    // The first of equals is the most telling, so the search runs from the least telling.
    fits.rev().max_by_key(|fit| (fit.is_transcript(), fit.headers)).expect("there are layouts to choose from")
}

/// Least share of lines that begin a message, in hundredths.
const LEAST_HEADERS: usize = 30;

fn fit(layout: &'static Layout, lines: &[&str]) -> Fit {
    let mut said: HashMap<String, usize> = HashMap::new();
    let mut dated = true;
    for header in headers(layout, lines).into_iter().flatten() {
        *said.entry(header.sender.to_lowercase()).or_default() += 1;
        dated &= header.when.and_then(When::stamp).is_some();
    }
    Fit {
        layout,
        non_blank: lines.iter().filter(|line| !line.trim().is_empty()).count(),
        headers: said.values().sum(),
        regulars: said.values().filter(|lines| **lines >= 2).count(),
        dated: dated && said.len() >= 2,
        is_program: is_ragged(layout, lines) || ends_like_program(lines),
        first_person: said.keys().any(|name| sender::is_first_person(name)),
    }
}

/// Whether lines that begin like messages stand at many depths: a talk is written at one, or two where
/// it is quoted in part.
fn is_ragged(layout: &Layout, lines: &[&str]) -> bool {
    let mut depths: HashMap<usize, usize> = HashMap::new();
    for line in lines.iter().filter(|line| layout.header(line).is_some()) {
        *depths.entry(line.len() - line.trim_start().len()).or_default() += 1;
    }
    let (all, most) = (depths.values().sum::<usize>(), depths.values().max().copied().unwrap_or(0));
    depths.len() >= 3 && most * 10 < all * 7
}

/// Whether a third of several lines end as statements and fields do; people hardly end a message so.
fn ends_like_program(lines: &[&str]) -> bool {
    let written = lines.iter().map(|line| line.trim_end()).filter(|line| !line.is_empty());
    let ended = written.clone().filter(|line| line.ends_with([',', ';', '{', '}'])).count();
    ended >= FEWEST_ENDED && ended * 3 > written.count()
}

/// Fewer lines may end so by chance.
const FEWEST_ENDED: usize = 8;

/// For each line, its header if it begins a message.
fn headers<'a>(layout: &Layout, lines: &[&'a str]) -> Vec<Option<Header<'a>>> {
    let read: Vec<Option<Header<'a>>> = lines.iter().map(|line| layout.header(line)).collect();
    if layout.stands_alone { standing_alone(lines, read) } else { read }
}

/// Of lines that look like a header without words, those that are one: words follow at once, the
/// name comes again, no header stands just above, and a blank line does where the text has any.
fn standing_alone<'a>(lines: &[&str], read: Vec<Option<Header<'a>>>) -> Vec<Option<Header<'a>>> {
    let is_blank = |index: usize| lines.get(index).is_none_or(|line| line.trim().is_empty());
    let last = lines.iter().rposition(|line| !line.trim().is_empty()).unwrap_or(0);
    let in_blocks = (0..last).any(is_blank);
    let mut said: HashMap<&str, usize> = HashMap::new();
    for header in read.iter().flatten() {
        *said.entry(header.sender).or_default() += 1;
    }
    let mut below_header = false;
    let mut kept = Vec::with_capacity(read.len());
    for (index, header) in read.into_iter().enumerate() {
        let starts = index == 0 || is_blank(index - 1) || !in_blocks;
        let header = header.filter(|header| {
            let certain = header.when.is_some() || (said[header.sender] >= 2 && starts);
            certain && !is_blank(index + 1) && !below_header
        });
        below_header = header.is_some();
        kept.push(header);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, shape: &str, expected: &[(&str, &str)]) {
        let lines: Vec<&str> = text.split('\n').collect();
        let fit = best_fit(&lines);
        assert_eq!(fit.layout.shape, shape);
        assert!(fit.is_transcript());
        let (turns, count) = turns(fit.layout, &lines);
        let said: Vec<(&str, &str)> = turns.iter().map(|turn| (turn.sender, turn.body.as_str())).collect();
        assert_eq!(said, expected);
        assert_eq!(count.non_blank, count.header + count.continuation + count.preamble);
    }

    fn refused(text: &str) -> Fit {
        let fit = best_fit(&text.split('\n').collect::<Vec<_>>());
        assert!(!fit.is_transcript());
        fit
    }

    #[test]
    fn unmatched_lines_carry_the_message_on_with_their_blank_lines() {
        check(
            "Chat of May\n\nAna: hi\n\nthere\nBen: left you\nAna: added\nBen: null\n\n",
            "Name: text",
            &[("Ana", "hi\n\nthere"), ("Ben", "left you"), ("Ana", "added"), ("Ben", "null")],
        );
    }

    #[test]
    fn the_layout_that_explains_most_lines_is_used_and_others_are_text() {
        check(
            "[10:15] Ana: hi\nBen: is what I read\n[10:16] Ben: oh\n[10:17] Ana: yes\n[10:18] Ben: ok",
            "[time] Name: text",
            &[("Ana", "hi\nBen: is what I read"), ("Ben", "oh"), ("Ana", "yes"), ("Ben", "ok")],
        );
    }

    #[test]
    fn names_on_lines_of_their_own_begin_messages() {
        check(
            "Ana\nhi\nyou\n\nBen\nOk\n\nAna\nOk\n\nBen\nfine",
            "Name, text below",
            &[("Ana", "hi\nyou"), ("Ben", "Ok"), ("Ana", "Ok"), ("Ben", "fine")],
        );
        check(
            "Ana — Today at 10:15 AM\nhi\nBen — Today at 10:16 AM\nyo\nAna — 05/01/2024\nok\nBen — 05/01/2024\nbye",
            "Name time, text below",
            &[("Ana", "hi"), ("Ben", "yo"), ("Ana", "ok"), ("Ben", "bye")],
        );
    }

    #[test]
    fn one_person_and_me_are_a_talk() {
        check("Me: hi\nAna: yo\nAna: you?", "Name: text", &[("Me", "hi"), ("Ana", "yo"), ("Ana", "you?")]);
    }

    #[test]
    fn one_dated_line_a_person_is_a_talk() {
        check(
            "[2019-12-24, 12:23] Ana: hi\n[2020-01-17, 21:49] Ben: yo\nyou",
            "[time] Name: text",
            &[("Ana", "hi"), ("Ben", "yo\nyou")],
        );
    }

    #[test]
    fn prose_is_no_transcript_and_its_lines_are_named_by_number() {
        refused("Dear Ana,\nI write to say: come home.\nYours");
        refused("Ana: hi\nAna: are you there\nAna: hello");
        let text = "a\nAna: hi\n\nb\nc\nd\ne\nf\ng\nh\nBen: yo\nAna: x\nBen: y\nq\nr\ns\nt";
        let fit = refused(text);
        assert_eq!(unexplained(fit.layout, &text.split('\n').collect::<Vec<_>>(), 3), [1, 4, 5]);
    }
}
