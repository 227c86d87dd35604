//! Files as they were shared until 2018: a sentence of Slack's, with the words of the person at its end.

/// The words behind `<@U7|juno> uploaded a file: <https://…|sea.jpg> and commented: `; none if there is no
/// comment, all where there is no such sentence.
pub(super) fn comment(text: &str) -> &str {
    let Some((_, sentence)) = text.strip_prefix("<@").and_then(|rest| rest.split_once('>')) else {
        return text;
    };
    let file = SHARED.iter().find_map(|shared| sentence.strip_prefix(shared));
    match file.and_then(|file| file.split_once('>')) {
        Some((_, comment)) => comment.strip_prefix(COMMENTED).unwrap_or_default(),
        None => text,
    }
}

const SHARED: [&str; 4] =
    [" uploaded a file: <", " shared a file: <", " uploaded an image: <", " uploaded an audio file: <"];
const COMMENTED: &str = " and commented: ";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_comment_was_written() {
        let check = |text, expected| assert_eq!(comment(text), expected);
        check("<@U7|juno> uploaded a file: <https://a.example/x|sea.jpg> and commented: our sea", "our sea");
        check("<@U7> shared a file: <https://a.example/x|sea.jpg>", "");
        check("<@U7> uploaded a file yesterday", "<@U7> uploaded a file yesterday");
        check("our sea", "our sea");
    }
}
