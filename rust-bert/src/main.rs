//! The whole program, its network run by rust-bert.

use hearten::model::{ModelError, ToneModel};
use hearten_rust_bert::RustBert;
use std::process::ExitCode;

fn main() -> ExitCode {
    hearten::cli::run(load)
}

fn load() -> Result<ToneModel, ModelError> {
    Ok(ToneModel::load()?.with_engine(Box::new(RustBert::load()?)))
}
