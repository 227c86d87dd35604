//! `hearten model`: what the model is, how it reads, how good it is.

use super::failure::Failure;
use crate::model::evaluation::{Evaluation, Example, shipped};
use crate::model::{self, Query, ToneModel};
use clap::{Args, Subcommand, ValueEnum};
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

/// The tone model inside this program: its card, its evaluation, how it reads a text.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// What the model is, what it is for, what it cannot do, and how often it is right.
    Card,
    /// Score messages whose labels are known and print how often the model is right.
    ///
    /// Without a file, prints the figures measured when the model was made.
    Eval(EvalArguments),
    /// Print how the model reads texts: JSON lines {"text"} on stdin become {"ids", "spans"}.
    Tokens,
}

#[derive(Debug, Args)]
struct EvalArguments {
    /// JSON lines {"text", "by", "context", "truth": {"labels": {label: words}, "frame"}}.
    file: Option<PathBuf>,
    /// Ordinary chat without labels, as JSON lines for `hearten score`: how often is it flagged?
    #[arg(long, value_name = "FILE", requires = "file")]
    silence: Option<PathBuf>,
    /// How to print.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Text,
    Json,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    match &arguments.command {
        Command::Card => card(),
        Command::Eval(arguments) => eval(arguments),
        Command::Tokens => tokens(),
    }
}

fn card() -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    write!(out, "{}\n{}", model::card(), table(&shipped()?))?;
    Ok(())
}

fn eval(arguments: &EvalArguments) -> Result<(), Failure> {
    let evaluation = match &arguments.file {
        None => shipped()?,
        Some(file) => {
            let examples = examples(file)?;
            let ordinary = arguments.silence.as_deref().map(ordinary).transpose()?.unwrap_or_default();
            Evaluation::measure(&ToneModel::load()?, &examples, &ordinary)?
        }
    };
    let mut out = io::stdout().lock();
    match arguments.format {
        Format::Text => write!(out, "{}", table(&evaluation))?,
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, &evaluation).map_err(io::Error::from)?;
            writeln!(out)?;
        }
    }
    Ok(())
}

fn examples(file: &Path) -> Result<Vec<Example>, Failure> {
    lines(file)?
        .map(|(number, line)| {
            Example::from_json(&line?)
                .map_err(|error| Failure::Input(format!("{}, line {number}: {error}", file.display())))
        })
        .collect()
}

fn ordinary(file: &Path) -> Result<Vec<Query>, Failure> {
    lines(file)?.map(|(number, line)| super::score::query(&line?, file, number)).collect()
}

fn lines(file: &Path) -> Result<impl Iterator<Item = (usize, Result<String, Failure>)>, Failure> {
    let unreadable = |error: io::Error| Failure::Input(format!("cannot read {}: {error}", file.display()));
    let input = BufReader::new(File::open(file).map_err(unreadable)?);
    Ok((1..).zip(input.lines().map(move |line| line.map_err(unreadable))))
}

/// The figures as Markdown tables, which read well as plain text too.
fn table(evaluation: &Evaluation) -> String {
    use std::fmt::Write as _;
    let mut text = format!(
        "## Measured\n\nModel {}, {} held-out messages. Scores of 0 to 1.\n\n",
        evaluation.model, evaluation.messages
    );
    text += "| label | carry it | flagged | precision | recall | F1 | AUC | average precision | calibration error |\n";
    text += "|---|---|---|---|---|---|---|---|---|\n";
    for row in &evaluation.labels {
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} | {} | {} | {} | {:.3} |",
            row.label,
            row.support,
            row.flagged,
            figure(row.precision),
            figure(row.recall),
            figure(row.f1),
            figure(row.auc),
            figure(row.average_precision),
            row.calibration_error
        );
    }
    for means in &evaluation.means {
        let _ = writeln!(
            text,
            "| mean {} | | | | | | {:.3} | {:.3} | |",
            means.side, means.auc, means.average_precision
        );
    }
    text += "\n| messages | how many | harm: carry it | flagged | precision | recall | positive: carry it | flagged | precision | recall |\n";
    text += "|---|---|---|---|---|---|---|---|---|---|\n";
    for row in &evaluation.slices {
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |",
            row.slice,
            row.messages,
            row.any_harm.support,
            row.any_harm.flagged,
            figure(row.any_harm.precision),
            figure(row.any_harm.recall),
            row.any_opening.support,
            row.any_opening.flagged,
            figure(row.any_opening.precision),
            figure(row.any_opening.recall)
        );
    }
    let harm = &evaluation.any_harm;
    let _ = writeln!(
        text,
        "\nAny harmful flag against any harmful label: {} carry one, {} flagged, precision {}, recall {}.",
        harm.support,
        harm.flagged,
        figure(harm.precision),
        figure(harm.recall)
    );
    for row in &evaluation.phrases {
        let _ = writeln!(
            text,
            "Phrases of {} flags ({}): deleting the phrase undoes {} of them, {} are shorter than their message, overlap with the reader's phrase {}.",
            row.side,
            row.flags,
            figure(row.undone),
            figure(row.shorter),
            figure(row.overlap)
        );
    }
    if let Some(silence) = &evaluation.silence {
        let _ = writeln!(
            text,
            "Ordinary chat between strangers, not trained on: {} of {} messages carry a harmful flag.",
            silence.flagged, silence.messages
        );
    }
    text
}

fn figure(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.3}"))
}

#[derive(Deserialize)]
struct TextLine {
    text: String,
}

#[derive(Serialize)]
struct PiecesLine {
    ids: Vec<i32>,
    spans: Vec<(usize, usize)>,
}

fn tokens() -> Result<(), Failure> {
    let vocabulary = model::vocabulary()?;
    let mut out = BufWriter::new(io::stdout().lock());
    for (number, line) in (1..).zip(io::stdin().lock().lines()) {
        let broken = |why: String| Failure::Input(format!("stdin, line {number}: {why}"));
        let line: String = line.map_err(|error| broken(error.to_string()))?;
        let record: TextLine =
            serde_json::from_str(&line).map_err(|_| broken("not a JSON object with \"text\"".to_owned()))?;
        let pieces = vocabulary.pieces(&record.text)?;
        serde_json::to_writer(&mut out, &PiecesLine { ids: pieces.ids, spans: pieces.spans })
            .map_err(io::Error::from)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(())
}
