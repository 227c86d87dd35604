//! The marks that Skype puts into the text of a message.

use crate::import::text;
use scraper::{ElementRef, Html, Node};

/// What a message says, freed of marks.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// The sender's own words.
    pub(super) text: String,
    /// Words of the message replied to.
    pub(super) quoted: Option<String>,
    /// The id of that message.
    pub(super) reply_to: Option<String>,
    /// There is a mark that the text was changed.
    pub(super) edited: bool,
    /// A file or card is sent with it.
    pub(super) has_file: bool,
    /// The card is a moving picture.
    pub(super) is_gif: bool,
    /// The file's name.
    pub(super) file_name: Option<String>,
}

/// More than any message has: beyond it, marks are left as they are, for nested ones cost time.
const LONGEST: usize = 256 << 10;

/// Old clients wrote this before a changed text.
const EDITED: &str = "Edited previous message: ";

/// Reads a text with marks; line breaks in it are line breaks.
pub(super) fn read(content: &str) -> Body {
    let mut body = Body::default();
    if content.len() > LONGEST || !content.contains(['<', '&']) {
        body.text = text::with_line_breaks(content);
        return body;
    }
    let page = Html::parse_fragment(content);
    let mut open = vec![(page.root_element().children(), Into::Words)];
    while let Some((children, into)) = open.last_mut() {
        let into = *into;
        let Some(child) = children.next() else {
            open.pop();
            continue;
        };
        match child.value() {
            Node::Text(run) => body.push(into, run),
            Node::Element(_) => {
                if let Some(element) = ElementRef::wrap(child) {
                    open.push((element.children(), body.enter(element, into)));
                }
            }
            _ => {}
        }
    }
    if body.edited
        && let Some(words) = body.text.strip_prefix(EDITED)
    {
        body.text = String::from(words);
    }
    body.text = String::from(body.text.trim_matches('\n'));
    body
}

/// Where words go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Into {
    Words,
    Quoted,
    /// They are the app's: how to see a file, where a place is.
    Nowhere,
}

impl Body {
    fn push(&mut self, into: Into, run: &str) {
        match into {
            Into::Words => self.text.push_str(run),
            Into::Quoted => self.quoted.get_or_insert_default().push_str(run),
            Into::Nowhere => {}
        }
    }

    /// Goes into an element: where the words in it go.
    fn enter(&mut self, element: ElementRef<'_>, into: Into) -> Into {
        let value = |name: &str| element.attr(name).filter(|value| !value.is_empty()).map(str::to_owned);
        match element.value().name() {
            "e_m" => self.edited = true,
            "br" => self.push(into, "\n"),
            "p" | "div" | "li"
                if into == Into::Words && !self.text.is_empty() && !self.text.ends_with('\n') =>
            {
                self.text.push('\n');
            }
            "quote" => {
                self.reply_to = value("messageid");
                return Into::Quoted;
            }
            "uriobject" | "swift" | "location" | "contacts" => {
                self.has_file = true;
                self.is_gif |= element.value().name() == "swift";
                return Into::Nowhere;
            }
            "originalname" => self.file_name = value("v").or(self.file_name.take()),
            "meta" => self.file_name = self.file_name.take().or(value("originalname")),
            "c" if into == Into::Nowhere => self.file_name = value("f").or(self.file_name.take()),
            "legacyquote" | "script" | "style" => return Into::Nowhere,
            _ => {}
        }
        into
    }
}

/// What stands about a call.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct CallTold {
    /// `started`, `ended`, `missed`, …
    pub(super) kind: String,
    /// How long the one spoke who spoke longest.
    pub(super) seconds: Option<u32>,
    /// Ids and names.
    pub(super) people: Vec<(String, String)>,
}

/// Reads the line of a call: `<partlist type="ended"><part identity="…"><name>…</name><duration>…`.
pub(super) fn call(content: &str) -> CallTold {
    let mut told = CallTold::default();
    if content.len() > LONGEST {
        return told;
    }
    let page = Html::parse_fragment(content);
    for element in page.root_element().descendants().filter_map(ElementRef::wrap) {
        let words = || element.text().next().unwrap_or_default().trim().to_owned();
        match element.value().name() {
            "partlist" => element.attr("type").unwrap_or_default().clone_into(&mut told.kind),
            "part" => {
                told.people.push((whole_id(element.attr("identity").unwrap_or_default()), String::new()));
            }
            "name" => {
                if let Some((_, name)) = told.people.last_mut() {
                    *name = words();
                }
            }
            "duration" => {
                let seconds = words().split('.').next().and_then(|seconds| seconds.parse().ok());
                told.seconds = told.seconds.max(seconds);
            }
            _ => {}
        }
    }
    told.people.retain(|(id, name)| !id.is_empty() && !name.is_empty());
    told
}

