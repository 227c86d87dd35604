//! One invented report for every renderer's tests: two people, a year, figures that follow from the messages.

use super::Report;
use crate::analysis::{find, sample::Sample};
use crate::conversation::{Kind, SentAt};
use crate::import::dates::DateOrder;
use crate::import::{
    DateDecision, DateEvidence, Lines, OwnerDecision, OwnerEvidence, Receipt, Skip, Warning,
};
use crate::review::Review;
use crate::tone::{NotJudged, Reliability, ReliabilityTable, Tone};
use std::collections::BTreeMap;

/// Ines's year with Jonah: enough for rates, one month too thin for a bar, the last one unfinished.
pub(crate) fn example() -> Report {
    let mut rows: Vec<Row> =
        MARKED.iter().map(|&(sent, text, flags)| Row::Own(sent.into(), text.into(), flags)).collect();
    rows.extend(OTHERS.iter().map(|&(sent, text)| Row::Other(sent.into(), text.into())));
    rows.extend(everyday());
    rows.sort_by(|a, b| a.sent().cmp(b.sent()));
    let mut sample = Sample::between("Ines", &["Jonah"]);
    for row in rows {
        match row {
            Row::Own(sent, text, flags) => sample.own(&sent, &text, flags),
            Row::Other(sent, text) => sample.other(&sent, 1, &text),
            Row::NotJudged(sent, reason) => sample.own_not_judged(&sent, reason),
        }
    }
    sample.scored.conversation.title = "Jonah".into();
    sample.scored.conversation.platform = "WhatsApp".into();
    sample.scored.reliability = reliability();
    let receipt = receipt(&sample);
    let made_on = jiff::civil::date(2026, 11, 22);
    let review = Review::new(find(&sample.scored), &sample.scored, &receipt.fingerprint, made_on);
    Report { review, receipt }
}

