//! Which file of the export it is. There are thousands, so a look at the name comes before any other.

use crate::import::{File, json};

/// The files that matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Everybody in the workspace.
    People,
    /// What channels and direct chats there are.
    Chats,
    /// Messages.
    Messages,
}

/// Days with messages of Slack's own shape, and the lists beside them.
pub(super) fn recognise(file: &File<'_>) -> u8 {
    match Part::of(file) {
        Some(Part::Messages) => 96,
        Some(Part::People | Part::Chats) => 90,
        None => 0,
    }
}

impl Part {
    /// Which of them it is.
    pub(super) fn of(file: &File<'_>) -> Option<Self> {
        let start = file.start().text.trim_start();
        if !start.starts_with(['[', '{']) {
            return None;
        }
        match file.base() {
            base if PEOPLE.contains(&base) => {
                is_list(file, start, &["id", "name", "profile"]).then_some(Self::People)
            }
            base if CHATS.contains(&base) => {
                is_list(file, start, &["id", "created", "members"]).then_some(Self::Chats)
            }
            base => (is_message(start) || is_day(base) && is_day_below_lists(file, start))
                .then_some(Self::Messages),
        }
    }
}

/// Names of the list of people, of one workspace or of an organisation with several.
const PEOPLE: [&str; 2] = ["users.json", "org_users.json"];

/// Names of the lists of chats: open and private channels, talks of two and of more.
const CHATS: [&str; 4] = ["channels.json", "groups.json", "dms.json", "mpims.json"];

/// Whether it is a list with these keys. Lists of what the workspace does not have are there, and empty.
fn is_list(file: &File<'_>, start: &str, keys: &[&str]) -> bool {
    (json::has_keys(start, keys) && is_id(first_id(start)))
        || (is_empty(start) && PEOPLE.iter().any(|name| file.sibling(name).is_some()))
}

fn is_empty(start: &str) -> bool {
    start.trim_end() == "[]"
}

/// Whether a day without signs of its own lies below the list of people: its first message is longer than
/// what is looked at, or all of it was deleted.
fn is_day_below_lists(file: &File<'_>, start: &str) -> bool {
    let above = file.folder().rsplit_once('/').map_or("", |(above, _)| above);
    let is_people = |file: File<'_>| file.folder() == above && PEOPLE.contains(&file.base());
    start.starts_with('[')
        && (is_empty(start) || json::has_keys(start, &["type"]))
        && file.bundled().any(is_people)
}

/// The first id in a list; lists of other programs have such keys too.
fn first_id(start: &str) -> &str {
    let after = start.split_once("\"id\"").map_or("", |(_, after)| after);
    after.split('"').nth(1).unwrap_or_default()
}

/// Whether it is an id as Slack gives them: a letter for its kind, then capitals and digits.
fn is_id(id: &str) -> bool {
    id.len() > 1
        && id.starts_with(['U', 'W', 'B', 'C', 'G', 'D'])
        && id.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// Whether the file is named after a day: `2026-01-15.json`.
pub(super) fn is_day(base: &str) -> bool {
    let Some(day) = base.strip_suffix(".json") else { return false };
    day.len() == 10
        && day.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

/// Whether there are messages as Slack writes them: their ids are times with six digits behind the point.
fn is_message(start: &str) -> bool {
    let has_time = || start.split("\"ts\"").skip(1).take(LOOKED_AT).any(begins_with_time);
    let keys = ["user", "bot_id", "username", "subtype"];
    has_time()
        && json::has_keys(start, &["type", "text"])
        && keys.iter().any(|key| json::has_keys(start, &[key]))
}

/// How many times are looked at.
const LOOKED_AT: usize = 5;

fn begins_with_time(rest: &str) -> bool {
    let value = rest.trim_start().strip_prefix(':').and_then(|rest| rest.trim_start().strip_prefix('"'));
    let Some((seconds, micros)) = value.and_then(|text| text.split('"').next()?.split_once('.')) else {
        return false;
    };
    let digits =
        |text: &str, count: usize| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(seconds, 10) && digits(micros, 6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_are_days() {
        assert!(is_day("2026-01-15.json"));
        for name in ["2026-01-15", "2026-1-15.json", "users.json", "2026-01-15é.json", "20260115aa.json"] {
            assert!(!is_day(name), "{name}");
        }
    }

    #[test]
    fn lists_are_known_by_their_ids() {
        assert!(is_id(first_id(r#"[{"id": "U0AB1", "name": "juno"}]"#)));
        for other in
            ["[]", r#"[{"id": 7}]"#, r#"[{"id": 7, "name": "Ana"}]"#, r#"[{"id":"u1"}]"#, r#"[{"id":"U"}]"#]
        {
            assert!(!is_id(first_id(other)), "{other}");
        }
    }

    #[test]
    fn messages_are_known_by_their_times() {
        assert!(is_message(r#"[{"type":"message","user":"U1","text":"hi","ts":"1768471200.000100"}]"#));
        for other in [
            r#"[{"type":"message","user":"U1","text":"hi","ts":"1768471200"}]"#,
            r#"[{"type":"message","user":"U1","text":"hi","ts":1768471200.0001}]"#,
            r#"[{"type":"click","ts":"1768471200.000100"}]"#,
        ] {
            assert!(!is_message(other), "{other}");
        }
    }
}
