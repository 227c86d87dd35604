//! What channels and the owner are called.

use super::part::{Part, channel_id};
use crate::conversation::Audience;
use crate::import::File;
use crate::import::discord::title;
use crate::import::json::{self, Go, Loose, Place, Walk};
use serde::Deserialize;
use std::collections::HashMap;

/// All that the package tells of names.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// By channel: "Direct Message with juno#0", "general in Book Club".
    index: HashMap<String, String>,
    /// By folder.
    channels: HashMap<String, Told>,
    owner: Account,
}

/// `channel.json`.
#[derive(Debug, Default)]
struct Told {
    id: String,
    kind: String,
    name: String,
    guild: String,
    recipients: Vec<String>,
}

/// `user.json`.
#[derive(Debug, Default)]
struct Account {
    id: String,
    username: String,
    /// The name that others see.
    shown: String,
}

/// A chat, as far as the package tells.
#[derive(Debug, Default)]
pub(super) struct Channel {
    /// What tells it from others.
    pub(super) key: String,
    /// Its title; the id where nothing better is told, since chats are told apart by it.
    pub(super) title: String,
    /// Between how many people it is.
    pub(super) audience: Audience,
    /// Key of the person at the other end of a direct chat.
    pub(super) partner: String,
}

impl Names {
    /// What reads this file into the names.
    pub(super) fn telling(&mut self, part: Part, folder: &str) -> Telling<'_> {
        Telling { names: self, part, folder: folder.to_owned() }
    }

    /// The owner's key and name.
    pub(super) fn owner(&self) -> (&str, &str) {
        let Account { id, username, shown } = &self.owner;
        let first =
            |one| [one, username].into_iter().find(|name| !name.is_empty()).map_or(ME, String::as_str);
        (first(id), first(shown))
    }

    /// The chat whose messages are in this file.
    pub(super) fn channel(&self, file: &File<'_>) -> Channel {
        let unknown = Told::default();
        let told = self.channels.get(file.folder()).unwrap_or(&unknown);
        let of_file = || channel_id(file.folder()).unwrap_or_else(|| file.name());
        let key = if told.id.is_empty() { of_file() } else { &told.id };
        let listed = self.index.get(key).map_or("", String::as_str);
        let partner_name = listed.strip_prefix(DIRECT);
        let named = match partner_name {
            _ if !told.guild.is_empty() && !told.name.is_empty() => title::of(&told.guild, &told.name),
            Some(name) => without_number(name).to_owned(),
            None if UNKNOWN.contains(&listed) => told.name.clone(),
            None => listed.to_owned(),
        };
        let me = &self.owner.id;
        let partner = told.recipients.iter().find(|id| *id != me).filter(|id| !id.is_empty());
        Channel {
            key: key.to_owned(),
            title: if named.is_empty() { key.to_owned() } else { named },
            audience: audience(&told.kind, partner_name.is_some()),
            partner: partner.map_or(key, |id| id).to_owned(),
        }
    }
}

const DIRECT: &str = "Direct Message with ";

/// What the index says of channels that it cannot name.
const UNKNOWN: [&str; 3] = ["", "Unknown channel", "None"];

const ME: &str = "Me";

/// `juno#0`, and `juno#1234` as it was before 2023.
fn without_number(name: &str) -> &str {
    match name.rsplit_once('#') {
        Some((name, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => name,
    }
}

/// Words since 2024, numbers before.
fn audience(kind: &str, is_direct: bool) -> Audience {
    match kind {
        "DM" | "1" => Audience::Direct,
        "" if is_direct => Audience::Direct,
        "" => Audience::Unknown,
        _ => Audience::Group,
    }
}

/// A file on its way into the names.
pub(super) struct Telling<'a> {
    names: &'a mut Names,
    part: Part,
    folder: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Guild {
    name: Loose,
}

impl Walk for Telling<'_> {
    fn at(&mut self, place: &Place) -> Go {
        let wanted = match (self.part, place.key()) {
            _ if place.depth() != 1 => return if place.depth() == 0 { Go::In } else { Go::Past },
            (Part::Channel, Some(key)) => ["id", "type", "name", "guild", "recipients"].contains(&key),
            (Part::Account, Some(key)) => ["id", "username", "global_name"].contains(&key),
            (Part::Index, Some(_)) => true,
            _ => false,
        };
        if wanted { Go::Take } else { Go::Past }
    }

    fn take(&mut self, place: &Place, value: &str) {
        let text = || json::parse::<Loose>(value).unwrap_or_default().0;
        let key = place.key().unwrap_or_default();
        if self.part == Part::Index {
            self.names.index.insert(key.to_owned(), text());
            return;
        }
        let owner = &mut self.names.owner;
        let field = match (self.part, key) {
            (Part::Account, "id") => &mut owner.id,
            (Part::Account, "username") => &mut owner.username,
            (Part::Account, _) => &mut owner.shown,
            _ => return self.channel(key, value),
        };
        *field = text();
    }
}

impl Telling<'_> {
    fn channel(&mut self, key: &str, value: &str) {
        let told = self.names.channels.entry(self.folder.clone()).or_default();
        let text = || json::parse::<Loose>(value).unwrap_or_default().0;
        match key {
            "id" => told.id = text(),
            "type" => told.kind = text(),
            "name" => told.name = text(),
            "guild" => told.guild = json::parse::<Guild>(value).unwrap_or_default().name.0,
            _ => {
                let ids: Vec<Loose> = json::parse(value).unwrap_or_default();
                told.recipients = ids.into_iter().map(|id| id.0).collect();
            }
        }
    }
}
