//! What `KakaoTalk` itself says in a chat, by whole-line templates.

use crate::conversation::SystemEvent;
use crate::import::template::{fit, undotted};

/// A notice that fits a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Recognised<'a> {
    /// What happened.
    pub(super) event: SystemEvent,
    /// Who comes into the room or leaves it, where the wording is one that people use, too.
    pub(super) change: Option<Change<'a>>,
}

/// Who comes or goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change<'a> {
    /// Somebody writes only before.
    Goes(&'a str),
    /// Somebody writes only after; who brought them is named first, if anybody did.
    Comes(Option<&'a str>, &'a str),
}

/// The notice that a whole line is.
pub(super) fn recognise(line: &str) -> Option<Recognised<'_>> {
    let line = undotted(line);
    if line.len() > LONGEST || line.contains('\n') {
        return None;
    }
    never_typed(line).map(|event| Recognised { event, change: None }).or_else(|| {
        let change = typed(line)?;
        Some(Recognised { event: SystemEvent::Membership, change: Some(change) })
    })
}

/// Notices are shorter than this many bytes; everybody who was invited is named.
const LONGEST: usize = 2 << 10;

fn never_typed(line: &str) -> Option<SystemEvent> {
    let fits = |templates: &&[&str]| templates.iter().any(|template| fit(line, template).is_some());
    KOREAN.iter().find(|(_, templates)| fits(templates)).map(|(event, _)| *event)
}

fn typed(line: &str) -> Option<Change<'_>> {
    let names = |templates: &[&str]| templates.iter().find_map(|template| fit(line, template));
    if let Some([by, who]) = names(INVITED).as_deref() {
        return Some(Change::Comes(Some(by), who));
    }
    if let Some([who]) = names(JOINED).as_deref() {
        return Some(Change::Comes(None, who));
    }
    match names(LEFT).as_deref() {
        Some([who]) => Some(Change::Goes(who)),
        _ => None,
    }
}

/// Without the final dot. So formal that nobody types them.
const KOREAN: &[(SystemEvent, &[&str])] = &[
    (
        SystemEvent::Membership,
        &[
            "*님이 *님을 초대했습니다",
            "*님이 *님을 초대하였습니다",
            "*님이 들어왔습니다",
            "*님이 나갔습니다",
            "*님이 *님을 내보냈습니다",
            "*님을 초대했습니다",
            "*님을 내보냈습니다",
        ],
    ),
    (
        SystemEvent::GroupChanged,
        &[
            "*님이 방장이 되었습니다",
            "*님이 부방장이 되었습니다",
            "*님이 부방장에서 해제되었습니다",
            "*님이 채팅방 이름을 *로 변경했습니다",
            "*님이 채팅방 이름을 *으로 변경했습니다",
        ],
    ),
    (
        SystemEvent::Notice,
        &[
            "채팅방 관리자가 메시지를 가렸습니다",
            "운영정책을 위반한 메시지로 신고 접수 시 카카오톡 이용에 제한이 있을 수 있습니다",
            "타인, 기관 등의 사칭에 유의해 주세요*",
            "불법촬영물등 식별 및 게재제한 조치 안내*",
        ],
    ),
];

const INVITED: &[&str] = &["* invited *"];

const JOINED: &[&str] = &["* joined this chatroom", "* has joined", "* joined"];

const LEFT: &[&str] = &["* left this chatroom", "* has left", "* left"];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, event: Option<SystemEvent>, change: Option<Change<'_>>) {
        let notice = recognise(line);
        assert_eq!(notice.map(|notice| notice.event), event, "{line}");
        assert_eq!(notice.and_then(|notice| notice.change), change, "{line}");
    }

    #[test]
    fn notices_are_told_by_the_whole_line() {
        let member = Some(SystemEvent::Membership);
        check("민지님이 들어왔습니다.", member, None);
        check("민지님이 Ana님과 Ben님을 초대했습니다.", member, None);
        check("채팅방 관리자가 메시지를 가렸습니다.", Some(SystemEvent::Notice), None);
        check("Ana left.", member, Some(Change::Goes("Ana")));
        check("Ana invited Ben and Cem.", member, Some(Change::Comes(Some("Ana"), "Ben and Cem")));
        check("Ana has joined", member, Some(Change::Comes(None, "Ana")));
    }

    #[test]
    fn words_of_notices_are_no_notice() {
        for line in ["left", "나갔습니다", "you left me alone", "민지님이 나갔습니다!", "a\nAna left", ""]
        {
            check(line, None, None);
        }
    }
}
