//! What is written in a format is read back, and nothing makes reading fail.
#![expect(clippy::format_collect, reason = "a line for each reads better than a fold")]

use super::*;
use proptest::prelude::*;

/// Minutes apart, sender, words. The words begin with a letter that no notice begins with.
fn talk() -> impl Strategy<Value = Vec<(i64, bool, String)>> {
    let words = "z[a-z éß😀Жｶ:<&\"'\\\\]{0,24}z";
    proptest::collection::vec((1_i64..90, any::<bool>(), words), 1..12)
}

const PEOPLE: [&str; 2] = ["Ana Lund", "Beñat Ode"];

fn name(is_ana: bool) -> &'static str {
    PEOPLE[usize::from(!is_ana)]
}

/// Sender and words of each message, first to last.
fn said(imported: &Imported) -> Vec<(String, String)> {
    let chat = &imported.conversation;
    let sender = |message: &crate::conversation::Message| {
        message.sender.map(|id| chat.participant(id).display_name.clone()).unwrap_or_default()
    };
    chat.messages.iter().map(|message| (sender(message), message.text.clone())).collect()
}

fn expected(talk: &[(i64, bool, String)]) -> Vec<(String, String)> {
    talk.iter().map(|(_, is_ana, words)| (name(*is_ana).to_owned(), words.clone())).collect()
}

/// Minutes since the beginning at which each was said.
fn minutes(talk: &[(i64, bool, String)]) -> Vec<i64> {
    talk.iter()
        .scan(0, |minute, (gap, ..)| {
            *minute += gap;
            Some(*minute)
        })
        .collect()
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;")
}

fn clock(minute: i64, format: &str) -> String {
    let start = jiff::civil::date(2024, 5, 1).at(0, 0, 0, 0);
    start.checked_add(jiff::Span::new().minutes(minute)).unwrap().strftime(format).to_string()
}

/// Keys and values of messages.
const KEYS: &str = "(sender_name|senderName|content|text|timestamp_ms|photos|share|reactions|call_duration|type|\
    is_unsent|sticker)";
const VALUES: &str = "(null|true|1|-5|\"x\"|\"You sent a photo[.]\"|\\[\\]|\\{\\}|\\[\\{\"uri\":\"a/b\"\\}\\]|\
    \\{\"link\":\"l\"\\}|1700000000000)";

/// Pieces of all formats.
const PARTS: &str = "(\\{\"messages\":\\[|\"sender_name\":|\"timestamp_ms\":|\"participants\":|[0-9]{1,20}|\
    <div>|</div>|<div class=\"thread\">|class=\"message_header\"|<span class=\"user\">|\
    <span class=\"meta\">|Participants: |May 1, 2024 9:15 pm|<a href=\"http:x\">|<li>|\\PC)";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_data_download_comes_back(talk in talk(), is_broken: bool) {
        let write = |text: &str| if is_broken { broken(text) } else { text.to_owned() };
        let messages: Vec<Value> = talk.iter().zip(minutes(&talk)).rev()
            .map(|((_, is_ana, words), minute)| message(&write(name(*is_ana)), minute, &write(words)))
            .collect();
        let text = thread("inbox/b_1", &write(PEOPLE[1]), &PEOPLE.map(&write).each_ref().map(String::as_str), &messages);
        let imported = import(&[("message_1.json", &text)]).unwrap().remove(0);
        prop_assert_eq!(said(&imported), expected(&talk));
        let times: Vec<_> = imported.conversation.messages.iter().map(|message| message.sent.to_iso().unwrap()).collect();
        let sent = |minute: i64| jiff::Timestamp::from_second(1_700_000_000 + minute * 60).unwrap().to_string();
        prop_assert_eq!(times, minutes(&talk).into_iter().map(sent).collect::<Vec<_>>());
    }

    #[test]
    fn web_pages_come_back(talk in talk()) {
        let blocks: String = talk.iter().zip(minutes(&talk)).rev()
            .map(|((_, is_ana, words), minute)| format!(
                "<div><div>{}</div><div><div><div></div><div>{}</div><div></div></div></div><div>{}</div></div>",
                name(*is_ana), escaped(words), clock(minute, "%b %d, %Y %-I:%M %p"),
            ))
            .collect();
        let text = format!("<html><title>{}</title><div>Participants: {}</div>{blocks}</html>", PEOPLE[1], PEOPLE.join(" and "));
        let imported = import(&[("message_1.html", &text)]).unwrap().remove(0);
        let shown: Vec<_> = expected(&talk).into_iter()
            .map(|(sender, words)| (sender, words.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")))
            .collect();
        prop_assert_eq!(said(&imported), shown);
        let times: Vec<_> = imported.conversation.messages.iter().map(|message| message.sent.to_iso().unwrap()).collect();
        prop_assert_eq!(times, minutes(&talk).into_iter().map(|minute| clock(minute, "%FT%T")).collect::<Vec<_>>());
    }

    #[test]
    fn pages_of_before_2018_come_back(talk in talk()) {
        let messages: String = talk.iter().zip(minutes(&talk)).rev()
            .map(|((_, is_ana, words), minute)| format!(
                "<div class=\"message\"><div class=\"message_header\"><span class=\"user\">{}</span><span class=\"meta\">{} UTC+02</span></div></div><p>{}</p>",
                name(*is_ana), clock(minute, "%A, %B %-d, %Y at %-I:%M%P"), escaped(words),
            ))
            .collect();
        let text = format!("<html><h1>Ana Lund</h1><div class=\"thread\">{}{messages}</div></html>", PEOPLE.join(", "));
        let imported = import(&[("messages.htm", &text)]).unwrap().remove(0);
        let words = |imported: &Imported| said(imported).into_iter().map(|(_, words)| words.replace(' ', "")).collect::<Vec<_>>();
        let told: Vec<_> = talk.iter().map(|(.., words)| words.replace(' ', "")).collect();
        prop_assert_eq!(words(&imported), told);
    }

    #[test]
    fn no_message_of_whatever_shape_is_lost_from_the_count(
        fields in proptest::collection::vec((KEYS, VALUES), 0..8),
    ) {
        let body: Vec<String> = fields.iter().map(|(key, value)| format!("\"{key}\":{value}")).collect();
        let sound = message("B", 1, "hi");
        let people = r#"["Ana",null,{"name":"B"}]"#;
        let text = format!(r#"{{"participants":{people},"messages":[{{{}}},{sound}]}}"#, body.join(","));
        let imports = import(&[("message_1.json", &text)]).unwrap();
        prop_assert_eq!(imports[0].receipt.records_seen, 2);
    }

    #[test]
    fn no_text_makes_any_of_it_panic(parts in proptest::collection::vec(PARTS, 0..30)) {
        let text = parts.concat();
        for name in ["message_1.json", "message_1.html", "messages.htm"] {
            let _ = import(&[(name, &text)]);
        }
        for format in ["meta", "meta-e2ee", "meta-html", "facebook"] {
            let options = Options { format: Some(format.to_owned()), ..Options::default() };
            let _ = read_texts(&[("x", &text)], &options);
        }
    }
}
