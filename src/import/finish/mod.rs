//! The last step of every importer: order, numbers, links, the owner, and the rest of the receipt.

mod alias;
mod order;
mod owner;

pub(super) use order::instant;
pub(super) use owner::in_most_chats;

use super::{
    DateEvidence, ImportError, Imported, Options, OwnerDecision, OwnerEvidence, Receipt, Source, Warning,
};
use crate::conversation::{Audience, Conversation, Kind, Message, ParticipantId, SentAt};
use std::collections::BTreeSet;

/// What an importer read: messages in the order of the file, and its part of the receipt (format,
/// variant, records, skipped, lines, dates, columns, own warnings).
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// Everything but `id`, `owner` and the messages' `seq`; the audience where the format tells it.
    pub(super) conversation: Conversation,
    /// The importer's part of the account.
    pub(super) receipt: Receipt,
    /// The owner as the format itself shows them, and by what.
    pub(super) marked: Option<(ParticipantId, OwnerEvidence)>,
}

/// Makes the person of that name the owner, if they are in the chat.
pub(super) fn own(import: &mut Imported, name: &str, evidence: OwnerEvidence) {
    let Imported { conversation, receipt } = import;
    let place = conversation.participants.iter().position(|person| person.display_name == name);
    let Some(owner) = place.map(ParticipantId) else { return };
    conversation.owner = Some(owner);
    receipt.owner = OwnerDecision { name: Some(name.to_owned()), evidence };
    receipt.warnings.retain(|warning| *warning != Warning::OwnerUnknown);
}

/// Completes a draft; without an owner, and with the reason, if `--me` names nobody in it or several people.
pub(super) fn finish(draft: Draft, source: &Source, options: &Options) -> (Imported, Option<ImportError>) {
    let Draft { mut conversation, mut receipt, marked } = draft;
    let ids = alias::join(&mut conversation, &options.aliases);
    let marked = marked.map(|(id, evidence)| (ids[id.0], evidence));
    for message in &mut conversation.messages {
        message.drop_equal_raw();
        if is_link_only(message) {
            message.kind = Kind::Link;
        }
    }
    let steps_back = order::restore(&mut conversation.messages);
    if conversation.audience == Audience::Unknown {
        conversation.audience = audience(&conversation);
    }
    let (owner, error) = match owner::find(&conversation, marked, source, options) {
        Ok(owner) => (owner, None),
        Err(error) => (None, Some(error)),
    };
    conversation.owner = owner.map(|(id, _)| id);
    conversation.id = identity(&conversation);
    receipt.owner = owner.map_or_else(OwnerDecision::default, |(id, evidence)| OwnerDecision {
        name: Some(conversation.participant(id).display_name.clone()),
        evidence,
    });
    describe_source(&mut receipt, source);
    describe_messages(&mut receipt, &conversation);
    warn(&mut receipt, source, options, steps_back);
    receipt.warnings.extend(alias::suggested(&conversation));
    (Imported { conversation, receipt }, error)
}

fn is_link_only(message: &Message) -> bool {
    let begins = |word: &str, start: &str| {
        word.get(..start.len()).is_some_and(|beginning| beginning.eq_ignore_ascii_case(start))
    };
    let is_link = |word: &str| ["http://", "https://", "www."].iter().any(|start| begins(word, start));
    message.kind == Kind::Text
        && !message.text.trim().is_empty()
        && message.text.split_whitespace().all(is_link)
}

fn audience(conversation: &Conversation) -> Audience {
    match conversation.participants.len() {
        0 | 1 => Audience::Unknown,
        2 => Audience::Direct,
        _ => Audience::Group,
    }
}

/// Equal for two exports of one chat: a group keeps its title, two people keep their names.
fn identity(conversation: &Conversation) -> String {
    let title = Some(conversation.title.as_str()).filter(|title| !title.is_empty());
    let names: BTreeSet<String> =
        conversation.participants.iter().map(|person| person.display_name.to_lowercase()).collect();
    let names = || names.into_iter().collect::<Vec<_>>().join("\n");
    let what = match (conversation.audience, title) {
        (Audience::Group | Audience::Unknown, Some(title)) => title.to_owned(),
        _ => names(),
    };
    super::source::fingerprint(format!("{}\n{what}", conversation.platform).as_bytes())
}

fn describe_source(receipt: &mut Receipt, source: &Source) {
    let file = source
        .path
        .file_name()
        .map_or_else(|| source.name.to_string(), |name| name.to_string_lossy().into_owned());
    receipt.source = if file == *source.name { file } else { format!("{file}, {} in it", source.name) };
    receipt.bytes = source.bytes;
    receipt.fingerprint.clone_from(&source.fingerprint);
    receipt.encoding.clone_from(&source.encoding);
}

