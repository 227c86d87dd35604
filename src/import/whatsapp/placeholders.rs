//! What WhatsApp prints in place of what is not text (formats document, section 3.1, "Placeholders").
//!
//! All are compared in lower case, without invisible characters and without a final dot.

use crate::conversation::{AttachmentKind, CallMedium};

/// What Android prints for every kind of file that was left out, between angle brackets.
pub(super) const OMITTED_MEDIA: &[&str] = &[
    "media omitted",
    "video message omitted",
    "video note omitted",
    "medien ausgeschlossen",
    "medien weggelassen",
    "multimedia omitido",
    "archivo omitido",
    "mídia oculta",
    "mídia omitida",
    "arquivo de mídia oculto",
    "ficheiro não revelado",
    "médias omis",
    "fichier omis",
    "media omessi",
    "media omesso",
    "media weggelaten",
    "без медиафайлов",
    "медіа пропущено",
    "pominięto multimedia",
    "medya dahil edilmedi",
    "media tidak disertakan",
    "media utelämnat",
    "media utelatt",
    "medier udeladt",
    "media jätettiin pois",
    "média vynechány",
    "média elhagyva",
    "conținut media omis",
    "המדיה לא נכללה",
    "تم استبعاد الوسائط",
    "मीडिया के बिना",
    "メディアなし",
    "メディアは含まれていません",
    "미디어 파일 제외됨",
    "省略影音内容",
    "省略多媒体文件",
    "已省略多媒體檔案",
    "忽略多媒體檔",
];

/// What iOS prints for a file that was left out, by kind of file.
pub(super) const OMITTED_BY_KIND: &[(AttachmentKind, &[&str])] = &[
    (
        AttachmentKind::Image,
        &[
            "image omitted",
            "bild weggelassen",
            "bild ausgelassen",
            "imagen omitida",
            "imagem ocultada",
            "imagem oculta",
            "imagem omitida",
            "image absente",
            "image omise",
            "immagine omessa",
            "afbeelding weggelaten",
            "圖片已略去",
            "图片已忽略",
        ],
    ),
    (
        AttachmentKind::Video,
        &[
            "video omitted",
            "video note omitted",
            "video message omitted",
            "video weggelassen",
            "video ausgelassen",
            "videonachricht weggelassen",
            "video omitido",
            "vídeo omitido",
            "vídeo ocultado",
            "vidéo absente",
            "vidéo omise",
            "video omesso",
            "video weggelaten",
            "影片已略去",
            "视频已忽略",
        ],
    ),
    (
        AttachmentKind::Voice,
        &[
            "audio omitted",
            "audio weggelassen",
            "audio ausgelassen",
            "audio omitido",
            "áudio omitido",
            "áudio ocultado",
            "audio omis",
            "audio omesso",
            "audio weggelaten",
            "音訊已略去",
            "音频已忽略",
        ],
    ),
    (
        AttachmentKind::Sticker,
        &[
            "sticker omitted",
            "sticker weggelassen",
            "sticker ausgelassen",
            "sticker omitido",
            "figurinha omitida",
            "sticker omis",
            "sticker non incluso",
            "adesivo omesso",
            "sticker weggelaten",
            "貼圖已略去",
            "表情已忽略",
        ],
    ),
    (
        AttachmentKind::Gif,
        &[
            "gif omitted",
            "gif weggelassen",
            "gif ausgelassen",
            "gif omitido",
            "gif omis",
            "gif omessa",
            "gif omesso",
            "gif weggelaten",
        ],
    ),
    (
        AttachmentKind::Contact,
        &[
            "contact card omitted",
            "kontaktkarte weggelassen",
            "kontaktkarte ausgelassen",
            "tarjeta de contacto omitida",
            "cartão do contato omitido",
            "fiche contact omise",
            "scheda contatto omessa",
            "contactkaart weggelaten",
        ],
    ),
    (
        AttachmentKind::Document,
        &[
            "document omitted",
            "dokument weggelassen",
            "dokument ausgelassen",
            "documento omitido",
            "document manquant",
            "document omis",
            "documento omesso",
            "document weggelaten",
        ],
    ),
];

