//! Days of the week as chat apps print them, in the languages of phones that write them beside dates.

use jiff::civil::Weekday;

/// The day that a word names: short or long, in any of the languages known here, case ignored.
pub fn weekday(word: &str) -> Option<Weekday> {
    let word = word.to_lowercase();
    NAMES.iter().find(|(_, names)| names.contains(&word.as_str())).map(|(day, _)| *day)
}

/// In lower case: English, Japanese, Chinese, Korean, Thai, Indonesian. Final dots are left out.
const NAMES: [(Weekday, &[&str]); 7] = [
    (
        Weekday::Monday,
        &[
            "mon",
            "monday",
            "月",
            "月曜日",
            "一",
            "週一",
            "周一",
            "星期一",
            "월",
            "월요일",
            "จ",
            "จันทร์",
            "วันจันทร์",
            "sen",
            "senin",
        ],
    ),
    (
        Weekday::Tuesday,
        &[
            "tue",
            "tues",
            "tuesday",
            "火",
            "火曜日",
            "二",
            "週二",
            "周二",
            "星期二",
            "화",
            "화요일",
            "อ",
            "อังคาร",
            "วันอังคาร",
            "sel",
            "selasa",
        ],
    ),
    (
        Weekday::Wednesday,
        &[
            "wed",
            "wednesday",
            "水",
            "水曜日",
            "三",
            "週三",
            "周三",
            "星期三",
            "수",
            "수요일",
            "พ",
            "พุธ",
            "วันพุธ",
            "rab",
            "rabu",
        ],
    ),
    (
        Weekday::Thursday,
        &[
            "thu",
            "thur",
            "thurs",
            "thursday",
            "木",
            "木曜日",
            "四",
            "週四",
            "周四",
            "星期四",
            "목",
            "목요일",
            "พฤ",
            "พฤหัสบดี",
            "วันพฤหัสบดี",
            "kam",
            "kamis",
        ],
    ),
    (
        Weekday::Friday,
        &[
            "fri",
            "friday",
            "金",
            "金曜日",
            "五",
            "週五",
            "周五",
            "星期五",
            "금",
            "금요일",
            "ศ",
            "ศุกร์",
            "วันศุกร์",
            "jum",
            "jumat",
        ],
    ),
    (
        Weekday::Saturday,
        &[
            "sat",
            "saturday",
            "土",
            "土曜日",
            "六",
            "週六",
            "周六",
            "星期六",
            "토",
            "토요일",
            "ส",
            "เสาร์",
            "วันเสาร์",
            "sab",
            "sabtu",
        ],
    ),
    (
        Weekday::Sunday,
        &[
            "sun",
            "sunday",
            "日",
            "日曜日",
            "天",
            "週日",
            "周日",
            "週天",
            "周天",
            "星期日",
            "星期天",
            "일",
            "일요일",
            "อา",
            "อาทิตย์",
            "วันอาทิตย์",
            "min",
            "minggu",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_known_short_and_long_in_every_language() {
        let tuesday =
            ["Tue", "Tuesday", "火", "火曜日", "週二", "星期二", "화요일", "อ", "วันอังคาร", "Selasa"];
        for word in tuesday {
            assert_eq!(weekday(word), Some(Weekday::Tuesday), "{word}");
        }
        assert_eq!(weekday("天"), Some(Weekday::Sunday));
        for word in ["", "day", "Tuesdays", "火山"] {
            assert_eq!(weekday(word), None, "{word}");
        }
    }

    #[test]
    fn no_word_names_two_days_and_all_are_written_as_compared() {
        let all: Vec<&str> = NAMES.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        for (place, name) in all.iter().enumerate() {
            assert_eq!(all.iter().position(|other| other == name), Some(place), "{name}");
            assert_eq!(*name, name.to_lowercase());
        }
    }
}
