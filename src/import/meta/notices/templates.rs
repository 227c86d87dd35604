//! The sentences, as English accounts have them and, for the most frequent, accounts in other languages.

use super::What::{self, Attachment, Event, Location, Poll, Reaction, TakenBack};
use crate::conversation::CallMedium::{Unknown as AnyMedium, Video, Voice};
use crate::conversation::CallOutcome::{Answered, Missed, Unanswered, Unknown};
use crate::conversation::SystemEvent::{
    CallStarted, Encryption, GroupChanged, GroupCreated, Membership, Notice, Timer,
};

/// Templates by what they tell, without the final dot. `@` is the sender, by name or as "You"; `%` somebody else in
/// a sentence that can only stand under the owner's name; `*` anything, `☺` anything without letters. A first `^` says that the owner is spoken
/// to, a first `?` that people say the same, so that something must bear it out.
pub(super) const TEMPLATES: &[(What, &[&str])] = &[
    (Attachment, ATTACHMENTS),
    (
        Location,
        &["@ sent a location", "@ sent a live location", "@ shared a location", "@ shared a live location"],
    ),
    (Reaction, REACTIONS),
    (TakenBack, &["@ unsent a message", "User unsent a message", "^Du hast eine Nachricht zurückgerufen"]),
    (What::Call(Voice, Unknown), &["@ called you", "^You called *"]),
    (What::Call(Voice, Unanswered), &["% missed your call", "% missed your audio call"]),
    (What::Call(Video, Unanswered), &["% missed your video chat", "% missed your video call"]),
    (
        What::Call(Voice, Missed),
        &["You missed a call from @", "You missed an audio call from @", "?Missed audio call"],
    ),
    (
        What::Call(Video, Missed),
        &[
            "You missed a video chat with @",
            "You missed a video call from @",
            "?Missed video chat",
            "?Missed video call",
        ],
    ),
    (
        What::Call(Video, Answered),
        &["The video chat ended", "The video call ended", "Video chat ended", "Video call ended"],
    ),
    (What::Call(Voice, Answered), &["The audio call ended", "Audio call ended"]),
    (What::Call(AnyMedium, Answered), &["The call ended", "?Call ended"]),
    (What::Call(AnyMedium, Missed), &["?Missed call"]),
    (Poll, &["@ created a poll: *"]),
    (Event(CallStarted), CALLS_BEGUN),
    (Event(Membership), MEMBERSHIP),
    (Event(GroupCreated), &["@ created the group", "@ created this group", "@ created a group"]),
    (Event(GroupChanged), CHANGES),
    (Event(Timer), TIMERS),
    (
        Event(Encryption),
        &[
            "Messages and calls are secured with end-to-end encryption",
            "Messages and calls are secured with end-to-end encryption. *",
        ],
    ),
    (Event(Notice), NOTICES),
];

const ATTACHMENTS: &[&str] = &[
    "@ sent an attachment",
    "@ sent a photo",
    "@ sent * photos",
    "@ sent a video",
    "@ sent * videos",
    "@ sent a link",
    "@ sent a sticker",
    "@ sent a GIF",
    "@ sent a file",
    "@ sent a voice message",
    "@ shared a story",
    "@ shared a post",
    "@ shared a reel",
    "@ mentioned you in their story",
    "@ hat einen Anhang gesendet",
    "@ hat ein Foto gesendet",
    "^Du hast einen Anhang gesendet",
    "^Du hast ein Foto gesendet",
    "@ envió un archivo adjunto",
    "@ envió una foto",
    "^Enviaste un archivo adjunto",
    "^Enviaste una foto",
    "@ a envoyé une pièce jointe",
    "@ a envoyé une photo",
    "^Vous avez envoyé une pièce jointe",
    "^Vous avez envoyé une photo",
    "@ enviou um anexo",
    "@ enviou uma foto",
    "^Você enviou um anexo",
    "^Você enviou uma foto",
    "@ ha inviato un allegato",
    "@ ha inviato una foto",
    "^Hai inviato un allegato",
    "^Hai inviato una foto",
    "@ heeft een bijlage verzonden",
    "^Je hebt een bijlage verzonden",
    "@ skickade en bilaga",
    "^Du skickade en bilaga",
    "@ wysłał załącznik",
    "@ wysłała załącznik",
    "@ wysłał(a) załącznik",
];

const REACTIONS: &[&str] = &[
    "Liked a message",
    "@ liked a message",
    "Reacted ☺ to your message",
    "@ reacted ☺ to your message",
    "Hat eine Nachricht mit „Gefällt mir“ markiert",
    "Le gustó un mensaje",
    "A aimé un message",
    "Curtiu uma mensagem",
    "Ha messo \"Mi piace\" a un messaggio",
];

const CALLS_BEGUN: &[&str] = &[
    "@ started a call",
    "@ started an audio call",
    "@ started a video call",
    "@ started a video chat",
    "@ joined the call",
    "@ joined the audio call",
    "@ joined the video call",
    "@ joined the video chat",
];

const MEMBERSHIP: &[&str] = &[
    "@ added * to the group",
    "@ left the group",
    "@ removed * from the group",
    "@ joined the group",
    "@ added * as a group admin",
    "@ removed * as a group admin",
];

const CHANGES: &[&str] = &[
    "@ named the group *",
    "@ removed the group name",
    "@ changed the group photo",
    "@ removed the group photo",
    "@ set the nickname for * to *",
    "@ set your nickname to *",
    "@ set his own nickname to *",
    "@ set her own nickname to *",
    "@ set their own nickname to *",
    "@ cleared the nickname for *",
    "@ cleared your nickname",
    "@ cleared his own nickname",
    "@ cleared her own nickname",
    "@ cleared their own nickname",
    "@ changed the theme to *",
    "@ changed the chat theme",
    "@ changed the chat theme to *",
    "@ changed the chat colors",
    "@ set the quick reaction to *",
    "@ set the emoji to *",
    "@ pinned a message",
    "@ unpinned a message",
];

const TIMERS: &[&str] = &[
    "@ turned on vanish mode",
    "@ turned off vanish mode",
    "@ turned on disappearing messages",
    "@ turned on disappearing messages. *",
    "@ turned off disappearing messages",
    "@ turned off disappearing messages. *",
    "@ set messages to disappear after *",
];

const NOTICES: &[&str] = &[
    "You are now connected on Messenger",
    "You're now connected on Messenger",
    "You can now message and call each other and see info like Active Status and when you've read messages",
    "Say hi to your new Facebook friend, *",
    "This poll is no longer available",
    "@ created a poll",
    "@ voted for *",
    "@ changed their vote to *",
    "@ waved at you",
    "^You waved at *",
    "@ created a plan",
    "@ responded Going to *",
    "@ responded Can't Go to *",
    "@ took a screenshot",
];
