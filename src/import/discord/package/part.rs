//! Which file of the package it is. Folders are named in the account's language, files are not.

use crate::import::discord::title::is_snowflake;
use crate::import::{File, json};

/// The files that matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Messages of a channel.
    Json,
    /// The same, in packages before 2024.
    Csv,
    /// What a channel is.
    Channel,
    /// What all channels are called.
    Index,
    /// Whose account it is.
    Account,
}

impl Part {
    /// Which of them it is, by its first characters; small files by their name too.
    pub(super) fn of(file: &File<'_>) -> Option<Self> {
        let start = file.start().text.trim_start();
        let has = |keys: &[&str]| json::has_keys(start, keys);
        let object = start.strip_prefix('{');
        match (file.base().to_ascii_lowercase().as_str(), object) {
            (_, None) if start.starts_with("ID,Timestamp,Contents") => Some(Self::Csv),
            (_, None) => {
                let begins = start.starts_with('[') && start.contains("\"Contents\"");
                (begins && has(&["ID", "Timestamp", "Contents"])).then_some(Self::Json)
            }
            ("channel.json", _) if is_channel(file.folder()) && has(&["id", "type"]) => Some(Self::Channel),
            ("index.json", Some(inside)) if begins_with_id(inside) => Some(Self::Index),
            ("user.json", _) if has(&["id", "username", "discriminator"]) => Some(Self::Account),
            _ => None,
        }
    }
}

/// The id in the name of a channel's folder: `c812345678901234567`, in old packages without the letter.
pub(super) fn channel_id(folder: &str) -> Option<&str> {
    let name = folder.rsplit('/').next()?;
    Some(name.strip_prefix('c').unwrap_or(name)).filter(|id| is_snowflake(id))
}

fn is_channel(folder: &str) -> bool {
    channel_id(folder).is_some()
}

fn begins_with_id(inside: &str) -> bool {
    let key = inside.trim_start().strip_prefix('"').and_then(|rest| rest.split_once('"'));
    key.is_some_and(|(key, _)| is_snowflake(key))
}
