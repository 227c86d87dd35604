//! One-line notices: `<time> You named the conversation X`, known by whole-line templates.

use crate::conversation::SystemEvent;

/// What a notice says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Notice<'a> {
    /// The app reports something.
    App(SystemEvent),
    /// This person took a whole message back.
    Unsent(&'a str),
}

/// The notice that follows a time on its line; `None` if it is anybody's words.
pub(super) fn parse(rest: &str) -> Option<Notice<'_>> {
    let rest = rest.strip_prefix(' ')?.trim_end();
    if let Some(who) = rest.strip_suffix(" unsent a message!") {
        return Some(Notice::Unsent(who));
    }
    let ends = ENDINGS.iter().find(|(ending, _)| rest.ends_with(ending)).map(|(_, event)| *event);
    let holds = || HOLDING.iter().find(|(part, _)| rest.contains(part)).map(|(_, event)| *event);
    let between = |verb: &str, end: &str| rest.contains(verb) && rest.ends_with(end);
    if between(" added ", " to the conversation.") || between(" removed ", " from the conversation.") {
        return Some(Notice::App(SystemEvent::Membership));
    }
    ends.or_else(holds).map(Notice::App)
}

const ENDINGS: [(&str, SystemEvent); 7] = [
    (" left the conversation.", SystemEvent::Membership),
    (" changed their phone number.", SystemEvent::Identity),
    (" changed the group photo.", SystemEvent::GroupChanged),
    (" removed the group photo.", SystemEvent::GroupChanged),
    (" changed the chat background.", SystemEvent::GroupChanged),
    (" removed the chat background.", SystemEvent::GroupChanged),
    (" kept an audio message.", SystemEvent::Notice),
];

/// A name follows these.
const HOLDING: [(&str, SystemEvent); 3] = [
    (" renamed the conversation to ", SystemEvent::GroupChanged),
    (" named the conversation ", SystemEvent::GroupChanged),
    (" performed unknown action ", SystemEvent::Notice),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notices_are_whole_lines_of_the_exporters() {
        for (rest, event) in [
            (" You named the conversation Trip", SystemEvent::GroupChanged),
            (" Ana renamed the conversation to Trip", SystemEvent::GroupChanged),
            (" Ana added Ben to the conversation.", SystemEvent::Membership),
            (" You left the conversation.", SystemEvent::Membership),
            (" Ana kept an audio message.", SystemEvent::Notice),
            (" Ana changed their phone number.", SystemEvent::Identity),
        ] {
            assert_eq!(parse(rest), Some(Notice::App(event)), "{rest}");
        }
        assert_eq!(parse(" Ana B unsent a message!"), Some(Notice::Unsent("Ana B")));
        for rest in ["", " you left me", " I never added her", " removed", " the conversation."] {
            assert_eq!(parse(rest), None, "{rest}");
        }
    }
}
