//! What a message's body is: words, or what `KakaoTalk` writes in place of something else.

use crate::conversation::{Attachment, AttachmentKind, Call, CallMedium, CallOutcome, Kind};
use crate::import::attached::kind_by_ending;
use crate::import::dates::seconds_of;
use crate::import::text::{is_invisible, visible};

/// A body taken apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::import) struct Body {
    /// What it is.
    pub(in crate::import) kind: Kind,
    /// The sender's own words.
    pub(in crate::import) text: String,
    /// Files.
    pub(in crate::import) attachments: Vec<Attachment>,
    /// The call.
    pub(in crate::import) call: Option<Call>,
}

impl Body {
    /// Takes a body apart; `raw` is as the export wrote it, its lines joined by `\n`.
    pub(in crate::import) fn read(raw: &str) -> Self {
        let words = raw.trim_matches(|c: char| c.is_whitespace() || is_invisible(c));
        let text = || Self { text: words.to_owned(), ..Self::default() };
        if let Some(words) = EMOTICONS.iter().find_map(|mark| words.strip_prefix(mark)) {
            let files = files(Kind::Sticker, AttachmentKind::Sticker, None, 1);
            return Self { text: words.trim_start().to_owned(), ..files };
        }
        if words.contains('\n') {
            return text();
        }
        let seen = visible(words);
        placeholder(&seen)
            .or_else(|| counted(&seen))
            .or_else(|| named(&seen))
            .or_else(|| call(&seen))
            .unwrap_or_else(text)
    }
}

/// Stand before the words that an emoticon was sent with.
const EMOTICONS: [&str; 3] = ["(이모티콘)", "(Emoticon)", "(emoticon)"];

fn files(kind: Kind, file: AttachmentKind, name: Option<&str>, count: usize) -> Body {
    let name = name.map(str::to_owned);
    let attachment = Attachment { kind: file, name, omitted: true, transcription: None };
    Body { kind, attachments: vec![attachment; count], ..Body::default() }
}

type Placeholders = (Kind, Option<AttachmentKind>, &'static [&'static str]);

/// The whole body, without a final dot.
const PLACEHOLDERS: &[Placeholders] = &[
    (Kind::Media, Some(AttachmentKind::Image), &["사진", "Photo", "Photos"]),
    (Kind::Media, Some(AttachmentKind::Video), &["동영상", "Video", "Videos", "videos"]),
    (
        Kind::Sticker,
        Some(AttachmentKind::Sticker),
        &["이모티콘", "Emoticon", "Emoticons", "스티커", "Sticker"],
    ),
    (
        Kind::Voice,
        Some(AttachmentKind::Voice),
        &["음성메시지", "음성 메시지", "Voice Note", "Voice note", "Voice message"],
    ),
    (Kind::Contact, Some(AttachmentKind::Contact), &["연락처", "카카오톡 프로필"]),
    (Kind::Media, Some(AttachmentKind::Document), &["파일"]),
    (
        Kind::Deleted,
        None,
        &[
            "삭제된 메시지입니다",
            "메시지가 삭제되었습니다",
            "이 메시지는 삭제되었습니다",
            "This message was deleted",
            "Deleted message",
        ],
    ),
];

fn placeholder(words: &str) -> Option<Body> {
    let words = words.strip_suffix('.').unwrap_or(words);
    let (kind, file, _) = PLACEHOLDERS.iter().find(|(_, _, known)| known.contains(&words))?;
    Some(match file {
        Some(file) => files(*kind, *file, None, 1),
        None => Body { kind: *kind, ..Body::default() },
    })
}

/// Before and behind the number of files sent at once.
const COUNTED: &[(AttachmentKind, &str, &str)] = &[
    (AttachmentKind::Image, "사진 ", "장"),
    (AttachmentKind::Video, "동영상 ", "개"),
    (AttachmentKind::Image, "Photos ", ""),
    (AttachmentKind::Image, "", " photos"),
    (AttachmentKind::Image, "", " Photos"),
];

/// As many as the app sends at once.
const MOST_FILES: usize = 100;

fn counted(words: &str) -> Option<Body> {
    COUNTED.iter().find_map(|(file, before, behind)| {
        let count = words.strip_prefix(before)?.strip_suffix(behind)?.parse::<usize>().ok()?;
        (1..=MOST_FILES).contains(&count).then(|| files(Kind::Media, *file, None, count))
    })
}

/// Before a name or an address.
const NAMED: &[(Kind, AttachmentKind, &str)] = &[
    (Kind::Media, AttachmentKind::Document, "파일: "),
    (Kind::Media, AttachmentKind::Document, "File: "),
    (Kind::Contact, AttachmentKind::Contact, "연락처: "),
    (Kind::Contact, AttachmentKind::Contact, "카카오톡 프로필: "),
];

const PLACES: &[&str] = &["지도: ", "Map: "];

/// Before the question of a poll.
const POLLS: &[&str] = &["투표: ", "톡게시판 '투표': ", "Poll: "];

fn named(words: &str) -> Option<Body> {
    if PLACES.iter().any(|label| words.starts_with(label)) {
        return Some(Body { kind: Kind::Location, ..Body::default() });
    }
    if let Some(question) = POLLS.iter().find_map(|label| words.strip_prefix(label)) {
        return Some(Body { kind: Kind::Poll, text: question.trim().to_owned(), ..Body::default() });
    }
    let labelled = NAMED.iter().find_map(|(kind, file, label)| {
        let name = words.strip_prefix(label)?.trim();
        let is_name = *kind != Kind::Media || name.contains('.');
        (is_name && !name.is_empty()).then(|| files(*kind, *file, Some(name), 1))
    });
    labelled.or_else(|| bare_file(words))
}

