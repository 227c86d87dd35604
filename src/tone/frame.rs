//! How a message's words are meant to be taken (codebook section 5).

/// Whose words they are, and whether they are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Frame {
    /// The author's own words, meant.
    Plain,
    /// Banter: at least two signs of play and no veto.
    Play,
    /// Pasted or forwarded words of somebody else.
    Quoted,
    /// Words told of: "he said…".
    Reported,
    /// Words imagined: "what if I'd said…", drafts, role-play.
    Hypothetical,
}

impl Frame {
    /// Every frame, in the order of the model's outputs.
    pub const ALL: [Self; 5] = [Self::Plain, Self::Play, Self::Quoted, Self::Reported, Self::Hypothetical];

    /// The frame's name in data and machine-readable output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Play => "play",
            Self::Quoted => "quoted",
            Self::Reported => "reported",
            Self::Hypothetical => "hypothetical",
        }
    }

    /// The frame with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|frame| frame.name() == name)
    }
}
