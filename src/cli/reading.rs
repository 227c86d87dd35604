//! The arguments of every command that reads an export.

use super::failure::Failure;
use crate::import::{self, FORMATS, Imported, Options, dates::DateOrder};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Which export, and what the person settles about it.
#[derive(Debug, Args)]
#[group(skip)]
pub(super) struct Arguments {
    /// The exported chat: a file, a zip, or a folder that holds one.
    pub(super) file: PathBuf,
    /// Your name in the export, as it stands there.
    #[arg(long, value_name = "NAME")]
    me: Option<String>,
    /// Which of day, month and year stands first in numeric dates, where the file cannot tell.
    #[arg(long, value_enum, value_name = "ORDER")]
    date_order: Option<Order>,
    /// Read the file as this format instead of finding out; `hearten formats` lists them.
    #[arg(long, value_name = "FORMAT")]
    from: Option<String>,
    /// Which column or key holds a field of a generic file, as `time=…`, `sender=…` or `text=…`; may be repeated.
    #[arg(long = "map", value_name = "FIELD=COLUMN", value_parser = pair)]
    columns: Vec<(String, String)>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Order {
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
    /// Year, month, day.
    Ymd,
}

impl Arguments {
    /// Reads the export; `progress` is told the share that is done.
    pub(super) fn open(&self, progress: &dyn Fn(f32)) -> Result<Imported, Failure> {
        let options = Options {
            me: self.me.clone(),
            format: self.known_format()?,
            date_order: self.date_order.map(|order| match order {
                Order::Dmy => DateOrder::Dmy,
                Order::Mdy => DateOrder::Mdy,
                Order::Ymd => DateOrder::Ymd,
            }),
            columns: self.columns.clone(),
        };
        Ok(import::open(&self.file, &options, progress)?)
    }

    fn known_format(&self) -> Result<Option<String>, Failure> {
        match &self.from {
            Some(name) if FORMATS.iter().all(|format| format.name != name) => {
                let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
                Err(Failure::Usage(format!("--from: choose one of {}", names.join(", "))))
            }
            other => Ok(other.clone()),
        }
    }
}

fn pair(argument: &str) -> Result<(String, String), String> {
    argument
        .split_once('=')
        .filter(|(field, column)| !field.is_empty() && !column.is_empty())
        .map(|(field, column)| (field.to_owned(), column.to_owned()))
        .ok_or_else(|| "write it as field=column, for instance time=Datum".to_owned())
}
