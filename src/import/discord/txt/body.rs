//! What stands below a header: the words, then sections in braces for everything else.

use crate::conversation::{Attachment, Reaction};
use crate::import::attached::name_in_address;
use crate::import::discord::notice::Notice;
use crate::import::discord::parts::{self, Parts};
use crate::import::text::is_blank;

/// The body of a message, taken apart.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// All of it, as it stands in the text.
    pub(super) raw: String,
    /// Emoji answers.
    pub(super) reactions: Vec<Reaction>,
    content: String,
    cards: Vec<String>,
    passed_on: Option<String>,
    attachments: Vec<Attachment>,
}

impl Body {
    /// Takes the lines apart.
    pub(super) fn read(lines: &[&str]) -> Self {
        // A blank line stands before every section, that of the words among them: what is on the first
        // line was typed.
        let markers: Vec<(usize, Section)> = (1..lines.len())
            .filter(|&index| is_blank(lines[index - 1]))
            .filter_map(|index| Some((index, Section::of(lines[index])?)))
            .collect();
        let content = markers.first().map_or(lines.len(), |(first, _)| *first);
        let mut body = Self { raw: joined(lines), content: joined(&lines[..content]), ..Self::default() };
        let ends = markers.iter().skip(1).map(|(next, _)| *next).chain([lines.len()]);
        for ((start, section), end) in markers.iter().zip(ends) {
            body.add(*section, &lines[start + 1..end]);
        }
        body
    }

    /// What the exporter itself says, if that is all there is.
    pub(super) fn notice(&self) -> Option<Notice> {
        let is_bare = self.attachments.is_empty() && self.cards.is_empty() && self.passed_on.is_none();
        Notice::of(&self.content).filter(|_| is_bare)
    }

    /// The parts of the message.
    pub(super) fn parts(self) -> Parts {
        Parts {
            content: self.content,
            passed_on: self.passed_on,
            cards: self.cards.join("\n"),
            attachments: self.attachments,
            by_bot: false,
        }
    }

    fn add(&mut self, section: Section, lines: &[&str]) {
        let addresses = || lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty());
        match section {
            Section::Attachments => {
                self.attachments.extend(addresses().filter_map(name_in_address).map(parts::file));
            }
            Section::Stickers => {
                self.attachments.extend(addresses().map(|address| parts::sticker(name_in_address(address))));
            }
            Section::Embed => self.cards.push(joined(lines)),
            Section::Reactions => self.reactions.extend(lines.iter().flat_map(|line| reactions(line))),
            Section::PassedOn => {
                let dated = |line: &&str| line.starts_with("Originally sent: ");
                let words: Vec<&str> = lines.iter().filter(|line| !dated(line)).copied().collect();
                self.passed_on = Some(joined(&words));
            }
        }
    }
}

/// What a section holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Section {
    Attachments,
    Embed,
    Stickers,
    Reactions,
    PassedOn,
}

impl Section {
    fn of(line: &str) -> Option<Self> {
        match line {
            "{Attachments}" => Some(Self::Attachments),
            "{Embed}" => Some(Self::Embed),
            "{Stickers}" => Some(Self::Stickers),
            "{Reactions}" => Some(Self::Reactions),
            "{Forwarded Message}" => Some(Self::PassedOn),
            _ => None,
        }
    }
}

/// The lines without blank ones at both ends.
fn joined(lines: &[&str]) -> String {
    let first = lines.iter().position(|line| !is_blank(line)).unwrap_or(lines.len());
    let last = lines.iter().rposition(|line| !is_blank(line)).map_or(first, |last| last + 1);
    lines[first..last].join("\n")
}

/// `👍 (2) ❤`: a count stands behind an emoji that was given more than once.
fn reactions(line: &str) -> Vec<Reaction> {
    let mut given = Vec::new();
    let mut words = line.split_whitespace().peekable();
    while let Some(emoji) = words.next() {
        let count = words.peek().and_then(|word| word.strip_prefix('(')?.strip_suffix(')')?.parse().ok());
        if count.is_some() {
            words.next();
        }
        given.extend(parts::given(emoji.to_owned(), Vec::new(), count.unwrap_or(1)));
    }
    given
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(text: &str) -> Body {
        Body::read(&text.split('\n').collect::<Vec<_>>())
    }

    #[test]
    fn sections_are_no_words() {
        let body = body(
            "two\n\nlines\n\n{Attachments}\nhttps://a.example/sea.jpg?ex=1\nchat_Files\\b.pdf\n\n{Embed}\nA page\n\n\
             {Stickers}\nhttps://a.example/9.png\n\n{Reactions}\n👍 (2) ❤ wave (1)",
        );
        assert_eq!(body.content, "two\n\nlines");
        let names: Vec<_> = body.attachments.iter().filter_map(|file| file.name.as_deref()).collect();
        assert_eq!(names, ["sea.jpg", "b.pdf", "9.png"]);
        let emoji: Vec<_> = body.reactions.iter().map(|reaction| reaction.emoji.as_str()).collect();
        assert_eq!(emoji, ["👍", "👍", "❤", "wave"]);
        assert_eq!(body.cards, ["A page"]);
    }

    #[test]
    fn braces_that_somebody_typed_are_words() {
        assert_eq!(body("I wrote\n{Embed}\nhere").content, "I wrote\n{Embed}\nhere");
        assert_eq!(body("look\n\n{Nothing}\nhere").content, "look\n\n{Nothing}\nhere");
        assert_eq!(body("{Embed}\nhere").content, "{Embed}\nhere");
    }

    #[test]
    fn words_passed_on_stand_apart_from_their_date() {
        let body = body("\n\n{Forwarded Message}\nbe kind\nto all\nOriginally sent: 1/4/2026 9:00 AM");
        assert_eq!((body.content.as_str(), body.passed_on.as_deref()), ("", Some("be kind\nto all")));
    }
}