/// Exports with media name each file by a long hexadecimal number.
fn bare_file(words: &str) -> Option<Body> {
    let (number, _) = words.rsplit_once('.')?;
    let is_number = number.len() >= SHORTEST_NUMBER && number.bytes().all(|byte| byte.is_ascii_hexdigit());
    let file = match kind_by_ending(words) {
        AttachmentKind::Audio => AttachmentKind::Voice,
        AttachmentKind::Unknown => return None,
        kind => kind,
    };
    let kind = match file {
        AttachmentKind::Gif => Kind::Sticker,
        AttachmentKind::Voice => Kind::Voice,
        _ => Kind::Media,
    };
    let mut body = is_number.then(|| files(kind, file, Some(words), 1))?;
    body.attachments.iter_mut().for_each(|attachment| attachment.omitted = false);
    Some(body)
}

const SHORTEST_NUMBER: usize = 32;

const CALLS: &[(CallMedium, &[&str])] = &[
    (
        CallMedium::Voice,
        &["보이스톡", "그룹 보이스톡", "그룹콜", "라이브톡", "Voice Call", "Live Talk", "Group Call"],
    ),
    (CallMedium::Video, &["페이스톡", "그룹 페이스톡", "Video Call"]),
];

/// What became of it, behind the name of the call; without any of these it was answered if a length follows.
const OUTCOMES: &[(CallOutcome, &[&str])] = &[
    (CallOutcome::Unknown, &["", "해요", "시작", "종료", "started", "ended"]),
    (CallOutcome::Missed, &["부재중", "Missed", "missed"]),
    (CallOutcome::Unanswered, &["취소", "응답 없음", "Canceled", "canceled", "No answer", "No Answer"]),
    (CallOutcome::Declined, &["거절", "Declined", "declined"]),
];

/// May stand before the length.
const ENDED: &[&str] = &["종료 ", "ended "];

fn call(words: &str) -> Option<Body> {
    let words = words.strip_suffix('.').unwrap_or(words);
    CALLS.iter().find_map(|(medium, names)| {
        let rest = names.iter().find_map(|name| words.strip_prefix(name))?;
        let told = rest.trim();
        if told.len() == rest.len() && !told.is_empty() {
            return None;
        }
        let known = OUTCOMES.iter().find(|(_, known)| known.contains(&told)).map(|(outcome, _)| *outcome);
        let (outcome, seconds) = if let Some(outcome) = known {
            (outcome, None)
        } else {
            let length = ENDED.iter().find_map(|word| told.strip_prefix(word)).unwrap_or(told);
            (CallOutcome::Answered, Some(seconds_of(length)?))
        };
        let call = Some(Call { medium: *medium, outcome, seconds });
        Some(Body { kind: Kind::Call, call, ..Body::default() })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, kind: Kind, text: &str) -> Body {
        let body = Body::read(raw);
        assert_eq!((body.kind, body.text.as_str()), (kind, text), "{raw}");
        body
    }

    #[test]
    fn words_are_kept_as_they_were_typed() {
        for words in [
            "사진 봤어?",
            "Photo of you",
            "사진\n봤어?",
            "파일: 어디 있어",
            "보이스톡 할까?",
            "보이스톡하자",
            "취소",
            "you left me",
            "null",
            "abc.jpg",
            "Voice Call 99999999999:00",
        ] {
            check(words, Kind::Text, words);
        }
    }

    #[test]
    fn placeholders_are_no_words() {
        assert_eq!(check("사진", Kind::Media, "").attachments[0].kind, AttachmentKind::Image);
        assert_eq!(check("사진 3장", Kind::Media, "").attachments.len(), 3);
        check("Photo", Kind::Media, "");
        check("videos", Kind::Media, "");
        check("이모티콘", Kind::Sticker, "");
        check("Emoticons", Kind::Sticker, "");
        check("음성메시지", Kind::Voice, "");
        check("지도: 서울", Kind::Location, "");
        check("삭제된 메시지입니다.", Kind::Deleted, "");
        check("This message was deleted.", Kind::Deleted, "");
    }

    #[test]
    fn files_and_contacts_keep_their_names_emoticons_and_polls_their_words() {
        let name = |raw, kind| check(raw, kind, "").attachments[0].name.clone();
        assert_eq!(name("파일: 계획.pdf", Kind::Media).as_deref(), Some("계획.pdf"));
        assert_eq!(name("File: plan.pdf", Kind::Media).as_deref(), Some("plan.pdf"));
        assert_eq!(name("연락처: 민지", Kind::Contact).as_deref(), Some("민지"));
        let long = format!("{}.jpg", "0f".repeat(32));
        assert!(!check(&long, Kind::Media, "").attachments[0].omitted);
        check("(이모티콘) 잘 자", Kind::Sticker, "잘 자");
        check("투표: 언제 볼까", Kind::Poll, "언제 볼까");
    }

    #[test]
    fn calls_tell_what_became_of_them() {
        let call =
            |raw| check(raw, Kind::Call, "").call.map(|call| (call.medium, call.outcome, call.seconds));
        assert_eq!(call("보이스톡 해요."), Some((CallMedium::Voice, CallOutcome::Unknown, None)));
        assert_eq!(call("보이스톡 0:17"), Some((CallMedium::Voice, CallOutcome::Answered, Some(17))));
        assert_eq!(call("페이스톡 부재중"), Some((CallMedium::Video, CallOutcome::Missed, None)));
        assert_eq!(call("보이스톡 취소"), Some((CallMedium::Voice, CallOutcome::Unanswered, None)));
        assert_eq!(call("Video Call 1:02:03"), Some((CallMedium::Video, CallOutcome::Answered, Some(3723))));
        assert_eq!(call("라이브톡 종료 10:22"), Some((CallMedium::Voice, CallOutcome::Answered, Some(622))));
    }
}
