//! How an export was read, in words. Numbers and decisions only.

use super::count;
use crate::import::dates::DateOrder;
use crate::import::{DateDecision, DateEvidence, OwnerEvidence, Skip, Warning};
use crate::report::clean;
use crate::tone::NotJudged;

/// Why messages were not judged, to stand after their number: "61 without words".
pub fn not_judged(reason: NotJudged) -> &'static str {
    match reason {
        NotJudged::Media => "without words",
        NotJudged::Deleted => "deleted",
        NotJudged::System => "calls and notices",
        NotJudged::Forwarded => "passed on",
        NotJudged::LinkOnly => "only a link",
        NotJudged::OtherLanguage => "in another language",
        NotJudged::TooShort => "too short",
        NotJudged::Unsure => "where the model was unsure",
    }
}

/// Why records were not kept, to stand after their number.
pub fn skipped(reason: Skip) -> &'static str {
    match reason {
        Skip::Malformed => "not understood",
        Skip::BadTime => "without a readable time",
        Skip::Duplicate => "twice in the file",
        Skip::Empty => "empty",
        Skip::Unreadable => "without their words",
        Skip::NotSent => "never sent",
    }
}

/// How day and month were told apart.
pub fn dates(decision: DateDecision) -> String {
    let order = match decision.order {
        DateOrder::Dmy => "day first",
        DateOrder::Mdy => "month first",
        DateOrder::Ymd => "year first",
        DateOrder::Ydm => "year first, day before month",
        DateOrder::Dym => "day first, year before month",
        DateOrder::Myd => "month first, year before day",
    };
    let evidence = match decision.evidence {
        DateEvidence::Unambiguous | DateEvidence::ImpossibleOtherwise => "certain",
        DateEvidence::TimeOrder => "likely, or time would run backwards",
        DateEvidence::Hint => "likely, by the style of the file",
        DateEvidence::FutureOtherwise => "likely, or the chat would end in the future",
        DateEvidence::Option => "as you said",
        DateEvidence::Assumed => "assumed: --date-order settles it",
    };
    format!("{order}, {evidence}")
}

/// How the owner was found.
pub fn owner(evidence: OwnerEvidence) -> &'static str {
    match evidence {
        OwnerEvidence::Option => "as you said",
        OwnerEvidence::Marked => "the file marks your messages",
        OwnerEvidence::FirstPerson => "the file calls you “You”",
        OwnerEvidence::ChatTitle => "the chat is named after the other person: --me settles it",
        OwnerEvidence::MostChats => "the one person in most of the chats: --me settles it",
        OwnerEvidence::Unknown => "not known: --me settles it",
    }
}

/// What a reader should know or settle.
pub fn warning(warning: &Warning) -> String {
    match warning {
        Warning::AmbiguousDates => {
            "Day and month could not be told apart, so day first is assumed. --date-order settles it."
                .to_owned()
        }
        Warning::NearExportLimit { messages, limit } => format!(
            "The file holds {} messages, close to the app’s limit of {}: the start of the chat may be missing.",
            count(*messages),
            count(*limit)
        ),
        Warning::ReplacedBytes { count: places } => {
            format!("Bytes that are no text were replaced in {} places.", count(*places))
        }
        Warning::UnreadRecords { numbers, count: all } => {
            let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
            format!("Records that could not be read: {}. The first are {}.", count(*all), numbers.join(", "))
        }
        Warning::UnreadTimes { numbers, count: all } => {
            let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
            format!("Times that could not be read: {}. The first are {}.", count(*all), numbers.join(", "))
        }
        Warning::DateOrderImpossible { asked } => format!(
            "The dates of this file cannot be read as {}: --date-order was not followed.",
            asked.name()
        ),
        Warning::OutOfOrder { count: steps } => {
            format!(
                "Times that run backwards in the file: {}. Messages were put in time order.",
                count(*steps)
            )
        }
        Warning::OwnerUnknown => "Nobody is known to be the owner. --me settles it.".to_owned(),
        Warning::Damaged { file, line } => format!(
            "{} is damaged or ends in the middle: reading stopped at line {line}. What stands before is read.",
            clean::terminal_line(file)
        ),
        Warning::Unread { file } => {
            let file = clean::terminal_line(file);
            format!("{file} could not be read and is left out. hearten doctor on it alone says why.")
        }
        Warning::OwnHalfOnly => {
            "The export holds only what you wrote, none of the answers: the picture is half.".to_owned()
        }
        Warning::WordsMissing { count: messages } => {
            format!("Messages whose words the app did not export: {}.", count(*messages))
        }
        Warning::BetterExport { instead } => format!("Another export of this chat holds more: {instead}."),
        Warning::FilesLeftOut { count: files } => {
            format!("Files beside the chat that were not read: {}.", count(*files))
        }
        Warning::MaybeOnePerson { name, other } => {
            let (name, other) = (clean::terminal_line(name), clean::terminal_line(other));
            format!("“{name}” and “{other}” may be one person. --alias \"{name}={other}\" makes them one.")
        }
    }
}
