//! Single lines as the exporter writes them.

use crate::conversation::{Attachment, AttachmentKind};
use crate::import::attached::kind_by_ending;
use crate::import::imessage::tapback::{CLASSIC, STICKER};
use jiff::civil::{Date, DateTime};

/// The time that a line begins with, and the rest of the line: `May 17, 2022  5:29:42 PM`, the hour with a
/// space where it has one digit.
pub(super) fn stamp(line: &str) -> Option<(DateTime, &str)> {
    let (stamp, rest) = line.split_at_checked(24)?;
    let bytes: &[u8; 24] = stamp.as_bytes().try_into().ok()?;
    let marks = [(3, b' '), (6, b','), (7, b' '), (12, b' '), (15, b':'), (18, b':'), (21, b' '), (23, b'M')];
    if marks.iter().any(|(place, mark)| bytes[*place] != *mark) {
        return None;
    }
    let number = |from: usize, to: usize| stamp.get(from..to)?.trim_start().parse::<i16>().ok();
    let small = |from: usize, to: usize| i8::try_from(number(from, to)?).ok();
    let month = MONTHS.iter().position(|month| *month == &stamp[..3])?;
    let date = Date::new(number(8, 12)?, i8::try_from(month + 1).ok()?, small(4, 6)?).ok()?;
    let hour = small(13, 15).filter(|hour| (1..=12).contains(hour))?;
    let hour = match bytes[22] {
        b'A' => hour % 12,
        b'P' => hour % 12 + 12,
        _ => return None,
    };
    let time = jiff::civil::Time::new(hour, small(16, 18)?, small(19, 21)?, 0).ok()?;
    Some((date.to_datetime(time), rest))
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// What may stand behind the time of a message: nothing, or who read it when. Whether it was somebody
/// else than the owner who read it.
pub(super) fn receipt(rest: &str) -> Option<bool> {
    match rest.trim_end() {
        "" => Some(false),
        rest => {
            let reader = rest.strip_prefix(" (Read by ")?.strip_suffix(')')?;
            let (reader, span) = reader.split_once(" after ")?;
            is_span(span).then_some(reader == "them")
        }
    }
}

/// "3 days, 1 hour, 49 seconds".
pub(super) fn is_span(text: &str) -> bool {
    let is_part = |part: &str| {
        part.split_once(' ').is_some_and(|(number, unit)| {
            let unit = unit.strip_suffix('s').unwrap_or(unit);
            number.bytes().all(|byte| byte.is_ascii_digit())
                && ["year", "month", "week", "day", "hour", "minute", "second"].contains(&unit)
        })
    };
    text.split(", ").all(is_part)
}

/// The new words of "Edited 3 minutes later: words".
pub(super) fn edited(line: &str) -> Option<&str> {
    let (span, words) = line.strip_prefix("Edited ")?.split_once(" later: ").or_else(|| {
        // An edit that left no words ends the line.
        Some((line.strip_prefix("Edited ")?.strip_suffix(" later:")?, ""))
    })?;
    is_span(span).then_some(words)
}

/// Whether the line says that a part of the message was taken back.
pub(super) fn is_unsent(line: &str) -> bool {
    match line.split_once(" unsent this message part") {
        Some((_, "!")) => true,
        Some((_, rest)) => {
            rest.strip_prefix(' ').and_then(|rest| rest.strip_suffix(" after sending!")).is_some_and(is_span)
        }
        None => false,
    }
}

/// How the message was shown: no words.
pub(super) fn is_effect(line: &str) -> bool {
    let effects = [
        "Confetti",
        "Echo",
        "Fireworks",
        "Balloons",
        "Heart",
        "Lasers",
        "Shooting Star",
        "Shooting Start",
        "Sparkles",
        "Spotlight",
        "Slam",
        "Loud",
        "Gentle",
        "Invisible Ink",
    ];
    line.strip_prefix("Sent with ").is_some_and(|effect| effects.contains(&effect))
        || (line.starts_with("com.apple.") && !line.contains(' '))
}

/// What stands for a bubble that the exporter could not put into words.
pub(super) fn is_app_bubble(line: &str) -> bool {
    line.starts_with("Unable to format app message: ") || line.starts_with("Digital Touch Message: ")
}

/// The emoji and the giver of "Loved by Ana", "☕️ by Ana" and "Sticker from Ana: …".
pub(super) fn tapback(line: &str) -> Option<(String, &str)> {
    let line = line.trim();
    if let Some((_, rest)) = line.split_once("Sticker from ") {
        let who = rest.split_once(": ").map(|(who, _)| who).or_else(|| rest.strip_suffix(" not found!"))?;
        return Some((STICKER.to_owned(), who));
    }
    let (mark, who) = line.split_once(" by ")?;
    let names = ["Loved", "Liked", "Disliked", "Laughed", "Emphasized", "Questioned"];
    match names.iter().position(|name| *name == mark) {
        Some(place) => Some((CLASSIC[place].to_owned(), who)),
        None => (!mark.is_empty() && !mark.chars().any(char::is_alphabetic)).then(|| (mark.to_owned(), who)),
    }
}

/// A file alone on its line: its path, its bare name where nobody knows the path, or that it is missing.
pub(super) fn attachment(line: &str) -> Option<Attachment> {
    let file = |kind, name: Option<&str>, omitted| Attachment {
        kind,
        name: name.map(str::to_owned),
        omitted,
        transcription: None,
    };
    if line == "Attachment missing!" {
        return Some(file(AttachmentKind::Unknown, None, true));
    }
    let folder = line.to_ascii_lowercase();
    let is_path = folder.starts_with("attachments/")
        || (line.starts_with(['/', '~'])
            && ["/attachments/", "/stickercache/", "/mobilesync/backup/"]
                .iter()
                .any(|part| folder.contains(part)));
    let name = line.rsplit('/').next().filter(|name| !name.is_empty())?;
    let kind = kind_by_ending(name);
    // Names of documents are typed, too: "readme.txt".
    let is_telling = !matches!(kind, AttachmentKind::Unknown | AttachmentKind::Document);
    let is_bare_name = is_telling && !line.contains([' ', '/']) && !line.starts_with('.');
    if is_path {
        Some(file(kind, Some(name), false))
    } else {
        (is_bare_name || line == "Audio Message.caf").then(|| file(kind, Some(name), true))
    }
}

/// A sticker that is a message of its own: "Outline Sticker from Ana: path (App: Free)".
pub(super) fn sticker(line: &str) -> Option<Attachment> {
    let (effect, rest) = line.split_once("Sticker from ")?;
    let is_effect = ["", "Outline ", "Comic ", "Puffy ", "Shiny ", "Iridescent ", "Other "].contains(&effect);
    let (_, path) = rest.split_once(": ").filter(|_| is_effect)?;
    let path = path.split(" (").next().unwrap_or_default();
    let name = path.rsplit('/').next().filter(|name| !name.is_empty()).map(str::to_owned);
    Some(Attachment { kind: AttachmentKind::Sticker, name, omitted: false, transcription: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::datetime;

    #[test]
    fn a_time_is_read_in_its_fixed_width_only() {
        let at = |line| stamp(line).map(|(at, _)| at);
        assert_eq!(at("May 17, 2022  5:29:42 PM"), Some(datetime(2022, 5, 17, 17, 29, 42, 0)));
        assert_eq!(at("Jan 01, 2023 12:00:00 AM hi"), Some(datetime(2023, 1, 1, 0, 0, 0, 0)));
        assert_eq!(at("Jan 01, 2023 12:00:00 PM"), Some(datetime(2023, 1, 1, 12, 0, 0, 0)));
        for line in [
            "May 17, 2022 5:29:42 PM",
            "May 17, 2022 17:29:42 PM",
            "Mai 17, 2022  5:29:42 PM",
            "Feb 30, 2022  5:29:42 PM",
            "May 17, 2022  5:29:42 XM",
            "May 17, 2022  5:29:4é PM",
        ] {
            assert_eq!(at(line), None, "{line}");
        }
    }

    #[test]
    fn a_receipt_tells_who_read_it() {
        assert_eq!(receipt(""), Some(false));
        assert_eq!(receipt(" (Read by you after 1 hour, 49 seconds)"), Some(false));
        assert_eq!(receipt(" (Read by them after 2 days)"), Some(true));
        assert_eq!(receipt(" (Read by them after all)"), None);
        assert_eq!(receipt(" we met"), None);
    }

    #[test]
    fn a_file_stands_alone_on_its_line() {
        let name = |line| attachment(line).and_then(|file| file.name);
        assert_eq!(name("attachments/12/IMG 0001.heic").as_deref(), Some("IMG 0001.heic"));
        assert_eq!(
            name("/Users/ana/Library/Messages/Attachments/ab/IMG_1.heic").as_deref(),
            Some("IMG_1.heic")
        );
        assert_eq!(name("~/Library/Messages/Attachments/ab/plan.pdf").as_deref(), Some("plan.pdf"));
        assert_eq!(name("IMG_1.heic").as_deref(), Some("IMG_1.heic"));
        for line in
            ["/shrug", "see attachments/12/IMG.heic", "ok.", ".gif", "so / so", "and/or", "readme.txt"]
        {
            assert_eq!(attachment(line), None, "{line}");
        }
    }

    #[test]
    fn tapbacks_name_their_giver() {
        assert_eq!(tapback("    Loved by Ana by the sea"), Some(("❤️".to_owned(), "Ana by the sea")));
        assert_eq!(tapback("☕️ by Ana"), Some(("☕️".to_owned(), "Ana")));
        assert_eq!(
            tapback("Sticker from Ana: x.heic (App: Free) from Ana"),
            Some((STICKER.to_owned(), "Ana"))
        );
        assert_eq!(tapback("Written by Ana"), None);
    }
}
