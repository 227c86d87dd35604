//! `hearten doctor`: how an export is read, in full, to be understood or passed on.

use super::failure::Failure;
use super::output::Output;
use super::reading;
use crate::import;
use crate::report::doctor;
use clap::Args;

/// Explain in full how an export is read, what is in doubt and which option settles it.
///
/// Not a word of a message is shown, and no name of a person or file: the answer can be passed on.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    reading: reading::Arguments,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let options = arguments.reading.options()?;
    let mut answer = String::new();
    for file in &arguments.reading.files {
        answer += &doctor::render(&import::examine(file, &options)?);
    }
    Output::Stdout.write(answer.as_bytes())
}
