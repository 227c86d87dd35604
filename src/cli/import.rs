//! `hearten import`: how an export was read, or the messages that were read.

use super::failure::Failure;
use super::output::Output;
use super::{progress, reading};
use crate::import::Imported;
use crate::report::{canonical, receipt};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Read an export and say exactly what was read, kept and skipped; or print the messages.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    reading: reading::Arguments,
    /// What to print: the receipt, or the messages as JSON lines.
    #[arg(long, value_enum, default_value_t = Format::Receipt)]
    format: Format,
    /// Write to this file, readable by you alone, instead of stdout.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// What was read, kept and skipped, and how doubts were decided; no message text.
    Receipt,
    /// The canonical messages, one JSON object a line.
    Jsonl,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let output = Output::prepare(arguments.output.as_deref(), &arguments.reading.file)?;
    let bar = progress::share("reading");
    let imported = arguments.reading.open(&|share| progress::set_share(&bar, share))?;
    bar.finish_and_clear();
    output.write(&rendered(&imported, arguments.format)?)
}

fn rendered(imported: &Imported, format: Format) -> Result<Vec<u8>, Failure> {
    match format {
        Format::Receipt => Ok(receipt::render(&imported.receipt).into_bytes()),
        Format::Jsonl => {
            let mut lines = Vec::new();
            canonical::write(imported, &mut lines)?;
            Ok(lines)
        }
    }
}
