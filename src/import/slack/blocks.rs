//! Messages of apps that are laid out in blocks and say nothing outside of them.

use serde_json::Value;

/// All words in the blocks, a line for each block and each of its sections.
pub(super) fn words(blocks: &[Value]) -> String {
    let mut lines = Vec::new();
    let mut open: Vec<&Value> = blocks.iter().rev().collect();
    while let Some(value) = open.pop() {
        match value {
            Value::Array(values) => open.extend(values.iter().rev()),
            Value::Object(fields) => {
                if is_line(value) {
                    lines.push(line(value));
                    continue;
                }
                match fields.get("text") {
                    Some(Value::String(text)) => lines.push(text.clone()),
                    // The inner ones stand below the text: they are opened after it.
                    text => open.extend(INNER.iter().rev().filter_map(|key| fields.get(*key)).chain(text)),
                }
            }
            _ => {}
        }
    }
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

/// Keys under which further blocks stand.
const INNER: [&str; 3] = ["fields", "elements", "accessory"];

/// A section of rich text, or a quote or code in it: its runs are one line.
fn is_line(block: &Value) -> bool {
    let kind = block.get("type").and_then(Value::as_str).unwrap_or_default();
    matches!(kind, "rich_text_section" | "rich_text_quote" | "rich_text_preformatted")
}

fn line(section: &Value) -> String {
    let runs = section.get("elements").and_then(Value::as_array);
    runs.into_iter().flatten().map(run).collect()
}

fn run(run: &Value) -> String {
    let field = |name: &str| run.get(name).and_then(Value::as_str);
    match (field("type"), field("text")) {
        (Some("user"), _) => format!("<@{}>", field("user_id").unwrap_or_default()),
        (Some("emoji"), _) => format!(":{}:", field("name").unwrap_or_default()),
        (Some("channel"), _) => format!("<#{}>", field("channel_id").unwrap_or_default()),
        (_, Some(text)) => text.to_owned(),
        _ => field("url").unwrap_or_default().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn words_are_gathered_in_their_order() {
        let blocks = [
            json!({"type": "header", "text": {"type": "plain_text", "text": "Rota"}}),
            json!({"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [
                {"type": "text", "text": "ask "}, {"type": "user", "user_id": "U7"}, {"type": "emoji", "name": "wave"}]}]}),
            json!({"type": "section", "text": {"type": "mrkdwn", "text": "*a*"}, "fields": [{"type": "mrkdwn", "text": "b"}]}),
            json!({"type": "divider"}),
        ];
        assert_eq!(words(&blocks), "Rota\nask <@U7>:wave:\n*a*\nb");
    }
}
