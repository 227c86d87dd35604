//! `hearten import`: how an export was read, or the messages that were read.

use super::failure::Failure;
use super::output::Output;
use super::reading;
use crate::import::Imported;
use crate::report::{canonical, receipt};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Read an export and say exactly what was read, kept and skipped; or print the messages.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    reading: reading::Arguments,
    /// List the chats that the export holds: who, how many messages, from when to when.
    #[arg(long, conflicts_with = "format")]
    list: bool,
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
    let output = Output::prepare(arguments.output.as_deref(), &arguments.reading.files)?;
    let chats = arguments.reading.chats()?;
    if arguments.list {
        return output.write(receipt::list(&chats).as_bytes());
    }
    output.write(&rendered(&chats, arguments.format)?)
}

fn rendered(chats: &[Imported], format: Format) -> Result<Vec<u8>, Failure> {
    match format {
        Format::Receipt => {
            let receipts: Vec<String> = chats.iter().map(|chat| receipt::render(&chat.receipt)).collect();
            Ok(receipts.join("\n").into_bytes())
        }
        Format::Jsonl => {
            let mut lines = Vec::new();
            for chat in chats {
                canonical::write(chat, &mut lines)?;
            }
            Ok(lines)
        }
    }
}
