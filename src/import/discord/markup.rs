//! How Discord writes people and custom emoji, in exports that leave that to the reader.

/// The text with people and custom emoji as they are shown: `<@7>` as `@Juno`, `<:wave:7>` as `:wave:`.
/// What cannot be named stays as it is.
pub(super) fn shown<'a>(text: &str, name_of: impl Fn(&str) -> Option<&'a str>) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        shown.push_str(&rest[..open]);
        let whole = whole_mark(&rest[open..]);
        let mark = whole.and_then(|(inside, after)| Some((meant(inside, &name_of)?, after)));
        let (mark, after) = mark.unwrap_or_else(|| ("<".to_owned(), &rest[open + 1..]));
        shown.push_str(&mark);
        rest = after;
    }
    shown.push_str(rest);
    shown
}

/// Two ids and a name are not longer.
const LONGEST: usize = 80;

/// What stands between `<` and the next `>`, and what comes behind.
fn whole_mark(text: &str) -> Option<(&str, &str)> {
    let end = text.bytes().take(LONGEST).position(|byte| byte == b'>')?;
    Some((&text[1..end], &text[end + 1..]))
}

fn meant<'a>(inside: &str, name_of: &impl Fn(&str) -> Option<&'a str>) -> Option<String> {
    let is_id = |id: &str| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(id) = inside.strip_prefix("@!").or_else(|| inside.strip_prefix('@')) {
        return name_of(id).filter(|name| !name.is_empty()).map(|name| format!("@{name}"));
    }
    let (name, id) = inside.strip_prefix("a:").or_else(|| inside.strip_prefix(':'))?.split_once(':')?;
    let is_emoji = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    (is_emoji && is_id(id)).then(|| format!(":{name}:"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn people_and_emoji_are_shown_and_the_rest_stays_as_typed() {
        let shown = |text| shown(text, |id| (id == "7").then_some("Juno"));
        assert_eq!(shown("<@7> and <@!7>: <:wave:12><a:spin_2:13>"), "@Juno and @Juno: :wave::spin_2:");
        for text in ["<@8>", "<@&9>", "<t:1700000000:R>", "a <3 b > c", "<", "<:no name:1>", "<é", "<<@>"] {
            assert_eq!(shown(text), text);
        }
        assert_eq!(shown("<<@7>>"), "<@Juno>");
    }

    proptest! {
        #[test]
        fn text_without_marks_stays_as_it_is(text in "[^<]{0,40}(<[a-z ]{0,6}>?)?\\PC{0,10}") {
            prop_assert_eq!(shown(&text, |_| None), text);
        }
    }
}
