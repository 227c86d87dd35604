//! The review as JSON, for people who want its figures elsewhere: schema `hearten.review/1`.
//!
//! The shapes here are a promise and are kept apart from the program's own types. Within version 1
//! fields may be added; a field that goes, changes its name or its meaning makes version 2. A field
//! without a value is `null`, never absent. It holds the owner's own words, so it is as private as the
//! chat; the other people's words are not in it.
//!
//! | field | what it holds |
//! |---|---|
//! | `schema` | `"hearten.review/1"` |
//! | `notice` | what this file is not: evidence |
//! | `program` | version of the program |
//! | `made_on` | day of the review, `YYYY-MM-DD` |
//! | `model` | `id`: which weights, vocabulary and calibration; `codebook`: version of the labels' meaning. Figures of two models are not comparable |
//! | `owner`, `others` | display names; `others` by number of messages |
//! | `reading` | `own`, `own_judged`, `own_not_judged` (by reason; adds up with `own_judged` to `own`), `others`, `own_days`: numbers of messages or days; `first`, `last`: days |
//! | `labels[]` | one per label that is ever counted, harmful first |
//! | `labels[].label`, `.title`, `.side` | codebook name, plain words, `"opening"` or `"closing"` |
//! | `labels[].messages` | own judged messages that carry it |
//! | `labels[].says` | what may be said of that: `"rate"`, `"count"` (fewer than 100 judged) or `"examples"` (fewer than 30: the number means nothing) |
//! | `labels[].per_100` | for `"rate"`: `rate` per 100 own judged messages, `low` and `high` of its 95 % Wilson interval; not corrected for the model's errors |
//! | `labels[].reliability` | on written test examples, where harm is commoner than in life: `precision` (share of its marks that are right) with `precision_low` and `precision_high` (95 %), `recall` (share it finds), `support` (test messages with the label), `flagged` (test messages it marked) |
//! | `months[]` | calendar months without a gap: `month` (`YYYY-MM`), `judged`, `complete` (false where the export holds only a part), `counts` by label |
//! | `moments[]` | every own message with a mark, in time order |
//! | `moments[].sent` | ISO 8601, with an offset only where the export tells one |
//! | `moments[].text` | the owner's words |
//! | `moments[].flags[]` | `label`, `probability` (calibrated), `phrase`: the words that carry it, `start` and `end` as byte offsets into the UTF-8 `text`, and `words` |
//! | `moments[].before[]` | up to three messages before: `kind` is `"own"` with `text`, `"covered"` with `by` and `about_words` (rounded up), or `"wordless"` |
//! | `moments[].source` | `file`, `first` and `last` line or record |
//! | `strengths`, `gallery`, `phrases` | positions in `moments`: what went well, what was valued, phrases to look at |
//! | `receipt` | how the export was read; its fields are in `receipt` |

mod receipt;

use super::{Report, words};
use crate::analysis::stats::Interval;
use crate::analysis::{Amount, Before, Findings, Moment, Month, Reading, ToneCount};
use crate::tone::{Flag, Reliability, Side, Tone};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;

/// The name and version of the shape.
pub const SCHEMA: &str = "hearten.review/1";

/// The whole report as indented JSON that ends in a line feed.
///
/// Characters that steer a terminal or turn the reading direction are written as `\u` escapes, so the
/// file can be looked at safely and still holds every word as it was written.
///
/// # Panics
/// Never: numbers, strings and string keys always have a JSON form.
pub fn render(report: &Report) -> String {
    let json = serde_json::to_string_pretty(&review(report))
        .expect("numbers, strings and string keys always have a JSON form");
    escaped(&json) + "\n"
}

/// Such characters only ever stand inside JSON strings, where an escape means the same.
fn escaped(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for sign in json.chars() {
        match sign {
            '\u{7f}'..='\u{9f}'
            | '\u{61c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' => {
                write!(escaped, "\\u{:04x}", u32::from(sign)).expect("writing to a String never fails");
            }
            harmless => escaped.push(harmless),
        }
    }
    escaped
}

#[derive(Serialize)]
struct ReviewJson<'a> {
    schema: &'static str,
    notice: &'static str,
    program: &'a str,
    made_on: String,
    model: ModelJson<'a>,
    owner: &'a str,
    others: &'a [String],
    reading: ReadingJson,
    labels: Vec<LabelJson>,
    months: Vec<MonthJson>,
    moments: Vec<MomentJson<'a>>,
    strengths: &'a [usize],
    gallery: &'a [usize],
    phrases: &'a [usize],
    receipt: receipt::ReceiptJson<'a>,
}

#[derive(Serialize)]
struct ModelJson<'a> {
    id: &'a str,
    codebook: u32,
}

