//! Scored conversations written by hand, for tests: no model has to run to know what follows from a mark.

use crate::conversation::{
    Conversation, Kind, Message, Participant, ParticipantId, Precision, SentAt, SourcePos,
};
use crate::tone::{
    Judgement, ModelId, NotJudged, Phrase, ReliabilityTable, ScoredConversation, Tone, ToneScores,
};
use jiff::civil::DateTime;

/// A conversation that grows message by message. The owner is participant 0.
pub(crate) struct Sample {
    /// What has been written so far.
    pub(crate) scored: ScoredConversation,
}

impl Sample {
    /// Nothing written yet.
    pub(crate) fn between(owner: &str, others: &[&str]) -> Self {
        let participants =
            std::iter::once(&owner).chain(others).map(|name| Participant::named(name)).collect();
        let conversation =
            Conversation { participants, owner: Some(ParticipantId(0)), ..Conversation::default() };
        let reliability = ReliabilityTable::default();
        let model = ModelId("9f3c71e0".into());
        Self { scored: ScoredConversation { conversation, judgements: Vec::new(), model, reliability } }
    }

    /// A judged message of the owner's; words between « and » are the phrase of every flag.
    pub(crate) fn own(&mut self, sent: &str, marked: &str, flags: &[(Tone, f32)]) {
        let (text, phrase) = unmark(marked);
        let mut scores = ToneScores {
            probabilities: [0.01; Tone::COUNT],
            phrases: [phrase; Tone::COUNT],
            flags: flags.iter().map(|(tone, _)| *tone).collect(),
            ..ToneScores::default()
        };
        for &(tone, probability) in flags {
            scores.probabilities[tone.index()] = probability;
        }
        self.write(sent, 0, Kind::Text, &text, Judgement::Scored(Box::new(scores)));
    }

    /// A message of the owner's that the first stage cleared.
    pub(crate) fn own_cleared(&mut self, sent: &str, text: &str) {
        self.write(sent, 0, Kind::Text, text, Judgement::Cleared);
    }

    /// A message of the owner's that nobody judged.
    pub(crate) fn own_not_judged(&mut self, sent: &str, reason: NotJudged) {
        self.write(sent, 0, Kind::Media, "", Judgement::NotJudged(reason));
    }

    /// A message of somebody else's, without a flag.
    pub(crate) fn other(&mut self, sent: &str, by: usize, text: &str) {
        self.write(sent, by, Kind::Text, text, Judgement::NotJudged(NotJudged::TooShort));
    }

    fn write(&mut self, sent: &str, by: usize, kind: Kind, text: &str, judgement: Judgement) {
        let sent: DateTime = sent.parse().expect("a date and time");
        let messages = &mut self.scored.conversation.messages;
        let line = messages.len() + 1;
        messages.push(Message {
            seq: messages.len(),
            sender: Some(ParticipantId(by)),
            sent: SentAt::Local(sent),
            precision: Precision::Minute,
            kind,
            text: text.to_owned(),
            source: SourcePos { file: "chat.txt".into(), first: line, last: line },
            ..Message::default()
        });
        self.scored.judgements.push(judgement);
    }
}

/// The text without « and », and where they stood; the whole text without them.
fn unmark(marked: &str) -> (String, Phrase) {
    let text = marked.replace(['«', '»'], "");
    let phrase = match (marked.find('«'), marked.find('»')) {
        (Some(start), Some(end)) => Phrase { start, end: end - '«'.len_utf8() },
        _ => Phrase { start: 0, end: text.len() },
    };
    (text, phrase)
}
