//! What a chat is called, alike in every kind of export, so that exports of one chat are known as one.

/// The guild under which `DiscordChatExporter` files direct messages.
const DIRECT: &str = "Direct Messages";

/// A server's channel is named with its server, as Discord's own package does it: every server has a "general".
pub(super) fn of(guild: &str, channel: &str) -> String {
    if guild.is_empty() || guild == DIRECT || channel.is_empty() {
        channel.to_owned()
    } else {
        format!("{channel} in {guild}")
    }
}

/// The title in a file's name as `DiscordChatExporter` gives it, without its ending: `Guild - Category - channel [id]`.
pub(in crate::import) fn of_file(stem: &str) -> Option<String> {
    let is_id = |rest: &str| rest.split_once(']').is_some_and(|(id, _)| is_snowflake(id));
    let end = stem.match_indices(" [").map(|(at, _)| at).find(|at| is_id(&stem[at + 2..]))?;
    let (guild, _) = stem[..end].split_once(" - ")?;
    let (_, channel) = stem[..end].rsplit_once(" - ")?;
    Some(of(guild, channel))
}

/// Whether it looks like one of Discord's ids, which tell a moment since 2015 in their first digits.
pub(super) fn is_snowflake(text: &str) -> bool {
    (15..=20).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_after_its_chat() {
        let check = |stem, expected: Option<&str>| assert_eq!(of_file(stem).as_deref(), expected, "{stem}");
        check("Direct Messages - Private - juno [812345678901234567]", Some("juno"));
        check("Direct Messages - juno [812345678901234567] [part 2]", Some("juno"));
        check(
            "Book Club - Text - general [812345678901234567] (after 2026-01-01)",
            Some("general in Book Club"),
        );
        check("juno [812345678901234567]", None);
        check("Chat - juno [2]", None);
    }
}