#[derive(Serialize)]
struct ReadingJson {
    own: usize,
    own_judged: usize,
    own_not_judged: BTreeMap<&'static str, usize>,
    others: usize,
    own_days: usize,
    first: Option<String>,
    last: Option<String>,
}

#[derive(Serialize)]
struct LabelJson {
    label: &'static str,
    title: &'static str,
    side: &'static str,
    messages: usize,
    says: &'static str,
    per_100: Option<Per100Json>,
    reliability: ReliabilityJson,
}

#[derive(Serialize)]
struct Per100Json {
    rate: f64,
    low: f64,
    high: f64,
}

#[derive(Serialize)]
struct ReliabilityJson {
    precision: Option<f64>,
    precision_low: Option<f64>,
    precision_high: Option<f64>,
    recall: Option<f64>,
    support: usize,
    flagged: usize,
}

#[derive(Serialize)]
struct MonthJson {
    month: String,
    judged: usize,
    complete: bool,
    counts: BTreeMap<&'static str, usize>,
}

#[derive(Serialize)]
struct MomentJson<'a> {
    sent: Option<String>,
    text: &'a str,
    flags: Vec<FlagJson<'a>>,
    before: Vec<BeforeJson<'a>>,
    source: SourceJson<'a>,
}

#[derive(Serialize)]
struct FlagJson<'a> {
    label: &'static str,
    probability: f32,
    phrase: PhraseJson<'a>,
}

#[derive(Serialize)]
struct PhraseJson<'a> {
    start: usize,
    end: usize,
    words: &'a str,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum BeforeJson<'a> {
    Own { text: &'a str },
    Covered { by: &'a str, about_words: usize },
    Wordless,
}

#[derive(Serialize)]
struct SourceJson<'a> {
    file: &'a str,
    first: usize,
    last: usize,
}

fn review(report: &Report) -> ReviewJson<'_> {
    let review = &report.review;
    let Findings { owner, others, reading, tones, months, moments, strengths, gallery, phrases } =
        &review.findings;
    ReviewJson {
        schema: SCHEMA,
        notice: words::STAMP,
        program: review.program,
        made_on: review.made_on.to_string(),
        model: ModelJson { id: &review.model.0, codebook: review.codebook },
        owner,
        others,
        reading: reading_json(reading),
        labels: tones.iter().map(|row| label(row, review.reliability.of(row.tone))).collect(),
        months: months.iter().map(|row| month(row, tones)).collect(),
        moments: moments.iter().map(moment).collect(),
        strengths,
        gallery,
        phrases,
        receipt: receipt::receipt(&report.receipt),
    }
}

fn reading_json(reading: &Reading) -> ReadingJson {
    ReadingJson {
        own: reading.own,
        own_judged: reading.own_judged,
        own_not_judged: reading
            .own_not_judged
            .iter()
            .map(|(reason, &number)| (reason.name(), number))
            .collect(),
        others: reading.others,
        own_days: reading.own_days,
        first: reading.period.map(|period| period.first.to_string()),
        last: reading.period.map(|period| period.last.to_string()),
    }
}

fn label(row: &ToneCount, reliability: Reliability) -> LabelJson {
    let (says, per_100) = match row.amount {
        Amount::Rate { per_100, low, high } => ("rate", Some(Per100Json { rate: per_100, low, high })),
        Amount::CountOnly => ("count", None),
        Amount::ExamplesOnly => ("examples", None),
    };
    LabelJson {
        label: row.tone.name(),
        title: row.tone.title(),
        side: side(row.tone),
        messages: row.messages,
        says,
        per_100,
        reliability: reliability_json(reliability),
    }
}

fn side(tone: Tone) -> &'static str {
    match tone.side() {
        Side::Closing => "closing",
        Side::Opening => "opening",
    }
}

fn reliability_json(reliability: Reliability) -> ReliabilityJson {
    let interval = reliability.precision_interval();
    ReliabilityJson {
        precision: reliability.precision,
        precision_low: interval.map(|Interval { low, .. }| low),
        precision_high: interval.map(|Interval { high, .. }| high),
        recall: reliability.recall,
        support: reliability.support,
        flagged: reliability.flagged,
    }
}

fn month(month: &Month, tones: &[ToneCount]) -> MonthJson {
    MonthJson {
        month: format!("{:04}-{:02}", month.year, month.month),
        judged: month.judged,
        complete: month.complete,
        counts: tones.iter().map(|row| (row.tone.name(), month.counts[row.tone.index()])).collect(),
    }
}

