//! Who is who: people and groups by their ids in the file.

use crate::conversation::ParticipantId;
use crate::import::chats::People;
use crate::import::json::{Loose, lenient, present};
use serde::Deserialize;
use std::collections::HashMap;

/// The owner's key among the people of a chat, and their name where the export tells none.
pub(super) const ME: &str = "Me";

/// Of the account, nothing but the name.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Account {
    given_name: Loose,
    family_name: Loose,
}

/// What the export tells of somebody or something that a chat can be with.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct ToldRecipient {
    id: Loose,
    #[serde(rename = "self", deserialize_with = "present")]
    is_self: bool,
    #[serde(deserialize_with = "present")]
    release_notes: bool,
    #[serde(deserialize_with = "lenient")]
    contact: Option<Contact>,
    #[serde(deserialize_with = "lenient")]
    group: Option<Group>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Contact {
    aci: Loose,
    pni: Loose,
    e164: Loose,
    username: Loose,
    profile_given_name: Loose,
    profile_family_name: Loose,
    system_given_name: Loose,
    system_family_name: Loose,
    system_nickname: Loose,
    #[serde(deserialize_with = "lenient")]
    nickname: Nickname,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Nickname {
    given: Loose,
    family: Loose,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Group {
    #[serde(deserialize_with = "lenient")]
    snapshot: Snapshot,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Snapshot {
    #[serde(deserialize_with = "lenient")]
    title: Title,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Title {
    title: Loose,
}

/// Somebody or something that a chat can be with.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Recipient {
    /// What is the same in every export: an account id, a number, a name.
    pub(super) key: String,
    /// As the owner sees it.
    pub(super) name: String,
    /// What it is.
    pub(super) what: What,
    /// Other names and numbers.
    aliases: Vec<String>,
}

/// What a recipient is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// The owner.
    Myself,
    /// A person.
    Contact,
    /// A group.
    Group,
    /// Signal itself, telling what is new.
    News,
    /// A list or link that nobody writes in.
    Other,
}

impl ToldRecipient {
    fn recipient(self, owner: &str) -> Recipient {
        let of = |what, key: &str, name: &str| Recipient {
            key: key.to_owned(),
            name: name.to_owned(),
            what,
            aliases: Vec::new(),
        };
        match (self.contact, self.group) {
            _ if self.is_self => of(What::Myself, ME, owner),
            _ if self.release_notes => of(What::News, "Signal", "Signal"),
            (Some(contact), _) => contact.recipient(&self.id.0),
            (None, Some(group)) => of(What::Group, &self.id.0, &group.snapshot.title.title.0),
            (None, None) => of(What::Other, &unknown(&self.id.0), ""),
        }
    }
}

impl Contact {
    /// The first name that there is, in the order in which the apps look for one.
    fn recipient(self, id: &str) -> Recipient {
        let number = self.e164.0.trim_start_matches('+');
        let number = if number.is_empty() { String::new() } else { format!("+{number}") };
        let names = [
            joined(&self.nickname.given, &self.nickname.family),
            joined(&self.system_given_name, &self.system_family_name),
            self.system_nickname.0,
            joined(&self.profile_given_name, &self.profile_family_name),
            self.username.0,
            number.clone(),
        ];
        let mut aliases: Vec<String> = names.into_iter().filter(|name| !name.is_empty()).collect();
        let name = aliases.first().cloned().unwrap_or_default();
        let keys = [self.aci.0, self.pni.0, number, name.clone(), unknown(id)];
        let key = keys.into_iter().find(|key| !key.is_empty()).unwrap_or_default();
        aliases.retain(|alias| *alias != name);
        Recipient { key, name, what: What::Contact, aliases }
    }
}

fn joined(given: &Loose, family: &Loose) -> String {
    format!("{} {}", given.0, family.0).trim().to_owned()
}

/// The key of somebody of whom nothing is told but the id in this file.
fn unknown(id: &str) -> String {
    format!("recipient {id}")
}

/// Everybody told of so far, by the id in this file.
#[derive(Default)]
pub(super) struct Recipients {
    by_id: HashMap<String, Recipient>,
    /// Ids in this file by account id, for mentions.
    by_account: HashMap<String, String>,
    owner: String,
    owner_id: Option<String>,
}

impl Recipients {
    /// Takes the owner's name from the account.
    pub(super) fn name_owner(&mut self, account: &Account) {
        self.owner = joined(&account.given_name, &account.family_name);
    }

    /// Adds one.
    pub(super) fn add(&mut self, told: ToldRecipient) {
        let id = told.id.0.clone();
        if let Some(account) = told.contact.as_ref().map(|contact| &contact.aci.0) {
            self.by_account.insert(account.clone(), id.clone());
        }
        if told.is_self {
            self.owner_id = Some(id.clone());
        }
        let recipient = told.recipient(if self.owner.is_empty() { ME } else { &self.owner });
        self.by_id.insert(id, recipient);
    }

    /// The one with this id.
    pub(super) fn get(&self, id: &str) -> Option<&Recipient> {
        self.by_id.get(id)
    }

    /// What of this person is the same in every export.
    pub(super) fn key(&self, id: &str) -> String {
        self.get(id).map_or_else(|| unknown(id), |recipient| recipient.key.clone())
    }

    /// Whether the id is the owner's.
    pub(super) fn is_owner(&self, id: &str) -> bool {
        self.get(id).is_some_and(|recipient| recipient.what == What::Myself)
    }

    /// The owner's id.
    pub(super) fn owner_id(&self) -> Option<&str> {
        self.owner_id.as_deref()
    }

    /// The name of the person with this account id.
    pub(super) fn name_of_account(&self, account: &str) -> Option<&str> {
        let id = self.by_account.get(account)?;
        self.get(id).map(|recipient| recipient.name.as_str())
    }

    /// The owner, among the people of a chat.
    pub(super) fn owner(&self, people: &mut People) -> ParticipantId {
        people
            .known(ME)
            .unwrap_or_else(|| people.of(ME, if self.owner.is_empty() { ME } else { &self.owner }))
    }

    /// The person with this id, among the people of a chat.
    pub(super) fn person(&self, id: &str, people: &mut People) -> ParticipantId {
        let Some(recipient) = self.get(id) else { return people.of(&unknown(id), "") };
        if let Some(known) = people.known(&recipient.key) {
            return known;
        }
        let person = people.of(&recipient.key, &recipient.name);
        let entry = people.person_mut(person);
        entry.is_bot = recipient.what == What::News;
        entry.aliases.extend(recipient.aliases.iter().cloned());
        person
    }
}
