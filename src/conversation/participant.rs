//! People in a chat.

/// Position of a person in [`Conversation::participants`](super::Conversation::participants).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ParticipantId(pub usize);

/// One person, under every name the export knows them by.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Participant {
    /// The name as last seen.
    pub display_name: String,
    /// All names, phone numbers, addresses and user ids seen, the display name among them.
    pub aliases: Vec<String>,
    /// Whether this is the app's own account, a bot or an assistant.
    pub is_bot: bool,
}

impl Participant {
    /// A person seen under one name so far.
    pub fn named(name: &str) -> Self {
        Self { display_name: name.to_owned(), aliases: vec![name.to_owned()], is_bot: false }
    }

    /// Whether `name` is one of this person's names, ignoring case and outer space.
    pub fn is_called(&self, name: &str) -> bool {
        let wanted = name.trim().to_lowercase();
        self.aliases.iter().any(|alias| alias.trim().to_lowercase() == wanted)
    }
}