fn moment(moment: &Moment) -> MomentJson<'_> {
    MomentJson {
        sent: moment.sent.to_iso(),
        text: &moment.text,
        flags: moment.flags.iter().map(|flag| flag_json(flag, &moment.text)).collect(),
        before: moment.before.iter().map(before).collect(),
        source: SourceJson {
            file: &moment.source.file,
            first: moment.source.first,
            last: moment.source.last,
        },
    }
}

fn flag_json<'a>(flag: &Flag, text: &'a str) -> FlagJson<'a> {
    let phrase = PhraseJson { start: flag.phrase.start, end: flag.phrase.end, words: flag.phrase.of(text) };
    FlagJson { label: flag.tone.name(), probability: flag.probability, phrase }
}

fn before(before: &Before) -> BeforeJson<'_> {
    match before {
        Before::Own(text) => BeforeJson::Own { text },
        Before::Covered { by, about_words } => BeforeJson::Covered { by, about_words: *about_words },
        Before::Wordless => BeforeJson::Wordless,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::example::example;
    use serde_json::Value;

    fn parsed(report: &Report) -> Value {
        serde_json::from_str(&render(report)).unwrap()
    }

    /// Two of each list: the rest has the same shape.
    fn shortened(mut review: Value) -> Value {
        for list in ["moments", "months", "labels"] {
            review[list].as_array_mut().unwrap().truncate(2);
        }
        review
    }

    #[test]
    fn the_shape_is_kept() {
        insta::assert_snapshot!(serde_json::to_string_pretty(&shortened(parsed(&example()))).unwrap());
    }

    #[test]
    fn every_figure_of_the_review_is_there() {
        let report = example();
        let findings = &report.review.findings;
        let json = parsed(&report);
        for (row, label) in findings.tones.iter().zip(json["labels"].as_array().unwrap()) {
            assert_eq!(
                (label["label"].as_str(), label["messages"].as_u64()),
                (Some(row.tone.name()), Some(row.messages as u64))
            );
            assert!(label["per_100"]["low"].as_f64() <= label["per_100"]["rate"].as_f64());
        }
        assert_eq!(json["moments"].as_array().unwrap().len(), findings.moments.len());
        assert_eq!(json["months"].as_array().unwrap().len(), findings.months.len());
        assert!(!render(&report).contains("abusive"), "threats are in no figure");
    }

    #[test]
    fn a_phrase_is_found_again_by_its_offsets() {
        let json = parsed(&example());
        for moment in json["moments"].as_array().unwrap() {
            let text = moment["text"].as_str().unwrap();
            for flag in moment["flags"].as_array().unwrap() {
                let end = |name: &str| usize::try_from(flag["phrase"][name].as_u64().unwrap()).unwrap();
                assert_eq!(&text[end("start")..end("end")], flag["phrase"]["words"].as_str().unwrap());
            }
        }
    }

    #[test]
    fn hostile_words_survive_as_escapes() {
        let mut report = example();
        let evil = "a\u{1b}[2J\u{9b}\u{202e}\u{2028}\"b";
        report.review.findings.moments[0].text = evil.into();
        let json = render(&report);
        assert!(!json.contains(['\u{1b}', '\u{9b}', '\u{202e}', '\u{2028}']));
        assert_eq!(parsed(&report)["moments"][0]["text"].as_str(), Some(evil));
    }

    #[test]
    fn the_other_person_s_words_are_nowhere() {
        assert!(!render(&example()).contains("cottage"));
    }

    #[test]
    fn the_module_s_table_names_every_field() {
        fn fields(value: &Value, found: &mut std::collections::BTreeSet<String>) {
            match value {
                Value::Object(object) => object.iter().for_each(|(name, value)| {
                    found.insert(name.clone());
                    fields(value, found);
                }),
                Value::Array(values) => values.iter().for_each(|value| fields(value, found)),
                _ => {}
            }
        }
        let mut json = parsed(&example());
        // Keys that are data, not fields.
        json["months"].as_array_mut().unwrap().iter_mut().for_each(|month| month["counts"] = Value::Null);
        json["reading"]["own_not_judged"] = Value::Null;
        json["receipt"]["kept"] = Value::Null;
        json["receipt"]["skipped"] = Value::Null;
        let mut found = std::collections::BTreeSet::new();
        fields(&json, &mut found);
        let documented = concat!(include_str!("mod.rs"), include_str!("receipt.rs"));
        let table: String = documented.lines().filter(|line| line.starts_with("//! |")).collect();
        let unnamed: Vec<_> = found
            .iter()
            .filter(|name| {
                !table.contains(&format!("`{name}`"))
                    && !table.contains(&format!(".{name}`"))
                    && !table.contains(&format!("{name}[]`"))
            })
            .collect();
        assert!(unnamed.is_empty(), "{unnamed:?}");
    }
}
