//! One page: a stretch of talk, or a call.

use super::ME;
use crate::conversation::{
    Attachment, AttachmentKind, Call, CallMedium, CallOutcome, Kind, Message, SourcePos,
};
use crate::import::html::{self, first, is, within};
use crate::import::moment;
use scraper::{ElementRef, Html};

/// Somebody else than the owner; what is not told is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Person {
    pub(super) number: String,
    pub(super) name: String,
}

/// A message or call, and who it is by; `None` is the owner.
pub(super) struct Entry {
    pub(super) by: Option<Person>,
    pub(super) message: Message,
}

/// What a page tells.
#[derive(Default)]
pub(super) struct Page {
    /// Members that the page lists, or the one person whom its title or file names.
    named: Vec<Person>,
    pub(super) entries: Vec<Entry>,
    /// Messages of no words and without files.
    pub(super) empty: usize,
}

impl Page {
    pub(super) fn read(document: &Html, file: &str) -> Self {
        let root = document.root_element();
        let mut page = match first(root, "hChatLog") {
            Some(log) => Self::of_talk(log, file),
            None => Self::of_call(root, file),
        };
        if page.others().next().is_none() {
            page.named.push(of_title(root, file));
        }
        page
    }

    /// Everybody else, in every place where the page tells of them.
    pub(super) fn others(&self) -> impl Iterator<Item = &Person> {
        self.named.iter().chain(self.entries.iter().filter_map(|entry| entry.by.as_ref()))
    }

    fn of_talk(log: ElementRef<'_>, file: &str) -> Self {
        let mut page = Self::default();
        if let Some(members) = first(log, "participants") {
            let members = within(members).filter(|inner| is(*inner, "sender"));
            page.named.extend(members.filter_map(person));
        }
        for (place, element) in within(log).filter(|inner| is(*inner, "message")).enumerate() {
            let message = message(element, file, place + 1);
            if message.text.is_empty() && message.attachments.is_empty() {
                page.empty += 1;
            } else {
                let by = within(element)
                    .find(|inner| is(*inner, "sender"))
                    .map_or(Some(Person::default()), person);
                page.entries.push(Entry { by, message });
            }
        }
        page
    }

    fn of_call(root: ElementRef<'_>, file: &str) -> Self {
        let Some(log) = first(root, "haudio") else { return Self::default() };
        let other = first(log, "contributor").and_then(person).unwrap_or_default();
        let what = What::of(log, file);
        let message =
            Message { source: SourcePos { file: file.into(), first: 1, last: 1 }, ..what.message(log) };
        let by = (what != What::Placed).then(|| other.clone());
        Self { named: vec![other], entries: vec![Entry { by, message }], empty: 0 }
    }
}

/// Somebody with a number, a name or both; `None` is the owner, whose name alone is an abbreviation, whatever
/// the language.
fn person(element: ElementRef<'_>) -> Option<Person> {
    let name = first(element, "fn");
    if name.is_some_and(|name| name.value().name() == "abbr" || html::words(name) == ME) {
        return None;
    }
    let number = first(element, "tel").and_then(|tel| tel.attr("href"));
    let number = number.and_then(|href| href.strip_prefix("tel:")).unwrap_or_default().trim();
    Some(Person { number: number.to_owned(), name: name.map(one_line).unwrap_or_default() })
}

fn one_line(element: ElementRef<'_>) -> String {
    html::words(element).replace('\n', " ")
}

/// The one other person of a page on which only the owner speaks: in the name of the file, else in the title.
fn of_title(root: ElementRef<'_>, file: &str) -> Person {
    let base = file.rsplit('/').next().unwrap_or(file);
    let title = within(root).find(|inner| inner.value().name() == "title").map(one_line).unwrap_or_default();
    let title = title.strip_prefix("Me to ").unwrap_or(&title);
    let name = base.split_once(" - ").map_or(title, |(name, _)| name).trim();
    let is_number = !name.is_empty() && name.chars().all(|c| c.is_ascii_digit() || c == '+');
    match name {
        "" | ME | "Group Conversation" => Person::default(),
        number if is_number => Person { number: number.to_owned(), name: String::new() },
        name => Person { number: String::new(), name: name.to_owned() },
    }
}

fn message(element: ElementRef<'_>, file: &str, number: usize) -> Message {
    let title = first(element, "dt").and_then(|time| time.attr("title")).unwrap_or_default();
    let (sent, precision) = moment::iso(title);
    let body = within(element).find(|inner| inner.value().name() == "q").map(html::words).unwrap_or_default();
    let attachments: Vec<Attachment> = within(element).filter_map(attachment).collect();
    let is_placeholder = matches!(body.as_str(), "MMS Sent" | "MMS Received") && !attachments.is_empty();
    let kind = match attachments.first().map(|attachment| attachment.kind) {
        None => Kind::Text,
        Some(AttachmentKind::Contact) => Kind::Contact,
        Some(_) => Kind::Media,
    };
    Message {
        sent,
        precision,
        kind,
        text: if is_placeholder { String::new() } else { body.clone() },
        attachments,
        raw: body,
        source: SourcePos { file: file.into(), first: number, last: number },
        ..Message::default()
    }
}

