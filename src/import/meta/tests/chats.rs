//! Which chat it is: of which app, between whom.

use super::*;
use crate::conversation::Audience;

const BEN: &str = "Ben Ode";
const ANA: &str = "Ana Lund";

#[test]
fn messenger_and_instagram_are_told_apart() {
    let platform = |name: &str, messages: &[Value]| {
        let text = thread("inbox/ben_1", BEN, &[BEN, ANA], messages);
        import(&[(name, &text)]).unwrap().remove(0).conversation.platform
    };
    let hi = message(BEN, 1, "hi");
    let at = |root: &str| json!({"photos": [{"uri": format!("{root}/messages/inbox/ben_1/photos/1.jpg")}]});
    for (name, message, expected) in [
        ("your_instagram_activity/messages/inbox/ben_1/message_1.json", hi.clone(), "Instagram"),
        ("your_facebook_activity/messages/inbox/ben_1/message_1.json", hi.clone(), "Messenger"),
        ("a.json", with(hi.clone(), at("your_instagram_activity")), "Instagram"),
        ("a.json", with(hi.clone(), at("your_facebook_activity")), "Messenger"),
        ("a.json", with(hi.clone(), json!({"is_geoblocked_for_viewer": false})), "Instagram"),
        (
            "a.json",
            with(hi.clone(), json!({"is_geoblocked_for_viewer": false, "type": "Share"})),
            "Messenger",
        ),
        ("a.json", message(BEN, 1, "Liked a message"), "Instagram"),
        ("instagram.json", hi.clone(), "Instagram"),
        ("a.json", hi, "Messenger"),
    ] {
        assert_eq!(platform(name, &[message]), expected, "{name}");
    }
}

#[test]
fn groups_are_told_by_members_and_by_what_only_groups_have() {
    let audience = |members: &[&str], fields: Value| {
        let text = thread("inbox/x_1", "Lake", members, &[message(BEN, 1, "hi")]);
        let text = with(serde_json::from_str(&text).unwrap(), fields).to_string();
        import(&[("x.json", &text)]).unwrap().remove(0).conversation.audience
    };
    assert_eq!(audience(&[BEN, ANA], json!({})), Audience::Direct);
    assert_eq!(audience(&[BEN, ANA, "Cem"], json!({})), Audience::Group);
    assert_eq!(audience(&[BEN, ANA], json!({"thread_type": "RegularGroup"})), Audience::Group);
    assert_eq!(audience(&[BEN, ANA], json!({"joinable_mode": {"mode": 1}})), Audience::Group);
    let own = thread("inbox/ana_1", ANA, &[ANA], &[message(ANA, 1, "milk")]);
    assert_eq!(import(&[("x.json", &own)]).unwrap()[0].conversation.audience, Audience::NoteToSelf);
}

#[test]
fn people_who_are_gone_are_not_one_person() {
    let gone = |number: u32, words: &str| {
        let messages = [message("Facebook user", 1, words), message(ANA, 2, "hi")];
        thread(&format!("inbox/facebookuser_{number}"), "Facebook user", &["Facebook user", ANA], &messages)
    };
    let (one, other) = (gone(11, "I am Cem"), gone(22, "I am Dot"));
    let imports = import(&[("a.json", &one), ("b.json", &other)]).unwrap();
    let names: Vec<_> = imports.iter().map(|import| people(&import.conversation)[0].to_owned()).collect();
    assert_eq!(names, ["Facebook user (11)", "Facebook user (22)"]);
    assert_ne!(imports[0].conversation.id, imports[1].conversation.id);
    assert!(imports.iter().all(|import| import.receipt.owner.name.as_deref() == Some(ANA)));
    let single = import(&[("a.json", &one)]).unwrap();
    assert_eq!(people(&single[0].conversation)[0], "Facebook user");
}

#[test]
fn other_json_is_left_alone() {
    for text in [
        r#"{"messages":[{"from":"Ana","text":"hi","date":"2024-01-01"}]}"#,
        r#"{"participants":[{"name":"Ana"}],"title":"Dinner"}"#,
        r#"{"sender_name":"Ana","timestamp_ms":1}"#,
    ] {
        let format = import(&[("a.json", text)]).map_or("none", |imports| imports[0].receipt.format);
        assert!(!format.starts_with("meta"), "{text}");
    }
}
