//! Calls, which the tool puts into words.

use crate::conversation::{Call, CallMedium, CallOutcome};

/// The call that a whole body tells of, and whether the owner made it.
pub(super) fn read(body: &str) -> Option<(Call, bool)> {
    let (direction, rest) = body.trim().split_once(' ')?;
    let (label, detail) = match rest.split_once(" (") {
        Some((label, detail)) => (label, Some(detail.strip_suffix(')')?)),
        None => (rest, None),
    };
    let medium = match label {
        "voice call" => CallMedium::Voice,
        "video call" => CallMedium::Video,
        "call" | "group call" | "adhoc call" => CallMedium::Unknown,
        _ => return None,
    };
    let (outcome, seconds) = match (direction, detail) {
        ("Missed", None) => (CallOutcome::Missed, None),
        ("Incoming" | "Outgoing", None) => (CallOutcome::Unknown, None),
        ("Incoming" | "Outgoing", Some(detail)) => outcome(detail)?,
        _ => return None,
    };
    Some((Call { medium, outcome, seconds }, direction == "Outgoing"))
}

fn outcome(detail: &str) -> Option<(CallOutcome, Option<u32>)> {
    Some(match detail {
        "accepted" => (CallOutcome::Answered, None),
        "declined" | "declined by recipient" => (CallOutcome::Declined, None),
        "unanswered" => (CallOutcome::Unanswered, None),
        _ => match detail.strip_prefix("accepted, ") {
            Some(length) => (CallOutcome::Answered, Some(seconds(length)?)),
            // The database's own word for what became of it.
            None => (detail.chars().all(char::is_alphabetic).then_some(CallOutcome::Unknown)?, None),
        },
    })
}

/// `3m 2s` or `2s`.
fn seconds(length: &str) -> Option<u32> {
    let (minutes, seconds) = length.split_once("m ").unwrap_or(("0", length));
    let seconds: u32 = seconds.strip_suffix('s')?.parse().ok()?;
    minutes.parse::<u32>().ok()?.checked_mul(60)?.checked_add(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_tell_their_medium_outcome_and_length() {
        use CallMedium::{Unknown, Video, Voice};
        use CallOutcome::{Answered, Declined, Missed, Unanswered};
        for (body, medium, outcome, seconds, is_own) in [
            ("Missed voice call", Voice, Missed, None, false),
            ("Incoming video call (accepted, 3m 2s)", Video, Answered, Some(182), false),
            ("Outgoing voice call (accepted, 9s)", Voice, Answered, Some(9), true),
            ("Outgoing video call (unanswered)", Video, Unanswered, None, true),
            ("Outgoing voice call (declined by recipient)", Voice, Declined, None, true),
            ("Incoming call (accepted)", Unknown, Answered, None, false),
            ("Outgoing call", Unknown, CallOutcome::Unknown, None, true),
            ("Incoming group call (joined)", Unknown, CallOutcome::Unknown, None, false),
        ] {
            assert_eq!(read(body), Some((Call { medium, outcome, seconds }, is_own)), "{body}");
        }
    }

    #[test]
    fn talk_about_calls_is_no_call() {
        for body in [
            "Missed call from your mum",
            "Outgoing voice call (why did you hang up?)",
            "Incoming call!",
            "Missed voice call (again)",
            "Incoming video call (accepted, 99999999999m 2s)",
        ] {
            assert_eq!(read(body), None, "{body}");
        }
    }
}
