//! How Slack writes people, channels and links in a text: `<@U7>`, `<#C7|general>`, `<https://a.example|label>`.

use super::directory::Directory;

/// The text as it was typed: people by their names, links by their labels, `&lt;` as `<`.
pub(super) fn typed(text: &str, directory: &Directory) -> String {
    let mut typed = String::with_capacity(text.len());
    let mut rest = text;
    // What people type as `<` stands as `&lt;`: every `<` is a mark, unless another follows before its end.
    while let Some(open) = rest.find('<') {
        push_unescaped(&rest[..open], &mut typed);
        let inside = &rest[open + 1..];
        match inside.find(['<', '>']) {
            Some(end) if inside[end..].starts_with('>') && end > 0 => {
                push_unescaped(&meant(&inside[..end], directory), &mut typed);
                rest = &inside[end + 1..];
            }
            _ => {
                typed.push('<');
                rest = inside;
            }
        }
    }
    push_unescaped(rest, &mut typed);
    typed
}

/// What a mark stands for.
fn meant(mark: &str, directory: &Directory) -> String {
    let (target, label) = mark.split_once('|').unwrap_or((mark, ""));
    let labelled = |name: Option<&str>, other: &str| {
        let label = Some(label).filter(|label| !label.is_empty());
        name.or(label).unwrap_or(other).trim_start_matches(['@', '#']).to_owned()
    };
    if let Some(id) = target.strip_prefix('@') {
        return format!("@{}", labelled(directory.name_of_person(id), id));
    }
    if let Some(id) = target.strip_prefix('#') {
        let name = directory.name_of_chat(id).filter(|_| label.is_empty());
        return format!("#{}", labelled(name, id));
    }
    match target.strip_prefix('!') {
        // A date carries the words that were written as its label.
        Some(word) if word.starts_with("date^") => labelled(None, word),
        Some(word) => format!("@{}", labelled(None, word)),
        None if label.is_empty() => {
            target.trim_start_matches("mailto:").trim_start_matches("tel:").to_owned()
        }
        None => label.to_owned(),
    }
}

/// The three characters that Slack escapes, each once: `&amp;lt;` was typed as `&lt;`.
fn push_unescaped(text: &str, typed: &mut String) {
    const ESCAPES: [(&str, char); 3] = [("&lt;", '<'), ("&gt;", '>'), ("&amp;", '&')];
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        typed.push_str(&rest[..at]);
        rest = &rest[at..];
        let found = ESCAPES.iter().find_map(|(escape, letter)| Some((rest.strip_prefix(escape)?, *letter)));
        let (after, letter) = found.unwrap_or((&rest[1..], '&'));
        typed.push(letter);
        rest = after;
    }
    typed.push_str(rest);
}

/// The text as Slack would write it, for tests.
#[cfg(test)]
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::json;
    use crate::import::slack::part::Part;
    use proptest::prelude::*;

    fn check(text: &str, expected: &str) {
        let mut directory = Directory::default();
        let people = r#"[{"id":"U7","name":"juno","profile":{"display_name":"Juno"}}]"#;
        json::walk(people.as_bytes(), &mut directory.learning(Part::People)).unwrap();
        let chats = r#"[{"id":"C7","name":"general","members":[]}]"#;
        json::walk(chats.as_bytes(), &mut directory.learning(Part::Chats)).unwrap();
        assert_eq!(typed(text, &directory), expected);
    }

    #[test]
    fn people_and_channels_are_named() {
        check(
            "<@U7> and <@U8|ben>, <@U9>: see <#C7> or <#C8|lake> or <#C9|>",
            "@Juno and @ben, @U9: see #general or #lake or #C9",
        );
        check(
            "<!here> <!channel|@channel> <!subteam^S1|@cooks> <!date^1^{date}|5 May>",
            "@here @channel @cooks 5 May",
        );
    }

    #[test]
    fn links_are_what_was_typed() {
        check("<https://a.example/x?a=1&amp;b=2>", "https://a.example/x?a=1&b=2");
        check(
            "see <http://a.example|a.example> or <mailto:j@a.example|j@a.example>",
            "see a.example or j@a.example",
        );
        check("<mailto:j@a.example>", "j@a.example");
    }

    #[test]
    fn escapes_are_undone_once() {
        check("1 &lt; 2 &gt; 0 &amp; so &amp;lt; & &copy;", "1 < 2 > 0 & so &lt; & &copy;");
        check("<<@U7>> <> <", "<@Juno> <> <");
    }

    proptest! {
        #[test]
        fn what_was_typed_comes_back(text in "([<>&;@#!|]|lt|amp|\\PC){0,30}") {
            prop_assert_eq!(typed(&escaped(&text), &Directory::default()), text);
        }

        #[test]
        fn no_text_makes_it_panic(text in "([<>&;@#!|]|lt;|é|date\\^|\\PC){0,30}") {
            typed(&text, &Directory::default());
        }
    }
}
