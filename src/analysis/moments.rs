//! Own messages with what is marked in them and what stood before, the others' words covered.

use super::own::Own;
use super::{Before, Moment};
use crate::conversation::{Conversation, Kind, Message, ParticipantId, SentAt};
use crate::tone::{ScoredConversation, Tone};
use jiff::SignedDuration;
use unicode_segmentation::UnicodeSegmentation;

/// How many messages before a moment are shown.
const BEFORE: usize = 3;
/// How long before a moment a message still belongs to the same talk (codebook section 1).
const SAME_TALK: SignedDuration = SignedDuration::from_hours(12);
/// To what a number of covered words is rounded up: a reader learns "a few" or "many", not which words.
const ROUGHLY: [usize; 7] = [1, 5, 10, 20, 30, 50, 100];

/// The moment of one marked message.
pub(super) fn moment(scored: &ScoredConversation, own: &Own<'_>) -> Moment {
    let mut flags = own.flags();
    flags.retain(|flag| flag.tone != Tone::Abusive);
    Moment {
        sent: own.message.sent,
        text: own.message.text.clone(),
        flags,
        before: before(&scored.conversation, own.position),
        source: own.message.source.clone(),
    }
}

fn before(conversation: &Conversation, position: usize) -> Vec<Before> {
    let sent = conversation.messages[position].sent;
    let mut before: Vec<Before> = conversation.messages[..position]
        .iter()
        .rev()
        .take_while(|earlier| same_talk(earlier.sent, sent))
        .filter(|earlier| earlier.kind != Kind::System)
        .filter_map(|earlier| Some(shown(conversation, earlier.sender?, earlier)))
        .take(BEFORE)
        .collect();
    before.reverse();
    before
}

/// Whether so little time lies between that the one may answer the other. Without clock times the
/// day decides; where the export tells no time at all, nothing speaks against it.
fn same_talk(earlier: SentAt, later: SentAt) -> bool {
    if let (SentAt::Instant { at: earlier, .. }, SentAt::Instant { at: later, .. }) = (earlier, later) {
        return later.duration_since(earlier) <= SAME_TALK;
    }
    match (earlier.clock(), later.clock()) {
        (Some(earlier), Some(later)) => later.duration_since(earlier) <= SAME_TALK,
        _ => earlier.date() == later.date(),
    }
}

/// A message as context: own words are shown, everybody else's are covered, forwarded ones too.
fn shown(conversation: &Conversation, by: ParticipantId, message: &Message) -> Before {
    if message.text.trim().is_empty() {
        return Before::Wordless;
    }
    if conversation.is_own(message) && !message.forwarded {
        return Before::Own(message.text.clone());
    }
    match message.text.unicode_words().count() {
        0 => Before::Wordless,
        words => Before::Covered {
            by: conversation.participant(by).display_name.clone(),
            about_words: ROUGHLY.into_iter().find(|&about| words <= about).unwrap_or(100),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::own::judged;
    use crate::analysis::sample::Sample;

    fn last_before(sample: &Sample) -> Vec<Before> {
        moment(&sample.scored, judged(&sample.scored).last().unwrap()).before
    }

    fn covered(about_words: usize) -> Before {
        Before::Covered { by: "Jonah".into(), about_words }
    }

    #[test]
    fn at_most_three_messages_within_twelve_hours_stand_before_oldest_first() {
        let mut sample = Sample::between("Ines", &["Jonah"]);
        sample.other("2026-01-03 10:00", 1, "first");
        sample.other("2026-01-03 10:01", 1, "two words");
        sample.own("2026-01-03 10:02", "mine", &[]);
        sample.other("2026-01-03 10:03", 1, "six words, the last of them");
        sample.own("2026-01-03 10:04", "marked", &[(Tone::Critical, 0.9)]);
        assert_eq!(last_before(&sample), [covered(5), Before::Own("mine".into()), covered(10)]);
    }

    #[test]
    fn a_message_of_the_day_before_is_another_talk() {
        let mut sample = Sample::between("Ines", &["Jonah"]);
        sample.other("2026-01-02 21:59", 1, "too early by a minute");
        sample.own("2026-01-03 10:00", "marked", &[(Tone::Critical, 0.9)]);
        assert_eq!(last_before(&sample), []);
    }

    #[test]
    fn the_others_words_and_their_exact_number_never_reach_a_moment() {
        let mut sample = Sample::between("Ines", &["Jonah"]);
        sample.other("2026-01-03 10:00", 1, &"secret ".repeat(73));
        sample.own("2026-01-03 10:01", "marked", &[(Tone::Critical, 0.9)]);
        let shown = format!("{:?}", last_before(&sample));
        assert!(!shown.contains("secret") && !shown.contains("73"), "{shown}");
        assert_eq!(last_before(&sample), [covered(100)]);
    }

    #[test]
    fn words_that_the_owner_only_passed_on_are_covered_too() {
        let mut sample = Sample::between("Ines", &["Jonah"]);
        sample.own("2026-01-03 10:00", "their words", &[]);
        sample.scored.conversation.messages[0].forwarded = true;
        sample.own("2026-01-03 10:01", "marked", &[(Tone::Critical, 0.9)]);
        assert_eq!(last_before(&sample), [Before::Covered { by: "Ines".into(), about_words: 5 }]);
    }

    #[test]
    fn a_picture_is_a_message_without_words() {
        let mut sample = Sample::between("Ines", &["Jonah"]);
        sample.other("2026-01-03 10:00", 1, "");
        sample.own("2026-01-03 10:01", "marked", &[(Tone::Critical, 0.9)]);
        assert_eq!(last_before(&sample), [Before::Wordless]);
    }

    #[test]
    fn a_moment_never_carries_the_mark_of_a_threat() {
        let mut sample = Sample::between("Ines", &["Jonah"]);
        sample.own("2026-01-03 10:00", "invented", &[(Tone::Abusive, 0.9), (Tone::Nasty, 0.8)]);
        let flags = moment(&sample.scored, &judged(&sample.scored)[0]).flags;
        assert_eq!(flags.iter().map(|flag| flag.tone).collect::<Vec<_>>(), [Tone::Nasty]);
    }
}