/// What Android prints between parentheses behind the name of a file that is in the export.
pub(super) const FILE_ATTACHED: &[&str] = &[
    "file attached",
    "datei angehängt",
    "archivo adjunto",
    "arquivo anexado",
    "ficheiro anexado",
    "fichier joint",
    "file allegato",
    "bestand bijgevoegd",
    "файл добавлен",
    "dosya ekli",
    "file terlampir",
    "plik dołączony",
];

/// What iOS prints between angle brackets before the name of a file that is in the export.
pub(super) const ATTACHED_LABELS: &[&str] = &[
    "attached:",
    "anhang:",
    "adjunto:",
    "anexado:",
    "anexo:",
    "pièce jointe :",
    "pièce jointe:",
    "allegato:",
    "bijgevoegd:",
    "附件:",
    "附件：",
];

/// What Turkish iOS prints behind the name instead.
pub(super) const ATTACHED_TAILS: &[&str] = &[" eklendi"];

/// Messages taken back by the exporting person: they tell who that is.
pub(super) const DELETED_BY_OWNER: &[&str] = &[
    "you deleted this message",
    "you deleted this message as admin",
    "du hast diese nachricht gelöscht",
    "eliminaste este mensaje",
    "você apagou esta mensagem",
    "você apagou essa mensagem",
    "apagou esta mensagem",
    "vous avez supprimé ce message",
    "hai eliminato questo messaggio",
    "je hebt dit bericht verwijderd",
    "你已刪除此訊息",
    "你删除了这条消息",
];

/// Messages taken back by somebody else.
pub(super) const DELETED: &[&str] = &[
    "this message was deleted",
    "diese nachricht wurde gelöscht",
    "se eliminó este mensaje",
    "mensagem apagada",
    "essa mensagem foi apagada",
    "esta mensagem foi apagada",
    "ce message a été supprimé",
    "questo messaggio è stato eliminato",
    "dit bericht is verwijderd",
    "这条消息已删除",
    "此訊息已刪除",
];

/// Messages taken back by an admin, whose name follows.
pub(super) const DELETED_BY_ADMIN: &[&str] = &["this message was deleted by admin "];

/// Marks of a changed message, between angle brackets at its end.
pub(super) const EDITED: &[&str] = &[
    "this message was edited",
    "diese nachricht wurde bearbeitet",
    "se editó este mensaje",
    "mensagem editada",
    "ce message a été modifié",
    "questo messaggio è stato modificato",
    "dit bericht is bewerkt",
];

/// Calls that nobody picked up, which stand alone or before a hint to call back.
pub(super) const MISSED_CALLS: &[(CallMedium, &[&str])] = &[
    (
        CallMedium::Voice,
        &[
            "missed voice call",
            "missed group voice call",
            "verpasster sprachanruf",
            "llamada de voz perdida",
            "llamada perdida",
            "chamada de voz perdida",
            "ligação de voz perdida",
            "appel vocal manqué",
            "chiamata vocale persa",
            "gemiste spraakoproep",
        ],
    ),
    (
        CallMedium::Video,
        &[
            "missed video call",
            "missed group video call",
            "verpasster videoanruf",
            "videollamada perdida",
            "chamada de vídeo perdida",
            "ligação de vídeo perdida",
            "appel vidéo manqué",
            "videochiamata persa",
            "gemiste video-oproep",
        ],
    ),
];

/// Calls, before a dot and what became of them.
pub(super) const CALLS: &[(CallMedium, &[&str])] = &[
    (
        CallMedium::Voice,
        &[
            "voice call",
            "sprachanruf",
            "llamada de voz",
            "chamada de voz",
            "ligação de voz",
            "appel vocal",
            "chiamata vocale",
            "spraakoproep",
        ],
    ),
    (
        CallMedium::Video,
        &[
            "video call",
            "videoanruf",
            "videollamada",
            "chamada de vídeo",
            "ligação de vídeo",
            "appel vidéo",
            "videochiamata",
            "video-oproep",
        ],
    ),
];

