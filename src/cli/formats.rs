//! `hearten formats`: what can be read.

use super::failure::Failure;
use crate::import::FORMATS;
use std::io::Write;

pub(super) fn run() -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    for format in FORMATS {
        writeln!(out, "{:<12} {:<44} {}", format.name, format.title, format.files)?;
    }
    Ok(())
}
