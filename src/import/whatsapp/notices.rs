//! What WhatsApp itself says in a chat, by whole-line templates (formats document, section 3.1).
//!
//! A message is never taken for a notice because of a word in it: a template must fit the whole line.
//! `*` stands for a name, number or title of 1 to 80 characters, a final `…` for anything.

use crate::conversation::SystemEvent::{
    self, Blocked, CallStarted, Encryption, GroupChanged, GroupCreated, Identity, Membership, Timer,
    Unblocked,
};

/// A notice that fits a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Recognised {
    /// What happened.
    pub(super) event: SystemEvent,
    /// Who acted, in lower case, where the template begins with a name.
    pub(super) actor: Option<String>,
}

/// The notice that a whole line is; `line` holds no invisible characters and no outer space.
pub(super) fn recognise(line: &str) -> Option<Recognised> {
    let line = plain(line);
    NOTICES.iter().find_map(|(event, templates)| {
        templates.iter().find_map(|template| {
            let actor = fits(&line, template)?.map(str::to_owned);
            Some(Recognised { event: *event, actor })
        })
    })
}

/// Whether a whole line is the notice about encryption: the only one that nobody types.
pub(super) fn is_encryption(line: &str) -> bool {
    let line = plain(line);
    NOTICES
        .iter()
        .filter(|(event, _)| *event == Encryption)
        .any(|(_, templates)| templates.iter().any(|template| fits(&line, template).is_some()))
}

/// The form in which lines are compared: lower case, one kind of quotation mark, no final dot.
fn plain(line: &str) -> String {
    let one_kind = |c| match c {
        '“' | '”' | '„' | '«' | '»' => '"',
        '’' | '‘' => '\'',
        other => other,
    };
    let line = line.strip_suffix(['.', '。']).unwrap_or(line);
    line.to_lowercase().chars().map(one_kind).collect()
}

/// Whether the template fits, and what its first `*` stands for if it begins with it.
fn fits<'a>(line: &'a str, template: &str) -> Option<Option<&'a str>> {
    match template.strip_prefix('*') {
        Some(after) => end_of_name(line, after).map(|end| Some(&line[..end])),
        None => rest_fits(line, template).then_some(None),
    }
}

fn rest_fits(text: &str, template: &str) -> bool {
    if let Some((before, after)) = template.split_once('*') {
        return text.strip_prefix(before).is_some_and(|rest| end_of_name(rest, after).is_some());
    }
    match template.strip_suffix('…') {
        Some(start) => text.starts_with(start),
        None => text == template,
    }
}

const LONGEST_NAME: usize = 80;

/// Where a name at the start of the text ends so that what follows fits `after`.
fn end_of_name(text: &str, after: &str) -> Option<usize> {
    let literal = after.split(['*', '…']).next().unwrap_or_default();
    let is_name = |end: usize| end > 0 && text[..end].chars().nth(LONGEST_NAME).is_none();
    if literal.is_empty() {
        return (after.is_empty() && is_name(text.len())).then_some(text.len());
    }
    let ends = text.match_indices(literal).map(|(end, _)| end).skip_while(|end| *end == 0);
    ends.take_while(|end| is_name(*end)).find(|end| rest_fits(&text[*end..], after))
}

