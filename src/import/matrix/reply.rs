//! What Matrix clients put above a reply for clients that know no replies: the words replied to.

/// The words replied to, and the reply's own; all is its own where nothing is put above it.
pub(super) fn parted(body: &str) -> (Option<String>, &str) {
    if !["> <@", "> * <@"].iter().any(|start| body.starts_with(start)) {
        return (None, body);
    }
    let is_quoted = |line: &&str| line.starts_with('>');
    let quoted: Vec<&str> = body.split('\n').take_while(is_quoted).collect();
    let length = quoted.iter().map(|line| line.len() + 1).sum::<usize>().min(body.len());
    let own = &body[length..];
    let words: Vec<&str> = quoted.iter().enumerate().map(|(place, line)| without_mark(place, line)).collect();
    (Some(words.join("\n")), own.strip_prefix('\n').unwrap_or(own))
}

/// A quoted line without its mark; the first without who wrote it.
fn without_mark(place: usize, line: &str) -> &str {
    let line = line.strip_prefix("> ").or_else(|| line.strip_prefix('>')).unwrap_or(line);
    if place > 0 {
        return line;
    }
    let named = line.strip_prefix("* ").unwrap_or(line);
    named.strip_prefix('<').and_then(|rest| rest.split_once("> ")).map_or(line, |(_, words)| words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_replied_to_are_parted_from_the_reply() {
        for (body, quoted, own) in [
            ("> <@kim:example.org> so?\n> > deep\n>\n\nyes\n\n> no", Some("so?\n> deep\n"), "yes\n\n> no"),
            ("> * <@kim:example.org> waves\n\nhi", Some("waves"), "hi"),
            ("> <@kim:example.org> so?", Some("so?"), ""),
            ("> a proverb\n\nI like it", None, "> a proverb\n\nI like it"),
            ("", None, ""),
        ] {
            assert_eq!(parted(body), (quoted.map(str::to_owned), own));
        }
    }
}
