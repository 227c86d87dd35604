//! What the app reports in a chat: events, and calls.

use crate::conversation::{Call, CallMedium, CallOutcome, SystemEvent};
use crate::import::json::{Loose, lenient, present};
use serde::Deserialize;
use serde_json::{Map, Value};

/// What the export tells of it: one of these.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Update {
    #[serde(rename = "simpleUpdate", deserialize_with = "lenient")]
    simple: Option<Simple>,
    #[serde(deserialize_with = "present")]
    expiration_timer_change: bool,
    #[serde(deserialize_with = "lenient")]
    group_change: Option<GroupChange>,
    #[serde(deserialize_with = "lenient")]
    individual_call: Option<IndividualCall>,
    #[serde(deserialize_with = "lenient")]
    group_call: Option<GroupCall>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Simple {
    r#type: Loose,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct GroupChange {
    updates: Vec<Map<String, Value>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct IndividualCall {
    r#type: Loose,
    direction: Loose,
    state: Loose,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct GroupCall {
    state: Loose,
    ringer_recipient_id: Loose,
    started_call_recipient_id: Loose,
    started_call_timestamp: Loose,
    ended_call_timestamp: Loose,
}

/// What was reported.
#[derive(Debug, PartialEq)]
pub(super) enum Report {
    /// Something happened; the app's own name for it.
    Event(SystemEvent, String),
    /// Somebody called.
    Call(Call, Caller),
}

/// Who called.
#[derive(Debug, PartialEq)]
pub(super) enum Caller {
    /// The owner.
    Owner,
    /// The person whom the chat is with.
    Partner,
    /// The person with this id.
    Id(String),
}

impl Update {
    /// What was reported.
    pub(super) fn report(self) -> Report {
        match self {
            Self { individual_call: Some(call), .. } => call.report(),
            Self { group_call: Some(call), .. } => call.report(),
            Self { simple: Some(simple), .. } => {
                Report::Event(simple_event(&simple.r#type.0), simple.r#type.0)
            }
            Self { group_change: Some(change), .. } => change.report(),
            Self { expiration_timer_change: true, .. } => Report::Event(SystemEvent::Timer, String::new()),
            Self { .. } => Report::Event(SystemEvent::Notice, String::new()),
        }
    }
}

fn simple_event(name: &str) -> SystemEvent {
    match name {
        "IDENTITY_UPDATE" | "IDENTITY_VERIFIED" | "IDENTITY_DEFAULT" | "CHANGE_NUMBER" => {
            SystemEvent::Identity
        }
        "BLOCKED" => SystemEvent::Blocked,
        "UNBLOCKED" => SystemEvent::Unblocked,
        _ => SystemEvent::Notice,
    }
}

impl GroupChange {
    /// Changes made at once are one line in the chat; the first names it.
    fn report(self) -> Report {
        let name = self.updates.into_iter().flatten().map(|(name, _)| name).next().unwrap_or_default();
        Report::Event(group_event(&name), name)
    }
}

fn group_event(name: &str) -> SystemEvent {
    match name {
        "groupCreationUpdate" => SystemEvent::GroupCreated,
        "groupExpirationTimerUpdate" => SystemEvent::Timer,
        "groupNameUpdate"
        | "groupAvatarUpdate"
        | "groupDescriptionUpdate"
        | "groupMembershipAccessLevelChangeUpdate"
        | "groupAttributesAccessLevelChangeUpdate"
        | "groupAnnouncementOnlyChangeUpdate"
        | "groupAdminStatusUpdate" => SystemEvent::GroupChanged,
        "groupMemberLeftUpdate"
        | "groupMemberRemovedUpdate"
        | "groupMemberJoinedUpdate"
        | "groupMemberAddedUpdate"
        | "groupMemberJoinedByLinkUpdate"
        | "groupInvitationAcceptedUpdate"
        | "groupJoinRequestApprovalUpdate" => SystemEvent::Membership,
        _ => SystemEvent::Notice,
    }
}

impl IndividualCall {
    fn report(self) -> Report {
        let medium = match self.r#type.0.as_str() {
            "AUDIO_CALL" => CallMedium::Voice,
            "VIDEO_CALL" => CallMedium::Video,
            _ => CallMedium::Unknown,
        };
        let is_own = self.direction.0 == "OUTGOING";
        let outcome = match self.state.0.as_str() {
            "ACCEPTED" => CallOutcome::Answered,
            "NOT_ACCEPTED" | "MISSED" | "MISSED_NOTIFICATION_PROFILE" if is_own => CallOutcome::Unanswered,
            "NOT_ACCEPTED" => CallOutcome::Declined,
            "MISSED" | "MISSED_NOTIFICATION_PROFILE" => CallOutcome::Missed,
            _ => CallOutcome::Unknown,
        };
        let caller = if is_own { Caller::Owner } else { Caller::Partner };
        Report::Call(Call { medium, outcome, seconds: None }, caller)
    }
}

impl GroupCall {
    /// A call that somebody began; without a beginner it is only an event.
    fn report(self) -> Report {
        let beginners = [&self.ringer_recipient_id.0, &self.started_call_recipient_id.0];
        let outcome = match self.state.0.as_str() {
            "JOINED" | "ACCEPTED" => CallOutcome::Answered,
            "DECLINED" => CallOutcome::Declined,
            "MISSED" | "MISSED_NOTIFICATION_PROFILE" => CallOutcome::Missed,
            _ => CallOutcome::Unknown,
        };
        let call = Call { medium: CallMedium::Video, outcome, seconds: self.seconds() };
        match beginners.into_iter().find(|id| !id.is_empty()) {
            Some(id) => Report::Call(call, Caller::Id(id.clone())),
            None if self.state.0 == "OUTGOING_RING" => Report::Call(call, Caller::Owner),
            None => Report::Event(SystemEvent::CallStarted, String::new()),
        }
    }

    fn seconds(&self) -> Option<u32> {
        let ended = self.ended_call_timestamp.integer().filter(|ended| *ended > 0)?;
        let millis = ended.checked_sub(self.started_call_timestamp.integer()?)?;
        u32::try_from(millis / 1000).ok()
    }
}
