//! The exporter's plain text: a head between two rules, then messages, each with its date and writer on a
//! line of its own.

mod body;
mod header;
mod layout;

use super::notice::Notice;
use super::{PLATFORM, title};
use crate::conversation::{Kind, Message, SourcePos};
use crate::import::chats::{About, Chat, Chats, People};
use crate::import::dates::DateOrder;
use crate::import::finish::Draft;
use crate::import::{File, ImportError, Options, Skip, Source, stamp, text};
use body::Body;
use layout::{Block, Layout};

/// A rule, the server and the channel.
pub(super) fn recognise(file: &File<'_>) -> u8 {
    let mut first = text::lines(&file.start().text).filter(|line| !text::is_blank(line));
    let mut next = || first.next().unwrap_or_default();
    let is_head = layout::is_rule(next()) && next().starts_with("Guild: ") && next().starts_with("Channel: ");
    if is_head { 98 } else { 0 }
}

/// Reads the whole text.
pub(super) fn read(source: &Source, options: &Options) -> Result<Draft, ImportError> {
    let lines: Vec<&str> = text::lines(&source.text).collect();
    let layout = Layout::find(&lines);
    let dates =
        stamp::decide(layout.blocks.iter().filter_map(|block| block.header.stamp.as_ref()), source, options);
    let order = dates.map_or(DateOrder::Dmy, |decision| decision.order);
    let mut chats = Chats::default();
    let chat = chats.of("");
    chat.title = title_of(&layout);
    for block in &layout.blocks {
        keep(chat, block, order, source);
    }
    let about =
        About { format: super::TXT.name, variant: "DiscordChatExporter TXT".to_owned(), platform: PLATFORM };
    let draft = chats.into_drafts(&about)?.pop();
    let mut draft = draft.ok_or_else(|| ImportError::NothingRecognised {
        path: source.path.clone(),
        format: super::TXT.title,
    })?;
    draft.receipt.lines = Some(layout.count);
    draft.receipt.dates = dates;
    Ok(draft)
}

/// `Category / channel` of a server; the names of people are left whole.
fn title_of(layout: &Layout<'_>) -> String {
    let channel = layout.channel.rsplit(" / ").next().unwrap_or_default();
    title::of(layout.guild, channel.trim())
}

fn keep(chat: &mut Chat, block: &Block<'_>, order: DateOrder, source: &Source) {
    match message(&mut chat.people, block, order) {
        Err(why) => chat.skip(why),
        Ok(message) => {
            if message.sent.date().is_none() {
                chat.note_unread_time(block.first);
            }
            let source = SourcePos { file: source.name.clone(), first: block.first, last: block.last };
            chat.keep(Message { source, ..message });
        }
    }
}

fn message(people: &mut People, block: &Block<'_>, order: DateOrder) -> Result<Message, Skip> {
    let header = &block.header;
    let (sent, precision) = header.stamp.and_then(|stamp| stamp.resolve(order)).unwrap_or_default();
    let body = Body::read(&block.lines);
    let message = Message { sent, precision, raw: body.raw.clone(), ..Message::default() };
    match body.notice() {
        Some(Notice::Event(event)) => Ok(Message { kind: Kind::System, event: Some(event), ..message }),
        Some(Notice::Call(call)) => {
            let sender = Some(header.writer(people));
            Ok(Message { kind: Kind::Call, sender, call: Some(call), ..message })
        }
        None => {
            let reactions = body.reactions.clone();
            let message = body.parts().into_message(message)?;
            Ok(Message { sender: Some(header.writer(people)), reactions, ..message })
        }
    }
}
