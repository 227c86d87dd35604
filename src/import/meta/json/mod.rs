//! The data download as JSON, and the download of encrypted chats: two spellings of the same things.

mod written;

use super::app::{App, Signs, is_nobody};
use super::threads::{self, Page};
use crate::import::chats::{About, Chats};
use crate::import::finish::Draft;
use crate::import::json::{self, Go, Loose, Place, Walk};
use crate::import::mojibake::mended;
use crate::import::{File, ImportError, Options, Skip};
use serde_json::Value;
use written::Written;

/// The keys of its messages; in a file named as the export names it, less will do.
pub(super) fn recognise(file: &File<'_>) -> u8 {
    let start = &file.start().text;
    let has = |keys: &[&str]| json::has_keys(start, keys);
    match () {
        () if !start.trim_start().starts_with('{') => 0,
        () if has(&["messages", "sender_name", "timestamp_ms"]) => 97,
        () if has(&["messages", "participants", "thread_path"]) => 95,
        () if !is_part(file) => 0,
        () if has(&["messages", "participants"]) => 90,
        // A damaged part is told of as such only where it lies among the others.
        () if is_in_thread(file) => 60,
        () => 0,
    }
}

/// The keys of an encrypted chat.
pub(super) fn recognise_encrypted(file: &File<'_>) -> u8 {
    let start = &file.start().text;
    let has = |keys: &[&str]| json::has_keys(start, keys);
    let is_encrypted = start.trim_start().starts_with('{')
        && (has(&["messages", "participants", "threadName"])
            || has(&["messages", "senderName", "timestamp", "isUnsent"]));
    if is_encrypted { 97 } else { 0 }
}

/// `message_1.json`, `message_2.html`, and with what a browser puts behind a name that it has already.
pub(super) fn is_part(file: &File<'_>) -> bool {
    let base = file.base().to_ascii_lowercase();
    let Some(rest) = base.strip_prefix("message_").or_else(|| base.strip_prefix("message")) else {
        return false;
    };
    let rest = rest.rsplit_once('.').map_or(rest, |(stem, _)| stem);
    rest.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '(' | ')'))
}

/// Whether it lies where the export puts the parts of a thread.
pub(super) fn is_in_thread(file: &File<'_>) -> bool {
    const SECTIONS: &[&str] =
        &["inbox", "archived_threads", "filtered_threads", "message_requests", "e2ee_cutover"];
    file.folder().rsplit_once('/').is_some_and(|(above, _)| {
        SECTIONS.iter().any(|section| above == *section || above.ends_with(&format!("/{section}")))
    })
}

/// Reads the data download.
pub(super) fn read(files: &[File<'_>], _: &Options) -> Result<Vec<Draft>, ImportError> {
    read_as(files, super::JSON.name, "JSON")
}

/// Reads the download of encrypted chats.
pub(super) fn read_encrypted(files: &[File<'_>], _: &Options) -> Result<Vec<Draft>, ImportError> {
    read_as(files, super::ENCRYPTED.name, "JSON of encrypted chats")
}

fn read_as(files: &[File<'_>], format: &'static str, variant: &str) -> Result<Vec<Draft>, ImportError> {
    let mut chats = Chats::default();
    let mut pages = Vec::new();
    for file in files {
        let mut reading = Reading::of(file);
        let stop = file.read(|reader| Ok(json::walk(reader, &mut reading).err()))?;
        pages.push(reading.into_page(file));
        chats.note(file, stop)?;
    }
    let about = About { format, variant: variant.to_owned(), platform: App::Messenger.name() };
    threads::into_drafts(pages, chats, files, &about)
}

/// A file on its way.
struct Reading {
    page: Page,
    /// The thread's own path in the account.
    path: String,
    /// Whether it is an encrypted chat: these begin with what is oldest.
    is_encrypted: bool,
}

impl Reading {
    fn of(file: &File<'_>) -> Self {
        let signs = Signs::of_file(file.name(), &file.path().to_string_lossy());
        // Times are to the millisecond: what is equal in two files is one message.
        let page =
            Page { file: file.shared_name(), export: file.name().to_owned(), signs, ..Page::default() };
        Self { page, path: String::new(), is_encrypted: false }
    }

    fn into_page(self, file: &File<'_>) -> Page {
        let Self { mut page, path, is_encrypted } = self;
        page.is_newest_first = !is_encrypted;
        page.key = key(file, &path, &page);
        if is_encrypted {
            let end = without_number(&page.title).len();
            page.title.truncate(end);
        }
        if page.members.iter().any(|name| name == App::Instagram.nobody()) {
            page.signs.weak(App::Instagram);
        }
        page
    }
}

/// What the parts of a thread share: its path, else their folder, else its title and people.
fn key(file: &File<'_>, path: &str, page: &Page) -> String {
    match () {
        () if !path.is_empty() => path.to_owned(),
        () if is_part(file) && !file.folder().is_empty() => file.folder().to_owned(),
        () if page.members.is_empty() && page.title.is_empty() => file.name().to_owned(),
        () => format!("{}\n{}", page.title, page.members.join("\n")),
    }
}

/// Encrypted chats are numbered: `Ana Lund_12`.
fn without_number(title: &str) -> &str {
    match title.rsplit_once('_') {
        Some((name, number))
            if !name.is_empty() && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) =>
        {
            name
        }
        _ => title,
    }
}

impl Walk for Reading {
    fn at(&mut self, place: &Place) -> Go {
        const HEAD: &[&str] =
            &["participants", "title", "threadName", "thread_path", "thread_type", "joinable_mode"];
        match () {
            () if place.is(&[]) || place.is(&["messages"]) => Go::In,
            () if place.is(&["messages", "*"]) => Go::Take,
            () if HEAD.iter().any(|key| place.is(&[key])) => Go::Take,
            () => Go::Past,
        }
    }

    fn take(&mut self, place: &Place, value: &str) {
        let text = || mended(json::parse::<Loose>(value).unwrap_or_default().0);
        match place.key() {
            Some("participants") => self.page.members = members(value),
            Some("title") => self.page.title = text(),
            Some("threadName") => {
                self.page.title = text();
                self.is_encrypted = true;
            }
            Some("thread_path") => self.path = text(),
            Some("thread_type") => {
                self.page.is_group |= text() == "RegularGroup";
                self.page.signs.weak(App::Messenger);
            }
            Some("joinable_mode") => self.page.is_group |= value != "null",
            _ => self.message(place.number(), value),
        }
    }
}

impl Reading {
    fn message(&mut self, number: usize, value: &str) {
        let record = match json::parse::<Written>(value) {
            Some(written) => {
                written.note_signs(&mut self.page.signs);
                Ok(written.told(number))
            }
            None => Err(Skip::Malformed),
        };
        self.page.records.push(record);
    }
}

/// The names, each in an object of its own or bare; deleted accounts have none.
fn members(value: &str) -> Vec<String> {
    let members = json::parse::<Vec<Value>>(value).unwrap_or_default();
    let name = |member: &Value| {
        let name = member.as_str().or_else(|| member.get("name")?.as_str())?;
        Some(mended(name.to_owned()))
    };
    let mut names: Vec<String> = members.iter().filter_map(name).collect();
    // Several that are gone cannot be told apart.
    names.dedup_by(|a, b| is_nobody(a) && is_nobody(b));
    names
}
