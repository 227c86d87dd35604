//! What is said of a label where a message carries it: why, what else it may be, and what went well.

use crate::tone::Tone;

/// Why a message was marked: what its wording may read as, never what its author is or meant.
pub fn why(tone: Tone) -> &'static str {
    match tone {
        Tone::Controlling => "May read as deciding for the other person, or as leaving no room for a no.",
        Tone::Judgmental => "May read as saying what the other person is, rather than what happened.",
        Tone::Critical => {
            "May read as fault-finding, rather than as what happened, how you felt or what you would like."
        }
        Tone::Sarcastic => "May read as the opposite of what it says, at the reader’s expense.",
        Tone::Unforgiving => "May read as an older hurt brought back, so that it stays unsettled.",
        Tone::Abusive => "May read as a threat, or as treating somebody as less than a person.",
        Tone::Selfish => "May read as your want put first, where the other person had just shown a need.",
        Tone::Nasty => "May read as contempt or as words meant to hurt, whatever the topic was.",
        Tone::Dismissive => "May read as pushing away something that the other person put on the table.",
        Tone::Defensive => "May read as warding off a complaint without taking in any part of it.",
        Tone::Appreciation => "May read as telling the other person what you value in them.",
        Tone::Affection => "May read as warmth sent for its own sake.",
        Tone::Acceptance => "May read as room made for how the other person feels or sees it.",
        Tone::Openness => {
            "May read as letting something inner be seen, in the first person and without blame."
        }
        Tone::Repair => "May read as a try to mend something, or to keep it from getting worse.",
        Tone::Support => "May read as standing beside the other person in something that matters to them.",
        Tone::Curiosity => "May read as a question whose asker would be glad of a long answer.",
        Tone::Togetherness => "May read as making or wanting time together.",
        Tone::Request => "May read as a plain, doable request that leaves room for a no.",
    }
}

/// Another reading of the same words: what the file cannot know.
pub fn or(tone: Tone) -> &'static str {
    match tone {
        Tone::Controlling => "You may have agreed it aloud beforehand. The file would not know.",
        Tone::Judgmental => {
            "You may have meant that one moment and not the person, or wanted to make something smaller and easier."
        }
        Tone::Critical => "You may really have wanted to know, and then it was a fair question.",
        Tone::Sarcastic => "It may well be play that you both enjoy. Only the two of you know.",
        Tone::Unforgiving => "The older hurt may be unfinished, and may deserve an evening of its own.",
        Tone::Abusive => "It may be quoted, invented or said in play. The file does not always show it.",
        Tone::Selfish => "You may have needed something just as much, or may not have seen what was needed.",
        Tone::Nasty => {
            "It may be rough talk that is fond between you, or aimed at something other than the reader."
        }
        Tone::Dismissive => {
            "You may have been at your limit, or have answered aloud. A pause is fair; what makes it a pause is its end."
        }
        Tone::Defensive => "It may be a plain fact that you had both agreed on.",
        Tone::Appreciation => "It may be politeness more than something you wanted to tell.",
        Tone::Affection => "It may be a habit of writing, as a greeting is.",
        Tone::Acceptance => "It may be a way to end the topic.",
        Tone::Openness => "It may be a remark in passing.",
        Tone::Repair => "It may be a sorry of the everyday kind.",
        Tone::Support => "It may be advice that was not asked for.",
        Tone::Curiosity | Tone::Togetherness | Tone::Request => "It may be a matter of arrangements.",
    }
}

/// What went well, said of the act; for a label that may close a door, its title.
pub fn strength(tone: Tone) -> &'static str {
    match tone {
        Tone::Appreciation => "You said what you value",
        Tone::Affection => "You sent warmth for its own sake",
        Tone::Acceptance => "You made room for how the other felt",
        Tone::Openness => "You let something inner be seen",
        Tone::Repair => "You came back to mend something",
        Tone::Support => "You stood beside the other",
        Tone::Curiosity => "You asked because you wanted to know",
        Tone::Togetherness => "You spoke up for time together",
        Tone::Request => "You asked plainly for what you needed",
        closing => closing.title(),
    }
}
