//! What Slack itself says, by the message's subtype.

use crate::conversation::{Call, CallMedium, CallOutcome, SystemEvent};
use crate::import::json::{Loose, lenient};
use serde::Deserialize;

/// Whether somebody wrote a message of this subtype.
pub(super) fn is_written(subtype: &str) -> bool {
    matches!(subtype, "" | "me_message" | "file_share" | "thread_broadcast")
}

/// Whether it tells of a call.
pub(super) fn is_call(subtype: &str) -> bool {
    matches!(subtype, "huddle_thread" | "sh_room_created")
}

/// What happened.
pub(super) fn of_subtype(subtype: &str) -> SystemEvent {
    // Private channels were groups once, with subtypes of their own.
    let event = subtype.trim_start_matches("channel_").trim_start_matches("group_");
    match event {
        "join" | "leave" => SystemEvent::Membership,
        "topic"
        | "purpose"
        | "name"
        | "archive"
        | "unarchive"
        | "convert_to_private"
        | "posting_permissions" => SystemEvent::GroupChanged,
        _ => SystemEvent::Notice,
    }
}

/// A huddle.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Room {
    /// Who began it.
    pub(super) created_by: Loose,
    date_start: Loose,
    date_end: Loose,
    #[serde(deserialize_with = "lenient")]
    participant_history: Vec<Loose>,
}

impl Room {
    /// The call; who was alone in it was not answered.
    pub(super) fn call(&self) -> Call {
        let seconds = match (self.date_start.integer(), self.date_end.integer()) {
            (Some(start), Some(end)) => {
                end.checked_sub(start).and_then(|seconds| u32::try_from(seconds).ok())
            }
            _ => None,
        };
        let outcome = match self.participant_history.len() {
            0 => CallOutcome::Unknown,
            1 => CallOutcome::Unanswered,
            _ => CallOutcome::Answered,
        };
        Call { medium: CallMedium::Unknown, outcome, seconds }
    }
}
