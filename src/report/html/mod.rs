//! The report as one self-contained page: no script, no request, nothing that a message could run.
//!
//! The page is built of parts; one without findings goes, with its entry in the navigation, but for
//! what stands in every report. Names and chat text enter in `quote` only. The title stays neutral,
//! because it shows in a browser's history.

mod behind;
mod charts;
mod cover;
mod good;
mod over_time;
mod parts;
mod phrases;
mod policy;
mod quote;
mod read;
mod sure;

use super::Report;
use super::words::{heading, page};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use parts::{Part, rail};

/// The whole page, as the text of an HTML file.
pub fn render(report: &Report) -> String {
    let parts = parts(report);
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            (head(report))
            body {
                (PreEscaped(include_str!("patterns.svg")))
                a.skip href="#main" { (page::SKIP) }
                (cover::cover(report))
                div.page.split {
                    (rail(&parts))
                    main #main { @for (index, part) in parts.iter().enumerate() { (part.section(index + 1)) } }
                }
                (cover::colophon(report))
            }
        }
    };
    page.into_string()
}

fn head(report: &Report) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(policy::policy());
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="referrer" content="no-referrer";
            meta name="robots" content="noindex, noarchive";
            title { "Reflection · " (report.review.made_on.strftime("%-d %B %Y").to_string()) }
            style { (PreEscaped(policy::STYLE)) }
        }
    }
}

