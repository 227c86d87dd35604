//! What only the page says: it has room for an introduction, a key and a second way to each figure.

use super::{count, one_decimal};

/// Before the name in the page's title, in two lines.
pub const YOUR_WORDS_WITH: [&str; 2] = ["Your words", "with"];
/// Beside the program's name.
pub const KICKER: &str = "a private reflection";
/// What the page is, and how to read it.
pub const INTRO: &str = "This page looks at one thing: how you wrote, in your own messages. It is not about who is \
    right, and nobody is graded. Read it in any order and stop whenever you like.";
/// The link over everything, for keyboards and screen readers.
pub const SKIP: &str = "Skip to the report";
/// What the navigation is called.
pub const PARTS: &str = "Parts of this report";
/// Why nothing needs to be believed about privacy.
pub const PRIVACY: &str = "Read on this computer. The program has no network code; this page has no script and asks \
    for nothing.";
/// Over the messages in an exported chat that are neither the owner's nor somebody else's in the days read.
pub const LEFT_OUT: &str = "Notices, or outside the days read";
/// Over the key.
pub const KEY: &str = "How to read the marks";
/// Over the bar of all own messages.
pub const SPLIT_TITLE: &str = "Your messages by what was found in them";
/// Over the reasons for not judging.
pub const NOT_JUDGED_TITLE: &str = "Not judged";
/// The way to a chart's table.
pub const AS_TABLE: &str = "The same as a table";
/// Said to screen readers before and after the words that a phrase marks.
pub const MARKED: [&str; 2] = ["marked: ", " (end of marked words)"];
/// Over the panels.
pub const PANELS: &str = "Each month for 100 of your messages. All panels share one scale, so their heights can be \
    compared.";
/// Under the panels.
pub const BANDS: &str = "Bands are 95 % intervals; a month is few messages, so they are wide. Rates are as counted, \
    before correction for the errors under";
/// Under the panels, where there is such a month.
pub const THIN_MONTHS: &str = "A month with fewer than 100 of your messages judged has no point.";
/// Under charts, where there is such a month.
pub const UNFINISHED: &str =
    "A month that the export holds only in part is hollow, and dashed where there is a line.";
/// Over the marks for single messages.
pub const STRIPS: &str = "Too few for a rate: one mark, one message";
/// Over the tables of months, behind the panels and behind the single marks.
pub const MONTHS_TABLES: [&str; 2] = [
    "Messages a month, of those judged: labels with a rate",
    "Messages a month, of those judged: labels counted",
];
/// Over the figures of a chat without months.
pub const TOTALS: &str = "How often";
/// Over the marks for single messages, where months are too thin for any rate.
pub const COUNTED: &str = "Counted by month";
/// Over the messages that the figures count.
pub const BEHIND: &str = "The messages behind the figures";
/// Over the marks of one side.
pub const SIDES: [&str; 2] = ["Marks that open a door", "Marks that may close a door"];
/// Before the marks' figures.
pub const SURE: &str = "The program is wrong often enough that you should hold every mark lightly. Here is how often, \
    as far as it was measured.";
/// For the margin of a printed page.
pub const BOXES: &str = "☐ fair   ☐ not fair   ☐ it was play   ☐ skip";
/// The three things said of a phrase.
pub const WHY: [&str; 3] = ["Why it was marked", "Another reading", "How often marks like this are right"];
/// What the owner is called beside own words.
pub const YOU: &str = "You";

/// What the key explains, in the order of the marks.
pub const KEY_ROWS: [&str; 6] = [
    "round and warm: wording that opens a door",
    "square and cool: wording that may close it",
    "hollow: a month that is not complete",
    "hatched: not judged",
    "band: where the true figure lies, 19 times in 20",
    "this opens into the messages themselves",
];

/// What becomes of own messages, in the order of the bar.
pub const SPLIT: [&str; 4] = [
    "open a door",
    "may close a door, whatever else they do",
    "carry no mark that is counted here",
    "not judged. That does not mean fine; it means nobody could tell",
];

/// What the page is about where nobody else wrote.
pub const ALONE: &str = "Your own words; nobody else wrote in this chat.";

/// Whose messages the page is about; `whose` is a safe name in the genitive, or "The others’".
pub fn covered(whose: &str) -> String {
    format!(
        "Your side only. {whose} messages were used to understand yours and are covered: their words are not in \
         this file."
    )
}

/// Over the bar: "What became of your 2,314 messages".
pub fn split_caption(own: usize) -> String {
    format!("What became of your {} messages", count(own))
}

/// The link from one message to its like: "62 like it".
pub fn like_it(messages: usize) -> String {
    format!("{} like it", count(messages))
}

/// A number of messages: "1 message", "62 messages".
pub fn messages(number: usize) -> String {
    if number == 1 { "1 message".to_owned() } else { format!("{} messages", count(number)) }
}

/// The way to what is not shown at once: "Four more" in digits.
pub fn more(number: usize) -> String {
    format!("{} more", count(number))
}

/// A rate with its interval: "2.8 in 100 (2.2–3.6)".
pub fn in_100(per_100: f64, low: f64, high: f64) -> String {
    format!("{} in 100 ({}–{})", one_decimal(per_100), one_decimal(low), one_decimal(high))
}

/// Under messages of which only the newest are shown.
pub fn shown_of(shown: usize, all: usize) -> String {
    format!("{} of {} shown, the newest; all of them: --format json", count(shown), count(all))
}

/// Beside a message that was written more than once.
pub fn same_words(times: usize) -> String {
    format!("{} times in the same words", count(times))
}

/// Under charts that leave out months.
pub fn last_months(months: usize) -> String {
    format!("Shown are the last {months} months.")
}

/// Labels that no message carries.
pub fn never_marked(titles: &[String]) -> String {
    format!("Never marked: {}.", titles.join(", "))
}

/// How many messages kept the model silent.
pub fn kept_silent(not_judged: usize) -> String {
    match not_judged {
        1 => "1 of your messages was not judged".to_owned(),
        _ => format!("{} of your messages were not judged", count(not_judged)),
    }
}
