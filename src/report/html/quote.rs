//! Names and words that people wrote: the only place where they enter the page.
//!
//! They are cleaned, escaped and stand in `<bdi>`, so that neither their signs nor their reading
//! direction reach beyond them. They never stand in an attribute, a title or a drawing.

use super::parts::class;
use crate::analysis::{Findings, Moment};
use crate::conversation::SentAt;
use crate::report::clean;
use crate::report::excerpt::{self, Stretch};
use crate::report::words::{self, page};
use crate::tone::Side;
use maud::{Markup, PreEscaped, html};

/// Somebody's words or name.
pub(super) fn theirs(text: &str) -> Markup {
    html! { bdi { (PreEscaped(clean::html(text))) } }
}

/// Whom the words were exchanged with.
pub(super) fn with_whom(findings: &Findings) -> Markup {
    let names: Vec<String> = findings.others.iter().map(|name| theirs(name).into_string()).collect();
    PreEscaped(words::with_whom(&names))
}

/// "Jonah’s", or "The others’".
pub(super) fn whose(findings: &Findings) -> Markup {
    html! { @if let [one] = findings.others.as_slice() { (theirs(one)) "’s" } @else { "The others’" } }
}

/// When something was sent, as far as the export tells.
pub(super) fn time(sent: SentAt, shown: &str) -> Markup {
    html! {
        @if let Some(iso) = sent.to_iso() {
            time datetime=(iso) { (shown) }
        } @else {
            span.undated { (shown) }
        }
    }
}

/// The moment's words, whole, with the phrases of one side marked.
pub(super) fn whole(moment: &Moment, side: Side) -> Markup {
    said(&excerpt::around(moment, side, usize::MAX), side)
}

/// The same in quotation marks.
pub(super) fn quoted(moment: &Moment, side: Side) -> Markup {
    html! { blockquote { (said_between("“", &excerpt::around(moment, side, usize::MAX), side, "”")) } }
}

/// The moment's words around its phrases, none marked: a line that stands for the message.
pub(super) fn line(moment: &Moment, side: Side) -> Markup {
    /// How many words it shows before and after the phrases.
    const AROUND: usize = 14;
    let stretches = excerpt::around(moment, side, AROUND);
    html! { bdi { @for stretch in &stretches { (PreEscaped(clean::html(&stretch.text))) } } }
}

fn said(stretches: &[Stretch], side: Side) -> Markup {
    said_between("", stretches, side, "")
}

/// What is marked can be seen by its line and heard by what is said around it.
fn said_between(before: &str, stretches: &[Stretch], side: Side, after: &str) -> Markup {
    let [begins, ends] = page::MARKED;
    html! {
        bdi {
            (before)
            @for stretch in stretches {
                @let text = PreEscaped(clean::html(&stretch.text));
                @if stretch.marked {
                    mark.(class(side)) { span.vh { (begins) } (text) span.vh { (ends) } }
                } @else {
                    (text)
                }
            }
            (after)
        }
    }
}

/// One own message in a list, with what is to be said of it.
pub(super) fn message(moment: &Moment, side: Side, with_year: bool, note: Option<&str>) -> Markup {
    html! {
        li {
            (time(moment.sent, &words::day(moment.sent, with_year)))
            div {
                q.said { (whole(moment, side)) }
                @if let Some(note) = note { p.note { (note) } }
            }
        }
    }
}

/// Somebody's covered words: drawn from their rough number, never from the words.
pub(super) fn veil(about_words: usize) -> Markup {
    let lines = veil_lines(about_words);
    html! {
        span.veil {
            svg aria-hidden="true" height=(16 * lines.len() + 4) {
                @for (row, line) in lines.iter().enumerate() {
                    @for (left, width) in *line {
                        rect x={ (left) "%" } y=(16 * row) width={ (width) "%" } height="16" fill="url(#breath)" {}
                    }
                }
            }
            span { (words::about_words(about_words)) }
        }
    }
}

/// Strokes from left to right in per cent, as many lines as a rough number of words takes.
fn veil_lines(about_words: usize) -> &'static [&'static [(u8, u8)]] {
    const LINES: [&[(u8, u8)]; 6] = [
        &[(0, 46), (50, 44)],
        &[(0, 30), (34, 60)],
        &[(0, 56), (60, 36)],
        &[(0, 24), (28, 64)],
        &[(0, 40), (44, 50)],
        &[(0, 24)],
    ];
    match about_words {
        0..=1 => &[&[(0, 14)]],
        2..=5 => &[&[(0, 38)]],
        6..=10 => &[&[(0, 52), (56, 28)]],
        11..=20 => &[&[(0, 38), (42, 54)], &[(0, 26), (30, 34)]],
        21..=30 => &[&[(0, 46), (50, 44)], &[(0, 30), (34, 60)], &[(0, 24)]],
        31..=50 => LINES.split_at(4).0,
        _ => &LINES,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_enter_escaped_and_isolated() {
        assert_eq!(theirs("</bdi><b>\u{202e}").into_string(), "<bdi>&lt;/bdi&gt;&lt;b&gt;\u{fffd}</bdi>");
    }

    #[test]
    fn a_veil_grows_with_the_rough_number_and_says_no_more() {
        let heights: Vec<usize> = [1, 5, 10, 20, 30, 50, 100].map(|words| veil_lines(words).len()).into();
        assert_eq!(heights, [1, 1, 1, 2, 3, 4, 6]);
        assert_eq!(veil(20).into_string(), veil(20).into_string());
    }
}
