//! The labels, with the meaning the codebook gives them (codebook sections 6 and 12).

/// Whether wording may close the other person out or opens the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// Harmful labels: Schutte's eight, dismissive and defensive.
    Closing,
    /// Positive labels.
    Opening,
}

/// Labels that readers confuse with each other and that are reported together where one alone is too unsure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Family {
    /// Finding fault and verdicts.
    Blame,
    /// Jabs and harsh words.
    Contempt,
    /// Deciding for the other.
    Force,
    /// Brushing off, warding off, old accounts.
    ShuttingOut,
    /// Own want first.
    SelfFirst,
    /// Threats and degradation: never in a rate, a trend or a score.
    Abuse,
    /// Everything that opens the door.
    Opening,
}

/// One of the 19 labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tone {
    /// Deciding for the other (codebook 6.1).
    Controlling,
    /// Verdict (codebook 6.2).
    Judgmental,
    /// Finding fault (codebook 6.3).
    Critical,
    /// Jab (codebook 6.4).
    Sarcastic,
    /// Old account (codebook 6.5).
    Unforgiving,
    /// Threat or degradation (codebook 6.6).
    Abusive,
    /// Own want first (codebook 6.7).
    Selfish,
    /// Harsh words (codebook 6.8).
    Nasty,
    /// Brushing off (codebook 6.9).
    Dismissive,
    /// Warding off (codebook 6.10).
    Defensive,
    /// Appreciation (codebook 6.11).
    Appreciation,
    /// Affection (codebook 6.12).
    Affection,
    /// Acceptance (codebook 6.13).
    Acceptance,
    /// Openness (codebook 6.14).
    Openness,
    /// Repair (codebook 6.15).
    Repair,
    /// Support (codebook 6.16).
    Support,
    /// Interest (codebook 6.17).
    Curiosity,
    /// Time together (codebook 6.18).
    Togetherness,
    /// Asking plainly (codebook 6.19).
    Request,
}

impl Tone {
    /// Every label, harmful first, in the order of the model's outputs.
    pub const ALL: [Self; 19] = [
        Self::Controlling,
        Self::Judgmental,
        Self::Critical,
        Self::Sarcastic,
        Self::Unforgiving,
        Self::Abusive,
        Self::Selfish,
        Self::Nasty,
        Self::Dismissive,
        Self::Defensive,
        Self::Appreciation,
        Self::Affection,
        Self::Acceptance,
        Self::Openness,
        Self::Repair,
        Self::Support,
        Self::Curiosity,
        Self::Togetherness,
        Self::Request,
    ];

    /// How many labels there are.
    pub const COUNT: usize = Self::ALL.len();

    /// Position in [`Tone::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }

