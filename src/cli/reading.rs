//! The arguments of every command that reads an export.

use super::{failure::Failure, progress};
use crate::import::{self, FORMATS, Imported, Options, dates::DateOrder};
use crate::report;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Which export, and what the person settles about it.
#[derive(Debug, Args)]
#[group(skip)]
pub(super) struct Arguments {
    /// The exported chat: files, zips or folders; exports of the same chat that overlap are put together.
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// The chat with this person, or the group of this name, where the export holds several.
    #[arg(long, value_name = "NAME")]
    with: Option<String>,
    /// Your name in the export, as it stands there.
    #[arg(long, value_name = "NAME")]
    me: Option<String>,
    /// Which of day, month and year stands first in numeric dates, where the file cannot tell.
    #[arg(long, value_enum, value_name = "ORDER")]
    date_order: Option<Order>,
    /// Read the file as this format instead of finding out; `hearten formats` lists them.
    #[arg(long, value_name = "FORMAT")]
    from: Option<String>,
    /// Another name or number of a person, as `Name=+44 7700 900123`; may be repeated.
    #[arg(long = "alias", value_name = "NAME=OTHER", value_parser = pair)]
    aliases: Vec<(String, String)>,
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
    /// Reads the export; all chats in it, or those that `--with` names.
    pub(super) fn chats(&self) -> Result<Vec<Imported>, Failure> {
        let bar = progress::share("reading");
        let chats = import::open(&self.files, &self.options()?, &|share| progress::set_share(&bar, share));
        bar.finish_and_clear();
        let chats = chats?;
        let Some(name) = &self.with else { return Ok(chats) };
        let names = listed(&chats);
        let chosen = import::chats_with(chats, name);
        if chosen.is_empty() {
            return Err(Failure::Usage(format!("no chat with {}: there are {names}", quoted(name))));
        }
        Ok(chosen)
    }

    /// Reads the export and gives the one chat that is meant.
    pub(super) fn chat(&self) -> Result<Imported, Failure> {
        let mut chats = self.chats()?;
        if chats.len() > 1 {
            return Err(Failure::Usage(format!(
                "{} chats fit: choose one with --with NAME; there are {}",
                chats.len(),
                listed(&chats)
            )));
        }
        Ok(chats.remove(0))
    }

    /// The files as they are named in messages.
    pub(super) fn shown(&self) -> String {
        let names: Vec<String> =
            self.files.iter().map(|file| report::clean::terminal(&file.display().to_string())).collect();
        names.join(", ")
    }

    /// What the person settles.
    pub(super) fn options(&self) -> Result<Options, Failure> {
        Ok(Options {
            me: self.me.clone(),
            format: self.known_format()?,
            date_order: self.date_order.map(|order| match order {
                Order::Dmy => DateOrder::Dmy,
                Order::Mdy => DateOrder::Mdy,
                Order::Ymd => DateOrder::Ymd,
            }),
            columns: self.columns.clone(),
            aliases: self.aliases.clone(),
        })
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

/// Names of chats and how many messages each holds, as many as fit into a message.
fn listed(chats: &[Imported]) -> String {
    const MOST: usize = 12;
    let one = |chat: &Imported| {
        format!("{} ({} messages)", quoted(&chat.conversation.name()), chat.conversation.messages.len())
    };
    let names: Vec<String> = chats.iter().take(MOST).map(one).collect();
    names.join(", ") + if chats.len() > MOST { ", …; `hearten import --list` shows all" } else { "" }
}

fn quoted(name: &str) -> String {
    format!("{:?}", report::clean::terminal_line(name))
}

fn pair(argument: &str) -> Result<(String, String), String> {
    argument
        .split_once('=')
        .filter(|(field, column)| !field.is_empty() && !column.is_empty())
        .map(|(field, column)| (field.to_owned(), column.to_owned()))
        .ok_or_else(|| "write it as one=other, for instance time=Datum or Robin=+447700900123".to_owned())
}