/// One message, by the time it was sent.
enum Row {
    Own(String, String, &'static [(Tone, f32)]),
    Other(String, String),
    NotJudged(String, NotJudged),
}

impl Row {
    fn sent(&self) -> &str {
        match self {
            Self::Own(sent, ..) | Self::Other(sent, _) | Self::NotJudged(sent, _) => sent,
        }
    }
}

/// What Ines wrote that is marked; « » hold the phrase.
#[expect(clippy::type_complexity, reason = "a table: day, words, labels")]
const MARKED: [(&str, &str, &[(Tone, f32)]); 26] = [
    (
        "2025-12-06 18:02",
        "«I’m so glad you came», I know how much you hate parties",
        &[(Tone::Appreciation, 0.91), (Tone::Acceptance, 0.62)],
    ),
    (
        "2026-01-11 21:40",
        "«I was nervous all day» and I did not know how to say it",
        &[(Tone::Openness, 0.93)],
    ),
    ("2026-01-24 19:12", "«You never» think of telling me first", &[(Tone::Critical, 0.88)]),
    (
        "2026-02-14 08:30",
        "love you. «I miss you already» and the train has not left",
        &[(Tone::Affection, 0.97)],
    ),
    ("2026-02-21 22:47", "fine, «whatever you say»", &[(Tone::Dismissive, 0.74)]),
    ("2026-03-11 12:15", "Could you «ring me when you know», so that I can plan?", &[(Tone::Request, 0.86)]),
    ("2026-03-29 22:10", "oh «brilliant, a whole text», I feel honoured 🙄", &[(Tone::Sarcastic, 0.69)]),
    (
        "2026-04-21 20:05",
        "I like «how we can just be quiet in the same room». I don’t have that with anyone else",
        &[(Tone::Appreciation, 0.95), (Tone::Affection, 0.71)],
    ),
    ("2026-05-03 23:15", "«why do I always have to» be the one who asks", &[(Tone::Critical, 0.81)]),
    ("2026-05-17 17:30", "shall we keep Sunday for «just the two of us»?", &[(Tone::Togetherness, 0.92)]),
    (
        "2026-06-06 07:45",
        "I’m with you whatever they say. «You’ve got this» ❤️",
        &[(Tone::Support, 0.94), (Tone::Affection, 0.66)],
    ),
    (
        "2026-07-11 23:12",
        "«Why didn’t you check with me» before saying yes to your brother?",
        &[(Tone::Critical, 0.96)],
    ),
    (
        "2026-07-23 22:48",
        "«You’re being dramatic», it’s one dinner with my parents",
        &[(Tone::Judgmental, 0.94), (Tone::Dismissive, 0.77)],
    ),
    ("2026-08-02 18:20", "«Amazing, thanks so much for the warning» 👏", &[(Tone::Sarcastic, 0.72)]),
    ("2026-08-19 22:31", "«I’m done talking about this.»", &[(Tone::Dismissive, 0.89)]),
    (
        "2026-08-20 08:05",
        "«You were right about the train and I didn’t listen.» Sorry, my love",
        &[(Tone::Repair, 0.96), (Tone::Affection, 0.58)],
    ),
    (
        "2026-09-13 22:36",
        "that sounds so lonely. «makes sense you didn’t want to talk»",
        &[(Tone::Acceptance, 0.90), (Tone::Support, 0.64)],
    ),
    (
        "2026-09-14 22:05",
        "Well «if you’d reminded me yesterday» I wouldn’t have forgotten",
        &[(Tone::Defensive, 0.85)],
    ),
    (
        "2026-09-20 09:14",
        "we still need milk and «you have to be» home by six, I already told them",
        &[(Tone::Controlling, 0.66), (Tone::Selfish, 0.61)],
    ),
    (
        "2026-10-03 19:00",
        "Thank you for asking me before you said yes to your sister. «It made me feel like we’re a team.»",
        &[(Tone::Appreciation, 0.98), (Tone::Openness, 0.63)],
    ),
    (
        "2026-10-06 21:52",
        "I snapped about the keys and «that wasn’t fair on you». I was scared about the interview. Can I start this evening again?",
        &[(Tone::Repair, 0.97), (Tone::Openness, 0.82)],
    ),
    (
        "2026-10-15 08:14",
        "I’ve told Dad «you’ll drive him on Saturday», so that’s settled",
        &[(Tone::Controlling, 0.83)],
    ),
    (
        "2026-10-18 18:44",
        "I was watching you with Leila’s kids today, on the floor, completely serious about the train set. «I like who you are.»",
        &[(Tone::Appreciation, 0.96), (Tone::Affection, 0.80)],
    ),
    ("2026-11-05 22:40", "Fine. «Same as at Marta’s wedding», then.", &[(Tone::Unforgiving, 0.78)]),
    ("2026-11-12 22:02", "«pathetic» excuse, really", &[(Tone::Nasty, 0.70)]),
    (
        "2026-11-15 10:20",
        "That makes sense. «You’ve had people around you for weeks.» Take the whole of Sunday, I’ll go and see Dad.",
        &[(Tone::Acceptance, 0.95), (Tone::Support, 0.73)],
    ),
];

/// What Jonah wrote before some of it: always covered.
const OTHERS: [(&str, &str); 9] = [
    ("2026-01-24 19:10", "I said yes to the cottage in June"),
    ("2026-07-11 23:09", "Told my brother we would host them all next weekend"),
    (
        "2026-07-23 22:45",
        "Every time we go there I feel like I am being examined, and I sit there for hours saying nothing",
    ),
    ("2026-08-02 18:17", "they are early, so sorry"),
    (
        "2026-08-19 22:26",
        "Can we please talk about the money before the month is over because I lie awake over it and I would rather that we both knew where we stand",
    ),
    ("2026-09-14 22:01", "You said you would call the plumber"),
    ("2026-11-05 22:33", "I am sorry about yesterday, I should have waited for you and I did not think"),
    ("2026-11-12 22:00", "sorry, the meeting ran over"),
    ("2026-11-15 10:12", "I think that I need a Sunday alone"),
];

/// Judged messages without a mark in each month, December to November.
const PLAIN: [usize; 12] = [112, 118, 104, 121, 109, 115, 120, 108, 62, 126, 119, 101];
/// Everyday thanks and questions in each of those months.
const THANKS: [usize; 12] = [2, 2, 2, 3, 2, 2, 3, 2, 1, 4, 6, 5];
const QUESTIONS: [usize; 12] = [4, 5, 4, 4, 5, 3, 4, 3, 2, 5, 7, 6];

/// The many messages in which nothing stands out, on days on which nothing else was written.
fn everyday() -> Vec<Row> {
    let mut rows = Vec::new();
    for month in 0..12 {
        let (year, number) = if month == 0 { (2025, 12) } else { (2026, month) };
        let mut minute = 0;
        let mut write = |make: &dyn Fn(String) -> Row| {
            let (day, hour) = (7 + minute % 4, 9 + minute / 60);
            rows.push(make(format!("{year}-{number:02}-{day:02} {hour:02}:{:02}", minute % 60)));
            minute += 1;
        };
        for _ in 0..PLAIN[month] {
            write(&|sent| Row::Own(sent, "on the bus, home at six".into(), &[]));
        }
        for _ in 0..THANKS[month] {
            write(&|sent| Row::Own(sent, "«thank you» x".into(), &[(Tone::Appreciation, 0.76)]));
        }
        for _ in 0..QUESTIONS[month] {
            write(&|sent| Row::Own(sent, "«how did it go» today?".into(), &[(Tone::Curiosity, 0.87)]));
        }
        for reason in [NotJudged::Media, NotJudged::Media, NotJudged::OtherLanguage, NotJudged::LinkOnly] {
            write(&|sent| Row::NotJudged(sent, reason));
        }
        for _ in 0..40 {
            write(&|sent| Row::Other(sent, "see you at home then".into()));
        }
    }
    rows.push(Row::Other("2025-12-01 07:58".into(), "good morning".into()));
    rows.push(Row::Own("2026-08-19 22:29".into(), "not now".into(), &[]));
    rows.push(Row::Other("2026-11-22 19:58".into(), "good night".into()));
    rows
}

/// Measured quality in round invented figures, one label never having spoken.
fn reliability() -> ReliabilityTable {
    let mut table = ReliabilityTable::default();
    for (tone, precision, recall) in [
        (Tone::Controlling, 0.61, 0.52),
        (Tone::Judgmental, 0.68, 0.55),
        (Tone::Critical, 0.72, 0.61),
        (Tone::Sarcastic, 0.42, 0.38),
        (Tone::Unforgiving, 0.52, 0.41),
        (Tone::Abusive, 0.80, 0.70),
        (Tone::Nasty, 0.79, 0.62),
        (Tone::Dismissive, 0.60, 0.51),
        (Tone::Defensive, 0.58, 0.47),
        (Tone::Appreciation, 0.91, 0.84),
        (Tone::Affection, 0.96, 0.90),
        (Tone::Acceptance, 0.70, 0.60),
        (Tone::Openness, 0.78, 0.69),
        (Tone::Repair, 0.84, 0.73),
        (Tone::Support, 0.77, 0.70),
        (Tone::Curiosity, 0.83, 0.79),
        (Tone::Togetherness, 0.81, 0.72),
        (Tone::Request, 0.69, 0.58),
    ] {
        table.0[tone.index()] =
            Reliability { precision: Some(precision), recall: Some(recall), support: 100, flagged: 100 };
    }
    table.0[Tone::Selfish.index()] =
        Reliability { precision: None, recall: Some(0.0), support: 12, flagged: 0 };
    table
}

/// The receipt that an export of exactly these messages would get.
fn receipt(sample: &Sample) -> Receipt {
    let messages = &sample.scored.conversation.messages;
    let mut kept = BTreeMap::new();
    for message in messages {
        *kept.entry(message.kind).or_default() += 1;
    }
    kept.entry(Kind::Text).or_insert(0);
    let header = messages.len() + 2;
    Receipt {
        source: "WhatsApp Chat with Jonah.txt".into(),
        bytes: 131_072,
        fingerprint: "4b1d09aa5c77e210".into(),
        format: "whatsapp",
        variant: "dashed, d/m/y, 24 h".into(),
        runner_up: Some(("transcript", 20)),
        encoding: "UTF-8".into(),
        records_seen: header,
        kept,
        skipped: BTreeMap::from([(Skip::Malformed, 2)]),
        lines: Some(Lines { non_blank: header + 31, header, continuation: 30, preamble: 1 }),
        dates: Some(DateDecision { order: DateOrder::Dmy, evidence: DateEvidence::ImpossibleOtherwise }),
        zone: "the phone’s own clock",
        owner: OwnerDecision { name: Some("Ines".into()), evidence: OwnerEvidence::Option },
        columns: Vec::new(),
        first: messages.first().map_or(SentAt::Unknown, |message| message.sent),
        last: messages.last().map_or(SentAt::Unknown, |message| message.sent),
        warnings: vec![Warning::OutOfOrder { count: 3 }],
    }
}

#[test]
fn the_example_has_something_for_every_part_of_a_report() {
    let Report { review, receipt } = example();
    let findings = review.findings;
    assert_eq!((findings.strengths.len(), findings.phrases.len(), findings.months.len()), (3, 7, 12));
    assert!(findings.gallery.len() >= 5);
    assert!(findings.tones.iter().all(|row| row.messages > 0), "every label occurs");
    assert!(!findings.months[11].complete && findings.months[0].complete);
    assert_eq!(receipt.records_seen, receipt.kept_total() + receipt.skipped_total());
}
