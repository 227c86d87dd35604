//! `hearten score`: JSON lines in, JSON lines out, in order, as they come.

use super::Load;
use super::failure::Failure;
use crate::model::{self, ContextLine, Query, ToneModel};
use crate::tone::{Frame, NotJudged, Target, Tone, ToneScores};
use clap::Args;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Score messages given as JSON lines, for pipes and for evaluation.
///
/// In: {"id", "text", "by", "context": [{"by", "text"}, …]}, one object a line, context oldest first.
/// Out, in the same order: {"id", "labels": {"critical": {"p": 0.93, "flag": true, "phrase": [0, 17]}, …},
/// "harm": 0.95, "unsure": false, "frame": {"plain": 0.98, …}, "target": {"you": 0.97, …}}. "phrase" gives bytes of "text" and stands
/// where "flag" is true; "harm" is the probability of any harmful label, and "unsure" is true where that is
/// too high for a harmless message and too low for a flag; "target" says whom the wording is about if it
/// is harsh.
/// `not_judged` stands where there was nothing to read (`too_short`, `link_only`, `language`); such a
/// message is never flagged.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The file to read; "-" or nothing reads stdin.
    #[arg(default_value = "-")]
    file: PathBuf,
}

#[derive(Deserialize)]
struct InLine {
    #[serde(default)]
    id: Value,
    text: String,
    #[serde(default)]
    by: Option<String>,
    #[serde(default)]
    context: Vec<Said>,
}

#[derive(Deserialize)]
struct Said {
    #[serde(default)]
    by: Option<String>,
    text: String,
}

#[derive(Serialize)]
struct OutLine<'a> {
    id: &'a Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    not_judged: Option<&'static str>,
    labels: Map<String, Value>,
    harm: f64,
    unsure: bool,
    frame: Map<String, Value>,
    target: Map<String, Value>,
}

pub(super) fn run(arguments: &Arguments, load: Load) -> Result<(), Failure> {
    let (name, input): (String, Box<dyn BufRead>) = if arguments.file.as_os_str() == "-" {
        ("stdin".to_owned(), Box::new(io::stdin().lock()))
    } else {
        let name = arguments.file.display().to_string();
        let file = File::open(&arguments.file)
            .map_err(|error| Failure::Input(format!("cannot read {name}: {error}")))?;
        (name, Box::new(BufReader::new(file)))
    };
    let model = load()?;
    let mut out = BufWriter::new(io::stdout().lock());
    let mut lines = numbered(input, &name);
    loop {
        let batch: Vec<InLine> = lines.by_ref().take(model.stride()).collect::<Result<_, _>>()?;
        if batch.is_empty() {
            return Ok(());
        }
        write_scores(&model, batch, &mut out)?;
        out.flush()?;
    }
}

fn numbered<'a>(
    input: Box<dyn BufRead + 'a>,
    name: &'a str,
) -> impl Iterator<Item = Result<InLine, Failure>> + 'a {
    input.lines().zip(1..).filter_map(move |(line, number): (_, usize)| match line {
        Err(error) => Some(Err(Failure::Input(format!("{name}, line {number}: {error}")))),
        Ok(line) if line.trim().is_empty() => None,
        Ok(line) => Some(parsed(&line, name, number)),
    })
}

fn parsed(line: &str, name: &str, number: usize) -> Result<InLine, Failure> {
    serde_json::from_str(line).map_err(|error| {
        let place = error.column();
        Failure::Input(format!(
            "{name}, line {number}, column {place}: expected an object with a string \"text\" \
             (and \"id\", \"by\", \"context\"); see hearten score --help"
        ))
    })
}

/// The query on one line, for other commands that read the same lines.
pub(super) fn query(line: &str, file: &Path, number: usize) -> Result<Query, Failure> {
    parsed(line, &file.display().to_string(), number).map(|line| line.into_query().1)
}

fn write_scores(model: &ToneModel, batch: Vec<InLine>, out: &mut impl Write) -> Result<(), Failure> {
    let (ids, queries): (Vec<Value>, Vec<Query>) = batch.into_iter().map(InLine::into_query).unzip();
    let scores = model.score(&queries, &|_| {})?;
    for ((id, query), scores) in ids.iter().zip(&queries).zip(&scores) {
        let line = out_line(id, query, scores);
        serde_json::to_writer(&mut *out, &line).map_err(io::Error::from)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

impl InLine {
    fn into_query(self) -> (Value, Query) {
        let by = self.by;
        let context = self
            .context
            .into_iter()
            .map(|said| ContextLine { same_author: said.by.is_some() && said.by == by, text: said.text })
            .collect();
        (self.id, Query { text: self.text, context })
    }
}

fn out_line<'a>(id: &'a Value, query: &Query, scores: &ToneScores) -> OutLine<'a> {
    let not_judged = model::not_judged(&query.text);
    let label = |tone: Tone| {
        let flag = not_judged.is_none() && scores.is_flagged(tone);
        let mut row = json!({ "p": rounded(scores.probability(tone)), "flag": flag });
        if flag {
            let phrase = scores.phrases[tone.index()];
            row["phrase"] = json!([phrase.start, phrase.end]);
        }
        (tone.name().to_owned(), row)
    };
    OutLine {
        id,
        not_judged: not_judged.map(NotJudged::name),
        labels: Tone::ALL.into_iter().map(label).collect(),
        harm: rounded(scores.harm),
        unsure: scores.unsure,
        frame: named(Frame::ALL.map(Frame::name), scores.frames),
        target: named(Target::ALL.map(Target::name), scores.targets),
    }
}

fn named<const N: usize>(names: [&str; N], probabilities: [f32; N]) -> Map<String, Value> {
    names.into_iter().zip(probabilities).map(|(name, p)| (name.to_owned(), json!(rounded(p)))).collect()
}

/// Five decimals: what the engine computes equally on every machine.
fn rounded(probability: f32) -> f64 {
    (f64::from(probability) * 1e5).round() / 1e5
}
