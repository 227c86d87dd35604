//! The exporter's CSV, which is read as a table with a known header.

use super::{import_all, said, saying};
use crate::conversation::{Kind, SystemEvent};
use crate::import::{Imported, Options, read_texts};

#[test]
fn the_sample_is_read() {
    let name = "Direct Messages - Private - ruben [711000000000000003].csv";
    let text = include_str!(
        "../../../../samples/discord/Direct Messages - Private - ruben [711000000000000003].csv"
    );
    let Imported { conversation, receipt } = import_all(&[(name, text)], "discord-csv").remove(0);
    assert_eq!((conversation.platform.as_str(), conversation.title.as_str()), ("Discord", "ruben"));
    assert_eq!(receipt.owner.name.as_deref(), Some("ida"));
    assert_eq!((receipt.records_seen, receipt.skipped_total()), (20, 0));
    assert_eq!(receipt.first.to_iso().as_deref(), Some("2026-03-02T18:00:01.103+00:00"));
    saying(&conversation, "delete that immediately\nplease\n\nI mean it");
    saying(&conversation, "I do not want to hurt you. I want you there, \"moving\" or not");
    let deal = saying(&conversation, "Kaya, boxes, then you, at four. Deal?");
    let emoji: Vec<_> = deal.reactions.iter().map(|reaction| reaction.emoji.as_str()).collect();
    assert_eq!(emoji, ["👍", "👍", "🎉"]);
    assert_eq!(said(&conversation).iter().filter(|turn| **turn == ("ida", "never")).count(), 2);
    let of_kind = |kind| conversation.messages.iter().find(|message| message.kind == kind).unwrap();
    assert_eq!(of_kind(Kind::Call).call.unwrap().seconds, Some(72_240));
    assert_eq!(of_kind(Kind::System).event, Some(SystemEvent::Notice));
    assert_eq!(of_kind(Kind::Media).attachments.len(), 2);
}

#[test]
fn a_table_is_read_beside_the_exporters_other_files() {
    let table = "AuthorID,Author,Date,Content,Attachments,Reactions\n\"7\",\"juno\",\"2024-03-01T10:00:00Z\",\"hi\",\"\",\"\"\n";
    let text = "==============================================================\nGuild: G\nChannel: C\n\
        ==============================================================\n\n[1/15/2024 10:30 AM] juno\nyo\n";
    let imports = read_texts(&[("a.csv", table), ("b.txt", text)], &Options::default()).unwrap();
    let formats: Vec<_> = imports.iter().map(|import| import.receipt.format).collect();
    assert_eq!(formats, ["discord-csv", "discord-txt"]);
}