/// Ids begin with the number of their network, `8:` for Skype's own, where they are written whole.
fn whole_id(id: &str) -> String {
    let is_whole = id.split_once(':').is_some_and(|(network, _)| network.parse::<u8>().is_ok());
    if is_whole || id.is_empty() { id.to_owned() } else { format!("8:{id}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_words_stay() {
        for (content, text) in [
            ("plain & simple <3", "plain & simple <3"),
            ("a\r\nb\n\nc", "a\nb\n\nc"),
            ("<b raw_pre=\"*\" raw_post=\"*\">so</b> <i>good</i> <ss type=\"smile\">:)</ss>", "so good :)"),
            (
                "&lt;b&gt; &amp; <a href=\"https://a.example\">https://a.example</a>",
                "<b> & https://a.example",
            ),
            ("hey <at id=\"8:kim\">Kim</at>\r\n<pre raw_pre=\"{code}\">x  y</pre>", "hey Kim\nx  y"),
            ("<p>one</p><p>two<br>three</p>", "one\ntwo\nthree"),
        ] {
            assert_eq!(read(content).text, text);
        }
    }

    #[test]
    fn a_changed_text_is_marked() {
        for content in [
            "see you at nine<e_m ts=\"1\" ts_ms=\"1000\" a=\"kim\" t=\"61\"/>",
            "Edited previous message: see you at nine<e_m a=\"kim\"></e_m>",
        ] {
            let body = read(content);
            assert_eq!((body.text.as_str(), body.edited), ("see you at nine", true));
        }
        assert_eq!(read("Edited previous message: no &amp; no").text, "Edited previous message: no & no");
    }

    #[test]
    fn what_is_replied_to_is_quoted() {
        let body = read(
            "<quote author=\"kim\" authorname=\"Kim\" timestamp=\"1\" messageid=\"17\"><legacyquote>[1] Kim: </legacyquote>\
             are you <b>mad</b>?<legacyquote>\n\n&lt;&lt;&lt; </legacyquote></quote>no &amp; you?",
        );
        assert_eq!(body.quoted.as_deref(), Some("are you mad?"));
        assert_eq!((body.text.as_str(), body.reply_to.as_deref()), ("no & you?", Some("17")));
    }

    #[test]
    fn how_to_see_a_file_is_nobodys_word() {
        let body = read(
            "<URIObject type=\"Picture.1\" uri=\"https://a.example/1\">To view this shared photo, go to: <a href=\"x\">x</a>\
             <OriginalName v=\"lake.jpg\"/><FileSize v=\"7\"/><meta type=\"photo\" originalName=\"lake.jpg\"/></URIObject>",
        );
        assert_eq!(
            (body.text.as_str(), body.has_file, body.file_name.as_deref()),
            ("", true, Some("lake.jpg"))
        );
        let card = read("<contacts><c t=\"s\" s=\"dot\" f=\"Dot\"/></contacts>");
        assert_eq!((card.text.as_str(), card.file_name.as_deref()), ("", Some("Dot")));
    }

    #[test]
    fn nesting_without_end_uses_up_neither_stack_nor_time() {
        assert_eq!(read(&("<at>".repeat(50_000) + "x")).text, "x");
    }

    #[test]
    fn a_call_tells_who_spoke_and_how_long() {
        let told = call(
            "<partlist type=\"ended\" alt=\"\"><part identity=\"live:kim\"><name>Kim</name><duration>61.2</duration></part>\
             <part identity=\"8:dot\"><name>Dot</name><duration>60</duration></part></partlist>",
        );
        let people =
            [("8:live:kim", "Kim"), ("8:dot", "Dot")].map(|(id, name)| (id.to_owned(), name.to_owned()));
        assert_eq!(told, CallTold { kind: "ended".to_owned(), seconds: Some(61), people: people.into() });
    }
}
