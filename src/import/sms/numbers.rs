//! Telephone numbers that are one though written in several ways.

use crate::import::text;
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

/// What a shortened number is short of: the country code, and the area code of a short town's number.
const LONGEST_PREFIX: usize = 4;

/// Shorter ones are service numbers, which are whole as they are.
const SHORTEST: usize = 7;

/// All numbers of a backup, each by its longest way of writing.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    known: BTreeSet<String>,
    /// Numbers without their first digits, and the one number they are short for; `None` where several are.
    ends: HashMap<String, Option<String>>,
}

impl Numbers {
    /// Learns which numbers there are.
    pub(super) fn among<'a>(written: impl Iterator<Item = &'a str>) -> Self {
        let plain: BTreeSet<String> = written.map(plain).collect();
        let mut numbers = Self { known: plain, ends: HashMap::new() };
        let whole: BTreeSet<String> = numbers.known.iter().map(|number| numbers.with_code(number)).collect();
        let mut whole: Vec<&String> = whole.iter().collect();
        // Those that are short for none come first.
        whole.sort_by_key(|number| (!number.starts_with('+'), Reverse(number.len())));
        for number in whole {
            numbers.shorten(number);
        }
        numbers
    }

    /// Notes what the number is without its first digits, unless it is without some itself.
    fn shorten(&mut self, number: &str) {
        let digits = number.strip_prefix('+').unwrap_or(number);
        if !is_digits(digits) || self.ends.contains_key(number) {
            return;
        }
        for cut in 1..=LONGEST_PREFIX.min(digits.len().saturating_sub(SHORTEST)) {
            let is_first = !self.ends.contains_key(&digits[cut..]);
            self.ends.insert(digits[cut..].to_owned(), is_first.then(|| number.to_owned()));
        }
    }

    /// The number's longest way of writing, without spaces and dashes; anything else in small letters.
    pub(super) fn whole(&self, written: &str) -> String {
        let number = self.with_code(&plain(written));
        self.ends.get(&number).cloned().flatten().unwrap_or(number)
    }

    /// `15550100` is `+15550100`, if that is written anywhere.
    fn with_code(&self, plain: &str) -> String {
        let marked = format!("+{plain}");
        if is_digits(plain) && self.known.contains(&marked) { marked } else { plain.to_owned() }
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A number's digits, with `+` before a country code and without the zero of a long-distance call.
fn plain(written: &str) -> String {
    let visible = text::folded(written);
    // "+15550100/type=plmn": so MMS write what kind of address it is.
    let address = visible.split_once("/type=").map_or(visible.as_str(), |(address, _)| address);
    let is_of_a_number = |c: char| c.is_ascii_digit() || "+-() ./\u{2011}\u{2013}".contains(c);
    let digits: String = address.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() || !address.chars().all(is_of_a_number) {
        return address.to_owned();
    }
    let is_short = digits.len() < SHORTEST;
    match digits.strip_prefix("00") {
        _ if address.starts_with('+') => format!("+{digits}"),
        Some(rest) if !is_short => format!("+{rest}"),
        _ if !is_short && digits.starts_with('0') => digits.trim_start_matches('0').to_owned(),
        _ => digits,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_is_one_however_it_is_written() {
        let written = [
            "+1 (212) 555-0100",
            "12125550100",
            "212-555-0100",
            "\u{202A}+12125550100\u{202C}",
            "+12125550100/TYPE=PLMN",
            "+49 170 5550101",
            "0170 5550101",
            "0049/170/5550101",
            "+390655501",
            "0655501",
        ];
        let numbers = Numbers::among(written.into_iter());
        let whole: Vec<String> = written.iter().map(|number| numbers.whole(number)).collect();
        assert!(whole[..5].iter().all(|number| number == "+12125550100"), "{whole:?}");
        assert!(whole[5..8].iter().all(|number| number == "+491705550101"), "{whole:?}");
        assert_eq!(whole[8..], ["+390655501", "655501"]);
    }

    #[test]
    fn what_may_be_short_for_several_stays_itself() {
        let written = [
            "+12125550100",
            "+13125550100",
            "5550100",
            "2125550100",
            "72404",
            "+4972404",
            "Bank",
            "A@B.example",
        ];
        let numbers = Numbers::among(written.into_iter());
        let whole: Vec<String> = written.iter().map(|number| numbers.whole(number)).collect();
        let expected = [
            "+12125550100",
            "+13125550100",
            "5550100",
            "+12125550100",
            "72404",
            "+4972404",
            "bank",
            "a@b.example",
        ];
        assert_eq!(whole, expected);
    }

    #[test]
    fn a_town_number_is_short_for_one_without_country_code() {
        let numbers = Numbers::among(["5550100", "2125550100", "+12125550100"].into_iter());
        assert_eq!(numbers.whole("555-0100"), "+12125550100");
    }
}
