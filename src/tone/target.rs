//! Whom harsh wording is about (codebook section 4).

/// Whom a message is about; harm is possible only at the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    /// The person written to, or something they did.
    You,
    /// The author.
    Oneself,
    /// Someone not in the chat.
    Third,
    /// An object, a film, the weather, a plan, an app, a situation.
    Thing,
}

impl Target {
    /// Every target, in the order of the model's outputs.
    pub const ALL: [Self; 4] = [Self::You, Self::Oneself, Self::Third, Self::Thing];

    /// The target's name in the codebook, in data and in machine-readable output.
    pub fn name(self) -> &'static str {
        match self {
            Self::You => "you",
            Self::Oneself => "self",
            Self::Third => "third",
            Self::Thing => "thing",
        }
    }

    /// The target with this codebook name; what stands for the reader, or for both, is the reader here.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "you_proxy" | "us" => Some(Self::You),
            _ => Self::ALL.into_iter().find(|target| target.name() == name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_is_known_by_its_name() {
        for target in Target::ALL {
            assert_eq!(Target::from_name(target.name()), Some(target));
        }
        assert_eq!(Target::from_name("us"), Some(Target::You));
        assert_eq!(Target::from_name("them"), None);
    }
}
