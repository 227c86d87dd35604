//! Times as Meta's pages print them, in the language of the account.

use crate::conversation::SentAt;
use crate::import::dates::DateOrder;
use crate::import::moment::When;
use crate::import::stamp::Stamp;
use crate::import::text::visible;
use jiff::tz::Offset;

/// A time with its clock, and the offset from UTC where it is printed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Printed {
    /// The time; numeric dates are undecided.
    pub(super) stamp: Stamp,
    offset: Option<Offset>,
}

/// The longest time that is printed, in bytes.
const LONGEST: usize = 120;

impl Printed {
    /// Reads a time that fills the text.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
        if text.len() > LONGEST || !has_digit {
            return None;
        }
        let text = visible(text);
        let (text, offset) = without_zone(text.trim());
        let stamp = Stamp::parse(text).or_else(|| Stamp::parse(&english(text)))?;
        (!stamp.is_day()).then_some(Self { stamp, offset })
    }

    /// When that was.
    pub(super) fn resolve(self, order: DateOrder) -> When {
        let Some((sent, precision)) = self.stamp.resolve(order) else { return When::default() };
        let at = match (sent, self.offset) {
            (SentAt::Local(clock), Some(offset)) => offset.to_timestamp(clock).ok(),
            _ => None,
        };
        (at.map_or(sent, |at| SentAt::Instant { at, offset: self.offset }), precision)
    }
}

/// The text without a zone at its end, and the zone's offset if its name leaves no doubt.
fn without_zone(text: &str) -> (&str, Option<Offset>) {
    let Some((before, last)) = text.rsplit_once(' ') else { return (text, None) };
    if let Some(written) = last.strip_prefix("UTC").or_else(|| last.strip_prefix("GMT")) {
        return offset(written).map_or((text, None), |offset| (before, Some(offset)));
    }
    let named = ZONES.iter().find(|(name, _)| *name == last);
    let is_zone = named.is_some() || (last.len() >= 3 && last.bytes().all(|byte| byte.is_ascii_uppercase()));
    if is_zone && before.contains(':') {
        return (before, named.and_then(|(_, hours)| Offset::from_hours(*hours).ok()));
    }
    (text, None)
}

/// `+01`, `-7`, `+0530`, `+05:30`, or nothing for UTC itself.
fn offset(written: &str) -> Option<Offset> {
    if written.is_empty() {
        return Some(Offset::UTC);
    }
    let sign = if written.starts_with('-') { -1 } else { 1 };
    let digits: String = written.strip_prefix(['+', '-'])?.chars().filter(|c| *c != ':').collect();
    let (hours, minutes) =
        if digits.len() > 2 { digits.split_at_checked(digits.len() - 2)? } else { (&*digits, "0") };
    let seconds =
        hours.parse::<i32>().ok()?.checked_mul(60)?.checked_add(minutes.parse().ok()?)?.checked_mul(60)?;
    Offset::from_seconds(sign * seconds).ok()
}

/// Zones by names that stand for one offset only, in hours.
const ZONES: &[(&str, i8)] = &[
    ("HST", -10),
    ("AKST", -9),
    ("AKDT", -8),
    ("PST", -8),
    ("PDT", -7),
    ("MST", -7),
    ("MDT", -6),
    ("CDT", -5),
    ("EST", -5),
    ("EDT", -4),
    ("WEST", 1),
    ("CET", 1),
    ("CEST", 2),
    ("EET", 2),
    ("EEST", 3),
    ("MSK", 3),
    ("JST", 9),
    ("KST", 9),
    ("AEST", 10),
    ("AEDT", 11),
    ("NZST", 12),
    ("NZDT", 13),
];

/// The time with English months, without a weekday and the small words of other languages.
fn english(text: &str) -> String {
    let text = with_dashes(text);
    let words = text.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty());
    let known = words.filter(|word| !SMALL.contains(&word.to_lowercase().as_str()));
    let mut parts: Vec<&str> = known.map(|word| month(word).unwrap_or(word)).collect();
    if let [first, second, ..] = parts[..]
        && !is_of_date(first)
        && is_of_date(second)
    {
        parts.remove(0);
    }
    parts.join(" ")
}

fn is_of_date(word: &str) -> bool {
    word.contains(|c: char| c.is_ascii_digit()) || month(word).is_some()
}

/// "2020年9月13日" and "2020년 9월 13일" as "2020-9-13".
fn with_dashes(text: &str) -> String {
    let mut dashed = String::with_capacity(text.len());
    let mut is_number = false;
    for c in text.chars() {
        match c {
            '年' | '月' | '년' | '월' if is_number => dashed.push('-'),
            '日' | '일' if is_number => dashed.push(' '),
            c => dashed.push(c),
        }
        is_number = c.is_ascii_digit();
    }
    dashed.replace("- ", "-")
}

/// Words between the parts of a time.
const SMALL: &[&str] = &[
    "a", "à", "às", "as", "alle", "at", "de", "del", "den", "d.", "do", "e", "ore", "kl", "kl.", "klo",
    "klokken", "la", "las", "les", "o", "om", "ob", "r.", "um", "u", "v", "ve", "в", "г.", "г", "о", "р.",
    "στις",
];

/// The English name of a month that is written in any of the languages, whole or shortened.
fn month(word: &str) -> Option<&'static str> {
    let word = word.trim_end_matches('.').to_lowercase();
    let is_word = !word.is_empty() && word.chars().all(char::is_alphabetic);
    let of = |(month, stems): &(&'static str, &[&str])| {
        let longest = stems.iter().filter(|stem| word.starts_with(**stem)).map(|stem| stem.len()).max();
        longest.map(|length| (length, *month))
    };
    MONTHS.iter().filter(|_| is_word).filter_map(of).max().map(|(_, month)| month)
}

