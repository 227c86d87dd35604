//! The `hearten` program: hands the arguments to [`hearten::cli`] and exits with its code.

use std::process::ExitCode;

fn main() -> ExitCode {
    hearten::cli::run(hearten::model::ToneModel::load)
}
