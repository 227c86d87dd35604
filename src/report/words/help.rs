//! The parts that stand in every report, whatever was read, so that their presence says nothing.
//!
//! The helplines are a matter of safety: check every number with its own service at each release.

/// What no file can show.
pub struct Limit {
    /// The thing.
    pub what: &'static str,
    /// Why it is missing, or what to do instead.
    pub why: &'static str,
}

/// What a review cannot know.
pub const LIMITS: [Limit; 6] = [
    Limit { what: "Your voice and your face.", why: "The same seven words can be a joke or a door closing." },
    Limit {
        what: "Everything that was not typed.",
        why: "The hug in the kitchen, the call on the way home, the apology at breakfast.",
    },
    Limit {
        what: "What a silence meant.",
        why: "A late, short or missing answer is never counted as anything.",
    },
    Limit { what: "What it was like to receive.", why: "You could ask." },
    Limit {
        what: "Whether the two of you are all right.",
        why: "There is no number for that here, on purpose, and none should be made from this.",
    },
    Limit {
        what: "Any language but English.",
        why: "The model knows no other; such messages were left unread.",
    },
];

/// Before anybody shows a report to the person it speaks to.
pub const TWO_AUTHORS: &str = "A chat has two authors. If you would like to talk about this together, ask first, \
    and bring a question rather than a figure. It is a machine’s reading with known errors, and it cannot show \
    what anyone did or meant.";

/// Before the help.
pub const HELP_INTRO: &str = "This part is in every report, whatever was read. It knows nothing about you.";

/// One kind of trouble and what may help.
pub struct HelpPart {
    /// For whom.
    pub title: &'static str,
    /// What may help.
    pub text: &'static str,
}

/// What may help, for whom.
pub const HELP: [HelpPart; 4] = [
    HelpPart {
        title: "If you are sometimes afraid of someone",
        text: "Being frightened, watched, threatened or cut off from people or money is not a matter of wording, \
               and finding better words is not your task. You can talk to someone who will listen and will not \
               tell you what to do.",
    },
    HelpPart {
        title: "If you are worried by what you have written or done",
        text: "It takes something to look. There are people who help with exactly this, without a lecture.",
    },
    HelpPart {
        title: "If you do not want to go on",
        text: "Somebody is awake to talk to, about anything, day and night.",
    },
    HelpPart {
        title: "If this report should not be found",
        text: "Delete its file and empty the bin. The file’s name may stay in a list of recent files, in a \
               browser’s history, and the command in your shell’s history. A shared computer may keep copies \
               elsewhere.",
    },
];

/// A service to call.
pub struct Helpline {
    /// Its name.
    pub name: &'static str,
    /// Its number.
    pub number: &'static str,
    /// For whom.
    pub note: &'static str,
}

/// The services of one country.
pub struct Region {
    /// The country.
    pub name: &'static str,
    /// The number for danger now.
    pub emergency: &'static str,
    /// The services.
    pub lines: &'static [Helpline],
}

/// Services by country, for the three parts of [`HELP`] that speak of calling somebody.
pub const HELPLINES: [Region; 3] = [
    Region {
        name: "United Kingdom",
        emergency: "999",
        lines: &[
            Helpline {
                name: "National Domestic Abuse Helpline",
                number: "0808 2000 247",
                note: "if you are afraid",
            },
            Helpline { name: "Men’s Advice Line", number: "0808 801 0327", note: "for men who are afraid" },
            Helpline { name: "Respect Phoneline", number: "0808 802 4040", note: "about your own behaviour" },
            Helpline { name: "Samaritans", number: "116 123", note: "about anything" },
        ],
    },
    Region {
        name: "United States",
        emergency: "911",
        lines: &[
            Helpline {
                name: "National Domestic Violence Hotline",
                number: "1-800-799-7233",
                note: "if you are afraid, or about your own behaviour",
            },
            Helpline { name: "Suicide and Crisis Lifeline", number: "988", note: "about anything" },
        ],
    },
    Region {
        name: "Australia",
        emergency: "000",
        lines: &[
            Helpline { name: "1800RESPECT", number: "1800 737 732", note: "if you are afraid" },
            Helpline {
                name: "MensLine",
                number: "1300 78 99 78",
                note: "for men, about your own behaviour too",
            },
            Helpline { name: "Lifeline", number: "13 11 14", note: "about anything" },
        ],
    },
];

/// For everybody else.
pub const ELSEWHERE: &str = "Elsewhere: the number for emergencies of your country, or findahelpline.com.";