/// How months begin, where English months do not: in German, Dutch, the Scandinavian, Romance and Slavic languages,
/// Finnish, Hungarian, Turkish, Greek and Indonesian.
const MONTHS: &[(&str, &[&str])] = &[
    ("Jan", &["jan", "jän", "ene", "gen", "ian", "sty", "tammi", "led", "oca", "янв", "січ", "ιαν"]),
    ("Feb", &["feb", "fev", "fév", "lut", "helmi", "úno", "şub", "фев", "лют", "φεβ"]),
    ("Mar", &["mar", "mär", "mrt", "maa", "maalis", "bře", "márc", "мар", "бер", "μαρ"]),
    ("Apr", &["apr", "abr", "avr", "kwi", "huhti", "dub", "ápr", "nis", "апр", "кві", "απρ"]),
    (
        "May",
        &[
            "may", "mai", "maj", "maggio", "mag", "mei", "touko", "kvě", "máj", "мая", "май", "тра", "μαΐ",
            "μαϊ",
        ],
    ),
    (
        "Jun",
        &["jun", "jún", "juin", "giu", "iun", "cze", "kesä", "čvn", "červn", "haz", "июн", "чер", "ιουν"],
    ),
    (
        "Jul",
        &["jul", "júl", "juil", "lug", "iul", "lip", "heinä", "čvc", "červenc", "tem", "июл", "лип", "ιουλ"],
    ),
    ("Aug", &["aug", "ago", "aoû", "aou", "sie", "elo", "srp", "ağu", "agu", "авг", "сер", "αυγ"]),
    ("Sep", &["sep", "set", "szept", "wrz", "syys", "zář", "eyl", "сен", "вер", "σεπ"]),
    ("Oct", &["oct", "okt", "ott", "out", "paź", "loka", "říj", "eki", "окт", "жов", "οκτ"]),
    ("Nov", &["nov", "lis", "marras", "kas", "ноя", "лист", "νοε"]),
    ("Dec", &["dec", "dez", "dic", "des", "déc", "dés", "gru", "joulu", "pro", "ara", "дек", "гру", "δεκ"]),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{Options, Source, stamp};
    use proptest::prelude::*;

    fn read(text: &str) -> Option<String> {
        let printed = Printed::parse(text)?;
        let stamps = std::iter::once(&printed.stamp);
        let decision = stamp::decide(stamps, &Source::default(), &Options::default());
        printed.resolve(decision.map_or(DateOrder::Dmy, |decision| decision.order)).0.to_iso()
    }

    #[test]
    fn times_are_read_in_the_languages_of_accounts() {
        for text in [
            "Sep 13, 2020, 2:37 PM",
            "Sep 13, 2020 2:37 pm",
            "Sep 13, 2020 at 2:37\u{202F}PM",
            "13 Sep 2020, 14:37",
            "Sunday, September 13, 2020 at 2:37pm",
            "13.09.2020, 14:37",
            "13. September 2020 um 14:37",
            "13. Sept. 2020, 14:37",
            "13 sept 2020, 14:37",
            "13 de septiembre de 2020 a las 14:37",
            "domingo, 13 de septiembre de 2020 a las 14:37",
            "13 de set. de 2020, 14:37",
            "13 sept. 2020 à 14:37",
            "dimanche 13 septembre 2020, 14:37",
            "13 settembre 2020 alle ore 14:37",
            "13 sep. 2020 om 14:37",
            "13 wrz 2020, 14:37",
            "13 сент. 2020 г., 14:37",
            "13 Eyl 2020 14:37",
            "2020年9月13日 下午2:37",
            "2020년 9월 13일 오후 2:37",
        ] {
            assert_eq!(read(text).as_deref(), Some("2020-09-13T14:37:00"), "{text}");
        }
        for (text, month) in
            [("13 marraskuu 2020 10:00", 11), ("13 mars 2020 10:00", 3), ("13 čvc 2020 10:00", 7)]
        {
            assert_eq!(read(text), Some(format!("2020-{month:02}-13T10:00:00")), "{text}");
        }
    }

    #[test]
    fn a_printed_zone_makes_a_moment_and_an_unknown_one_none() {
        for (text, sent) in [
            ("Friday, October 4, 2013 at 10:05pm PDT", "2013-10-04T22:05:00-07:00"),
            ("Wednesday, November 12, 2008 at 8:53pm UTC+01", "2008-11-12T20:53:00+01:00"),
            ("Freitag, 4. Oktober 2013 um 22:05 UTC+05:30", "2013-10-04T22:05:00+05:30"),
            ("Friday, October 4, 2013 at 10:05pm UTC-3", "2013-10-04T22:05:00-03:00"),
            ("Friday, October 4, 2013 at 10:05pm UTC", "2013-10-04T22:05:00+00:00"),
            ("Friday, October 4, 2013 at 10:05pm IST", "2013-10-04T22:05:00"),
            ("Oct 4, 2013, 10:05:07 PM", "2013-10-04T22:05:07"),
        ] {
            assert_eq!(read(text).as_deref(), Some(sent), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_with_a_clock_is_refused() {
        for text in ["Sep 13, 2020", "2:37 PM", "see you on Sep 13, 2020 at 2:37 PM", "ok", "", "12"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "([0-9]{1,4}|[-/.:, ]|UTC\\+?|[年月日년월일]|PM|sept|\\PC){0,16}") {
            let _ = Printed::parse(&text).map(|printed| DateOrder::ALL.map(|order| printed.resolve(order)));
        }
    }
}
