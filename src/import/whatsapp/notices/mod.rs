//! What WhatsApp itself says in a chat, by whole-line templates (formats document, section 3.1).
//!
//! A message is never taken for a notice because of a word in it: a template must fit the whole line.
//! `*` stands for a name, number or title of 1 to 80 characters, a final `…` for anything.

mod templates;

use crate::conversation::SystemEvent;
use templates::{NEVER_TYPED, OTHERS, Templates};

/// A notice that fits a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Recognised {
    /// What happened.
    pub(super) event: SystemEvent,
    /// Who acted, in lower case, where the template begins with a name.
    pub(super) actor: Option<String>,
}

/// The notice that a whole line is; `line` holds no invisible characters and no outer space.
pub(super) fn recognise(line: &str) -> Option<Recognised> {
    find(line, NEVER_TYPED.iter().chain(OTHERS))
}

/// The notice that a whole line is, if it is one that nobody types.
pub(super) fn recognise_never_typed(line: &str) -> Option<SystemEvent> {
    find(line, NEVER_TYPED.iter()).map(|notice| notice.event)
}

/// The templates of the notices that nobody types.
pub(super) fn never_typed() -> impl Iterator<Item = &'static str> {
    NEVER_TYPED.iter().flat_map(|(_, templates)| *templates).copied()
}

/// Notices are shorter than this many bytes; group descriptions may be long.
const LONGEST_NOTICE: usize = 8 << 10;

fn find<'a>(line: &str, mut tables: impl Iterator<Item = &'a Templates>) -> Option<Recognised> {
    if line.len() > LONGEST_NOTICE {
        return None;
    }
    let line = plain(line);
    tables.find_map(|(event, templates)| {
        templates.iter().find_map(|template| {
            let fit = fit(&line, template)?;
            Some(Recognised { event: *event, actor: fit.actor.map(str::to_owned) })
        })
    })
}

/// The form in which lines are compared: lower case, one kind of quotation mark, no final dot.
fn plain(line: &str) -> String {
    let one_kind = |c| match c {
        '“' | '”' | '„' | '«' | '»' => '"',
        '’' | '‘' => '\'',
        other => other,
    };
    let line = line.strip_suffix(['.', '。']).unwrap_or(line);
    line.to_lowercase().chars().map(one_kind).collect()
}

/// A template that fits, and what its `*` stands for if it begins with one.
struct Fit<'a> {
    actor: Option<&'a str>,
}

fn fit<'a>(line: &'a str, template: &str) -> Option<Fit<'a>> {
    match template.strip_prefix('*') {
        Some(after) => end_of_name(line, after).map(|end| Fit { actor: Some(&line[..end]) }),
        None => rest_fits(line, template).then_some(Fit { actor: None }),
    }
}

fn rest_fits(text: &str, template: &str) -> bool {
    if let Some((before, after)) = template.split_once('*') {
        return text.strip_prefix(before).is_some_and(|rest| end_of_name(rest, after).is_some());
    }
    match template.strip_suffix('…') {
        Some(start) => text.starts_with(start),
        None => text == template,
    }
}

const LONGEST_NAME: usize = 80;

/// Where a name at the start of the text ends so that what follows fits `after`.
fn end_of_name(text: &str, after: &str) -> Option<usize> {
    let literal = after.split(['*', '…']).next().unwrap_or_default();
    let is_name = |end: usize| end > 0 && text[..end].chars().nth(LONGEST_NAME).is_none();
    if literal.is_empty() {
        return (after.is_empty() && is_name(text.len())).then_some(text.len());
    }
    let ends = text.match_indices(literal).map(|(end, _)| end).skip_while(|end| *end == 0);
    ends.take_while(|end| is_name(*end)).find(|end| rest_fits(&text[*end..], after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use SystemEvent::{
        Blocked, Encryption, GroupChanged, GroupCreated, Identity, Membership, Timer, Unblocked,
    };

    fn check(line: &str, event: Option<SystemEvent>, actor: Option<&str>) {
        let notice = recognise(line);
        assert_eq!(notice.as_ref().map(|notice| notice.event), event, "{line}");
        assert_eq!(notice.and_then(|notice| notice.actor).as_deref(), actor, "{line}");
    }

    #[test]
    fn notices_are_told_by_the_whole_line_in_every_language() {
        check("Messages and calls are end-to-end encrypted. No one outside", Some(Encryption), None);
        check("Ana left", Some(Membership), Some("ana"));
        check("Ana added Ben", Some(Membership), Some("ana"));
        check("Ana hat Ben hinzugefügt.", Some(Membership), Some("ana"));
        check("Ana hat das Gruppenbild geändert.", Some(GroupChanged), Some("ana"));
        check("Du hast Ben entfernt.", Some(Membership), None);
        check("Ana changed the subject from “a: b” to “c”", Some(GroupChanged), Some("ana"));
        check("Ana a créé le groupe « Été »", Some(GroupCreated), Some("ana"));
        check("Você bloqueou esse contato. Toque para desbloquear.", Some(Blocked), None);
        check("You unblocked this contact.", Some(Unblocked), None);
        check("ANA TURNED ON DISAPPEARING MESSAGES. All new messages", Some(Timer), Some("ana"));
        check("Il tuo codice di sicurezza con Ana è cambiato", Some(Identity), None);
    }

    #[test]
    fn words_of_notices_are_no_notice() {
        for line in ["left", "it disappeared", "the security code is 1234", ""] {
            check(line, None, None);
        }
    }

    #[test]
    fn every_template_fits_a_line_made_from_it() {
        for (event, templates) in NEVER_TYPED.iter().chain(OTHERS) {
            for template in *templates {
                assert_eq!(*template, template.to_lowercase());
                let line = template.replace('*', "ana").replace('…', "");
                let found = recognise(&line).map(|notice| notice.event);
                assert_eq!(found, Some(*event), "{template}");
            }
        }
    }
}
