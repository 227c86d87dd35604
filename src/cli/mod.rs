//! From arguments to calls; one file per command.

mod failure;
mod model;
mod output;
mod score;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// A private mirror for how you talk to the people you love. No byte leaves this machine.
#[derive(Debug, Parser)]
#[command(name = "hearten", version, propagate_version = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Score(score::Arguments),
    Model(model::Arguments),
}

/// Runs the program on this process's arguments.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match arguments.command {
        Command::Score(arguments) => score::run(&arguments),
        Command::Model(arguments) => model::run(arguments),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}
