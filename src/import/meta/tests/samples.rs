//! The invented exports of `samples/meta`.

use super::*;
use crate::import::{OwnerEvidence, Skip};

macro_rules! sample {
    ($name:literal) => {
        ($name, include_str!(concat!("../../../../samples/meta/", $name)))
    };
}

#[test]
fn the_data_download_is_read() {
    let imports = import(&[
        sample!("facebook-noorhaddad-2024-03-30-x7Kq/your_facebook_activity/messages/inbox/jonasweber_2310774895612034/message_1.json"),
        sample!("facebook-noorhaddad-2024-03-30-x7Kq/your_facebook_activity/messages/inbox/jonasweber_2310774895612034/message_2.json"),
        sample!("facebook-noorhaddad-2024-03-30-x7Kq/your_facebook_activity/messages/inbox/lakehouse_7011223344556677/message_1.json"),
        sample!("facebook-noorhaddad-2024-03-30-x7Kq/personal_information/profile_information/profile_information.json"),
    ])
    .unwrap();
    let [direct, group] = &imports[..] else { panic!("{} chats", imports.len()) };
    assert_eq!((direct.receipt.format, direct.conversation.platform.as_str()), ("meta", "Messenger"));
    assert_eq!(direct.receipt.owner.name.as_deref(), Some("Noor Haddad"));
    assert_eq!(direct.receipt.owner.evidence, OwnerEvidence::Marked);
    assert_eq!(direct.receipt.skipped, [(Skip::Empty, 1)].into());
    assert_eq!(direct.receipt.kept[&Kind::Text], 26);
    assert_eq!(direct.receipt.kept[&Kind::Call], 3);
    assert_eq!(direct.receipt.kept[&Kind::System], 2);
    assert!(texts(&direct.conversation).contains(&"For tonight? I will bring bread 🍞"));
    assert_eq!(group.conversation.title, "Lake house 🛶");
    assert_eq!(people(&group.conversation), ["Mila Søndergaard", "Jonas Weber", "Noor Haddad"]);
    assert_eq!(group.receipt.kept[&Kind::System], 5);
    assert_eq!(group.receipt.kept[&Kind::Location], 1);
}

#[test]
fn the_encrypted_chat_is_read() {
    let imported = import(&[sample!("messages/Jonas Weber_7.json")]).unwrap().remove(0);
    assert_eq!((imported.receipt.format, imported.receipt.kept_total()), ("meta-e2ee", 21));
    assert_eq!(imported.receipt.owner.name.as_deref(), Some("Noor Haddad"));
    assert_eq!(texts(&imported.conversation)[19..], ["Never", "Never"]);
}

#[test]
fn the_web_page_is_read() {
    let imported = import(&[sample!(
        "instagram-noor.draws-2024-05-13-Qq1/your_instagram_activity/messages/inbox/milasnd_17842938475610293/message_1.html"
    )])
    .unwrap()
    .remove(0);
    assert_eq!(
        (imported.receipt.format, imported.conversation.platform.as_str()),
        ("meta-html", "Instagram")
    );
    assert_eq!(imported.receipt.owner.name.as_deref(), Some("Noor Haddad"));
    assert_eq!(people(&imported.conversation), ["Mila Søndergaard", "Noor Haddad"]);
    assert_eq!(imported.receipt.kept_total(), 22);
    assert!(
        texts(&imported.conversation).contains(&"Number three did not surprise me & I want my <minute> back")
    );
    assert_eq!(texts(&imported.conversation)[20..], ["ok", "ok"]);
}

#[test]
fn the_page_of_before_2018_is_read() {
    let imports = import(&[sample!("facebook-noorhaddad-2015/html/messages.htm")]).unwrap();
    let counts: Vec<_> = imports.iter().map(|import| import.receipt.kept_total()).collect();
    assert_eq!(counts, [14, 6]);
    assert_eq!(texts(&imports[0].conversation)[5], "Coffee & cake after practice?\nI know a place");
    assert!(imports.iter().all(|import| import.receipt.owner.name.as_deref() == Some("Noor Haddad")));
}
