//! Slack names emoji by words: the commonest as the emoji they are.

/// The emoji of a reaction; a name that is not known here stands between colons, as people type it.
pub(super) fn of_name(name: &str) -> String {
    let bare = name.split("::").next().unwrap_or(name);
    let known = KNOWN.iter().find(|(names, _)| names.contains(&bare));
    known.map_or_else(|| format!(":{bare}:"), |(_, emoji)| (*emoji).to_owned())
}

const KNOWN: [(&[&str], &str); 24] = [
    (&["+1", "thumbsup"], "👍"),
    (&["-1", "thumbsdown"], "👎"),
    (&["heart"], "❤️"),
    (&["joy"], "😂"),
    (&["rolling_on_the_floor_laughing"], "🤣"),
    (&["smile"], "😄"),
    (&["slightly_smiling_face"], "🙂"),
    (&["blush"], "😊"),
    (&["heart_eyes"], "😍"),
    (&["kissing_heart"], "😘"),
    (&["hugging_face"], "🤗"),
    (&["tada"], "🎉"),
    (&["clap"], "👏"),
    (&["pray"], "🙏"),
    (&["raised_hands"], "🙌"),
    (&["eyes"], "👀"),
    (&["fire"], "🔥"),
    (&["white_check_mark"], "✅"),
    (&["100"], "💯"),
    (&["cry"], "😢"),
    (&["sob"], "😭"),
    (&["open_mouth"], "😮"),
    (&["angry"], "😠"),
    (&["wave"], "👋"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_emoji_are_shown_and_others_named() {
        let names = ["+1::skin-tone-3", "thumbsup", "heart", "party-parrot"].map(of_name);
        assert_eq!(names, ["👍", "👍", "❤️", ":party-parrot:"]);
    }
}
