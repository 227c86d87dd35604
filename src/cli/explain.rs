//! `hearten explain`: what a label means and how often the model is right about it.

use super::failure::Failure;
use crate::model::evaluation::shipped;
use crate::report::words;
use crate::tone::{Side, Tone};
use clap::Args;
use std::io::Write;

/// Say what a label means, by the codebook, and how often the model is right about it.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The label, for instance "critical"; without one, all labels are listed.
    label: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    match &arguments.label {
        None => list(),
        Some(name) => explain(name),
    }
}

fn list() -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    for side in [Side::Closing, Side::Opening] {
        let heading = match side {
            Side::Closing => "wording that may close the other out",
            Side::Opening => "wording that opens the door",
        };
        writeln!(out, "{heading}")?;
        for tone in Tone::ALL.into_iter().filter(|tone| tone.side() == side) {
            writeln!(out, "  {:<13} {}", tone.name(), tone.title())?;
        }
    }
    Ok(())
}

fn explain(name: &str) -> Result<(), Failure> {
    let wanted = name.to_lowercase();
    let tone = Tone::from_name(&wanted)
        .or_else(|| Tone::ALL.into_iter().find(|tone| tone.title().to_lowercase() == wanted))
        .ok_or_else(|| {
            let names: Vec<&str> = Tone::ALL.into_iter().map(Tone::name).collect();
            Failure::Usage(format!("there is no such label: choose one of {}", names.join(", ")))
        })?;
    let reliability = shipped()?.reliability().of(tone);
    let mut out = anstream::stdout().lock();
    writeln!(out, "{} ({})\n", tone.title(), tone.name())?;
    writeln!(out, "{}\n", tone.definition())?;
    writeln!(out, "The one question: {}\n", tone.question())?;
    writeln!(out, "On written examples it was not trained on, the model is {}.", words::right(reliability))?;
    Ok(())
}
