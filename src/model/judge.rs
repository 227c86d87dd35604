//! Which messages of a conversation are read, and what becomes of the others (codebook sections 3 and 11).

use super::language::are_english;
use super::{ContextLine, ModelError, Query, ToneModel, evaluation};
use crate::conversation::{Conversation, Kind, Message};
use crate::tone::{Judgement, NotJudged, ScoredConversation, ToneScores};
use jiff::SignedDuration;
use jiff::civil::DateTime;

/// How many messages before a message are its context.
const CONTEXT: usize = 3;
/// Messages that are read together: enough for full batches, few enough to keep in memory.
const STRETCH: usize = 8192;
/// Messages further back than this are another conversation (codebook section 1).
const RECENT: SignedDuration = SignedDuration::from_hours(12);

impl ToneModel {
    /// Judges every message of a conversation: own words in English are cleared by the first stage or scored in their
    /// context, the rest is told apart by why it was not. `progress` is told how many more are done.
    pub fn judge(
        &self,
        conversation: Conversation,
        progress: &(dyn Fn(usize) + Sync),
    ) -> Result<ScoredConversation, ModelError> {
        let mut reasons: Vec<Option<NotJudged>> = conversation.messages.iter().map(not_readable).collect();
        set_other_languages_aside(&conversation, &mut reasons);
        let readable: Vec<usize> = (0..reasons.len()).filter(|&at| reasons[at].is_none()).collect();
        let mut judgements: Vec<Judgement> = reasons
            .into_iter()
            .map(|reason| reason.map_or(Judgement::Cleared, Judgement::NotJudged))
            .collect();
        for positions in readable.chunks(STRETCH) {
            let queries: Vec<Query> = positions.iter().map(|&at| query(&conversation.messages, at)).collect();
            for (&at, scores) in positions.iter().zip(self.flag(&queries, progress)?) {
                if let Some(scores) = scores {
                    judgements[at] = judgement(scores);
                }
            }
        }
        Ok(ScoredConversation {
            conversation,
            judgements,
            model: self.id().clone(),
            reliability: evaluation::shipped()?.reliability(),
        })
    }
}

/// Where the model is unsure and marks nothing, nobody judged (codebook section 3: low confidence is never counted).
fn judgement(scores: ToneScores) -> Judgement {
    if scores.unsure && scores.flags.is_empty() {
        return Judgement::NotJudged(NotJudged::Unsure);
    }
    Judgement::Scored(Box::new(scores))
}

/// Why a message has nothing for the model to read, whatever its language.
fn not_readable(message: &Message) -> Option<NotJudged> {
    let wordless = message.text.trim().is_empty();
    match message.kind {
        _ if message.sender.is_none() => Some(NotJudged::System),
        Kind::Deleted => Some(NotJudged::Deleted),
        Kind::Link => Some(NotJudged::LinkOnly),
        Kind::System | Kind::Call | Kind::Location | Kind::Contact | Kind::Poll | Kind::Reaction => {
            Some(NotJudged::System)
        }
        Kind::Media | Kind::Sticker | Kind::Voice if wordless => Some(NotJudged::Media),
        _ if message.forwarded => Some(NotJudged::Forwarded),
        _ => unreadable_text(&message.text),
    }
}

/// Why a text by itself has nothing to read: no letter, digit or emoji, or nothing but links.
pub(super) fn unreadable_text(text: &str) -> Option<NotJudged> {
    let is_link =
        |word: &str| word.starts_with("http://") || word.starts_with("https://") || word.starts_with("www.");
    if text.split_whitespace().next().is_some() && text.split_whitespace().all(is_link) {
        return Some(NotJudged::LinkOnly);
    }
    let something = text.chars().any(|character| {
        character.is_alphanumeric() || (!character.is_ascii() && !character.is_whitespace())
    });
    (!something).then_some(NotJudged::TooShort)
}

fn set_other_languages_aside(conversation: &Conversation, reasons: &mut [Option<NotJudged>]) {
    let readable: Vec<usize> = (0..reasons.len()).filter(|&at| reasons[at].is_none()).collect();
    let texts: Vec<&str> = readable.iter().map(|&at| conversation.messages[at].text.as_str()).collect();
    for (at, english) in readable.into_iter().zip(are_english(&texts)) {
        if !english {
            reasons[at] = Some(NotJudged::OtherLanguage);
        }
    }
}

/// A message with the last messages with words before it, whatever their kind or language.
fn query(messages: &[Message], at: usize) -> Query {
    let target = &messages[at];
    let mut context: Vec<ContextLine> = messages[..at]
        .iter()
        .rev()
        .take_while(|message| is_recent(message, target))
        .filter(|message| message.sender.is_some() && !message.text.trim().is_empty())
        .take(CONTEXT)
        .map(|message| ContextLine {
            text: message.text.clone(),
            same_author: message.sender == target.sender,
        })
        .collect();
    context.reverse();
    Query { text: target.text.clone(), context }
}

/// Within twelve hours, as far as the export tells times.
fn is_recent(before: &Message, target: &Message) -> bool {
    let clocks: Option<(DateTime, DateTime)> = before.sent.clock().zip(target.sent.clock());
    clocks.is_none_or(|(earlier, later)| later.duration_since(earlier) <= RECENT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversation::{ParticipantId, SentAt};
    use crate::tone::Tone;
    use jiff::civil::datetime;

    fn said(by: usize, text: &str, hour: i8) -> Message {
        Message {
            sender: Some(ParticipantId(by)),
            text: text.to_owned(),
            sent: SentAt::Local(datetime(2026, 3, 1, hour, 0, 0, 0)),
            ..Message::default()
        }
    }

    #[test]
    fn context_is_the_last_three_messages_with_words_of_the_last_twelve_hours() {
        let mut messages =
            vec![said(0, "too old", 1), said(0, "one", 10), said(1, "two", 11), said(0, "", 12)];
        messages.push(said(1, "three", 13));
        messages.push(said(0, "target", 14));
        let query = query(&messages, 5);
        let texts: Vec<&str> = query.context.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["one", "two", "three"]);
        assert_eq!(
            query.context.iter().map(|line| line.same_author).collect::<Vec<_>>(),
            [true, false, false]
        );
    }

    #[test]
    fn where_the_model_is_unsure_and_marks_nothing_nobody_judged() {
        let check = |flags: &[Tone], unsure, judged| {
            let scores = ToneScores { flags: flags.to_vec(), unsure, ..ToneScores::default() };
            assert_eq!(matches!(judgement(scores), Judgement::Scored(_)), judged);
        };
        check(&[], true, false);
        check(&[], false, true);
        check(&[Tone::Appreciation], true, true);
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        let check = |message: Message, expected| assert_eq!(not_readable(&message), expected);
        check(said(0, "?!", 1), Some(NotJudged::TooShort));
        check(said(0, "🙄", 1), None);
        check(said(0, "https://example.org/x", 1), Some(NotJudged::LinkOnly));
        check(Message { forwarded: true, ..said(0, "you people", 1) }, Some(NotJudged::Forwarded));
        check(Message { kind: Kind::Media, ..said(0, "", 1) }, Some(NotJudged::Media));
        check(Message { kind: Kind::Media, ..said(0, "your dinner, again", 1) }, None);
        check(Message { sender: None, ..said(0, "x left", 1) }, Some(NotJudged::System));
    }
}
