//! `KakaoTalk`'s exported text (formats document, section 3.10), as computers and phones write it. The table that
//! the program for Mac writes is read with other tables.

mod body;
mod header;
mod notices;
mod parse;
#[cfg(test)]
mod tests;
mod title;

pub(super) use body::Body;

use super::blocks::Block;
use super::chats::{About, Chat, Chats};
use super::dates::DateOrder;
use super::finish::Draft;
use super::text::{self, is_blank, visible};
use super::{Format, ImportError, Options, OwnerEvidence, Reader, Skip, Source};
use crate::conversation::{Kind, Message, SourcePos};
use header::Said;
use parse::{Header, Layout, Parsed};

/// This format's row in the table.
pub(super) const FORMAT: Format = Format {
    name: "kakaotalk",
    title: "KakaoTalk, exported chat (phones and computers)",
    files: ".txt",
    steps: "On the phone: open the chat, ☰ › ⚙ › Export messages, text only. On the computer: open the chat, ☰ › Chat \
        content › Save chat.",
    leaves_out: "Reactions, which message an answer is to, pictures and emoticons; on a computer everything that was \
        written before it was first used.",
    recognise: |file| recognise(file.start()),
    reader: Reader::Text(read),
};

/// Lines looked at to recognise the format.
const FIRST_LINES: usize = 400;

/// Lines that may stand above the chat.
const HEAD: usize = 5;

/// A title or the time of saving and a start, or days between dashes, or starts alone (formats document, section 4).
fn recognise(source: &Source) -> u8 {
    let filled = text::lines(&source.text).filter(|line| !is_blank(line));
    let lines: Vec<&str> = filled.take(FIRST_LINES).collect();
    let (bracketed, dated) = parse::starts(&lines);
    if bracketed.max(dated) == 0 {
        return 0;
    }
    let head = &lines[..lines.len().min(HEAD)];
    let is_headed = head.iter().any(|line| title::is_saved(line) || title::parse(line).is_some());
    let has_days = lines.iter().any(|line| header::dashed_day(line).is_some());
    match () {
        () if is_headed => 97,
        () if bracketed >= 1 && has_days => 95,
        () if dated >= 2 && dated * 5 >= lines.len() => 93,
        () => 0,
    }
}

fn read(source: &Source, options: &Options) -> Result<Draft, ImportError> {
    let nothing = || ImportError::NothingRecognised { path: source.path.clone(), format: FORMAT.title };
    let lines: Vec<&str> = text::lines(&source.text).collect();
    let parsed = Parsed::of(&lines, source, options).ok_or_else(nothing)?;
    let order = parsed.dates.map_or(DateOrder::Ymd, |decision| decision.order);
    let mut chats = Chats::default();
    let mut reading = Reading { source, order, chat: chats.of("") };
    parsed.blocks.iter().for_each(|block| reading.block(block));
    let first = parsed.blocks.first().map_or(0, |block| block.first);
    reading.name(lines.iter().take(first).find_map(|line| title::parse(line)));
    let variant = match parsed.layout {
        Layout::Bracketed => "name and time in brackets (computer)",
        Layout::Dated => "date and time before the name (phone)",
    };
    let about = About { format: FORMAT.name, variant: variant.to_owned(), platform: "KakaoTalk" };
    let mut draft = chats.into_drafts(&about)?.pop().ok_or_else(nothing)?;
    draft.receipt.lines = Some(parsed.lines);
    draft.receipt.dates = parsed.dates;
    Ok(draft)
}

/// Whether the app says so. English notices are such as people write, too: only the whole chat tells.
pub(super) fn is_notice(line: &str) -> bool {
    notices::recognise(line).is_some_and(|notice| notice.change.is_none())
}

/// What is gathered while messages are read one by one.
struct Reading<'a> {
    source: &'a Source,
    order: DateOrder,
    chat: &'a mut Chat,
}

/// Some phones call the exporting person so: "you".
const OWNER: &str = "회원님";

impl Reading<'_> {
    fn block(&mut self, block: &Block<'_, Header<'_>>) {
        let when = block.header.stamp.and_then(|stamp| stamp.resolve(self.order));
        let (sent, precision) = when.unwrap_or_default();
        let source = SourcePos { file: self.source.name.clone(), first: block.first, last: block.last };
        let message = Message { sent, precision, source, ..Message::default() };
        match block.header.said {
            Said::Written { name, words } => {
                let raw = block.rest_and_more(words);
                self.written(name, Message { raw, ..message });
            }
            Said::Notice(words) => {
                let raw = block.rest_and_more(words);
                let event = notices::recognise(&visible(&raw)).map(|notice| notice.event);
                self.chat.keep(Message { kind: Kind::System, event, raw, ..message });
            }
        }
    }

    fn written(&mut self, name: &str, message: Message) {
        if is_blank(&message.raw) {
            return self.chat.skip(Skip::Empty);
        }
        let name = visible(name);
        let sender = self.chat.people.of(name.trim(), "");
        if name.trim() == OWNER {
            self.chat.owner = Some((sender, OwnerEvidence::FirstPerson));
        }
        let Body { kind, text, attachments, call } = Body::read(&message.raw);
        let deleted = kind == Kind::Deleted;
        self.chat.keep(Message { sender: Some(sender), kind, text, attachments, call, deleted, ..message });
    }

    fn name(&mut self, title: Option<String>) {
        let title = title.unwrap_or_default();
        let is_group = self.chat.people.list().len() > 2;
        self.chat.title = if is_group { title::without_count(&title).to_owned() } else { title };
    }
}
