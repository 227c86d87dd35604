//! The ways in which transcripts write who spoke and when, one row each.

use super::sender;
use super::time::When;
use crate::import::text::is_invisible;

/// One way to begin a message.
#[derive(Clone, Copy)]
pub(super) struct Layout {
    /// How it looks, for the receipt.
    pub(super) shape: &'static str,
    /// Reads a line that begins a message.
    read: for<'a> fn(&'a str) -> Option<Header<'a>>,
    /// Whether the line holds no words: they follow on the next lines.
    pub(super) stands_alone: bool,
}

/// A line that begins a message.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Header<'a> {
    /// Who speaks.
    pub(super) sender: &'a str,
    /// When, if the line says.
    pub(super) when: Option<When>,
    /// The words on the same line.
    pub(super) body: &'a str,
}

/// Every layout, from the most to the least telling: of two that explain as many lines the first is taken.
pub(super) const LAYOUTS: [Layout; 12] = [
    Layout { shape: "[time] <Name> text", read: timed_irc, stands_alone: false },
    Layout { shape: "<Name> text", read: irc, stands_alone: false },
    Layout { shape: "[time] Name: text", read: bracketed_time, stands_alone: false },
    Layout { shape: "(Name - time): text", read: all_in_brackets, stands_alone: false },
    Layout { shape: "Name [time]: text", read: name_square, stands_alone: false },
    Layout { shape: "Name (time): text", read: name_round, stands_alone: false },
    Layout { shape: "time Name: text", read: bare_time, stands_alone: false },
    Layout { shape: "**Name:** text", read: bold, stands_alone: false },
    Layout { shape: "- Name: text", read: dashed, stands_alone: false },
    Layout { shape: "Name: text", read: plain, stands_alone: false },
    Layout { shape: "Name time, text below", read: name_and_time, stands_alone: true },
    Layout { shape: "Name, text below", read: name_only, stands_alone: true },
];

impl Layout {
    /// The header on this line, if it is one.
    pub(super) fn header<'a>(&self, line: &'a str) -> Option<Header<'a>> {
        (self.read)(line.trim_start_matches(|letter: char| letter.is_whitespace() || is_invisible(letter)))
    }
}

fn timed_irc(line: &str) -> Option<Header<'_>> {
    let (when, rest) = leading_time(line)?;
    Some(Header { when: Some(when), ..irc(rest.trim_start())? })
}

fn irc(line: &str) -> Option<Header<'_>> {
    let (nick, body) = line.strip_prefix('<')?.split_once('>')?;
    if body.contains("</") || nick.starts_with('/') {
        return None;
    }
    let sender = sender::name(nick.trim_start_matches(['@', '+', '~', '%', '&']))?;
    Some(Header { sender, when: None, body: body.trim_start() })
}

fn bracketed_time(line: &str) -> Option<Header<'_>> {
    let (when, rest) = bracketed(line, '[', ']')?;
    Some(Header { when: Some(When::parse(when)?), ..plain(rest.trim_start())? })
}

fn all_in_brackets(line: &str) -> Option<Header<'_>> {
    let (inside, rest) = bracketed(line, '(', ')')?;
    let body = after_colon(rest)?;
    let (name, when) = inside.split_once(" - ")?;
    Some(Header { sender: sender::name(name)?, when: Some(When::parse(when)?), body })
}

fn name_square(line: &str) -> Option<Header<'_>> {
    name_then_time(line, '[', ']')
}

fn name_round(line: &str) -> Option<Header<'_>> {
    name_then_time(line, '(', ')')
}

fn bare_time(line: &str) -> Option<Header<'_>> {
    let (head, body) = split_colon(line)?;
    let parsed = |(time, name)| {
        let sender = sender::name(str::trim_start_matches(name, ['-', '–', '—', '|', ' ']))?;
        Some((sender, When::parse(time)?))
    };
    let (sender, when) = words_from_the_left(head).find_map(parsed)?;
    Some(Header { sender, when: Some(when), body })
}

fn bold(line: &str) -> Option<Header<'_>> {
    let (name, rest) = line.strip_prefix("**")?.split_once("**")?;
    let body = match name.strip_suffix(':') {
        Some(_) => rest.trim_start(),
        None => after_colon(rest)?,
    };
    Some(Header { sender: sender::name(name.trim_end_matches(':'))?, when: None, body })
}

fn dashed(line: &str) -> Option<Header<'_>> {
    plain(line.strip_prefix("- ").or_else(|| line.strip_prefix("• ")).or_else(|| line.strip_prefix("* "))?)
}

fn plain(line: &str) -> Option<Header<'_>> {
    let (head, body) = split_colon(line)?;
    Some(Header { sender: sender::name(head)?, when: None, body })
}

fn name_and_time(line: &str) -> Option<Header<'_>> {
    let line = line.trim_end();
    if line.len() > LONGEST_LINE || !line.contains(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    // The name first: few beginnings of a line are one, and to read a time takes longer.
    let parsed = |(name, time)| {
        let sender = sender::name(bare(name))?;
        Some(Header { sender, when: Some(When::parse(bare(time))?), body: "" })
    };
    words_from_the_left(line).collect::<Vec<_>>().into_iter().rev().find_map(parsed)
}

