//! What stands below the sender: words, and what the exporter adds to them.

use super::lines;
use crate::conversation::{Attachment, AttachmentKind, Kind, SystemEvent};
use jiff::civil::DateTime;

/// The lines of a message, told apart.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// What was typed, in its last version.
    pub(super) text: String,
    /// The title and summary of the page below a link.
    pub(super) preview: Option<String>,
    /// The words were changed.
    pub(super) edited: bool,
    /// A part was taken back.
    pub(super) unsent: bool,
    /// Files.
    pub(super) attachments: Vec<Attachment>,
    /// Emoji, and the names of those who gave them.
    pub(super) reactions: Vec<(String, String)>,
    /// It is the app that speaks.
    pub(super) event: Option<SystemEvent>,
}

impl Body {
    /// Reads the lines of a message that was sent at that time.
    pub(super) fn read(lines: &[&str], at: DateTime) -> Self {
        let mut lines = lines;
        // A notice that the exporter could not word has no time, and so stands below the message before it.
        while let [rest @ .., "", "Unable to format announcement!"] = lines {
            lines = rest;
        }
        let lines = match lines {
            ["This message was deleted from the conversation!", rest @ ..] => rest,
            all => all,
        };
        let lines = match lines {
            [rest @ .., "This message responded to an earlier message."] => rest,
            all => all,
        };
        if is_event(lines) {
            return Self { event: Some(SystemEvent::Notice), ..Self::default() };
        }
        let last_edit = lines.iter().rposition(|line| lines::edited(line).is_some());
        let mut reading = Reading {
            lines,
            at,
            last_edit,
            words: Vec::new(),
            part: 0,
            is_history: false,
            body: Self::default(),
        };
        let mut place = 0;
        while let Some(line) = lines.get(place) {
            place += reading.line(place, line);
        }
        reading.finish()
    }

    /// What kind of message it is; `None` if there is nothing in it.
    pub(super) fn kind(&self) -> Option<Kind> {
        let has_words = !self.text.trim().is_empty();
        match self.attachments.first().map(|file| file.kind) {
            _ if self.event.is_some() => Some(Kind::System),
            Some(AttachmentKind::Sticker | AttachmentKind::Contact) | None if has_words => Some(Kind::Text),
            Some(AttachmentKind::Sticker | AttachmentKind::Gif) => Some(Kind::Sticker),
            Some(AttachmentKind::Voice) => Some(Kind::Voice),
            Some(AttachmentKind::Contact) => Some(Kind::Contact),
            Some(_) => Some(Kind::Media),
            None if self.unsent => Some(Kind::Deleted),
            None => None,
        }
    }
}

/// Whether the app speaks under somebody's name.
fn is_event(lines: &[&str]) -> bool {
    matches!(
        lines,
        ["SharePlay Message", "Ended"]
            | ["Started sharing location!" | "Stopped sharing location!" | "Shared location!"]
    )
}

/// What was read so far.
struct Reading<'a> {
    lines: &'a [&'a str],
    at: DateTime,
    last_edit: Option<usize>,
    words: Vec<&'a str>,
    /// Where the words of this part of the message begin.
    part: usize,
    /// The words are versions of one part.
    is_history: bool,
    body: Body,
}

impl<'a> Reading<'a> {
    /// Reads a line and those that belong to it; returns how many these are.
    fn line(&mut self, place: usize, line: &'a str) -> usize {
        if let Some(tapbacks) = self.tapbacks(place, line) {
            return tapbacks;
        }
        let has_something = !self.words.is_empty() || !self.body.attachments.is_empty();
        if let Some(file) = lines::attachment(line).or_else(|| lines::sticker(line)) {
            return self.file(place, file);
        }
        match () {
            () if lines::is_unsent(line) => self.body.unsent = true,
            () if lines::is_effect(line) && has_something => {}
            () if lines::is_app_bubble(line) => {
                let kind = AttachmentKind::Unknown;
                self.body.attachments.push(Attachment {
                    kind,
                    name: None,
                    omitted: true,
                    transcription: None,
                });
            }
            // What stands before is a translation; the sender's own words follow.
            () if line == "Translated from:" && self.words.len() > self.part => {
                self.words.truncate(self.part);
                return 1;
            }
            () => {
                self.word(place, line);
                return 1;
            }
        }
        self.end_part();
        1
    }

    /// A line of words, or of their history.
    fn word(&mut self, place: usize, line: &'a str) {
        if self.is_history
            && let Some(words) = lines::edited(line)
        {
            self.words.truncate(self.part);
            self.words.push(words);
            self.body.edited = true;
            return;
        }
        match self.original(place, line) {
            Some(words) => {
                self.part = self.words.len();
                self.words.push(words);
                self.is_history = true;
                self.body.edited = true;
            }
            None => self.words.push(line),
        }
    }

    /// The first version of words that were changed later: it has a time before it, that of the message.
    fn original(&self, place: usize, line: &'a str) -> Option<&'a str> {
        let (at, rest) = lines::stamp(line)?;
        let is_changed_below = self.last_edit.is_some_and(|last| last > place);
        let is_near = (at.duration_since(self.at)).as_secs().abs() <= 60;
        rest.strip_prefix(' ').filter(|_| is_near && (is_changed_below || self.words.is_empty()))
    }

    fn file(&mut self, place: usize, mut file: Attachment) -> usize {
        let speech = self.lines.get(place + 1).and_then(|line| line.strip_prefix("Transcription: "));
        if let Some(speech) = speech {
            file.kind = AttachmentKind::Voice;
            file.transcription = Some(speech.to_owned());
        }
        self.body.attachments.push(file);
        self.end_part();
        1 + usize::from(speech.is_some())
    }

    /// Tapbacks below their heading, with the blank line behind them; how many lines that are.
    fn tapbacks(&mut self, place: usize, line: &str) -> Option<usize> {
        let below = &self.lines[place + 1..];
        if !matches!(line, "Tapbacks:" | "Reactions:")
            || below.first().is_none_or(|line| lines::tapback(line).is_none())
        {
            return None;
        }
        let given = below.iter().map_while(|line| lines::tapback(line));
        let before = self.body.reactions.len();
        self.body.reactions.extend(given.map(|(emoji, by)| (emoji, by.to_owned())));
        let count = self.body.reactions.len() - before;
        let blank = below.get(count).is_some_and(|line| line.is_empty());
        self.end_part();
        Some(1 + count + usize::from(blank))
    }

    fn end_part(&mut self) {
        self.part = self.words.len();
        self.is_history = false;
    }

    fn finish(mut self) -> Body {
        let is_link = |line: &str| line.starts_with("http") && line.contains("://") && !line.contains(' ');
        let has_preview = (2..=LONGEST_PREVIEW).contains(&self.words.len())
            && is_link(self.words[0])
            && self.words.iter().all(|line| !line.trim().is_empty());
        if has_preview {
            self.body.preview = Some(self.words.split_off(1).join("\n"));
        }
        let text = self.words.join("\n").trim_matches('\n').to_owned();
        Body { text, ..self.body }
    }
}

/// A link, the title of its page, and a summary in a line or two.
const LONGEST_PREVIEW: usize = 4;