/// Fills in how many messages there are of each kind and from when to when they go.
pub(super) fn describe_messages(receipt: &mut Receipt, conversation: &Conversation) {
    let mut span = None;
    for message in &conversation.messages {
        *receipt.kept.entry(message.kind).or_default() += 1;
        if let Some(at) = order::instant(message.sent) {
            let one = (at, message.sent);
            let (first, last) = span.unwrap_or((one, one));
            span = Some((if at < first.0 { one } else { first }, if at >= last.0 { one } else { last }));
        }
    }
    let (first, last) = span.map_or_else(Default::default, |(first, last)| (first.1, last.1));
    (receipt.first, receipt.last) = (first, last);
    receipt.zone = match receipt.first {
        SentAt::Instant { .. } => "the export tells moments in time",
        SentAt::Local(_) => "the clock of the phone that exported; the export tells no zone",
        SentAt::Day(_) => "days only",
        SentAt::Unknown => "no times",
    };
}

fn warn(receipt: &mut Receipt, source: &Source, options: &Options, steps_back: usize) {
    let warnings = &mut receipt.warnings;
    if let Some(decision) = receipt.dates {
        match options.date_order {
            Some(asked)
                if asked != decision.order && decision.evidence == DateEvidence::ImpossibleOtherwise =>
            {
                warnings.push(Warning::DateOrderImpossible { asked });
            }
            _ if decision.evidence == DateEvidence::Assumed => warnings.push(Warning::AmbiguousDates),
            _ => {}
        }
    }
    if source.replaced > 0 {
        warnings.push(Warning::ReplacedBytes { count: source.replaced });
    }
    if steps_back > 0 {
        warnings.push(Warning::OutOfOrder { count: steps_back });
    }
    if receipt.owner.evidence == OwnerEvidence::Unknown {
        warnings.push(Warning::OwnerUnknown);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversation::{Participant, Precision};
    use jiff::civil::date;

    fn draft(messages: &[(i8, &str)], precision: Precision) -> Draft {
        let message = |(minute, text): &(i8, &str)| Message {
            sender: Some(ParticipantId(0)),
            sent: SentAt::Local(date(2026, 1, 1).at(10, *minute, 0, 0)),
            precision,
            text: (*text).to_owned(),
            ..Message::default()
        };
        let conversation = Conversation {
            messages: messages.iter().map(message).collect(),
            participants: vec![Participant::named("Ana")],
            ..Conversation::default()
        };
        let receipt = Receipt { records_seen: messages.len(), ..Receipt::default() };
        Draft { conversation, receipt, marked: None }
    }

    fn finished(draft: Draft) -> Imported {
        finish(draft, &Source::from_text("chat.txt", "text"), &Options::default()).0
    }

    #[test]
    fn a_message_of_links_alone_is_a_link() {
        let imported = finished(draft(
            &[
                (0, "https://a.example/x"),
                (1, "see https://a.example/x"),
                (2, "www.a.example\nHTTP://b.example"),
            ],
            Precision::Second,
        ));
        let kinds: Vec<_> = imported.conversation.messages.iter().map(|message| message.kind).collect();
        assert_eq!(kinds, [Kind::Link, Kind::Text, Kind::Link]);
        assert_eq!(imported.receipt.kept, [(Kind::Text, 1), (Kind::Link, 2)].into());
        assert!(imported.receipt.balances());
    }

    #[test]
    fn the_receipt_tells_first_and_last_time_and_what_ran_backwards() {
        let imported = finished(draft(&[(5, "b"), (3, "a"), (9, "c")], Precision::Second));
        let texts: Vec<_> =
            imported.conversation.messages.iter().map(|message| message.text.as_str()).collect();
        assert_eq!(texts, ["a", "b", "c"]);
        assert_eq!(imported.receipt.first.to_iso().as_deref(), Some("2026-01-01T10:03:00"));
        assert_eq!(imported.receipt.last.to_iso().as_deref(), Some("2026-01-01T10:09:00"));
        assert_eq!(imported.receipt.warnings, [Warning::OutOfOrder { count: 1 }, Warning::OwnerUnknown]);
    }

    #[test]
    fn two_exports_of_one_chat_have_one_id_and_other_chats_another() {
        let one = finished(draft(&[(1, "a")], Precision::Minute)).conversation;
        let longer = finished(draft(&[(1, "a"), (2, "b")], Precision::Minute)).conversation;
        assert_eq!(one.id, longer.id);
        let mut other = draft(&[(1, "a")], Precision::Minute);
        other.conversation.participants[0].display_name = "Ben".to_owned();
        assert_ne!(one.id, finished(other).conversation.id);
    }
}
