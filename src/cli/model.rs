//! `hearten model`: what the model is, how it reads, how good it is.

use super::Load;
use super::evaluation::table;
use super::failure::Failure;
use crate::model::evaluation::{Evaluation, Example, Test, peers, shipped};
use crate::model::{self, Query};
use clap::{Args, Subcommand, ValueEnum};
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::{self, BufRead, BufWriter, Write};
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

pub(super) fn run(arguments: &Arguments, load: Load) -> Result<(), Failure> {
    match &arguments.command {
        Command::Card => card(),
        Command::Eval(arguments) => eval(arguments, load),
        Command::Tokens => tokens(),
    }
}

fn card() -> Result<(), Failure> {
    write!(anstream::stdout().lock(), "{}", super::evaluation::card(&shipped()?, &peers()?))?;
    Ok(())
}

fn eval(arguments: &EvalArguments, load: Load) -> Result<(), Failure> {
    let evaluation = match &arguments.file {
        None => shipped()?,
        Some(file) => {
            let labelled = examples(file)?;
            let ordinary = arguments.silence.as_deref().map(ordinary).transpose()?;
            Evaluation::measure(&load()?, &labelled, ordinary.as_ref())?
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

fn examples(file: &Path) -> Result<Test<Example>, Failure> {
    test(file, |line, number| {
        Example::from_json(line)
            .map_err(|error| Failure::Input(format!("{}, line {number}: {error}", file.display())))
    })
}

fn ordinary(file: &Path) -> Result<Test<Query>, Failure> {
    test(file, |line, number| super::score::query(line, file, number))
}

/// A test named like its file, one message a line.
fn test<T>(file: &Path, read: impl Fn(&str, usize) -> Result<T, Failure>) -> Result<Test<T>, Failure> {
    let content = fs::read_to_string(file)
        .map_err(|error| Failure::Input(format!("cannot read {}: {error}", file.display())))?;
    let messages =
        (1..).zip(content.lines()).map(|(number, line)| read(line, number)).collect::<Result<_, _>>()?;
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    Ok(Test::new(&name, content.as_bytes(), messages))
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
