//! What LINE writes in place of what is no text, by language: English, Japanese, traditional and
//! simplified Chinese, Thai, Korean, Indonesian.

use crate::conversation::{AttachmentKind, CallOutcome, Kind};

/// What a label stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// A message of this kind with this file; nothing more is told.
    Bare(Kind, AttachmentKind),
    /// The same; the file's, album's or person's name may follow.
    Named(Kind, AttachmentKind),
    /// A place; its address may follow.
    Place,
    /// A note or poll; its words may follow.
    Words(Kind),
}

/// What stands between square brackets, in lower case.
pub(super) const LABELS: &[(Label, &[&str])] = &[
    (
        Label::Bare(Kind::Media, AttachmentKind::Image),
        &[
            "photo",
            "photos",
            "image",
            "写真",
            "画像",
            "照片",
            "圖片",
            "图片",
            "รูปภาพ",
            "รูป",
            "ภาพ",
            "사진",
            "foto",
            "gambar",
        ],
    ),
    (
        Label::Bare(Kind::Media, AttachmentKind::Video),
        &["video", "videos", "動画", "影片", "视频", "วิดีโอ", "동영상"],
    ),
    (
        Label::Bare(Kind::Voice, AttachmentKind::Voice),
        &[
            "voice message",
            "audio",
            "ボイスメッセージ",
            "音声メッセージ",
            "語音訊息",
            "语音信息",
            "语音消息",
            "ข้อความเสียง",
            "음성메시지",
            "음성 메시지",
            "pesan suara",
        ],
    ),
    (
        Label::Bare(Kind::Sticker, AttachmentKind::Sticker),
        &["sticker", "stickers", "スタンプ", "貼圖", "贴图", "สติกเกอร์", "สติ๊กเกอร์", "스티커", "stiker"],
    ),
    (Label::Bare(Kind::Sticker, AttachmentKind::Gif), &["gif"]),
    (
        Label::Named(Kind::Media, AttachmentKind::Document),
        &["file", "files", "ファイル", "檔案", "文件", "ไฟล์", "파일", "berkas"],
    ),
    (
        Label::Named(Kind::Media, AttachmentKind::Image),
        &["album", "albums", "アルバム", "相簿", "相册", "อัลบั้ม", "앨범"],
    ),
    (
        Label::Named(Kind::Contact, AttachmentKind::Contact),
        &[
            "contact",
            "contacts",
            "連絡先",
            "聯絡人",
            "聯絡人資訊",
            "聯絡資訊",
            "好友資訊",
            "联系人",
            "联系方式",
            "ผู้ติดต่อ",
            "รายชื่อผู้ติดต่อ",
            "연락처",
            "kontak",
        ],
    ),
    (
        Label::Named(Kind::Media, AttachmentKind::Unknown),
        &["gift", "gifts", "ギフト", "プレゼント", "禮物", "礼物", "ของขวัญ", "선물", "hadiah"],
    ),
    (
        Label::Place,
        &[
            "location",
            "位置情報",
            "位置",
            "位置資訊",
            "位置訊息",
            "ตำแหน่ง",
            "ตำแหน่งที่ตั้ง",
            "위치",
            "위치정보",
            "lokasi",
        ],
    ),
    (
        Label::Words(Kind::Text),
        &["note", "notes", "ノート", "グループボード", "記事本", "记事本", "โน้ต", "노트", "catatan"],
    ),
    (
        Label::Words(Kind::Poll),
        &["poll", "polls", "投票", "アンケート", "โพล", "โหวต", "투표", "jajak pendapat"],
    ),
];

/// What some computers write without brackets; in English only these, which nobody says alone.
pub(super) const ENGLISH_WITHOUT_BRACKETS: &[&str] =
    &["Photos", "Videos", "Stickers", "Audio", "Voice message", "Files", "Contacts"];

/// Calls, behind the sign of a telephone. Those that were answered tell their length next.
pub(super) const CALLS: &[(CallOutcome, &[&str])] = &[
    (
        CallOutcome::Answered,
        &[
            "call time",
            "video call time",
            "通話時間",
            "ビデオ通話時間",
            "通话时间",
            "ระยะเวลาการโทร",
            "เวลาโทร",
            "เวลาการโทร",
            "통화시간",
            "통화 시간",
            "durasi panggilan",
            "waktu panggilan",
        ],
    ),
    (
        CallOutcome::Missed,
        &[
            "missed call",
            "不在着信",
            "未接來電",
            "未接来电",
            "สายที่ไม่ได้รับ",
            "ไม่ได้รับสาย",
            "부재중 전화",
            "부재중 통화",
            "panggilan tak terjawab",
        ],
    ),
    (
        CallOutcome::Unanswered,
        &[
            "no answer",
            "canceled call",
            "cancelled call",
            "call canceled",
            "通話に応答がありませんでした",
            "応答なし",
            "通話をキャンセルしました",
            "キャンセル",
            "無人接聽",
            "無回應",
            "您已取消通話",
            "已取消通話",
            "已取消",
            "无人接听",
            "已取消通话",
            "ไม่มีคำตอบ",
            "ไม่มีผู้รับสาย",
            "ยกเลิกการโทร",
            "응답 없음",
            "통화를 취소했습니다",
            "통화 취소",
            "tidak ada jawaban",
            "panggilan dibatalkan",
        ],
    ),
    (
        CallOutcome::Declined,
        &["declined call", "call declined", "通話を拒否しました", "已拒絕通話", "拒絕通話"],
    ),
];

/// Telephones that stand before calls; emoji have U+FE0F behind them in some exports.
pub(super) const TELEPHONES: [&str; 2] = ["☎\u{FE0F}", "☎"];

/// Stands before what LINE says in place of a message that it could not move to a new phone.
pub(super) const LOST: char = 'ⓘ';

/// Stands in place of each of LINE's own emoji.
pub(super) const EMOJI: &str = "(emoji)";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_means_one_thing_and_is_written_as_compared() {
        let labels = LABELS.iter().flat_map(|(_, labels)| *labels);
        let all: Vec<&str> = labels.chain(CALLS.iter().flat_map(|(_, labels)| *labels)).copied().collect();
        for (place, label) in all.iter().enumerate() {
            assert_eq!(all.iter().position(|other| other == label), Some(place), "{label}");
            assert_eq!(*label, label.to_lowercase());
        }
    }
}
