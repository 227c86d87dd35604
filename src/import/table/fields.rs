//! Which column holds what, told from the names of the columns.
//!
//! Names are compared without case, accents, spaces and punctuation, so `Sender_Name`,
//! `sender name` and the JSON path `sender.name` are one name. This file knows names only; whether a
//! column's cells look the part is judged by those who ask.

/// What a column can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Field {
    /// Date, or date and time.
    Time,
    /// Time of day, where the date stands in a column of its own.
    Clock,
    /// Who wrote it.
    Sender,
    /// The app's id of who wrote it: tells people apart, names them only where nothing else does.
    SenderId,
    /// The words.
    Text,
    /// The line above the words, where the program is known to write what the sender typed there.
    Subject,
    /// Whether the owner sent or received it.
    Direction,
    /// The part played in a talk with an assistant.
    Role,
    /// What kind of message it is.
    Kind,
    /// Names or addresses of files sent with it.
    Attachments,
    /// Emoji answers.
    Reactions,
    /// Words of the message replied to.
    Quoted,
    /// The app's id of the message replied to.
    ReplyTo,
    /// Filled or true where the words are somebody else's.
    Forwarded,
    /// Filled or true where the text was changed later.
    Edited,
    /// Filled or true where the message was taken back.
    Deleted,
    /// True where a bot wrote it.
    Bot,
    /// The chat's title.
    Title,
    /// The app's id of the message.
    MessageId,
}

impl Field {
    /// Every field, in the order in which a receipt lists them.
    pub(super) const ALL: [Self; 19] = [
        Self::Time,
        Self::Clock,
        Self::Sender,
        Self::SenderId,
        Self::Text,
        Self::Subject,
        Self::Direction,
        Self::Role,
        Self::Kind,
        Self::Attachments,
        Self::Reactions,
        Self::Quoted,
        Self::ReplyTo,
        Self::Forwarded,
        Self::Edited,
        Self::Deleted,
        Self::Bot,
        Self::Title,
        Self::MessageId,
    ];

    /// The field's name in `--map` and in receipts.
    pub(super) fn name(self) -> &'static str {
        self.known().0
    }

    /// The field of this name in `--map`.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name().eq_ignore_ascii_case(name.trim()))
    }

    /// How well a column of this folded name suits: 0 is best; `None` where the name says nothing of it.
    pub(super) fn rank(self, folded: &str) -> Option<usize> {
        self.known().1.iter().position(|known| *known == folded)
    }

    /// Own name, and folded column names from most to least telling (formats document, section 3.7;
    /// those of well-known programs among them).
    fn known(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::Time => ("time", TIMES),
            Self::Clock => ("clock", CLOCKS),
            Self::Sender => ("sender", SENDERS),
            Self::SenderId => ("sender-id", SENDER_IDS),
            Self::Text => ("text", TEXTS),
            Self::Subject => ("subject", &["subject"]),
            Self::Direction => ("direction", DIRECTIONS),
            Self::Role => ("role", &["role", "authorrole", "messagerole"]),
            Self::Kind => ("kind", KINDS),
            Self::Attachments => ("attachments", ATTACHMENTS),
            Self::Reactions => ("reactions", &["reactions", "reaction", "tapbacks"]),
            Self::Quoted => ("quoted", &["quoted", "quotedtext", "quotetext", "quote", "replyingto"]),
            Self::ReplyTo => ("reply-to", REPLIES),
            Self::Forwarded => ("forwarded", &["forwarded", "isforwarded", "forwardedfrom"]),
            Self::Edited => ("edited", EDITS),
            Self::Deleted => ("deleted", &["deleted", "isdeleted", "isunsent", "unsent", "deletedat"]),
            Self::Bot => ("bot", &["isbot", "authorisbot", "senderisbot", "bot"]),
            Self::Title => ("title", TITLES),
            Self::MessageId => ("id", &["messageid", "msgid", "guid", "uuid", "id"]),
        }
    }
}

