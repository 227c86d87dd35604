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

    /// Takes a date whose numbers bear their units, year first, as in `2024년 3월 11일` or `2024年3月11日`.
    pub fn take_with_units(text: &str) -> Option<(Self, &str)> {
        UNITS.iter().find_map(|&[of_year, of_month, of_day]| {
            let (year, rest) = take_number(text).filter(|((_, digits), _)| *digits == 4)?;
            let (month, rest) = take_number(after_separator(rest, of_year)?)?;
            let (day, rest) = take_number(after_separator(rest, of_month)?)?;
            let rest = rest.strip_prefix(of_day)?;
            let parts = [year, month, day];
            let (numbers, digits) = (parts.map(|(number, _)| number), parts.map(|(_, digits)| digits));
            Some((Self { numbers, digits, separator: of_year }, rest))
        })
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
    pub fn long_year(self) -> Option<u8> {
        (0..3).zip(self.digits).find(|&(_, digits)| digits > 2).map(|(place, _)| place)
    }

    pub(super) fn year_place(self) -> YearPlace {
        match self.long_year() {
            Some(0) => YearPlace::First,
            Some(1) => YearPlace::Middle,
            Some(_) => YearPlace::Last,
            None => YearPlace::Untold,
        }
    }

    /// The day meant if the numbers stand in this order; two-digit years are 2000 and later, and years that
    /// Thai phones count from the death of the Buddha are turned into common ones.
    pub fn date(self, order: DateOrder) -> Option<Date> {
        let [year, month, day] = order.places().map(|place| self.numbers[place]);
        let year_digits = self.digits[order.places()[0]];
        let year = match year {
            year if year_digits <= 2 => 2000 + year,
            year if year >= FIRST_BUDDHIST_YEAR => year - BUDDHIST_YEARS_AHEAD,
            year => year,
        };
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    }
}

/// Year, month and day in Korean, and in Japanese and Chinese.
const UNITS: [[char; 3]; 2] = [['년', '월', '일'], ['年', '月', '日']];

/// Common years are far from this, Buddhist ones of phones beyond it.
const FIRST_BUDDHIST_YEAR: i16 = 2500;

const BUDDHIST_YEARS_AHEAD: i16 = 543;

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
    fn numbers_may_bear_their_units() {
        let read = |text| {
            let (date, rest) = NumericDate::take_with_units(text)?;
            Some((date.date(DateOrder::Ymd)?.to_string(), rest))
        };
        assert_eq!(read("2024년 3월 11일 오전 9:12"), Some(("2024-03-11".to_owned(), " 오전 9:12")));
        assert_eq!(read("2024年3月11日(月)"), Some(("2024-03-11".to_owned(), "(月)")));
        assert_eq!(read("24년 3월 11일"), None);
        assert_eq!(read("2024년 3월"), None);
    }

    #[test]
    fn buddhist_years_have_the_leap_days_of_common_ones() {
        check("29/02/2567", DateOrder::Dmy, Some("2024-02-29"));
        check("29/02/2566", DateOrder::Dmy, None);
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