    /// The label's name in the codebook, in data and in machine-readable output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Controlling => "controlling",
            Self::Judgmental => "judgmental",
            Self::Critical => "critical",
            Self::Sarcastic => "sarcastic",
            Self::Unforgiving => "unforgiving",
            Self::Abusive => "abusive",
            Self::Selfish => "selfish",
            Self::Nasty => "nasty",
            Self::Dismissive => "dismissive",
            Self::Defensive => "defensive",
            Self::Appreciation => "appreciation",
            Self::Affection => "affection",
            Self::Acceptance => "acceptance",
            Self::Openness => "openness",
            Self::Repair => "repair",
            Self::Support => "support",
            Self::Curiosity => "curiosity",
            Self::Togetherness => "togetherness",
            Self::Request => "request",
        }
    }

    /// The label with this codebook name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tone| tone.name() == name)
    }

    /// What a report calls it: plain words for wording, never for a person.
    pub fn title(self) -> &'static str {
        match self {
            Self::Controlling => "Deciding for the other",
            Self::Judgmental => "Verdict",
            Self::Critical => "Finding fault",
            Self::Sarcastic => "Jab",
            Self::Unforgiving => "Old account",
            Self::Abusive => "Threat or degradation",
            Self::Selfish => "Own want first",
            Self::Nasty => "Harsh words",
            Self::Dismissive => "Brushing off",
            Self::Defensive => "Warding off",
            Self::Appreciation => "Appreciation",
            Self::Affection => "Affection",
            Self::Acceptance => "Acceptance",
            Self::Openness => "Openness",
            Self::Repair => "Repair",
            Self::Support => "Support",
            Self::Curiosity => "Interest",
            Self::Togetherness => "Time together",
            Self::Request => "Asking plainly",
        }
    }

    /// What the label means, in the codebook's words.
    pub fn definition(self) -> &'static str {
        match self {
            Self::Controlling => {
                "Tries to decide for the other person what they may do, see, wear, spend, say or who they may meet, or to monitor it, in a way that leaves their own choice no room or makes saying no costly."
            }
            Self::Judgmental => {
                "Delivers a verdict on who the other person is (character, motives, worth, intelligence, feelings, taste) or talks down from a position of knowing better."
            }
            Self::Critical => {
                "Finds fault with what the other person did or does, framed as blame: an accusation, a scolding, a list, a pattern (“always”, “never”, “again”), or a why-question that is not really asking."
            }
            Self::Sarcastic => {
                "Irony at the other person's expense: says the opposite of what is meant, over-praises, or echoes their words back, so that the message is a jab at them, their effort or their feelings."
            }
            Self::Unforgiving => {
                "Keeps a past wrong in use against the other: rejects repair in order to punish, brings back old or settled offences as ammunition, or declares the debt can never be paid."
            }
            Self::Abusive => {
                "Threatens, terrorises or degrades the other as a human being, or uses fear, exposure, children, money or self-harm as a lever. Defined by content, not by loudness."
            }
            Self::Selfish => {
                "Pushes one's own want or comfort ahead of a need the other has already made visible, as if the cost to them did not count; turns their moment into one's own; or claims entitlement."
            }
            Self::Nasty => {
                "Hostility or contempt whose point is to wound, belittle or show disgust: insults, name-calling, taunts, mockery, swearing at someone, gloating."
            }
            Self::Dismissive => {
                "Shuts out or shrinks the other's feeling, concern or bid: minimises it, brushes it off, refuses to discuss, answers with a syllable when something mattered, or leaves the conversation with no return."
            }
            Self::Defensive => {
                "Answers a complaint or hurt by warding it off (denial, counter-accusation, excuse, victim stance) without taking in any piece of it."
            }
            Self::Appreciation => {
                "Says that the other person, something they did, or the relationship is valued."
            }
            Self::Affection => "Warmth, love, fondness, missing or attraction expressed to the other.",
            Self::Acceptance => {
                "Shows that the other's feeling, view, limit or self is understood, makes sense, or is welcome as it is. Agreement is not required."
            }
            Self::Openness => {
                "Lets the other see something inner and real (feeling, fear, need, hope, doubt, own mistake) in first-person words, without a verdict on them."
            }
            Self::Repair => {
                "Tries to mend or stop damage: apologises, owns a part, softens or restarts, calls a fair time-out, makes amends, or accepts and forgives."
            }
            Self::Support => {
                "Comfort, encouragement, practical help or shared joy offered in response to something in the other's life."
            }
            Self::Curiosity => {
                "Asks about the other's day, experience, feelings or views because one wants to know, and invites more."
            }
            Self::Togetherness => "Proposes, plans, protects or looks forward to time or life shared.",
            Self::Request => {
                "Asks for something one needs, in clear, doable, positive words about now or next, without blame, leaving the other free to answer."
            }
        }
    }

    /// The one question a reader asks to decide it.
    pub fn question(self) -> &'static str {
        match self {
            Self::Controlling => {
                "If the other person simply answered “no”, would this message let that no stand without a penalty? If not, it is controlling."
            }
            Self::Judgmental => {
                "Could a camera have recorded it? If not, and it is a negative verdict about the person rather than about an event, it is judgmental."
            }
            Self::Critical => {
                "Is the point that you did wrong, rather than what happened, how I feel, or what I would like?"
            }
            Self::Sarcastic => {
                "Is the literal meaning plainly not meant, and is the reader the butt of it? Both must be yes."
            }
            Self::Unforgiving => {
                "Is a past offence being used to punish now, rather than being talked about so that it can be dealt with?"
            }
            Self::Abusive => {
                "Would a sensible outsider who read only this message worry about the recipient's safety or dignity?"
            }
            Self::Selfish => {
                "Has the other's need been shown in the last few messages, and does this message act as though it did not exist? With no visible need, the answer is no."
            }
            Self::Nasty => "Strip away the topic: is what is left mainly contempt, or an urge to hurt?",
            Self::Dismissive => "Did the other put something on the table, and does this push it off?",
            Self::Defensive => {
                "Is there a complaint in the context, and does this bat it away without owning even a part?"
            }
            Self::Appreciation => {
                "After reading it, would the other know something about them or their act is valued?"
            }
            Self::Affection => "Is warmth toward you being sent, for its own sake?",
            Self::Acceptance => "Does it make it safer for the other to have said what they said?",
            Self::Openness => {
                "Does it reveal something about me that could be met or hurt, without accusing you?"
            }
            Self::Repair => "Is the sender trying to make things right or to keep them from getting worse?",
            Self::Support => {
                "Is the sender putting themselves at the other's side in something that matters to the other?"
            }
            Self::Curiosity => "Would the asker be glad of a long answer?",
            Self::Togetherness => {
                "Does it make shared time or a shared future more likely, or say it is wanted?"
            }
            Self::Request => "Would the other know exactly what to do, and be able to say no safely?",
        }
    }

    /// Whether it may close the other out or opens the door.
    pub fn side(self) -> Side {
        if self.index() <= Self::Defensive.index() { Side::Closing } else { Side::Opening }
    }

    /// The family it is reported in where it is too unsure alone.
    pub fn family(self) -> Family {
        match self {
            Self::Critical | Self::Judgmental => Family::Blame,
            Self::Sarcastic | Self::Nasty => Family::Contempt,
            Self::Controlling => Family::Force,
            Self::Dismissive | Self::Defensive | Self::Unforgiving => Family::ShuttingOut,
            Self::Selfish => Family::SelfFirst,
            Self::Abusive => Family::Abuse,
            _ => Family::Opening,
        }
    }

    /// The harmful labels.
    pub fn closing() -> impl Iterator<Item = Self> + Clone {
        Self::ALL.into_iter().filter(|tone| tone.side() == Side::Closing)
    }

    /// The positive labels.
    pub fn opening() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|tone| tone.side() == Side::Opening)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_knows_its_place_and_its_name() {
        for (index, tone) in Tone::ALL.into_iter().enumerate() {
            assert_eq!(tone.index(), index);
            assert_eq!(Tone::from_name(tone.name()), Some(tone));
        }
        assert_eq!(Tone::closing().count(), 10);
    }
}
