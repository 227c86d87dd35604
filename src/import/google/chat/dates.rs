//! Times as Google Chat writes them out, in the language of the account:
//! "Friday, May 29, 2026 at 3:00:29 AM UTC", "2026. május 29., péntek 3:00:29 UTC".

use crate::conversation::{Precision, SentAt};
use crate::import::dates::Clock;
use crate::import::moment::{self, When};
use crate::import::text::visible;
use jiff::civil::Date;
use jiff::tz::Offset;

/// When; nothing at all for writings that are not known.
pub(super) fn read(text: &str) -> When {
    written_out(text).unwrap_or_else(|| moment::iso(text))
}

/// The longest writing of a time.
const LONGEST: usize = 120;

fn written_out(text: &str) -> Option<When> {
    if text.len() > LONGEST {
        return None;
    }
    let text = spelled(&visible(text).to_lowercase());
    let (clock, rest) = without_clock(&text)?;
    let words: Vec<&str> = rest
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')'))
        .filter(|word| !word.is_empty())
        .collect();
    let is_utc = words.iter().any(|word| matches!(*word, "utc" | "gmt" | "z"));
    let at = date(&words)?.to_datetime(clock.time);
    let sent = if is_utc {
        SentAt::Instant { at: Offset::UTC.to_timestamp(at).ok()?, offset: None }
    } else {
        SentAt::Local(at)
    };
    Some((sent, if clock.seconds { Precision::Second } else { Precision::Minute }))
}

/// Chinese, Japanese and Korean units, as marks between numbers: `2026年5月29日` is `2026-5月 29日`.
fn spelled(text: &str) -> String {
    let text = text
        .replace(['年', '년'], "- ")
        .replace('月', "月 ")
        .replace('월', "월 ")
        .replace(['日', '일'], "日 ");
    let hours = [
        ("時", ":"),
        ("时", ":"),
        ("시 ", ":"),
        ("시", ":"),
        ("分", ":"),
        ("분 ", ":"),
        ("분", ":"),
        ("秒", " "),
        ("초", " "),
    ];
    let with_colons = hours.iter().fold(text, |text, (unit, mark)| text.replace(unit, mark));
    padded(&with_colons)
}

/// Single digits after a colon get their zero: a clock written in units has none.
fn padded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let letters: Vec<char> = text.chars().collect();
    for (at, &c) in letters.iter().enumerate() {
        let is_digit =
            |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(char::is_ascii_digit);
        let after_colon = at.checked_sub(1).and_then(|before| letters.get(before)) == Some(&':');
        if c.is_ascii_digit() && after_colon && !is_digit(Some(at + 1)) {
            out.push('0');
        }
        out.push(c);
    }
    out
}

/// The first clock time, and what stands around it.
fn without_clock(text: &str) -> Option<(Clock, String)> {
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let begins =
            !before.is_ascii_digit() && before != ':' && !(before.is_alphabetic() && c.is_ascii_alphabetic());
        before = c;
        if begins && let Some((clock, rest)) = Clock::take(&text[at..]) {
            let rest = rest.trim_start_matches(':');
            return Some((clock, format!("{} {rest}", &text[..at])));
        }
    }
    None
}

/// The date that the words tell: a month by name, or numbers with their units.
fn date(words: &[&str]) -> Option<Date> {
    let numbers: Vec<Number> = words.iter().filter_map(|word| Number::of(word)).collect();
    let year = numbers.iter().find(|number| number.digits == 4)?.value;
    let mut small = numbers.iter().filter(|number| number.digits <= 2);
    let is_month = |number: &&Number| number.unit == Unit::Month;
    let (month, day) = match words.iter().find_map(|word| month(word)) {
        Some(month) => (month, small.next()?),
        None if words.contains(&"tháng") => (i8::try_from(small.clone().nth(1)?.value).ok()?, small.next()?),
        None => (
            i8::try_from(numbers.iter().find(is_month)?.value).ok()?,
            numbers.iter().find(|number| number.unit == Unit::Day)?,
        ),
    };
    // Croatian writes October as Polish writes November, and a point after the day.
    if day.is_ordinal && words.contains(&"listopada") {
        return None;
    }
    Date::new(year, month, i8::try_from(day.value).ok()?).ok()
}

/// A number of a date, with the unit behind it.
#[derive(Clone, Copy)]
struct Number {
    value: i16,
    digits: usize,
    unit: Unit,
    /// Whether a point follows, as in "29. Mai".
    is_ordinal: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    None,
    Month,
    Day,
}

impl Number {
    fn of(word: &str) -> Option<Self> {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = word.split_at(digits);
        let unit = match rest {
            "月" | "월" => Unit::Month,
            "日" => Unit::Day,
            "" | "." | "-" | "º" | "er" | "-én" | "-án" => Unit::None,
            _ => return None,
        };
        (matches!(digits, 1 | 2 | 4)).then_some(())?;
        Some(Self { value: number.parse().ok()?, digits, unit, is_ordinal: rest == "." })
    }
}

/// The month of that name, in whatever language.
fn month(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.');
    let index = MONTHS.iter().position(|names| names.split(' ').any(|name| name == word))?;
    i8::try_from(index + 1).ok()
}