fn parts(report: &Report) -> Vec<Part> {
    let (review, findings) = (&report.review, &report.review.findings);
    let mut parts = vec![Part { id: "read", title: heading::READ, body: read::body(report) }];
    if !findings.strengths.is_empty() {
        let title = heading::strengths(findings.strengths.len());
        parts.push(Part { id: "well", title, body: good::strengths(findings) });
    }
    if !findings.gallery.is_empty() {
        parts.push(Part { id: "gallery", title: heading::GALLERY, body: good::gallery(findings) });
    }
    parts.push(Part { id: "phrases", title: heading::PHRASES, body: phrases::body(review) });
    let over_time = heading::over_time(findings.months.len());
    parts.push(Part { id: "time", title: over_time, body: over_time::body(findings) });
    parts.push(Part { id: "sure", title: heading::SURE, body: sure::certainty(review) });
    parts.push(Part { id: "limits", title: heading::LIMITS, body: sure::limits() });
    parts.push(Part { id: "help", title: heading::HELP, body: sure::help() });
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Before, find, sample::Sample};
    use crate::conversation::SentAt;
    use crate::report::example::example;
    use crate::tone::{NotJudged, Tone};
    use std::collections::BTreeSet;

    /// What stands between < and >, without the slash that closes.
    fn tags(page: &str) -> Vec<&str> {
        page.split('<').skip(1).map(|tag| tag.split('>').next().unwrap()).collect()
    }

    /// The values of one attribute, in the order of the page.
    fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
        let begin = format!(" {attribute}=\"");
        tags(page).into_iter().filter_map(|tag| tag.split_once(&begin)?.1.split('"').next()).collect()
    }

    /// The page without what is isolated in `<bdi>`.
    fn without_quotations(page: &str) -> String {
        let mut rest = page.split("<bdi>");
        let first = rest.next().unwrap().to_owned();
        rest.fold(first, |page, part| page + part.split_once("</bdi>").unwrap().1)
    }

    /// The example with every name and every word of a chat replaced.
    fn saying(words: &str) -> Report {
        let mut report = example();
        report.receipt.source = words.into();
        report.receipt.columns = vec![("text", words.into())];
        let findings = &mut report.review.findings;
        (findings.owner, findings.others) = (words.into(), vec![words.into()]);
        for (index, moment) in findings.moments.iter_mut().enumerate() {
            // Numbered, because equal words are shown once.
            moment.text =
                format!("{words}{}", char::from_u32(0x4e00 + u32::try_from(index).unwrap()).unwrap());
            for flag in &mut moment.flags {
                (flag.phrase.start, flag.phrase.end) = (0, words.len());
            }
            moment.before = vec![
                Before::Own(words.into()),
                Before::Covered { by: words.into(), about_words: 20 },
                Before::Wordless,
            ];
        }
        report
    }

    /// Reports of every shape: full, without dates, with gaps, short, and with nothing found.
    fn every_shape() -> Vec<Report> {
        let mut undated = example();
        undated.review.findings.months.clear();
        undated.review.findings.reading.period = None;
        for moment in &mut undated.review.findings.moments {
            moment.sent = SentAt::Unknown;
        }
        let mut gaps = example();
        for month in gaps.review.findings.months.iter_mut().step_by(5) {
            month.judged = 20;
        }
        gaps.review.findings.months[3].judged = 20;
        let mut thin = example();
        for month in &mut thin.review.findings.months {
            month.judged = 99;
        }
        let mut alone = example();
        alone.review.findings.others.clear();
        vec![example(), undated, gaps, thin, alone, few(60), few(29), few(1), few(0)]
    }

    /// A report of so many judged messages, the first with a mark of either side.
    fn few(judged: usize) -> Report {
        let mut sample = Sample::between("Ines", &["Jonah", "Leila"]);
        for index in 0..judged {
            let flags: &[(Tone, f32)] = match index {
                0 => &[(Tone::Critical, 0.9)],
                1 => &[(Tone::Appreciation, 0.9)],
                _ => &[],
            };
            sample.own(&format!("2026-03-{:02} 10:00", index % 28 + 1), "«you never ask» me anything", flags);
        }
        sample.own_not_judged("2026-03-30 10:00", NotJudged::Media);
        let mut report = example();
        report.review.findings = find(&sample.scored);
        report
    }

    #[test]
    fn the_page_runs_nothing_and_asks_for_nothing() {
        const ELEMENTS: [&str; 69] = [
            "!DOCTYPE",
            "a",
            "aside",
            "b",
            "bdi",
            "blockquote",
            "body",
            "br",
            "caption",
            "circle",
            "dd",
            "defs",
            "desc",
            "details",
            "div",
            "dl",
            "dt",
            "figcaption",
            "figure",
            "footer",
            "g",
            "h1",
            "h2",
            "h3",
            "head",
            "header",
            "html",
            "li",
            "line",
            "linearGradient",
            "main",
            "mark",
            "meta",
            "nav",
            "ol",
            "p",
            "path",
            "pattern",
            "q",
            "radialGradient",
            "rect",
            "section",
            "small",
            "span",
            "stop",
            "style",
            "summary",
            "svg",
            "table",
            "tbody",
            "td",
            "text",
            "th",
            "thead",
            "time",
            "title",
            "tr",
            "ul",
            "/a",
            "/b",
            "/bdi",
            "/li",
            "/p",
            "/svg",
            "/td",
            "/th",
            "/tr",
            "/ul",
            "/g",
        ];
        for report in every_shape() {
            let page = render(&report);
            for tag in tags(&page) {
                let element = tag.split(' ').next().unwrap();
                assert!(ELEMENTS.contains(&element.trim_start_matches('/')), "<{tag}>");
                for attribute in [" on", " style=", " src=", " srcset=", " xlink", " action=", " ping="] {
                    assert!(!tag.contains(attribute), "<{tag}>");
                }
            }
            assert!(values(&page, "href").iter().all(|target| target.starts_with('#')));
            assert!(!page.contains("://"));
        }
    }

    #[test]
    fn the_style_stands_in_the_page_as_its_hash_was_taken() {
        let page = render(&example());
        let style = page.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
        assert_eq!(style, policy::STYLE);
        assert!(values(&page, "content").contains(&policy::policy().as_str()));
    }

    #[test]
    fn hostile_words_make_the_same_tags_as_harmless_ones() {
        let harmless = render(&saying("word"));
        for words in [
            "</script><img src=x onerror=alert(1)>",
            "\"' onmouseover='a' x=\"",
            "</bdi></q><style>*{display:none}</style><!--",
            "\u{202e}\u{2066}\u{0}\u{1b}[2J\u{85}]]>&lt;",
        ] {
            let page = render(&saying(words));
            assert_eq!(tags(&page).len(), tags(&harmless).len(), "{words:?}");
            assert_eq!(tags(&page), tags(&harmless));
            let steers =
                |sign: char| (sign.is_control() && sign != '\n') || ('\u{202a}'..='\u{202e}').contains(&sign);
            assert!(!page.contains(steers), "{words:?}");
        }
    }

    #[test]
    fn words_and_names_stand_in_isolation_only() {
        let page = render(&saying("quelquechose"));
        assert!(page.contains("<bdi>quelquechose"));
        assert!(!without_quotations(&page).contains("quelquechose"));
    }

    #[test]
    fn every_link_and_label_has_its_target_and_no_name_is_given_twice() {
        for report in every_shape() {
            let page = render(&report);
            let ids = values(&page, "id");
            let different: BTreeSet<&str> = ids.iter().copied().collect();
            assert_eq!(ids.len(), different.len());
            let spoken = values(&page, "aria-label");
            assert_eq!(spoken.len(), spoken.iter().collect::<BTreeSet<_>>().len());
            let targets = values(&page, "href").into_iter().map(|target| &target[1..]);
            let labels =
                values(&page, "aria-labelledby").into_iter().chain(values(&page, "aria-describedby"));
            for target in targets.chain(labels) {
                assert!(different.contains(target), "#{target}");
            }
        }
    }

    #[test]
    fn headings_never_skip_a_level() {
        for report in every_shape() {
            let page = render(&report);
            let levels = tags(&page).into_iter().filter_map(|tag| match tag.get(..2) {
                Some(heading @ ("h1" | "h2" | "h3")) => heading[1..].parse::<u8>().ok(),
                _ => None,
            });
            levels.fold(0, |last, level| {
                assert!(level <= last + 1, "h{level} after h{last}");
                level
            });
        }
    }

    #[test]
    fn what_is_empty_goes_with_its_entry_but_what_stands_always_stands() {
        let entries = |report: &Report| parts(report).iter().map(|part| part.id).collect::<Vec<_>>();
        assert_eq!(
            entries(&example()),
            ["read", "well", "gallery", "phrases", "time", "sure", "limits", "help"]
        );
        assert_eq!(entries(&few(0)), ["read", "phrases", "time", "sure", "limits", "help"]);
        assert!(!render(&few(0)).contains("href=\"#well\""));
    }

    #[test]
    fn figures_are_shown_as_far_as_they_say_something() {
        let shown = |report: &Report| {
            let page = render(report);
            ["in 100 (", "one mark a message", "too few to count anything"].map(|words| page.contains(words))
        };
        assert_eq!(shown(&example()), [true, true, false]);
        assert_eq!(shown(&few(60)), [false, true, false]);
        assert_eq!(shown(&few(29)), [false, false, true]);
    }

    #[test]
    fn only_the_first_phrase_is_open_and_all_else_is_closed() {
        let page = render(&example());
        let open: Vec<&str> = tags(&page)
            .into_iter()
            .filter(|tag| tag.starts_with("details") && tag.ends_with(" open"))
            .collect();
        assert_eq!(open, ["details class=\"phrase\" id=\"phrase-1\" open"]);
    }

    #[test]
    fn the_other_person_s_words_and_names_in_the_title_are_nowhere() {
        let page = render(&example());
        for words in ["cottage in June", "examined", "the plumber"] {
            assert!(!page.contains(words));
        }
        assert!(page.contains("<title>Reflection · 22 November 2026</title>"));
    }

    #[test]
    fn a_chat_without_a_mark_is_not_called_fine() {
        let page = render(&few(0));
        assert!(page.contains("That is not an all-clear") && page.contains("If something here is heavy"));
    }

    #[test]
    fn every_class_has_a_rule_and_every_rule_a_class() {
        let pages: String = every_shape().iter().map(render).collect();
        let used: BTreeSet<&str> =
            values(&pages, "class").into_iter().flat_map(|names| names.split(' ')).collect();
        let selectors = policy::STYLE.split('{').filter_map(|part| part.rsplit(['}', ';', '/']).next());
        let mut ruled = BTreeSet::new();
        for selector in selectors {
            for name in selector.split('.').skip(1) {
                ruled.insert(
                    name.split(|sign: char| !sign.is_ascii_alphanumeric() && sign != '-').next().unwrap(),
                );
            }
        }
        ruled.retain(|name| name.starts_with(|sign: char| sign.is_ascii_alphabetic()));
        assert_eq!(used, ruled);
    }

    #[test]
    fn a_part_of_the_page() {
        let report = example();
        insta::assert_snapshot!(phrases::body(&report.review).into_string().replace("><", ">\n<"));
    }
}
