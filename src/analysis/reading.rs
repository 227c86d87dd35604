//! How much was read, and what was not judged. A message lies in exactly one bucket.

use super::Reading;
use super::own::is_own;
use crate::conversation::{Conversation, Kind, ParticipantId};
use crate::tone::{Judgement, ScoredConversation};
use std::collections::BTreeSet;

/// Counts what was read.
pub(super) fn reading(scored: &ScoredConversation) -> Reading {
    let conversation = &scored.conversation;
    let mut reading = Reading { period: conversation.period(), ..Reading::default() };
    let mut days = BTreeSet::new();
    for (message, judgement) in scored.iter() {
        if is_own(conversation, message) {
            reading.own += 1;
            days.extend(message.sent.date());
            match judgement {
                Judgement::Scored(_) | Judgement::Cleared => reading.own_judged += 1,
                Judgement::NotJudged(reason) => *reading.own_not_judged.entry(*reason).or_default() += 1,
            }
        } else if message.sender.is_some() && message.kind != Kind::System {
            reading.others += 1;
        }
    }
    reading.own_days = days.len();
    reading
}

/// The owner's display name; empty if nobody is known to be the owner.
pub(super) fn owner(conversation: &Conversation) -> String {
    conversation.owner.map(|id| conversation.participant(id).display_name.clone()).unwrap_or_default()
}

/// The other people's display names, those who wrote most first; the app's own accounts are nobody.
pub(super) fn others(conversation: &Conversation) -> Vec<String> {
    let mut written = vec![0_usize; conversation.participants.len()];
    for ParticipantId(index) in conversation.messages.iter().filter_map(|message| message.sender) {
        written[index] += 1;
    }
    let mut others: Vec<_> = conversation
        .participants
        .iter()
        .enumerate()
        .filter(|&(index, person)| Some(ParticipantId(index)) != conversation.owner && !person.is_bot)
        .collect();
    others.sort_by_key(|&(index, _)| std::cmp::Reverse(written[index]));
    others.into_iter().map(|(_, person)| person.display_name.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::own;
    use crate::analysis::sample::Sample;
    use crate::tone::NotJudged;

    #[test]
    fn every_own_message_is_either_judged_or_not_judged_for_one_reason() {
        let mut sample = Sample::between("Ines", &["Jonah"]);
        sample.own("2026-01-03 10:00", "hello there", &[]);
        sample.own_not_judged("2026-01-03 10:01", NotJudged::Media);
        sample.own_not_judged("2026-01-04 10:01", NotJudged::Media);
        sample.other("2026-01-05 10:02", 1, "hi");
        let reading = reading(&sample.scored);
        assert_eq!((reading.own, reading.own_judged, reading.others, reading.own_days), (3, 1, 1, 2));
        assert_eq!(reading.own_not_judged[&NotJudged::Media], 2);
    }

    #[test]
    fn what_the_first_stage_cleared_was_judged() {
        let mut sample = Sample::between("Ines", &["Jonah"]);
        sample.own_cleared("2026-01-03 10:00", "back at six");
        assert_eq!(reading(&sample.scored).own_judged, 1);
        assert!(!own::judged(&sample.scored)[0].is_marked());
    }

    #[test]
    fn system_lines_are_nobody_s_words() {
        let mut sample = Sample::between("Ines", &["Jonah"]);
        sample.own_not_judged("2026-01-03 10:01", NotJudged::System);
        sample.scored.conversation.messages[0].kind = Kind::System;
        assert_eq!(reading(&sample.scored).own, 0);
    }

    #[test]
    fn others_stand_in_the_order_of_how_much_they_wrote() {
        let mut sample = Sample::between("Ines", &["Jonah", "Leila"]);
        sample.other("2026-01-03 10:00", 1, "hi");
        sample.other("2026-01-03 10:01", 2, "hi");
        sample.other("2026-01-03 10:02", 2, "anyone there");
        assert_eq!(others(&sample.scored.conversation), ["Leila", "Jonah"]);
        assert_eq!(owner(&sample.scored.conversation), "Ines");
    }
}