/// In dates, as the languages write them there: English, German, French, Spanish, Portuguese, Italian, Dutch,
/// Swedish, Danish, Norwegian, Finnish, Polish, Czech, Hungarian, Romanian, Russian, Ukrainian, Turkish,
/// Greek, Indonesian, Catalan.
const MONTHS: [&str; 12] = [
    "january januar jänner janvier enero janeiro gennaio januari tammikuuta stycznia ledna január ianuarie января \
     січня ocak ιανουαρίου gener",
    "february februar février febrero fevereiro febbraio februari helmikuuta lutego února február februarie февраля \
     лютого şubat φεβρουαρίου febrer",
    "march märz mars marzo março maart marts maaliskuuta marca března március martie марта березня mart μαρτίου maret \
     març",
    "april avril abril aprile huhtikuuta kwietnia dubna április aprilie апреля квітня nisan απριλίου",
    "may mai mayo maio maggio mei maj toukokuuta maja května május мая травня mayıs μαΐου maig",
    "june juni juin junio junho giugno kesäkuuta czerwca června június iunie июня червня haziran ιουνίου juny",
    "july juli juillet julio julho luglio heinäkuuta lipca července július iulie июля липня temmuz ιουλίου juliol",
    "august août agosto augustus augusti elokuuta sierpnia srpna augusztus августа серпня ağustos αυγούστου agustus agost",
    "september septembre septiembre setembro settembre syyskuuta września září szeptember septembrie сентября вересня \
     eylül σεπτεμβρίου setembre",
    "october oktober octobre octubre outubro ottobre lokakuuta października října október octombrie октября жовтня \
     ekim οκτωβρίου",
    "november novembre noviembre novembro marraskuuta listopada listopadu noiembrie ноября листопада kasım νοεμβρίου",
    "december dezember décembre diciembre dezembro dicembre desember joulukuuta grudnia prosince decembrie декабря \
     грудня aralık δεκεμβρίου desembre",
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn iso(text: &str) -> Option<String> {
        read(text).0.to_iso()
    }

    #[test]
    fn one_moment_is_read_in_many_languages() {
        let writings = [
            "Friday, May 29, 2026 at 3:00:29 PM UTC",
            "Friday, May 29, 2026 at 3:00:29\u{202F}PM UTC",
            "Friday, May 29, 2026 at 15:00:29 UTC",
            "Friday, 29 May 2026 at 15:00:29 UTC",
            "Freitag, 29. Mai 2026 um 15:00:29 UTC",
            "vendredi 29 mai 2026 à 15:00:29 UTC",
            "viernes, 29 de mayo de 2026, 15:00:29 UTC",
            "viernes, 29 de mayo de 2026, 3:00:29\u{A0}p.\u{A0}m. UTC",
            "sexta-feira, 29 de maio de 2026 às 15:00:29 UTC",
            "venerdì 29 maggio 2026 alle ore 15:00:29 UTC",
            "vrijdag 29 mei 2026 om 15:00:29 UTC",
            "fredag 29 maj 2026 kl. 15:00:29 UTC",
            "fredag den 29. maj 2026 kl. 15.00.29 UTC",
            "perjantai 29. toukokuuta 2026 klo 15.00.29 UTC",
            "piątek, 29 maja 2026 15:00:29 UTC",
            "pátek 29. května 2026 v 15:00:29 UTC",
            "2026. május 29., péntek 15:00:29 UTC",
            "vineri, 29 mai 2026 la 15:00:29 UTC",
            "пятница, 29 мая 2026 г. в 15:00:29 UTC",
            "пʼятниця, 29 травня 2026 р. о 15:00:29 UTC",
            "29 Mayıs 2026 Cuma 15:00:29 UTC",
            "Παρασκευή 29 Μαΐου 2026 στις 3:00:29 μ.μ. UTC",
            "Jumat, 29 Mei 2026 pukul 15.00.29 UTC",
            "divendres, 29 de maig del 2026 a les 15:00:29 UTC",
            "15:00:29 UTC Thứ Sáu, 29 tháng 5, 2026",
            "2026年5月29日金曜日 15時00分29秒 UTC",
            "2026年5月29日星期五 UTC 下午3:00:29",
            "2026년 5월 29일 금요일 오후 3시 0분 29초 UTC",
            "2026-05-29T15:00:29Z",
        ];
        for text in writings {
            assert_eq!(iso(text).as_deref(), Some("2026-05-29T15:00:29Z"), "{text}");
        }
    }

    #[test]
    fn every_month_is_told_from_the_others() {
        for (index, names) in MONTHS.iter().enumerate() {
            for name in names.split(' ') {
                let text = format!("9 {name} 2024, 00:05:00 AM UTC");
                assert_eq!(iso(&text), Some(format!("2024-{:02}-09T00:05:00Z", index + 1)), "{name}");
            }
        }
    }

    #[test]
    fn without_a_zone_it_is_a_wall_clock() {
        assert_eq!(iso("Friday, May 29, 2026 at 3:00 PM").as_deref(), Some("2026-05-29T15:00:00"));
        assert_eq!(read("Friday, May 29, 2026 at 3:00 PM").1, Precision::Minute);
    }

    #[test]
    fn what_is_not_known_is_not_guessed() {
        for text in [
            "",
            "Friday",
            "utorak, 29. listopada 2024. u 15:00:29 UTC",
            "29 smarch 2024 15:00 UTC",
            "May 2024 15:00",
        ] {
            assert_eq!(iso(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "([0-9]{1,4}|[-.:, ]|AM|UTC|May|年|月|日|시|분|tháng|\\PC){0,24}") {
            let _ = read(&text);
        }
    }
}
