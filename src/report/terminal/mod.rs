//! The report for a terminal: as wide as it is, readable without colour and without Unicode.
//!
//! 80 columns is the measure, and what a pipe or a file gets. From 120 on text runs to 100, so that
//! lines stay readable. Below 80 the bars go first and then the intervals; words wrap and are never
//! cut. Width is counted in cells. Colour is used for marks, never for words, and each of its uses
//! has a second sign; there is no red and no green.
//!
//! A page is quoted chat text and our own sentences. Chat text and names go through
//! [`clean`](super::clean) in `quote`, everything else is in [`words`](super::words).

mod good;
mod layout;
mod over_time;
mod phrases;
mod quote;
mod read;
mod sure;
mod wrap;

use super::Report;
use super::words::heading;
use layout::Page;

/// What the terminal can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Its width in cells; 80 for a pipe or a file.
    pub width: usize,
    /// Whether ANSI colour codes are wanted.
    pub colour: bool,
    /// Whether it shows more than ASCII. Without, our own signs are ASCII; chat text is left as it is.
    pub unicode: bool,
}

/// The whole report as text that ends in a line feed.
pub fn render(report: &Report, style: Style) -> String {
    let findings = &report.review.findings;
    let mut page = Page::new(style);
    read::title(&mut page, report);
    page.heading(heading::READ);
    read::receipt(&mut page, report);
    if !findings.strengths.is_empty() {
        page.heading(heading::strengths(findings.strengths.len()));
        good::strengths(&mut page, findings);
    }
    if !findings.gallery.is_empty() {
        page.heading(heading::GALLERY);
        good::gallery(&mut page, findings);
    }
    page.heading(heading::PHRASES);
    phrases::phrases(&mut page, &report.review);
    page.heading(heading::over_time(findings.months.len()));
    over_time::over_time(&mut page, findings);
    page.heading(heading::SURE);
    sure::certainty(&mut page, &report.review);
    page.heading(heading::LIMITS);
    sure::limits(&mut page);
    page.heading(heading::HELP);
    sure::help(&mut page);
    let review = &report.review;
    page.text(&format!(
        "model {} · codebook {} · hearten {}",
        review.model.0, review.codebook, review.program
    ));
    page.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::example::example;
    use unicode_width::UnicodeWidthStr;

    const PLAIN: Style = Style { width: 80, colour: false, unicode: true };

    #[test]
    fn at_80_columns() {
        insta::assert_snapshot!(render(&example(), PLAIN));
    }

    #[test]
    fn at_120_columns() {
        insta::assert_snapshot!(render(&example(), Style { width: 120, ..PLAIN }));
    }

    #[test]
    fn at_60_columns_without_bars() {
        insta::assert_snapshot!(render(&example(), Style { width: 60, ..PLAIN }));
    }

    #[test]
    fn in_colour() {
        insta::assert_snapshot!(render(&example(), Style { colour: true, ..PLAIN }).replace('\u{1b}', "␛"));
    }

    #[test]
    fn in_ascii() {
        insta::assert_snapshot!(render(&example(), Style { unicode: false, ..PLAIN }));
    }

    #[test]
    fn every_line_fits_at_every_width() {
        let report = example();
        for width in 48..=130 {
            for line in render(&report, Style { width, ..PLAIN }).lines() {
                assert!(line.width() <= width, "{width}: {line}");
            }
        }
    }

    #[test]
    fn colour_adds_codes_and_takes_the_phrase_signs_and_changes_nothing_else() {
        let report = example();
        let coloured = render(&report, Style { colour: true, ..PLAIN });
        let stripped = anstream::adapter::strip_str(&coloured).to_string();
        let words =
            |text: &str| text.replace(['«', '»'], "").split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(words(&stripped), words(&render(&report, PLAIN)));
        assert!(!stripped.contains('«'));
    }

    #[test]
    fn hostile_names_and_words_cannot_steer_the_terminal() {
        let mut report = example();
        let evil = "\u{1b}]0;owned\u{7}\u{1b}[2J\u{202e}x\r\n";
        report.review.findings.others = vec![evil.into()];
        report.review.findings.owner = evil.into();
        for moment in &mut report.review.findings.moments {
            moment.text = evil.repeat(3);
            moment.before.push(crate::analysis::Before::Own(evil.into()));
            moment.before.push(crate::analysis::Before::Covered { by: evil.into(), about_words: 5 });
        }
        let page = render(&report, PLAIN);
        assert!(!page.contains(['\u{1b}', '\u{7}', '\r', '\u{202e}']));
    }

    #[test]
    fn the_other_person_s_words_are_nowhere() {
        let page = render(&example(), PLAIN);
        for words in ["cottage in June", "examined", "the plumber"] {
            assert!(!page.contains(words));
        }
    }

    /// The page of the same report with fewer judged messages.
    fn with_judged(judged: usize) -> String {
        let mut report = example();
        report.review.findings.reading.own_judged = judged;
        for row in &mut report.review.findings.tones {
            row.amount = crate::analysis::Amount::of(row.messages, judged);
        }
        render(&report, PLAIN)
    }

    #[test]
    fn under_100_judged_messages_no_rate_is_shown_and_under_30_no_count() {
        let counts = with_judged(99);
        assert!(counts.contains("too few for a rate") && !counts.contains("95 % interval"));
        let examples = with_judged(29);
        assert!(examples.contains("too few to count anything") && !examples.contains("marked   right"));
    }

    #[test]
    fn a_chat_without_a_mark_is_not_called_fine() {
        let mut report = example();
        let findings = &mut report.review.findings;
        (findings.strengths, findings.gallery, findings.phrases) = (vec![], vec![], vec![]);
        findings.moments.clear();
        let page = render(&report, PLAIN);
        assert!(page.contains("That is not an all-clear"));
        assert!(!page.contains("went well") && !page.contains("Acceptance and appreciation"));
        assert!(page.contains("If something here is heavy"));
    }
}
