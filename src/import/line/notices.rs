//! What LINE itself says in a chat, by whole-line templates.

use crate::conversation::SystemEvent;
use crate::import::template::{fit, undotted};

/// What a notice tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// Somebody took a message back; without an actor the exporting person did.
    Unsent,
    /// Anything else.
    Other(SystemEvent),
}

/// A notice that fits a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Recognised<'a> {
    /// What happened.
    pub(super) event: Event,
    /// Who did it, where the notice names them.
    pub(super) actor: Option<&'a str>,
}

/// The notice that a whole line is.
pub(super) fn recognise(line: &str) -> Option<Recognised<'_>> {
    let line = undotted(line);
    if line.len() > LONGEST || line.contains('\n') {
        return None;
    }
    TEMPLATES.iter().find_map(|(event, templates)| {
        templates.iter().find_map(|template| {
            let names = fit(line, template)?;
            Some(Recognised { event: *event, actor: names.first().map(|name| name.trim()) })
        })
    })
}

/// Notices are shorter than this many bytes.
const LONGEST: usize = 1 << 10;

type Templates = (Event, &'static [&'static str]);

/// Without the final dot. What names nobody stands before what would take "You" for a name.
const TEMPLATES: &[Templates] = &[
    (
        Event::Unsent,
        &[
            "You unsent a message",
            "Message unsent",
            "メッセージの送信を取り消しました",
            "您已收回訊息",
            "你已收回訊息",
            "你撤回了一条消息",
            "您撤回了一条消息",
            "คุณยกเลิกข้อความ",
            "คุณยกเลิกการส่งข้อความ",
            "메시지 전송을 취소했습니다",
            "Anda membatalkan pengiriman pesan",
        ],
    ),
    (
        Event::Unsent,
        &[
            "* unsent a message",
            "*がメッセージの送信を取り消しました",
            "*已收回訊息",
            "*撤回了一条消息",
            "*ยกเลิกข้อความ",
            "*ยกเลิกการส่งข้อความ",
            "*님이 메시지 전송을 취소했습니다",
            "*이(가) 메시지 전송을 취소했습니다",
            "* membatalkan pengiriman pesan",
        ],
    ),
    (Event::Other(SystemEvent::Membership), MEMBERSHIP),
    (
        Event::Other(SystemEvent::GroupChanged),
        &[
            "* changed the group's name to *",
            "* changed the group name to *",
            "* changed the group's profile photo",
            "* changed the group's profile image",
            "* changed the group photo",
            "*がグループ名を*に変更しました",
            "*がグループ名を変更しました",
            "*がグループのアイコンを変更しました",
            "*がグループのプロフィール画像を変更しました",
            "*已將群組名稱改為*",
            "*已將群組名稱更改為*",
            "*已變更群組名稱",
            "*變更了群組圖片",
            "*已变更群名称",
            "*เปลี่ยนชื่อกลุ่มเป็น*",
            "*님이 그룹 이름을 *으로 변경했습니다",
            "* mengubah nama grup menjadi *",
        ],
    ),
    (
        Event::Other(SystemEvent::CallStarted),
        &[
            "Group call started",
            "Group voice call started",
            "Group video call started",
            "* started a group call",
            "* started a group voice call",
            "* started a group video call",
            "グループ通話が開始されました",
            "グループ音声通話が開始されました",
            "グループビデオ通話が開始されました",
            "*がグループ通話を開始しました",
            "群組通話已開始",
            "群組語音通話已開始",
            "群組視訊通話已開始",
        ],
    ),
    (
        Event::Other(SystemEvent::Notice),
        &[
            "* changed the name of the album*",
            "* deleted the album*",
            "* made an announcement",
            "*がアナウンスしました",
            "*がアルバム*を削除しました",
            "*がアルバム名を*に変更しました",
            "*已設定公告",
            "*发布了通告",
        ],
    ),
];

/// Notices about two people stand before those that would take both for one.
const MEMBERSHIP: &[&str] = &[
    "* invited * to the group",
    "* added * to the group",
    "* removed * from the group",
    "* canceled the invitation to *",
    "*が*をグループに招待しました",
    "*が*をグループに追加しました",
    "*が*をグループから退会させました",
    "*が*をグループから削除しました",
    "*が*を招待しました",
    "*が*を追加しました",
    "*が*を退会させました",
    "*邀請*加入群組",
    "*邀請*加入",
    "*已將*退出群組",
    "*已新增*至群組",
    "*邀请*加入群",
    "*已将*添加至群",
    "*已将*添加到群",
    "*เชิญ*เข้ากลุ่ม",
    "*เพิ่ม*เข้ากลุ่ม",
    "*님이 *님을 초대했습니다",
    "* mengundang * ke grup",
    "* menambahkan * ke grup",
    "* joined the group",
    "* joined the chat",
    "* joined the OpenChat",
    "* left the group",
    "* left the chat",
    "*がグループに参加しました",
    "*が参加しました",
    "*がグループを退会しました",
    "*がグループを退出しました",
    "*が退会しました",
    "*が退出しました",
    "*已加入群組",
    "*加入聊天",
    "*加入群組",
    "*已離開群組",
    "*離開聊天",
    "*離開群組",
    "*已退出群組",
    "*已加入该群",
    "*已退群",
    "*เข้าร่วมกลุ่ม",
    "*เข้าร่วมกลุ่มแล้ว",
    "*ออกจากกลุ่ม",
    "*ออกจากกลุ่มแล้ว",
    "*님이 그룹에 참가했습니다",
    "*님이 그룹에서 나갔습니다",
    "*님이 그룹을 나갔습니다",
    "* bergabung dengan grup",
    "* bergabung ke grup",
    "* keluar dari grup",
    "* meninggalkan grup",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, event: Option<Event>, actor: Option<&str>) {
        let notice = recognise(line);
        assert_eq!(notice.map(|notice| notice.event), event, "{line}");
        assert_eq!(notice.and_then(|notice| notice.actor), actor, "{line}");
    }

    #[test]
    fn notices_are_told_by_the_whole_line_in_every_language() {
        let member = Some(Event::Other(SystemEvent::Membership));
        check("Ana unsent a message.", Some(Event::Unsent), Some("Ana"));
        check("You unsent a message.", Some(Event::Unsent), None);
        check("花がメッセージの送信を取り消しました", Some(Event::Unsent), Some("花"));
        check("メッセージの送信を取り消しました", Some(Event::Unsent), None);
        check("小花已收回訊息", Some(Event::Unsent), Some("小花"));
        check("Ana joined the group.", member, Some("Ana"));
        check("花が太郎を招待しました。", member, Some("花"));
        check("小花邀請小明加入群組。", member, Some("小花"));
        check(
            "花がグループ名を「家」に変更しました",
            Some(Event::Other(SystemEvent::GroupChanged)),
            Some("花"),
        );
    }

    #[test]
    fn words_of_notices_are_no_notice() {
        for line in [
            "left the group",
            "you unsent a message?",
            "I never joined the group, ever",
            "",
            "x\nAna left the group",
        ] {
            check(line, None, None);
        }
    }

    #[test]
    fn every_template_is_found_first_by_a_line_made_from_it() {
        for (event, templates) in TEMPLATES {
            for template in *templates {
                let found = recognise(&template.replace('*', "Ana")).map(|notice| notice.event);
                assert_eq!(found, Some(*event), "{template}");
            }
        }
    }
}
