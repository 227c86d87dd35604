//! Calls as WhatsApp writes them into a chat.

use super::placeholders::{CALLS, DECLINED, MISSED_CALLS, NO_ANSWER, UNITS};
use crate::conversation::{Call, CallMedium, CallOutcome};

/// The call that a whole body tells of, in the form of [`super::body::plain`].
pub(super) fn read(whole: &str) -> Option<Call> {
    let of = |medium, outcome, seconds| Some(Call { medium, outcome, seconds });
    // Android prints this for calls. Somebody may type the word, but hardly alone.
    if whole == "null" {
        return of(CallMedium::Unknown, CallOutcome::Unknown, None);
    }
    let (what, detail) = whole.split_once([',', '.']).unwrap_or((whole, ""));
    let detail = detail.trim();
    if let Some(medium) = medium_of(MISSED_CALLS, what) {
        return is_short(detail).then_some(Call { medium, outcome: CallOutcome::Missed, seconds: None });
    }
    let medium = medium_of(CALLS, what)?;
    if NO_ANSWER.contains(&detail) {
        return of(medium, CallOutcome::Unanswered, None);
    }
    if DECLINED.contains(&detail) {
        return of(medium, CallOutcome::Declined, None);
    }
    let seconds = seconds(detail)?;
    of(medium, CallOutcome::Answered, Some(seconds))
}

fn medium_of(table: &[(CallMedium, &[&str])], what: &str) -> Option<CallMedium> {
    table.iter().find(|(_, names)| names.contains(&what.trim())).map(|(medium, _)| *medium)
}

/// The hint to call back is a few words in any language.
fn is_short(detail: &str) -> bool {
    detail.split_whitespace().count() <= 6
}

/// `12 min`, `1 hr 5 min`, `1:05` or `45 s`, in seconds.
fn seconds(detail: &str) -> Option<u32> {
    if let Some((minutes, seconds)) = detail.split_once(':') {
        return minutes.parse::<u32>().ok()?.checked_mul(60)?.checked_add(seconds.parse().ok()?);
    }
    let words: Vec<_> = detail.split_whitespace().collect();
    let (pairs, []) = words.as_chunks::<2>() else { return None };
    if pairs.is_empty() {
        return None;
    }
    pairs.iter().try_fold(0_u32, |total, [number, unit]| {
        let unit = unit.trim_end_matches(['.', ',']);
        let factor = UNITS.iter().find(|(_, names)| names.contains(&unit)).map(|(factor, _)| *factor)?;
        total.checked_add(number.parse::<u32>().ok()?.checked_mul(factor)?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(whole: &str, expected: Option<(CallMedium, CallOutcome, Option<u32>)>) {
        let found = read(whole).map(|call| (call.medium, call.outcome, call.seconds));
        assert_eq!(found, expected, "{whole}");
    }

    #[test]
    fn calls_tell_what_became_of_them() {
        use CallMedium::{Unknown, Video, Voice};
        check("missed voice call. tap to call back", Some((Voice, CallOutcome::Missed, None)));
        check("missed video call, tap to call back", Some((Video, CallOutcome::Missed, None)));
        check("voice call. 12 min", Some((Voice, CallOutcome::Answered, Some(720))));
        check("voice call, 1 hr 5 min", Some((Voice, CallOutcome::Answered, Some(3900))));
        check("sprachanruf. 3 min", Some((Voice, CallOutcome::Answered, Some(180))));
        check("video call. no answer", Some((Video, CallOutcome::Unanswered, None)));
        check("videollamada perdida", Some((Video, CallOutcome::Missed, None)));
        check("null", Some((Unknown, CallOutcome::Unknown, None)));
    }

    #[test]
    fn talk_about_calls_is_no_call() {
        for text in [
            "voice call",
            "video call. please",
            "missed voice call, and you did not even bother to say why",
            "null and void",
            "voice call. 99999999999 min",
        ] {
            check(text, None);
        }
    }
}
