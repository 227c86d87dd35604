//! Where the name ends, in files that put single spaces between time, name and words.
//!
//! A name is what line after line begins with: its first word, and every further word that always follows.

use std::collections::{HashMap, HashSet};

/// The names in a file, learnt from all lines that begin with a time before the first is taken apart.
#[derive(Debug, Default)]
pub(super) struct Names {
    known: HashSet<String>,
}

/// How often lines begin with some words.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    lines: usize,
    /// Lines that these words fill.
    whole: usize,
    /// Lines that go on with a word which is frequent behind these.
    carried_on: usize,
}

impl Names {
    /// Learns from what follows the times; `given` are names that the file tells by other means.
    pub(super) fn learn<'a>(rests: &[&str], given: impl Iterator<Item = &'a str>) -> Self {
        let counts = Counts::of(rests);
        let mut times: HashMap<&str, usize> = HashMap::new();
        for name in rests.iter().filter_map(|rest| counts.name(rest)) {
            *times.entry(name).or_default() += 1;
        }
        let often = times.into_iter().filter(|(_, times)| *times >= OFTEN);
        let mut names = Self { known: often.map(|(name, _)| name.to_owned()).collect() };
        // "Ana Ben" left the group: Ana wrote that Ben did.
        for name in given {
            if !name.is_empty() && names.split(name).is_none() {
                names.known.insert(name.to_owned());
            }
        }
        names
    }

    /// How many names there are.
    pub(super) fn count(&self) -> usize {
        self.known.len()
    }

    /// Whether somebody has this name.
    pub(super) fn knows(&self, name: &str) -> bool {
        self.known.contains(name)
    }

    /// Name and words, if the line begins with a known name; the longest counts.
    pub(super) fn split<'b>(&self, rest: &'b str) -> Option<(&'b str, &'b str)> {
        if let Some((name, words)) = rest.split_once('\t') {
            return Some((name, words));
        }
        let name = beginnings(rest).filter(|name| self.knows(name)).last()?;
        Some((name, rest[name.len()..].strip_prefix(' ').unwrap_or_default()))
    }
}

/// Lines that make a name.
const OFTEN: usize = 2;

/// Names have at most this many words.
const MOST_WORDS: usize = 6;

/// The text up to the end of its first word, of its second, and so on.
fn beginnings(rest: &str) -> impl Iterator<Item = &str> {
    let ends = rest.match_indices(' ').map(|(at, _)| at).chain(std::iter::once(rest.len()));
    ends.filter(|end| *end > 0).take(MOST_WORDS).map(|end| &rest[..end])
}

struct Counts<'a>(HashMap<&'a str, Count>);

impl<'a> Counts<'a> {
    fn of(rests: &[&'a str]) -> Self {
        let mut counts: HashMap<&str, Count> = HashMap::new();
        for rest in rests {
            for beginning in beginnings(rest) {
                let count = counts.entry(beginning).or_default();
                count.lines += 1;
                count.whole += usize::from(beginning.len() == rest.len());
            }
        }
        let mut counts = Self(counts);
        let longer: Vec<_> = counts.0.keys().copied().filter_map(|longer| counts.step(longer)).collect();
        for (shorter, lines) in longer {
            counts.0.entry(shorter).or_default().carried_on += lines;
        }
        counts
    }

    fn get(&self, beginning: &str) -> Count {
        self.0.get(beginning).copied().unwrap_or_default()
    }

    /// The beginning without its last word and how many lines go on with that word, if it is frequent there.
    fn step(&self, longer: &'a str) -> Option<(&'a str, usize)> {
        let (shorter, _) = longer.rsplit_once(' ')?;
        self.is_frequent(shorter, longer).then(|| (shorter, self.get(longer).lines))
    }

    /// A word that makes a name longer: it comes back, is a good share, and is never all that was said.
    fn is_frequent(&self, shorter: &str, longer: &str) -> bool {
        let (before, behind) = (self.get(shorter), self.get(longer));
        behind.lines > OFTEN && behind.whole == 0 && behind.lines * 4 >= before.lines
    }

    /// The name that the line begins with.
    fn name(&self, rest: &'a str) -> Option<&'a str> {
        let mut beginnings = beginnings(rest);
        let mut name = beginnings.next()?;
        for longer in beginnings {
            let count = self.get(name);
            let always = count.carried_on * 10 >= count.lines * 9;
            if !always || !self.is_frequent(name, longer) {
                break;
            }
            name = longer;
        }
        (name.len() < rest.len()).then_some(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &[&str], expected: &[&str]) {
        let names = Names::learn(lines, std::iter::empty());
        let mut known: Vec<_> = names.known.into_iter().collect();
        known.sort_unstable();
        assert_eq!(known, expected);
    }

    #[test]
    fn a_name_is_what_line_after_line_begins_with() {
        check(&["Bob hi", "Ana yo", "Bob so what", "Ana ok then"], &["Ana", "Bob"]);
        check(
            &["Ana Lopez hi", "Ana Maria yo", "Ana Lopez so", "Ana Maria ok", "Ana Lopez hm", "Ana Maria no"],
            &["Ana Lopez", "Ana Maria"],
        );
    }

    #[test]
    fn what_somebody_always_says_is_no_part_of_the_name() {
        check(&["Bob ok", "Bob ok", "Bob ok", "Ana hi", "Ana you"], &["Ana", "Bob"]);
        check(&["Bob I am", "Bob I was", "Bob I do", "Bob you", "Bob we", "Bob so"], &["Bob"]);
    }

    #[test]
    fn one_line_makes_no_name_but_one_that_is_given_is_known() {
        let given = ["Ana", "Ana Ben"].into_iter();
        let names = Names::learn(&["Ana hi", "doors open"], given);
        assert_eq!(names.split("Ana Ben there"), Some(("Ana", "Ben there")));
        assert_eq!(names.split("doors open"), None);
        assert_eq!(names.split("Cem Ö\thi there"), Some(("Cem Ö", "hi there")));
    }
}
