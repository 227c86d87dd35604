//! What an app itself says in a chat, told by the whole line: `*` stands for a name, a list of names or a title.

/// What the stars of a template stand for, if it fits the whole line.
pub(super) fn fit<'a>(line: &'a str, template: &str) -> Option<Vec<&'a str>> {
    let mut literals = template.split('*');
    let mut rest = line.strip_prefix(literals.next()?)?;
    let mut names = Vec::new();
    let mut literals = literals.peekable();
    while let Some(literal) = literals.next() {
        let (name, after) = if literals.peek().is_some() {
            let end = rest.match_indices(literal).map(|(at, _)| at).find(|at| *at > 0)?;
            (&rest[..end], &rest[end + literal.len()..])
        } else {
            (rest.strip_suffix(literal)?, "")
        };
        if name.is_empty() || name.chars().nth(LONGEST_NAME).is_some() {
            return None;
        }
        names.push(name);
        rest = after;
    }
    rest.is_empty().then_some(names)
}

/// A line without the dot at its end, which apps print or not: the form that templates are written in.
pub(super) fn undotted(line: &str) -> &str {
    let line = line.trim();
    line.strip_suffix(['.', '。']).unwrap_or(line)
}

/// A name has up to 80 characters; a list of people who were invited has several.
const LONGEST_NAME: usize = 200;

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, template: &str, expected: Option<&[&str]>) {
        assert_eq!(fit(line, template).as_deref(), expected, "{line}");
    }

    #[test]
    fn a_template_fits_the_whole_line_or_not_at_all() {
        check("Ana left the group", "* left the group", Some(&["Ana"]));
        check("Ana invited Ben, Cem to the group", "* invited * to the group", Some(&["Ana", "Ben, Cem"]));
        check("Message unsent", "Message unsent", Some(&[]));
        check("Ana님이 Ben님을 초대했습니다", "*님이 *님을 초대했습니다", Some(&["Ana", "Ben"]));
        check("Ana left the group today", "* left the group", None);
        check(" left the group", "* left the group", None);
        check("Message unsent!", "Message unsent", None);
        check("", "*", None);
        check(&"a".repeat(201), "*", None);
    }

    #[test]
    fn a_final_dot_is_no_part_of_a_line() {
        assert_eq!(undotted(" Ana left. "), "Ana left");
        assert_eq!(undotted("已加入群組。"), "已加入群組");
    }
}