/// Behind a call: nobody picked up, seen from the caller's side.
pub(super) const NO_ANSWER: &[&str] = &[
    "no answer",
    "keine antwort",
    "sin respuesta",
    "sem resposta",
    "pas de réponse",
    "sans réponse",
    "nessuna risposta",
    "geen antwoord",
];

/// Behind a call: refused.
pub(super) const DECLINED: &[&str] =
    &["declined", "call declined", "abgelehnt", "rechazada", "recusada", "refusé", "rifiutata"];

/// Units of a call's length, by their seconds.
pub(super) const UNITS: &[(u32, &[&str])] = &[
    (1, &["sec", "secs", "second", "seconds", "sek", "s", "seg", "segundos", "secondes", "secondi"]),
    (60, &["min", "mins", "minute", "minutes", "minuten", "minutos", "minuti", "m"]),
    (
        3600,
        &["hr", "hrs", "hour", "hours", "std", "h", "hora", "horas", "heure", "heures", "ora", "ore", "uur"],
    ),
];

/// Before a link to a map.
pub(super) const LOCATION_LABELS: &[&str] = &[
    "location:",
    "standort:",
    "ubicación:",
    "localização:",
    "posizione:",
    "position :",
    "position:",
    "locatie:",
    "位置:",
    "位置：",
];

/// Where a map link leads.
pub(super) const MAPS: &[&str] = &["https://maps.google.com/?q=", "https://maps.google.com/maps?q="];

/// A place that moved along.
pub(super) const LIVE_LOCATION: &[&str] = &[
    "live location shared",
    "live-standort wird geteilt",
    "ubicación en tiempo real compartida",
    "se compartió la ubicación en tiempo real",
    "localização em tempo real compartilhada",
    "localisation en direct partagée",
    "posizione in tempo reale condivisa",
    "live locatie gedeeld",
];

/// The first line of a poll.
pub(super) const POLL_LABELS: &[&str] = &[
    "poll:",
    "umfrage:",
    "encuesta:",
    "enquete:",
    "sondagem:",
    "sondage :",
    "sondage:",
    "sondaggio:",
    "peiling:",
];

/// The kind of a file by a part of its name, and where the ending means another thing than elsewhere.
pub(super) const KINDS_BY_NAME: &[(&str, AttachmentKind)] = &[
    ("ptt-", AttachmentKind::Voice),
    ("img-", AttachmentKind::Image),
    ("vid-", AttachmentKind::Video),
    ("aud-", AttachmentKind::Audio),
    ("stk-", AttachmentKind::Sticker),
    ("doc-", AttachmentKind::Document),
    ("-photo-", AttachmentKind::Image),
    ("-video-", AttachmentKind::Video),
    ("-audio-", AttachmentKind::Voice),
    ("-sticker-", AttachmentKind::Sticker),
    ("-gif-", AttachmentKind::Gif),
    (".webp", AttachmentKind::Sticker),
    (".ogg", AttachmentKind::Audio),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_written_as_it_is_compared() {
        let kinds = OMITTED_BY_KIND.iter().flat_map(|(_, entries)| *entries);
        let calls = MISSED_CALLS.iter().chain(CALLS).flat_map(|(_, entries)| *entries);
        let lists = [
            OMITTED_MEDIA,
            FILE_ATTACHED,
            DELETED_BY_OWNER,
            DELETED,
            EDITED,
            NO_ANSWER,
            DECLINED,
            LIVE_LOCATION,
        ];
        for entry in lists.into_iter().flatten().chain(kinds).chain(calls) {
            assert_eq!(*entry, entry.to_lowercase());
            assert!(!entry.ends_with('.'));
        }
    }
}
