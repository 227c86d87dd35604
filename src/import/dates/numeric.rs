//! A date of three numbers, before anybody knows which of them is the day.

use super::DateOrder;
use crate::import::text::is_space;
use jiff::civil::Date;

/// Three numbers with one repeated separator, as in `29.01.18`, `2018-01-29` or `13. 6. 2018.`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NumericDate {
    numbers: [i16; 3],
    digits: [u8; 3],
    separator: char,
}

/// Where the year stands, as far as its digits tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum YearPlace {
    First,
    Middle,
    Last,
    /// All numbers have one or two digits.
    Untold,
}

impl NumericDate {
    /// Takes a date from the start of `text` and returns it with the rest.
    ///
    /// Each number may be followed by one space after its separator, the last by a dot.
    pub fn take(text: &str) -> Option<(Self, &str)> {
        let (first, rest) = take_number(text)?;
        let separator = rest.chars().next().filter(|c| matches!(c, '/' | '.' | '-'))?;
        let (second, rest) = take_number(after_separator(rest, separator)?)?;
        let (third, rest) = take_number(after_separator(rest, separator)?)?;
        let rest = if separator == '.' { rest.strip_prefix('.').unwrap_or(rest) } else { rest };
        let parts = [first, second, third];
        let long = parts.iter().filter(|(_, digits)| *digits > 2).count();
        (long <= 1 && !rest.starts_with(|c: char| c.is_alphanumeric())).then_some((
            Self {
                numbers: parts.map(|(number, _)| number),
                digits: parts.map(|(_, digits)| digits),
                separator,
            },
            rest,
        ))
    }

    /// Reads a date that fills the text.
    pub fn parse(text: &str) -> Option<Self> {
        Self::take(text.trim()).filter(|(_, rest)| rest.is_empty()).map(|(date, _)| date)
    }

    /// What stands between the numbers.
    pub fn separator(self) -> char {
        self.separator
    }

    /// The position (0 to 2) of the number with more than two digits, which can only be a year.
    pub fn long_year(self) -> Option<usize> {
        self.digits.iter().position(|&digits| digits > 2)
    }

    pub(super) fn year_place(self) -> YearPlace {
        match self.long_year() {
            Some(0) => YearPlace::First,
            Some(1) => YearPlace::Middle,
            Some(_) => YearPlace::Last,
            None => YearPlace::Untold,
        }
    }

    /// The day meant if the numbers stand in this order; two-digit years are 2000 and later.
    pub fn date(self, order: DateOrder) -> Option<Date> {
        let [year, month, day] = order.places().map(|place| self.numbers[place]);
        let year_digits = self.digits[order.places()[0]];
        let year = if year_digits <= 2 { 2000 + year } else { year };
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    }
}

/// Up to four digits and their number.
fn take_number(text: &str) -> Option<((i16, u8), &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at(digits);
    let count = u8::try_from(digits).ok().filter(|count| (1..=4).contains(count))?;
    Some(((number.parse().ok()?, count), rest))
}

fn after_separator(text: &str, separator: char) -> Option<&str> {
    let rest = text.strip_prefix(separator)?;
    Some(rest.strip_prefix(is_space).unwrap_or(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, order: DateOrder, expected: Option<&str>) {
        let read =
            NumericDate::take(text).and_then(|(date, _)| date.date(order)).map(|date| date.to_string());
        assert_eq!(read.as_deref(), expected, "{text}");
    }

    #[test]
    fn every_locales_date_is_taken() {
        check("29.01.18, 12:24", DateOrder::Dmy, Some("2018-01-29"));
        check("1/29/18, 12:24", DateOrder::Mdy, Some("2018-01-29"));
        check("2018-01-29, 12:24", DateOrder::Ymd, Some("2018-01-29"));
        check("13. 6. 2018. 21:25", DateOrder::Dmy, Some("2018-06-13"));
        check("2018. 1. 29. 오후 3:04", DateOrder::Ymd, Some("2018-01-29"));
        check("06/2018/13, 21:25", DateOrder::Myd, Some("2018-06-13"));
    }

    #[test]
    fn numbers_that_are_no_date_are_refused() {
        check("1/2", DateOrder::Dmy, None);
        check("1/2-2018", DateOrder::Dmy, None);
        check("2018/2018/1", DateOrder::Ymd, None);
        check("192.168.0.1x", DateOrder::Dmy, None);
        check("30/02/2018", DateOrder::Dmy, None);
        check("00012/1/1", DateOrder::Dmy, None);
    }
}