/// Within an event: English, German, Spanish, Portuguese, French, Italian, Dutch, then others; in lower case.
const NOTICES: &[(SystemEvent, &[&str])] = &[
    (
        Encryption,
        &[
            "messages and calls are end-to-end encrypted…",
            "messages to this chat and calls are now secured with end-to-end encryption…",
            "messages to this chat are now secured with end-to-end encryption…",
            "messages to this group are now secured with end-to-end encryption…",
            "messages you send to this chat and calls are now secured with end-to-end encryption…",
            "messages you send to this group are now secured with end-to-end encryption…",
            "nachrichten und anrufe sind ende-zu-ende-verschlüsselt…",
            "nachrichten in diesem chat sowie anrufe sind jetzt mit ende-zu-ende-verschlüsselung geschützt…",
            "nachrichten, die du in diesem chat sendest, sowie anrufe, sind jetzt mit ende-zu-ende-verschlüsselung geschützt…",
            "nachrichten, die du in diese gruppe sendest, sind jetzt mit ende-zu-ende-verschlüsselung geschützt…",
            "los mensajes y las llamadas están cifrados de extremo a extremo…",
            "los mensajes y llamadas están cifrados de extremo a extremo…",
            "los mensajes en este chat y las llamadas ahora están protegidos con cifrado de extremo a extremo…",
            "as mensagens e as chamadas são protegidas com a criptografia de ponta a ponta…",
            "as mensagens e ligações desta conversa estão protegidas com a criptografia de ponta a ponta…",
            "as mensagens e chamadas são encriptadas ponta a ponta…",
            "les messages et les appels sont chiffrés de bout en bout…",
            "les messages envoyés dans cette discussion et les appels sont désormais protégés…",
            "les messages envoyés dans cette discussion sont désormais protégés…",
            "i messaggi e le chiamate sono crittografati end-to-end…",
            "i messaggi che invii in questa chat e le chiamate sono ora protetti con la crittografia end-to-end…",
            "berichten en oproepen worden end-to-end versleuteld…",
            "berichten en gesprekken zijn end-to-end versleuteld…",
            "消息和通话都进行端到端加密…",
            "訊息和通話經端對端加密…",
            "mesajlar ve aramalar uçtan uca şifrelidir…",
            "сообщения и звонки защищены сквозным шифрованием…",
            "pesan dan panggilan terenkripsi secara end-to-end…",
        ],
    ),
    (
        GroupCreated,
        &[
            "* created group \"*\"",
            "* created this group",
            "* created the group \"*\"",
            "* hat die gruppe \"*\" erstellt",
            "* hat diese gruppe erstellt",
            "du hast die gruppe \"*\" erstellt",
            "du hast diese gruppe erstellt",
            "* creó el grupo \"*\"",
            "* creó este grupo",
            "creaste el grupo \"*\"",
            "creaste este grupo",
            "* criou o grupo \"*\"",
            "* criou este grupo",
            "você criou o grupo \"*\"",
            "você criou este grupo",
            "* a créé le groupe \"*\"",
            "* a créé le groupe \" * \"",
            "* a créé ce groupe",
            "vous avez créé le groupe \"*\"",
            "vous avez créé ce groupe",
            "* ha creato il gruppo \"*\"",
            "* ha creato questo gruppo",
            "hai creato il gruppo \"*\"",
            "hai creato questo gruppo",
            "* heeft de groep \"*\" gemaakt",
            "* heeft deze groep gemaakt",
            "je hebt de groep \"*\" gemaakt",
        ],
    ),
    (
        Membership,
        &[
            "* added *",
            "* was added",
            "you were added",
            "* joined using this group's invite link",
            "* joined using a group link",
            "* joined using an invite link",
            "* joined using your invite",
            "* joined from the community",
            "* requested to join",
            "* left",
            "* removed *",
            "* was removed",
            "you were removed",
            "you're no longer a participant in this group",
            "* hat * hinzugefügt",
            "* wurde hinzugefügt",
            "du hast * hinzugefügt",
            "du wurdest hinzugefügt",
            "* ist dieser gruppe über den einladungslink beigetreten",
            "* ist der gruppe über den einladungslink beigetreten",
            "* hat die gruppe verlassen",
            "du hast die gruppe verlassen",
            "* hat * entfernt",
            "du hast * entfernt",
            "du wurdest entfernt",
            "* añadió a *",
            "* añadió *",
            "* agregó a *",
            "* te añadió",
            "* te agregó",
            "añadiste a *",
            "agregaste a *",
            "se te añadió",
            "* se unió usando el enlace de invitación de este grupo",
            "* se unió con el enlace de invitación del grupo",
            "* salió del grupo",
            "saliste del grupo",
            "* eliminó a *",
            "eliminaste a *",
            "te eliminaron",
            "* adicionou *",
            "você adicionou *",
            "você foi adicionado",
            "você foi adicionada",
            "* entrou usando o link de convite deste grupo",
            "* saiu",
            "* saiu do grupo",
            "você saiu",
            "* removeu *",
            "você removeu *",
            "* a ajouté *",
            "* vous a ajouté",
            "* vous a ajouté(e)",
            "vous avez ajouté *",
            "vous avez été ajouté(e)",
            "* a rejoint le groupe en utilisant le lien d'invitation",
            "* est parti",
            "* est partie",
            "* est parti(e)",
            "* a quitté",
            "* a quitté le groupe",
            "vous avez quitté le groupe",
            "* a retiré *",
            "vous avez retiré *",
            "* ha aggiunto *",
            "hai aggiunto *",
            "sei stato aggiunto",
            "sei stata aggiunta",
            "* è entrato usando il link d'invito di questo gruppo",
            "* ha lasciato",
            "* ha lasciato il gruppo",
            "* ha abbandonato",
            "hai abbandonato",
            "* ha rimosso *",
            "hai rimosso *",
            "* heeft * toegevoegd",
            "je hebt * toegevoegd",
            "je bent toegevoegd",
            "* is deelnemer geworden via de uitnodigingslink voor de groep",
            "* heeft de groep verlaten",
            "* heeft * verwijderd",
            "* 加入了群组",
            "* 退出了群组",
        ],
    ),
    (
        GroupChanged,
        &[
            "* changed the subject to \"*\"",
            "* changed the subject from \"*\" to \"*\"",
            "* changed the group name to \"*\"",
            "* changed the group name from \"*\" to \"*\"",
            "* changed this group's icon",
            "* changed the group icon",
            "* deleted this group's icon",
            "* changed the group description",
            "* changed the group description: …",
            "* deleted the group description",
            "* changed the group's settings…",
            "* changed this group's settings…",
            "you're now an admin",
            "* is now an admin",
            "you're no longer an admin",
            "* pinned a message",
            "* hat den betreff von \"*\" zu \"*\" geändert",
            "* hat den betreff zu \"*\" geändert",
            "* hat den gruppennamen von \"*\" zu \"*\" geändert",
            "* hat den gruppennamen zu \"*\" geändert",
            "du hast den gruppennamen von \"*\" zu \"*\" geändert",
            "* hat das gruppenbild geändert",
            "du hast das gruppenbild geändert",
            "* hat die gruppenbeschreibung geändert…",
            "du hast die gruppenbeschreibung geändert…",
            "du bist jetzt ein admin",
            "du bist jetzt admin",
            "* cambió el asunto de \"*\" a \"*\"",
            "* cambió el nombre del grupo de \"*\" a \"*\"",
            "* cambió el nombre del grupo a \"*\"",
            "cambiaste el nombre del grupo a \"*\"",
            "cambiaste el nombre del grupo de \"*\" a \"*\"",
            "* cambió el ícono de este grupo",
            "* cambió la imagen del grupo",
            "* cambió la descripción del grupo…",
            "ahora eres admin…",
            "* mudou o nome do grupo de \"*\" para \"*\"",
            "* mudou o nome do grupo para \"*\"",
            "* alterou o nome do grupo de \"*\" para \"*\"",
            "* mudou a imagem do grupo",
            "* mudou a imagem deste grupo",
            "* mudou a descrição do grupo…",
            "agora você é admin…",
            "* a changé le nom du groupe de \"*\" en \"*\"",
            "* a changé le nom du groupe en \"*\"",
            "* a changé le sujet de \"*\" à \"*\"",
            "* a changé l'icône du groupe",
            "* a changé l'icône de ce groupe",
            "* a changé la description du groupe…",
            "vous êtes désormais admin…",
            "* ha cambiato il nome del gruppo da \"*\" a \"*\"",
            "* ha cambiato il nome del gruppo in \"*\"",
            "* ha cambiato l'oggetto da \"*\" a \"*\"",
            "* ha cambiato l'immagine del gruppo",
            "* ha cambiato la descrizione del gruppo…",
            "ora sei un amministratore…",
            "* heeft de groepsnaam gewijzigd van \"*\" in \"*\"",
            "* heeft de groepsafbeelding gewijzigd",
            "* heeft de groepsomschrijving gewijzigd…",
        ],
    ),
    (
        Identity,
        &[
            "* changed their phone number…",
            "* changed to *",
            "* changed their phone number to a new number…",
            "your security code with * changed…",
            "* changed. tap to learn more",
            "* hat eine neue telefonnummer…",
            "* hat die telefonnummer gewechselt…",
            "* hat zu einer neuen telefonnummer gewechselt…",
            "dein sicherheitscode für * hat sich geändert…",
            "deine sicherheitsnummer für * hat sich geändert…",
            "tu código de seguridad con * cambió…",
            "cambió tu código de seguridad con *",
            "* cambió su número de teléfono…",
            "seu código de segurança com * mudou…",
            "o código de segurança com * mudou…",
            "* mudou de número…",
            "* mudou para um novo número…",
            "votre code de sécurité avec * a changé…",
            "* a changé de numéro de téléphone…",
            "il tuo codice di sicurezza con * è cambiato…",
            "* ha cambiato numero di telefono…",
            "je beveiligingscode voor * is gewijzigd…",
        ],
    ),
    (
        Timer,
        &[
            "* turned on disappearing messages…",
            "* turned off disappearing messages…",
            "* updated the message timer…",
            "disappearing messages now support keeping messages in the chat…",
            "* hat selbstlöschende nachrichten aktiviert…",
            "* hat selbstlöschende nachrichten deaktiviert…",
            "du hast selbstlöschende nachrichten aktiviert…",
            "du hast selbstlöschende nachrichten deaktiviert…",
            "* hat die nachrichtendauer aktualisiert…",
            "du hast die nachrichtendauer aktualisiert…",
            "* activó los mensajes temporales…",
            "* desactivó los mensajes temporales…",
            "activaste los mensajes temporales…",
            "desactivaste los mensajes temporales…",
            "* actualizó la duración de los mensajes temporales…",
            "* ativou as mensagens temporárias…",
            "* desativou as mensagens temporárias…",
            "* atualizou a duração das mensagens temporárias…",
            "* a activé les messages éphémères…",
            "* a désactivé les messages éphémères…",
            "vous avez activé les messages éphémères…",
            "vous avez désactivé les messages éphémères…",
            "* a mis à jour la durée des messages éphémères…",
            "* ha attivato i messaggi effimeri…",
            "* ha disattivato i messaggi effimeri…",
            "hai attivato i messaggi effimeri…",
            "hai disattivato i messaggi effimeri…",
            "* heeft zelf verdwijnende berichten ingeschakeld…",
            "* heeft zelf verdwijnende berichten uitgeschakeld…",
        ],
    ),
    (
        Unblocked,
        &[
            "you unblocked this contact…",
            "you unblocked this business…",
            "du hast diesen kontakt freigegeben…",
            "du hast die blockierung dieses kontakts aufgehoben…",
            "desbloqueaste a este contacto…",
            "você desbloqueou esse contato…",
            "você desbloqueou este contato…",
            "vous avez débloqué ce contact…",
            "hai sbloccato questo contatto…",
            "je hebt dit contact gedeblokkeerd…",
        ],
    ),
    (
        Blocked,
        &[
            "you blocked this contact…",
            "you blocked this business…",
            "du hast diesen kontakt blockiert…",
            "bloqueaste a este contacto…",
            "você bloqueou esse contato…",
            "você bloqueou este contato…",
            "vous avez bloqué ce contact…",
            "hai bloccato questo contatto…",
            "je hebt dit contact geblokkeerd…",
        ],
    ),
    (
        CallStarted,
        &[
            "* started a call",
            "* started a voice call",
            "* started a video call",
            "* hat einen anruf gestartet",
            "* hat einen sprachanruf gestartet",
            "* hat einen videoanruf gestartet",
            "* inició una llamada",
            "* inició una videollamada",
            "* iniciou uma chamada",
            "* iniciou uma ligação",
            "* iniciou uma chamada de vídeo",
            "* a lancé un appel",
            "* a lancé un appel vidéo",
            "* ha avviato una chiamata",
            "* ha avviato una videochiamata",
        ],
    ),
    (
        SystemEvent::Notice,
        &[
            "* is a contact",
            "* is in your contacts",
            "* ist ein kontakt",
            "* es un contacto",
            "* est un contact",
            "* è un contatto",
            "waiting for this message. this may take a while…",
            "warte auf diese nachricht. das kann einige zeit dauern…",
            "esperando este mensaje. esto puede tomar tiempo…",
            "aguardando mensagem. essa ação pode levar alguns instantes…",
            "en attente de ce message. cela peut prendre un moment…",
            "in attesa del messaggio. potrebbe volerci qualche minuto…",
            "* turned on advanced chat privacy…",
            "* turned off advanced chat privacy…",
            "advanced chat privacy was turned on…",
            "advanced chat privacy was turned off…",
            "* hat den erweiterten chat-datenschutz aktiviert…",
            "* hat den erweiterten chat-datenschutz deaktiviert…",
            "messages are generated by ai…",
            "messages with meta ai…",
            "messages with * use ai from meta…",
            "this chat is with a business account…",
            "this business uses a secure service from meta to manage this chat…",
            "* uses a secure service from meta to manage this chat…",
            "the business account you're chatting with…",
            "this business is now using…",
            "dieser chat ist mit einem unternehmenskonto…",
            "este chat es con una cuenta de empresa…",
            "esta conversa é com uma conta comercial…",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, event: Option<SystemEvent>, actor: Option<&str>) {
        let notice = recognise(line);
        assert_eq!(notice.as_ref().map(|notice| notice.event), event, "{line}");
        assert_eq!(notice.and_then(|notice| notice.actor).as_deref(), actor, "{line}");
    }

    #[test]
    fn notices_are_told_by_the_whole_line_in_every_language() {
        check("Messages and calls are end-to-end encrypted. No one outside", Some(Encryption), None);
        check("Ana left", Some(Membership), Some("ana"));
        check("Ana added Ben", Some(Membership), Some("ana"));
        check("Ana hat Ben hinzugefügt.", Some(Membership), Some("ana"));
        check("Ana hat das Gruppenbild geändert.", Some(GroupChanged), Some("ana"));
        check("Du hast Ben entfernt.", Some(Membership), None);
        check("Ana changed the subject from “a: b” to “c”", Some(GroupChanged), Some("ana"));
        check("Ana a créé le groupe « Été »", Some(GroupCreated), Some("ana"));
        check("Você bloqueou esse contato. Toque para desbloquear.", Some(Blocked), None);
        check("You unblocked this contact.", Some(Unblocked), None);
        check("ANA TURNED ON DISAPPEARING MESSAGES. All new messages", Some(Timer), Some("ana"));
        check("Il tuo codice di sicurezza con Ana è cambiato", Some(Identity), None);
    }

    #[test]
    fn words_of_notices_are_no_notice() {
        for line in ["left", "it disappeared", "the security code is 1234", ""] {
            check(line, None, None);
        }
    }

    #[test]
    fn every_template_fits_a_line_made_from_it() {
        for (event, templates) in NOTICES {
            for template in *templates {
                assert_eq!(*template, template.to_lowercase());
                let line = template.replace('*', "ana").replace('…', "");
                let found = recognise(&line).map(|notice| notice.event);
                assert_eq!(found, Some(*event), "{template}");
            }
        }
    }
}
