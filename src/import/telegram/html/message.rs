//! One message on a page.

use super::media::{self, Media};
use crate::conversation::{Kind, Message, ParticipantId, Precision, Reaction, SentAt};
use crate::import::Skip;
use crate::import::chats::People;
use crate::import::html::{self, first, is, own_words, within};
use crate::import::moment::{self, When};
use crate::import::telegram::DELETED_ACCOUNT;
use scraper::ElementRef;

/// What the page tells of a message.
pub(super) struct Told {
    /// The message, but for where it stands.
    pub(super) message: Message,
    /// Whether a time was told that could be read.
    pub(super) time_is_read: bool,
    /// Whether it is a call that the owner made.
    pub(super) is_outgoing_call: bool,
}

/// Who wrote it; a message without a name goes on the one before it.
pub(super) fn sender(
    message: ElementRef<'_>,
    last: Option<ParticipantId>,
    people: &mut People,
) -> ParticipantId {
    let named = within(message).find(|inner| is(*inner, "from_name") && !is_in_forward(*inner, message));
    match (named, last) {
        (Some(name), _) => person(people, without_bot(&own_words(name))),
        (None, Some(last)) => last,
        (None, None) => person(people, ""),
    }
}

/// The message as hearten keeps it.
pub(super) fn read(
    message: ElementRef<'_>,
    sender: ParticipantId,
    people: &mut People,
) -> Result<Told, Skip> {
    let (sent, precision) = within(message)
        .find(|inner| is(*inner, "date") && !is_in_forward(*inner, message))
        .and_then(|date| date.attr("title"))
        .map(when)
        .unwrap_or_default();
    let words = texts(message);
    let media = media::of(message).unwrap_or_default();
    let text = lines([media.question.as_deref().unwrap_or_default(), &words]);
    if text.is_empty() && media.kind == Kind::Text {
        return Err(Skip::Empty);
    }
    let is_outgoing_call = media.is_outgoing_call;
    let told = Message {
        id: message.attr("id").and_then(|id| id.strip_prefix("message")).map(str::to_owned),
        sender: Some(sender),
        sent,
        precision,
        kind: media.kind,
        raw: lines([&media.shown, &words]),
        text,
        forwarded: forward(message).is_some(),
        reply_to: first(message, "reply_to").and_then(answered),
        reactions: reactions(message, people),
        ..Message::default()
    };
    let Media { attachment, call, .. } = media;
    let message = Message { attachments: attachment.into_iter().collect(), call, ..told };
    Ok(Told { message, time_is_read: sent != SentAt::Unknown, is_outgoing_call })
}

/// `01.03.2024 10:00:00 UTC+01:00`; before 2022 without the zone.
fn when(title: &str) -> When {
    let (wall, zone) = title.trim().split_once(" UTC").unwrap_or((title.trim(), ""));
    let Some((date, clock)) = wall.split_once(' ') else { return When::default() };
    let mut parts = date.split('.');
    let (Some(day), Some(month), Some(year), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return When::default();
    };
    let zone = if title.trim().ends_with("UTC") { "Z" } else { zone };
    match moment::iso(&format!("{year}-{month}-{day}T{clock}{zone}")) {
        (_, Precision::Day | Precision::None) => When::default(),
        told => told,
    }
}

fn lines(parts: [&str; 2]) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The words of the message, those passed on among them; not what a poll, a file or an answered message shows.
fn texts(message: ElementRef<'_>) -> String {
    let texts = within(message).filter(|inner| is(*inner, "text"));
    texts.map(html::words).filter(|words| !words.is_empty()).collect::<Vec<_>>().join("\n")
}

fn forward(message: ElementRef<'_>) -> Option<ElementRef<'_>> {
    within(message).find(|inner| is(*inner, "forwarded") && is(*inner, "body"))
}

/// Whether the element stands in what was passed on, with its own name and date.
fn is_in_forward(element: ElementRef<'_>, message: ElementRef<'_>) -> bool {
    let outer = element.ancestors().take_while(|outer| outer.id() != message.id());
    outer.filter_map(ElementRef::wrap).any(|outer| is(outer, "forwarded"))
}

/// The id in `#go_to_message12`, on this page or another; none for a message in another chat.
fn answered(reply: ElementRef<'_>) -> Option<String> {
    let href = within(reply).find_map(|link| link.attr("href"))?;
    href.rsplit_once("#go_to_message").map(|(_, id)| id.to_owned())
}

/// Reactions, once for each giver or as often as they are counted.
fn reactions(message: ElementRef<'_>, people: &People) -> Vec<Reaction> {
    within(message).filter(|inner| is(*inner, "reaction")).flat_map(|told| given(told, people)).collect()
}

fn given(told: ElementRef<'_>, people: &People) -> Vec<Reaction> {
    /// Channels count reactions by the thousand; that many copies of one say nothing.
    const MOST: usize = 100;
    let Some(emoji) = first(told, "emoji").map(html::words).filter(|emoji| !emoji.is_empty()) else {
        return Vec::new();
    };
    let givers = within(told).filter(|inner| is(*inner, "initials"));
    let mut given: Vec<Reaction> = givers
        .take(MOST)
        .map(|giver| {
            let by = giver.attr("title").and_then(|name| people.called(name.trim()));
            Reaction { emoji: emoji.clone(), by }
        })
        .collect();
    let count = first(told, "count").and_then(|count| html::words(count).parse().ok()).unwrap_or(1);
    given.resize(given.len().max(count).min(MOST), Reaction { emoji, by: None });
    given
}

/// The person of that name; pages tell no ids.
fn person(people: &mut People, name: &str) -> ParticipantId {
    let name = if name.is_empty() { DELETED_ACCOUNT } else { name };
    people.of(name, name)
}

/// The name without the bot that helped to write: `Ana via @gif`.
fn without_bot(name: &str) -> &str {
    name.rsplit_once(" via @").filter(|(_, bot)| !bot.contains(' ')).map_or(name, |(name, _)| name.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_with_their_zone_and_without_one() {
        let iso = |title: &str| when(title).0.to_iso();
        assert_eq!(iso("01.03.2024 10:00:05 UTC+01:00").as_deref(), Some("2024-03-01T10:00:05+01:00"));
        assert_eq!(iso("01.03.2024 10:00:05 UTC-03:30").as_deref(), Some("2024-03-01T10:00:05-03:30"));
        assert_eq!(iso("01.03.2024 10:00:05 UTC").as_deref(), Some("2024-03-01T10:00:05Z"));
        assert_eq!(iso("01.03.2024 10:00:05").as_deref(), Some("2024-03-01T10:00:05"));
        for odd in
            ["", "10:00", "31.02.2024 10:00:05", "01.03.2024", "1.2.3.4 10:00:05", "03/01/2024 10:00:05"]
        {
            assert_eq!(iso(odd), None, "{odd}");
        }
    }

    #[test]
    fn the_bot_that_helped_is_no_part_of_the_name() {
        assert_eq!(without_bot("Ana via @gif"), "Ana");
        assert_eq!(without_bot("Ana via @gif Bo"), "Ana via @gif Bo");
        assert_eq!(without_bot("Via"), "Via");
    }
}
