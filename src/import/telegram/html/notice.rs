//! What the app says between the messages: days, and what happened in the chat.

use crate::conversation::{Kind, Message, SystemEvent};
use crate::import::html::{self, first};
use crate::import::stamp::Stamp;
use scraper::ElementRef;

/// A line of the app's own.
pub(super) enum Notice {
    /// The name of a day, or that there is nothing: no record of anything.
    Day,
    /// In place of a message that this version of the app could not show.
    Unsupported,
    /// Something that happened. Pages tell no time for it.
    Event(Box<Message>),
}

pub(super) fn of(element: ElementRef<'_>) -> Notice {
    let text = first(element, "body").map(html::words).unwrap_or_default();
    match text.as_str() {
        "" | "No exported messages" => Notice::Day,
        day if Stamp::parse(day).is_some_and(Stamp::is_day) => Notice::Day,
        text if text.starts_with("This message is not supported by this version of Telegram") => {
            Notice::Unsupported
        }
        text => Notice::Event(Box::new(Message {
            id: element.attr("id").and_then(|id| id.strip_prefix("message")).map(str::to_owned),
            kind: Kind::System,
            event: Some(event(text)),
            raw: text.to_owned(),
            ..Message::default()
        })),
    }
}

/// What happened, by the exporter's own words, which are English in every language of the app.
fn event(text: &str) -> SystemEvent {
    const EVENTS: &[(&str, SystemEvent)] = &[
        (" created group «", SystemEvent::GroupCreated),
        ("Channel «", SystemEvent::GroupCreated),
        (" converted ", SystemEvent::GroupCreated),
        (" to the voice chat", SystemEvent::CallStarted),
        (" invited ", SystemEvent::Membership),
        (" removed group photo", SystemEvent::GroupChanged),
        (" removed ", SystemEvent::Membership),
        (" joined group by ", SystemEvent::Membership),
        (" changed group ", SystemEvent::GroupChanged),
        ("Channel title changed", SystemEvent::GroupChanged),
        ("Channel photo ", SystemEvent::GroupChanged),
        (" chat theme", SystemEvent::GroupChanged),
        (" auto-delete", SystemEvent::Timer),
        ("oice chat", SystemEvent::CallStarted),
    ];
    EVENTS.iter().find(|(words, _)| text.contains(words)).map_or(SystemEvent::Notice, |(_, event)| *event)
}
