//! Which rows belong to which chat, and in which order.

use super::*;

#[test]
fn what_happens_in_a_group_is_told_by_the_app() {
    let mut database = Database::with_ana();
    database.run("INSERT INTO handle VALUES (2, 'ben@example.org', 'iMessage', NULL)");
    database.run("UPDATE chat SET style = 43, display_name = 'Trip'");
    database.run("INSERT INTO chat_handle_join VALUES (1, 2)");
    let event = |item: i64, action: i64, other: i64| {
        [
            ("item_type", Value::from(item)),
            ("group_action_type", Value::from(action)),
            ("other_handle", Value::from(other)),
        ]
    };
    for (item, action, other) in
        [(1, 0, 2), (1, 1, 2), (1, 0, 1), (2, 0, 0), (3, 0, 0), (3, 1, 0), (4, 0, 0), (6, 0, 0)]
    {
        database.add(1, None, &event(item, action, other));
    }
    database.add(1, Some("you removed me"), &event(1, 0, 2));
    let imported = database.only();
    let events: Vec<_> = imported.conversation.messages.iter().map(|message| message.event).collect();
    let [member, changed, notice] =
        [SystemEvent::Membership, SystemEvent::GroupChanged, SystemEvent::Notice].map(Some);
    let number = Some(SystemEvent::Identity);
    assert_eq!(events, [member, member, number, changed, member, changed, notice, notice, None]);
    assert_eq!(said(&imported.conversation).last(), Some(&("+15550102345", "you removed me")));
    assert!(imported.conversation.messages[..8].iter().all(|message| message.sender.is_none()));
    assert_eq!(
        (imported.conversation.title.as_str(), imported.conversation.audience),
        ("Trip", Audience::Group)
    );
    assert_eq!(imported.conversation.participants.len(), 3);
}

#[test]
fn chats_of_one_person_are_one_whatever_the_service() {
    let mut database = Database::with_ana();
    database.run(
        "INSERT INTO handle VALUES (2, '5550102345', 'SMS', 'P'), (3, 'ana@example.org', 'iMessage', 'P')",
    );
    database.run("INSERT INTO chat VALUES (2, 'SMS;-;5550102345', 45, '5550102345', ''), (3, 'm', 45, 'ana@example.org', '')");
    database.run("INSERT INTO chat_handle_join VALUES (2, 2), (3, 3)");
    database.add(1, Some("one"), &[]);
    for (chat, handle, words) in [(2, 2, "two"), (3, 3, "three")] {
        let row = database.orphan(handle, Some(words), &[]);
        database.run(&format!("INSERT INTO chat_message_join VALUES ({chat}, {row})"));
    }
    let imported = database.only();
    let ana = "+15550102345";
    assert_eq!(said(&imported.conversation), [(ana, "one"), (ana, "two"), (ana, "three")]);
    assert_eq!(imported.conversation.participants[1].aliases, [ana, "5550102345", "ana@example.org"]);
}

#[test]
fn rows_without_a_chat_and_rows_in_two_are_kept_once() {
    let mut database = Database::with_ana();
    let guid = database.add(1, Some("in two"), &[]);
    database.run("INSERT INTO chat VALUES (2, 'SMS', 45, '+15550102345', '')");
    database.run("INSERT INTO chat_message_join VALUES (2, 1)");
    database.add(1, Some("the same again"), &[("guid", text(&guid))]);
    database.orphan(1, Some("of nobody's chat"), &[]);
    database.orphan(77, Some("of nobody known"), &[]);
    database.orphan(0, Some("to nobody"), &[]);
    let imports = database.import();
    let all: Vec<_> = imports.iter().map(|import| said(&import.conversation)).collect();
    assert_eq!(
        all,
        [
            vec![("+15550102345", "in two"), ("+15550102345", "of nobody's chat")],
            vec![("Unknown 77", "of nobody known")],
            vec![("Me", "to nobody")],
        ]
    );
    assert_eq!(imports[0].receipt.skipped, [(Skip::Duplicate, 1)].into());
}

#[test]
fn what_was_deleted_of_late_is_in_its_chat() {
    let mut database = Database::with_ana();
    database.add(1, Some("hi"), &[]);
    let row = database.orphan(1, Some("deleted here, not taken back"), &[("cache_roomnames", text("chat9"))]);
    database.run(&format!("INSERT INTO chat_recoverable_message_join VALUES (1, {row}, 5)"));
    let imported = database.only();
    assert_eq!(imported.conversation.messages.len(), 2);
    assert!(!imported.conversation.messages[1].deleted);
}

#[test]
fn a_chat_with_oneself_is_a_note() {
    let mut database = Database::with_ana();
    database.add(0, Some("milk"), &[("destination_caller_id", text("+1 555 010 2345"))]);
    assert_eq!(database.only().conversation.audience, Audience::NoteToSelf);
}

#[test]
fn rows_are_put_in_the_order_of_their_times() {
    let mut database = Database::with_ana();
    database.add(1, Some("c"), &[("date", Value::from(MORNING + 900))]);
    database.add(1, Some("a"), &[("date", Value::from(MORNING))]);
    database.add(1, Some("b"), &[("date", Value::from(0))]);
    let imported = database.only();
    assert_eq!(said(&imported.conversation).iter().map(|(_, text)| *text).collect::<String>(), "abc");
    assert!(!imported.receipt.warnings.iter().any(|warning| matches!(warning, Warning::OutOfOrder { .. })));
}

#[test]
fn a_tapback_without_its_message_is_not_doubled_by_a_copy() {
    let mut database = Database::with_ana();
    database.add(1, Some("hi"), &[]);
    let love = [("associated_message_guid", text("GONE")), ("associated_message_type", Value::from(2000))];
    database.add(0, None, &love);
    std::fs::copy(database.path(), database.folder.path().join("copy.db")).unwrap();
    let imported = import(database.folder.path()).unwrap().remove(0);
    assert_eq!(imported.receipt.kept_total(), 2);
    assert_eq!(imported.receipt.skipped, [(Skip::Duplicate, 2)].into());
}
