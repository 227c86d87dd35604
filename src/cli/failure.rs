//! How a command ends when it does not end well.

use crate::import::ImportError;
use crate::model::ModelError;
use std::io;
use std::process::ExitCode;

/// Why a command stopped. The message names file, place and remedy, never message text.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// The arguments ask for something that cannot be.
    #[error("{0}")]
    Usage(String),
    /// An input file or stream cannot be read.
    #[error("{0}")]
    Input(String),
    /// The export cannot be read.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// The model cannot be used.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// The answer cannot be written.
    #[error("{0}")]
    Output(String),
    /// Whoever read stdout has read enough: not a failure (`hearten … | head`).
    #[error("the reader has gone")]
    BrokenPipe,
}

impl Failure {
    /// Says on stderr what is wrong and gives the exit code that stands for it.
    pub(super) fn report(&self) -> ExitCode {
        let code = match self {
            Self::BrokenPipe => return ExitCode::SUCCESS,
            Self::Usage(_) => 2,
            Self::Import(error) if error.is_usage() => 2,
            Self::Input(_) | Self::Import(_) | Self::Output(_) => 3,
            Self::Model(_) => 4,
        };
        anstream::eprintln!("hearten: {self}");
        ExitCode::from(code)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::BrokenPipe
        } else {
            Self::Output(format!("cannot write the answer: {error}"))
        }
    }
}
