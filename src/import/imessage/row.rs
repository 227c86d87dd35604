//! One row of the table `message`: the columns that matter, of which older systems lack many.

use rusqlite::types::ValueRef;
use std::borrow::Cow;
use std::collections::HashSet;

/// A column that is read.
#[derive(Clone, Copy)]
pub(super) enum Column {
    RowId,
    Guid,
    Text,
    AttributedBody,
    Subject,
    HandleId,
    Date,
    IsFromMe,
    ItemType,
    GroupActionType,
    GroupTitle,
    OtherHandle,
    AssociatedGuid,
    AssociatedType,
    AssociatedEmoji,
    BalloonBundleId,
    ThreadOriginatorGuid,
    DateEdited,
    DateRetracted,
    SummaryInfo,
    IsAudioMessage,
    DestinationCallerId,
    RoomNames,
    ScheduleType,
    IsSent,
}

/// Their names in the table, in the order of [`Column`].
const NAMES: [&str; 25] = [
    "ROWID",
    "guid",
    "text",
    "attributedBody",
    "subject",
    "handle_id",
    "date",
    "is_from_me",
    "item_type",
    "group_action_type",
    "group_title",
    "other_handle",
    "associated_message_guid",
    "associated_message_type",
    "associated_message_emoji",
    "balloon_bundle_id",
    "thread_originator_guid",
    "date_edited",
    "date_retracted",
    "message_summary_info",
    "is_audio_message",
    "destination_caller_id",
    "cache_roomnames",
    "schedule_type",
    "is_sent",
];

/// The query for all rows, oldest row first; a column that this system lacks is empty.
pub(super) fn query(present: &HashSet<String>) -> String {
    let columns = NAMES.map(|name| if name == "ROWID" || present.contains(name) { name } else { "NULL" });
    format!("SELECT {} FROM message ORDER BY ROWID", columns.join(", "))
}

/// A row as it stands in the database. Cells of another type than expected are empty: one odd cell must
/// not cost the words beside it.
pub(super) struct Row<'a>(pub(super) &'a rusqlite::Row<'a>);

impl<'a> Row<'a> {
    /// The cell as a whole number; 0 if it is none.
    pub(super) fn number(&self, column: Column) -> i64 {
        match self.cell(column) {
            ValueRef::Integer(number) => number,
            ValueRef::Real(number) => number as i64,
            _ => 0,
        }
    }

    /// The cell's text; `None` if there is none in it.
    pub(super) fn text(&self, column: Column) -> Option<Cow<'a, str>> {
        text_of(self.cell(column))
    }

    /// The cell's bytes.
    pub(super) fn blob(&self, column: Column) -> Option<&'a [u8]> {
        match self.cell(column) {
            ValueRef::Blob(bytes) if !bytes.is_empty() => Some(bytes),
            _ => None,
        }
    }

    /// Whether the cell says yes.
    pub(super) fn is(&self, column: Column) -> bool {
        self.number(column) != 0
    }

    fn cell(&self, column: Column) -> ValueRef<'a> {
        self.0.get_ref(column as usize).unwrap_or(ValueRef::Null)
    }
}

/// The text of a cell; `None` if there is none in it.
pub(super) fn text_of(cell: ValueRef<'_>) -> Option<Cow<'_, str>> {
    match cell {
        ValueRef::Text(text) if !text.is_empty() => Some(String::from_utf8_lossy(text)),
        _ => None,
    }
}

/// The text of a row's cell by its place.
pub(super) fn text_at(row: &rusqlite::Row<'_>, place: usize) -> Option<String> {
    row.get_ref(place).ok().and_then(text_of).map(Cow::into_owned)
}

/// The whole number in a row's cell by its place; 0 if it is none.
pub(super) fn number_at(row: &rusqlite::Row<'_>, place: usize) -> i64 {
    match row.get_ref(place) {
        Ok(ValueRef::Integer(number)) => number,
        _ => 0,
    }
}
