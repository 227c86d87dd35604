//! Exported web pages, as text that people wrote.

use scraper::{ElementRef, Html, Node};

/// The page; whatever it is, it becomes one, as in a browser.
pub(super) fn page(text: &str) -> Html {
    Html::parse_document(text)
}

/// The words in an element: line breaks and blocks begin new lines, entities are characters, and runs of
/// white space are one space, as a browser shows them.
pub(super) fn words(element: ElementRef<'_>) -> String {
    let mut text = String::new();
    collect(element, &mut text);
    let lines: Vec<&str> = text.split('\n').map(|line| line.trim_matches(' ')).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

fn collect(element: ElementRef<'_>, text: &mut String) {
    let mut open = vec![element.children()];
    while let Some(children) = open.last_mut() {
        let Some(child) = children.next() else {
            open.pop();
            continue;
        };
        match child.value() {
            Node::Text(run) => push_run(run, text),
            Node::Element(inner) if inner.name() == "br" => text.push('\n'),
            Node::Element(inner) if matches!(inner.name(), "script" | "style") => {}
            Node::Element(inner) => {
                let is_block =
                    matches!(inner.name(), "div" | "p" | "li" | "tr" | "blockquote" | "ul" | "ol" | "table");
                if is_block && !text.is_empty() && !text.ends_with('\n') {
                    text.push('\n');
                }
                open.extend(ElementRef::wrap(child).map(|inner| inner.children()));
            }
            _ => {}
        }
    }
}

/// White space within a run is one space, and none at the start of a line.
fn push_run(run: &str, text: &mut String) {
    for c in run.chars() {
        if !matches!(c, ' ' | '\t' | '\n' | '\r') {
            text.push(c);
        } else if !text.is_empty() && !text.ends_with([' ', '\n']) {
            text.push(' ');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_reads_as_a_browser_shows_it() {
        let page = page("<div>a  <b>b</b>\n c<br>d &amp; e<p>f</p>g&nbsp;<script>x</script>🙂</div>");
        assert_eq!(words(page.root_element()), "a b c\nd & e\nfg\u{A0}🙂");
    }

    #[test]
    fn nesting_without_end_uses_up_no_stack() {
        let text = "<b>".repeat(100_000) + "x";
        assert_eq!(words(page(&text).root_element()), "x");
    }
}
