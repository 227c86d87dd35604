//! Whose export it is.

use super::*;
use crate::import::OwnerEvidence;

fn owners(imports: &[Imported]) -> Vec<(Option<&str>, OwnerEvidence)> {
    imports
        .iter()
        .map(|import| (import.receipt.owner.name.as_deref(), import.receipt.owner.evidence))
        .collect()
}

fn group(messages: &[Value]) -> String {
    thread("inbox/lake_9", "Lake", &["Cem", "Ben", "Ana"], messages)
}

#[test]
fn the_profile_beside_the_messages_names_the_owner() {
    let group = group(&[message("Cem", 1, "hi")]);
    let facebook =
        json!({"profile_v2": {"name": {"full_name": "Ana", "first_name": "A"}, "friends": []}}).to_string();
    let instagram = json!({"profile_user": [{"string_map_data": {"Name": {"value": "Ana"}, "Email": {"value": "a@b.example"}}}]}).to_string();
    for (root, name, profile) in [
        (
            "your_facebook_activity",
            "personal_information/profile_information/profile_information.json",
            facebook,
        ),
        (
            "your_instagram_activity",
            "personal_information/personal_information/personal_information.json",
            instagram,
        ),
    ] {
        let chat = format!("{root}/messages/inbox/lake_9/message_1.json");
        let imports = import(&[(&chat, &group), (name, &profile)]).unwrap();
        assert_eq!(owners(&imports), [(Some("Ana"), OwnerEvidence::Marked)]);
    }
}

#[test]
fn what_the_app_says_to_you_names_the_owner() {
    let sent =
        with(message("Ana", 1, "You sent an attachment."), json!({"share": {"link": "https://a.example"}}));
    let imports = import(&[("a.json", &group(&[sent, message("Ben", 2, "You left the group.")]))]).unwrap();
    assert_eq!(owners(&imports), [(Some("Ana"), OwnerEvidence::FirstPerson)]);
    assert_eq!(texts(&imports[0].conversation), ["https://a.example", "You left the group."]);
}

#[test]
fn titles_of_direct_chats_name_the_owner_of_groups_too() {
    let direct =
        |other: &str| thread(&format!("inbox/{other}_1"), other, &[other, "Ana"], &[message(other, 1, "hi")]);
    let texts = [direct("Ben"), direct("Cem"), group(&[message("Ana", 1, "You named the group Lake.")])];
    let imports = import(&[("a.json", &*texts[0]), ("b.json", &*texts[1]), ("c.json", &*texts[2])]).unwrap();
    let title = (Some("Ana"), OwnerEvidence::ChatTitle);
    assert_eq!(owners(&imports), [title, title, (Some("Ana"), OwnerEvidence::MostChats)]);
    assert_eq!(kinds(&imports[2].conversation), [Kind::System]);
}

#[test]
fn nobody_is_the_owner_where_nothing_tells() {
    let imports = import(&[("a.json", &group(&[message("Ana", 1, "You named the group Lake.")]))]).unwrap();
    assert_eq!(owners(&imports), [(None, OwnerEvidence::Unknown)]);
    assert_eq!(texts(&imports[0].conversation), ["You named the group Lake."]);
}