const TIMES: &[&str] = &[
    "timestamp",
    "datetime",
    "dateandtime",
    "datetimeutc",
    "messagedate",
    "messagetime",
    "timestampms",
    "createdat",
    "createdtime",
    "createtime",
    "createddate",
    "created",
    "sentat",
    "datesent",
    "sentdate",
    "senttime",
    "dateunixtime",
    "date",
    "time",
    "ts",
    "sent",
    "zeitstempel",
    "datum",
    "fecha",
    "fechayhora",
    "data",
    "datahora",
    "zeit",
    "日期",
    "时间",
    "時間",
    "日時",
    "날짜",
];
const CLOCKS: &[&str] = &[
    "time",
    "clock",
    "timeofday",
    "uhrzeit",
    "zeit",
    "hora",
    "heure",
    "ora",
    "tijd",
    "时间",
    "時間",
    "時刻",
];
const SENDERS: &[&str] = &[
    "sendername",
    "authornickname",
    "authorname",
    "fromname",
    "sender",
    "from",
    "author",
    "username",
    "user",
    "speaker",
    "name",
    "displayname",
    "participant",
    "who",
    "person",
    "nickname",
    "absender",
    "remitente",
    "remetente",
    "mittente",
    "expediteur",
    "afzender",
    "de",
    "von",
    "发送者",
    "发送人",
    "送信者",
    "보낸사람",
    "contactname",
    "contact",
];
const SENDER_IDS: &[&str] = &[
    "senderid",
    "authorid",
    "userid",
    "fromid",
    "sendernumber",
    "phonenumber",
    "address",
    "number",
    "handle",
];
const TEXTS: &[&str] = &[
    "text",
    "messagetext",
    "contenttext",
    "messagecontent",
    "messagebody",
    "textbody",
    "bodytext",
    "contentparts",
    "message",
    "content",
    "body",
    "msg",
    "nachricht",
    "mensaje",
    "texto",
    "mensagem",
    "messaggio",
    "testo",
    "bericht",
    "texte",
    "内容",
    "消息",
    "本文",
    "메시지",
];
const DIRECTIONS: &[&str] = &[
    "direction",
    "isfromme",
    "fromme",
    "isme",
    "outgoing",
    "isoutgoing",
    "issender",
    "issent",
    "sentbyme",
    "type",
    "folder",
    "richtung",
    "direccion",
];
const KINDS: &[&str] =
    &["kind", "type", "messagetype", "msgtype", "mediatype", "contenttype", "attachmenttype"];
const ATTACHMENTS: &[&str] = &[
    "attachments",
    "attachment",
    "attachmentname",
    "filename",
    "file",
    "files",
    "media",
    "photos",
    "images",
    "image",
    "contentfiles",
    "textfiles",
];
const REPLIES: &[&str] =
    &["replyto", "replytoid", "replytomessageid", "inreplyto", "referencemessageid", "parentid"];
const EDITS: &[&str] = &["edited", "isedited", "editedat", "editeddate", "timestampedited"];
const TITLES: &[&str] =
    &["chatsession", "conversation", "conversationtitle", "chattitle", "chatname", "threadname"];

/// A column's name without case, accents, spaces and punctuation.
pub(super) fn fold(name: &str) -> String {
    name.chars()
        .flat_map(char::to_lowercase)
        .filter(|letter| letter.is_alphanumeric())
        .map(unaccented)
        .collect()
}

/// The letter without its accent, for the languages whose column names are known here.
fn unaccented(letter: char) -> char {
    match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ę' | 'ě' => 'e',
        'ì'..='ï' | 'ī' | 'ı' => 'i',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ś' | 'š' | 'ş' => 's',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: Field) {
        assert!(expected.rank(&fold(name)).is_some(), "{name} is not taken for {expected:?}");
    }

    #[test]
    fn names_are_known_in_any_case_with_or_without_accents_and_punctuation() {
        check("Sender_Name", Field::Sender);
        check(" sender.name ", Field::Sender);
        check("Expéditeur", Field::Sender);
        check("MESSAGE TEXT", Field::Text);
        check("is-from-me", Field::Direction);
        check("Dirección", Field::Direction);
        check("日期", Field::Time);
        check("created_at", Field::Time);
        check("Chat Session", Field::Title);
    }

    #[test]
    fn the_more_telling_name_ranks_first() {
        assert!(Field::Sender.rank("sendername") < Field::Sender.rank("name"));
        assert!(Field::Text.rank("text") < Field::Text.rank("message"));
        assert_eq!(Field::Text.rank("subject"), None);
    }

    #[test]
    fn every_field_can_be_named_in_an_option_and_every_known_name_is_written_folded() {
        for field in Field::ALL {
            assert_eq!(Field::named(&field.name().to_uppercase()), Some(field));
            assert!(field.known().1.iter().all(|known| fold(known) == **known), "{field:?}");
        }
    }
}