/// Longer than a name and a written-out time.
const LONGEST_LINE: usize = 160;

/// `Name` alone, or `Name said:` and `Name:` as web pages read aloud have it. A small first letter is
/// more likely a word than a name.
fn name_only(line: &str) -> Option<Header<'_>> {
    let line = line.trim_end().trim_end_matches(':');
    let sender = sender::name(line.strip_suffix(" said").unwrap_or(line))?;
    let is_name =
        !sender.ends_with(['.', '!', '?', ',', ';', '…']) && !sender.starts_with(char::is_lowercase);
    is_name.then_some(Header { sender, when: None, body: "" })
}

fn name_then_time(line: &str, open: char, close: char) -> Option<Header<'_>> {
    let (name, rest) = line.split_once(open)?;
    let (when, rest) = rest.split_once(close)?;
    Some(Header { sender: sender::name(name)?, when: Some(When::parse(when)?), body: after_colon(rest)? })
}

/// A time at the start of the line, in square brackets or bare.
fn leading_time(line: &str) -> Option<(When, &str)> {
    if let Some((inside, rest)) = bracketed(line, '[', ']') {
        return Some((When::parse(inside)?, rest));
    }
    let (time, rest) = line.split_at(line.find('<')?);
    Some((When::parse(time)?, rest))
}

fn bracketed(line: &str, open: char, close: char) -> Option<(&str, &str)> {
    line.strip_prefix(open)?.split_once(close)
}

/// The shortest head before a colon that ends the line or has a space after it.
fn split_colon(line: &str) -> Option<(&str, &str)> {
    let ends = |at: &usize| line[at + 1..].chars().next().is_none_or(char::is_whitespace);
    let at = line.match_indices(':').map(|(at, _)| at).find(ends)?;
    Some((&line[..at], line[at + 1..].trim_start()))
}

fn after_colon(rest: &str) -> Option<&str> {
    rest.trim_start().strip_prefix(':').map(str::trim_start)
}

/// The ways to cut a short text in two at a space, the longest left part first.
fn words_from_the_left(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let cuts: Vec<usize> =
        text.match_indices(char::is_whitespace).map(|(at, _)| at).take(MOST_CUTS).collect();
    cuts.into_iter().rev().map(move |at| (&text[..at], text[at..].trim_start()))
}

/// A name of four words and a written-out date with zone have fewer.
const MOST_CUTS: usize = 14;

/// Without the punctuation that stands between a name and a time.
fn bare(text: &str) -> &str {
    text.trim_matches(|letter: char| letter.is_whitespace() || ",;|·•–—-()[]".contains(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first layout that reads the line, and what it reads.
    fn check(line: &str, shape: &str, sender: &str, timed: bool, body: &str) {
        let layout = LAYOUTS.iter().find(|layout| layout.header(line).is_some()).unwrap();
        let header = layout.header(line).unwrap();
        assert_eq!((layout.shape, header.sender, header.body), (shape, sender, body), "{line}");
        assert_eq!(header.when.is_some(), timed, "{line}");
    }

    #[test]
    fn each_layout_reads_its_own_line() {
        check("[2024-01-05 10:15] <ana> hi: you", "[time] <Name> text", "ana", true, "hi: you");
        check("10:15 <@ana> hi", "[time] <Name> text", "ana", true, "hi");
        check("<ana> hi", "<Name> text", "ana", false, "hi");
        check("[10:15 PM] Ana: hi", "[time] Name: text", "Ana", true, "hi");
        check("(Ana - 05.01.2024 10:15): hi", "(Name - time): text", "Ana", true, "hi");
        check("Ana [10:15]: hi", "Name [time]: text", "Ana", true, "hi");
        check("Ana (Jan 5, 2024 10:15 AM): hi", "Name (time): text", "Ana", true, "hi");
        check("10:15 Ana: hi", "time Name: text", "Ana", true, "hi");
        check("2024-01-05 10:15:30 - Ana: hi", "time Name: text", "Ana", true, "hi");
        check("**Ana:** hi", "**Name:** text", "Ana", false, "hi");
        check("**Ana**: hi", "**Name:** text", "Ana", false, "hi");
        check("- Ana: hi", "- Name: text", "Ana", false, "hi");
        check("Ana: hi: you", "Name: text", "Ana", false, "hi: you");
        check("Ana:", "Name: text", "Ana", false, "");
        check("Ana — Today at 10:15 AM", "Name time, text below", "Ana", true, "");
        check("Ana, [05.01.2024 10:15]", "Name time, text below", "Ana", true, "");
        check("Ana", "Name, text below", "Ana", false, "");
    }

    #[test]
    fn ordinary_lines_begin_no_message_of_a_telling_layout() {
        let ordinary = [
            "see https://example.org: it is good",
            "well: that is what I would have said, after all, to you",
            "at 10:15: the train",
            "note: buy milk",
        ];
        for line in ordinary {
            let mut inline = LAYOUTS.iter().filter(|layout| !layout.stands_alone);
            assert!(inline.all(|layout| layout.header(line).is_none() || line.starts_with("well")), "{line}");
        }
    }
}