/// A picture, or a link of the class that names the kind of file.
fn attachment(element: ElementRef<'_>) -> Option<Attachment> {
    let (kind, path) = match element.value().name() {
        "img" => (AttachmentKind::Image, element.attr("src")),
        "a" if is(element, "video") => (AttachmentKind::Video, element.attr("href")),
        "a" if is(element, "audio") => (AttachmentKind::Audio, element.attr("href")),
        "a" if is(element, "vcard") => (AttachmentKind::Contact, element.attr("href")),
        _ => return None,
    };
    let name = path.filter(|path| !path.is_empty()).map(str::to_owned);
    Some(Attachment { kind, name, omitted: false, transcription: None })
}

/// What a page of a call tells of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Placed,
    Received,
    Missed,
    Voicemail,
    Recorded,
    Unknown,
}

impl What {
    /// By its labels, which are the same in every language, else by the file's name.
    fn of(log: ElementRef<'_>, file: &str) -> Self {
        const MARKS: &[(&str, &str, What)] = &[
            ("#voicemail", " - Voicemail - ", What::Voicemail),
            ("#recorded", " - Recorded - ", What::Recorded),
            ("#missed", " - Missed - ", What::Missed),
            ("#placed", " - Placed - ", What::Placed),
            ("#received", " - Received - ", What::Received),
        ];
        let labels: Vec<&str> = within(log)
            .filter(|inner| inner.attr("rel") == Some("tag"))
            .filter_map(|label| label.attr("href"))
            .collect();
        let labelled = MARKS.iter().find(|(mark, _, _)| labels.iter().any(|label| label.ends_with(mark)));
        let named = || MARKS.iter().find(|(_, mark, _)| file.contains(mark));
        labelled.or_else(named).map_or(What::Unknown, |(_, _, what)| *what)
    }

    fn message(self, log: ElementRef<'_>) -> Message {
        let titled = |class: &str| first(log, class).and_then(|inner| inner.attr("title"));
        let (sent, precision) = titled("published").map(moment::iso).unwrap_or_default();
        let seconds = titled("duration").and_then(seconds);
        let spoken = first(log, "full-text").map(html::words).filter(|words| !words.is_empty());
        let message =
            Message { sent, precision, raw: spoken.clone().unwrap_or_default(), ..Message::default() };
        let recording = recording(log, spoken);
        if self == What::Voicemail {
            let recording = recording.unwrap_or_else(unnamed_recording);
            return Message { kind: Kind::Voice, attachments: vec![recording], ..message };
        }
        let outcome = match (self, seconds) {
            (What::Missed, _) => CallOutcome::Missed,
            (What::Placed, None | Some(0)) => CallOutcome::Unanswered,
            (What::Unknown, _) => CallOutcome::Unknown,
            _ => CallOutcome::Answered,
        };
        let call = Call { medium: CallMedium::Voice, outcome, seconds };
        Message {
            kind: Kind::Call,
            call: Some(call),
            attachments: recording.into_iter().collect(),
            ..message
        }
    }
}

fn recording(log: ElementRef<'_>, transcription: Option<String>) -> Option<Attachment> {
    let audio = within(log).find(|inner| inner.value().name() == "audio");
    let name = audio.and_then(|audio| audio.attr("src")).map(str::to_owned);
    (name.is_some() || transcription.is_some()).then(|| Attachment {
        name,
        transcription,
        ..unnamed_recording()
    })
}

fn unnamed_recording() -> Attachment {
    Attachment { kind: AttachmentKind::Voice, name: None, omitted: false, transcription: None }
}

/// `PT1H2M3S`.
fn seconds(duration: &str) -> Option<u32> {
    let mut seconds = 0_u32;
    let mut number = String::new();
    for c in duration.strip_prefix("PT")?.chars() {
        let unit = match c {
            'H' => 3600,
            'M' => 60,
            'S' => 1,
            _ => {
                number.push(c);
                continue;
            }
        };
        let count: u32 = number.split('.').next()?.parse().ok()?;
        seconds = seconds.checked_add(count.checked_mul(unit)?)?;
        number.clear();
    }
    number.is_empty().then_some(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_in_hours_minutes_and_seconds() {
        let cases = [
            ("PT22S", Some(22)),
            ("PT1M", Some(60)),
            ("PT1H2M3S", Some(3723)),
            ("PT2.5S", Some(2)),
            ("PT", Some(0)),
            ("22", None),
            ("PTxS", None),
            ("PT9999999999H", None),
            ("PT2", None),
        ];
        for (text, expected) in cases {
            assert_eq!(seconds(text), expected, "{text}");
        }
    }
}
