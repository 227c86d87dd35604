//! From a row of the table `message` to what hearten keeps of it.

use super::attachment;
use super::body;
use super::row::{Column, Row};
use super::summary::Summary;
use crate::conversation::{Attachment, AttachmentKind, Kind, Message, SystemEvent};
use crate::import::{Skip, moment, text::with_line_breaks};
use std::borrow::Cow;

/// The message, but for who wrote it and where it stands.
pub(super) fn read(row: &Row<'_>, attachments: Vec<Attachment>) -> Result<Message, Skip> {
    let (sent, precision) = moment::apple(row.number(Column::Date));
    let id = row.text(Column::Guid).map(Cow::into_owned);
    let message = Message { id, sent, precision, ..Message::default() };
    let body = Body::read(row);
    match event(row) {
        Some(event) if !body.has_words() && attachments.is_empty() => {
            let raw = row.text(Column::GroupTitle).map(Cow::into_owned).unwrap_or_default();
            Ok(Message { kind: Kind::System, event: Some(event), raw, ..message })
        }
        _ if row.number(Column::ScheduleType) == SEND_LATER && !row.is(Column::IsSent) => Err(Skip::NotSent),
        _ => written(row, body, attachments, message),
    }
}

/// Written to be sent at a later time, and waiting for it.
const SEND_LATER: i64 = 2;

/// What the app reports, if it is the app that speaks.
fn event(row: &Row<'_>) -> Option<SystemEvent> {
    let is_about_self =
        row.number(Column::OtherHandle) == row.number(Column::HandleId) && !row.is(Column::IsFromMe);
    match (row.number(Column::ItemType), row.number(Column::GroupActionType)) {
        (0, _) => None,
        (1, 0) if is_about_self => Some(SystemEvent::Identity),
        (1, _) | (3, 0) => Some(SystemEvent::Membership),
        (2 | 3, _) => Some(SystemEvent::GroupChanged),
        _ => Some(SystemEvent::Notice),
    }
}

/// What stands in the bubble.
struct Body<'a> {
    /// As the database has it, marks and all.
    raw: Cow<'a, str>,
    /// What was typed.
    text: String,
    /// A mark stands for a file.
    has_file_mark: bool,
    /// There is an archive, but it cannot be read.
    is_unreadable: bool,
}

/// Stands where a file is.
const FILE_MARK: char = '\u{FFFC}';
/// Stands where an app's bubble is.
const APP_MARK: char = '\u{FFFD}';

impl<'a> Body<'a> {
    fn read(row: &Row<'a>) -> Self {
        let archive = row.blob(Column::AttributedBody);
        let told = archive.and_then(body::text).filter(|text| !text.is_empty());
        let is_unreadable = archive.is_some_and(|archive| body::text(archive).is_none());
        let raw = told.map(Cow::Borrowed).or_else(|| row.text(Column::Text)).unwrap_or_default();
        let text = with_line_breaks(&raw);
        let has_marks = text.contains([FILE_MARK, APP_MARK]);
        let text = if has_marks { text.replace([FILE_MARK, APP_MARK], "").trim().to_owned() } else { text };
        Self { text, has_file_mark: raw.contains(FILE_MARK), is_unreadable, raw }
    }

    fn has_words(&self) -> bool {
        !self.text.trim().is_empty()
    }
}

fn written(
    row: &Row<'_>,
    mut body: Body<'_>,
    attachments: Vec<Attachment>,
    message: Message,
) -> Result<Message, Skip> {
    let summary = changes(row, &body);
    if !body.has_words() && !summary.last_words.is_empty() {
        body.text = summary.last_words.join("\n");
    }
    let attachments = named(row, &body, attachments);
    let app = row.text(Column::BalloonBundleId).and_then(|bundle| app_kind(&bundle));
    let is_taken_back = summary.unsent || row.is(Column::DateRetracted);
    let subject = row.text(Column::Subject).filter(|subject| !subject.trim().is_empty());
    let text = match subject {
        Some(subject) if body.has_words() => format!("{subject}\n{}", body.text),
        Some(subject) => subject.into_owned(),
        None => std::mem::take(&mut body.text),
    };
    let has_words = !text.trim().is_empty();
    let kind = match (app, attachments.first()) {
        (Some(kind), _) => kind,
        (None, Some(file)) => kind_of(file, has_words),
        (None, None) if has_words => Kind::Text,
        (None, None) if is_taken_back => Kind::Deleted,
        (None, None) if body.is_unreadable => return Err(Skip::Unreadable),
        (None, None) => return Err(Skip::Empty),
    };
    Ok(Message {
        kind,
        text,
        edited: summary.edited || (is_taken_back && kind != Kind::Deleted),
        deleted: kind == Kind::Deleted,
        reply_to: row.text(Column::ThreadOriginatorGuid).map(Cow::into_owned),
        attachments,
        raw: body.raw.into_owned(),
        ..message
    })
}

/// What became of the message after it was sent; the summary is looked into only where there is reason to.
fn changes(row: &Row<'_>, body: &Body<'_>) -> Summary {
    let is_dated = row.is(Column::DateEdited);
    let summary = match row.blob(Column::SummaryInfo) {
        Some(summary) if is_dated || row.is(Column::DateRetracted) || !body.has_words() => {
            Summary::read(summary)
        }
        _ => Summary::default(),
    };
    Summary { edited: summary.edited || (is_dated && !summary.unsent && body.has_words()), ..summary }
}

/// The files with what the message itself tells of them; one that is only marked is told as left out.
fn named(row: &Row<'_>, body: &Body<'_>, mut attachments: Vec<Attachment>) -> Vec<Attachment> {
    let is_link = row.text(Column::BalloonBundleId).is_some();
    if attachments.is_empty() && body.has_file_mark && !is_link {
        let kind = AttachmentKind::Unknown;
        attachments.push(Attachment { kind, name: None, omitted: true, transcription: None });
    }
    if let (true, [file]) = (row.is(Column::IsAudioMessage), &mut attachments[..]) {
        file.kind = AttachmentKind::Voice;
        file.transcription =
            row.blob(Column::AttributedBody).and_then(body::transcription).map(str::to_owned);
    }
    attachments
}

/// The kind of an app's bubble, by the app; `None` for links, which are words.
fn app_kind(bundle: &str) -> Option<Kind> {
    match bundle.rsplit(':').next().unwrap_or_default() {
        "com.apple.messages.URLBalloonProvider" => None,
        "com.apple.findmy.FindMyMessagesApp" | "com.apple.Maps.MessagesExtension" => Some(Kind::Location),
        "com.apple.messages.Polls" => Some(Kind::Poll),
        _ => Some(Kind::Media),
    }
}

/// Stickers, places and contacts have no captions: words beside them are a message that one was put into.
fn kind_of(file: &Attachment, has_words: bool) -> Kind {
    match file.kind {
        AttachmentKind::Sticker | AttachmentKind::Contact if has_words => Kind::Text,
        _ if attachment::is_place(file) => Kind::Location,
        AttachmentKind::Sticker | AttachmentKind::Gif => Kind::Sticker,
        AttachmentKind::Voice => Kind::Voice,
        AttachmentKind::Contact => Kind::Contact,
        _ => Kind::Media,
    }
}
