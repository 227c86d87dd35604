//! From arguments to calls; one file per command.

mod check;
mod doctor;
mod evaluation;
mod explain;
mod failure;
mod formats;
mod import;
mod model;
mod output;
mod progress;
mod reading;
mod review;
mod score;

use crate::model::{ModelError, ToneModel};
use clap::{Parser, Subcommand, ValueEnum};
use std::process::ExitCode;

/// A private mirror for how you talk to the people you love. No byte leaves this machine.
///
/// Exit codes: 0 done, 2 wrong usage, 3 input or output that cannot be read or written, 4 model not usable.
#[derive(Debug, Parser)]
#[command(name = "hearten", version, propagate_version = true, arg_required_else_help = true)]
struct Arguments {
    /// Colour in the terminal; `NO_COLOR` and pipes turn it off by themselves.
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Colour::Auto)]
    color: Colour,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Review(review::Arguments),
    Check(check::Arguments),
    Import(import::Arguments),
    Doctor(doctor::Arguments),
    Score(score::Arguments),
    Explain(explain::Arguments),
    Formats(formats::Arguments),
    Model(model::Arguments),
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Colour {
    /// On a terminal that can show it.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How the tone model is loaded, with whatever engine runs it.
pub type Load = fn() -> Result<ToneModel, ModelError>;

/// Runs the program on this process's arguments.
pub fn run(load: Load) -> ExitCode {
    let arguments = Arguments::parse();
    match arguments.color {
        Colour::Auto => anstream::ColorChoice::Auto,
        Colour::Always => anstream::ColorChoice::Always,
        Colour::Never => anstream::ColorChoice::Never,
    }
    .write_global();
    let outcome = match &arguments.command {
        Command::Review(arguments) => review::run(arguments, load),
        Command::Check(arguments) => check::run(arguments, load),
        Command::Import(arguments) => import::run(arguments),
        Command::Doctor(arguments) => doctor::run(arguments),
        Command::Score(arguments) => score::run(arguments, load),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Formats(arguments) => formats::run(arguments),
        Command::Model(arguments) => model::run(arguments, load),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}
