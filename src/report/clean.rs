//! Hostile text made safe for each place it is shown in.
//!
//! Chat text and names come from other people's phones and may hold anything. What cannot be shown as
//! a sign becomes U+FFFD, so that a reader sees that something stood there; what only arranges other
//! signs goes without a trace, because ordinary exports are full of it.

/// Text that can neither steer a terminal nor turn the reading direction of what follows.
///
/// Every kind of line end becomes a line feed, tabs stay. Control characters and direction overrides
/// become U+FFFD. Other direction marks and invisible signs go, but for those that emoji and scripts
/// are joined with. Cleaning twice changes nothing.
pub fn terminal(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut signs = text.chars().peekable();
    let mut in_flag = false;
    while let Some(sign) = signs.next() {
        in_flag = sign == BLACK_FLAG || (in_flag && is_tag(sign));
        match sign {
            '\r' if signs.peek() == Some(&'\n') => {}
            '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => clean.push('\n'),
            '\n' | '\t' => clean.push(sign),
            _ if sign.is_control() || is_override(sign) => clean.push(char::REPLACEMENT_CHARACTER),
            _ if is_invisible(sign) || (is_tag(sign) && !in_flag) => {}
            _ => clean.push(sign),
        }
    }
    clean
}

/// The same on one line.
pub fn terminal_line(text: &str) -> String {
    terminal(text).replace(['\n', '\t'], " ")
}

/// The same as HTML, for text and for attributes in either kind of quotes.
pub fn html(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in terminal(text).chars() {
        match sign {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(sign),
        }
    }
    escaped
}

/// What flags of regions begin with; they are spelled with tags.
const BLACK_FLAG: char = '\u{1f3f4}';

/// Invisible letters, which can hide words from a reader.
fn is_tag(sign: char) -> bool {
    matches!(sign, '\u{e0000}'..='\u{e007f}')
}

/// Letters after these are shown in another order than they stand in.
fn is_override(sign: char) -> bool {
    matches!(sign, '\u{202d}' | '\u{202e}')
}

/// Signs that only arrange others: soft hyphen, zero width, direction marks and their ends (apps put
/// them around phone numbers and mentions), byte order marks, annotation marks.
fn is_invisible(sign: char) -> bool {
    matches!(
        sign,
        '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202c}'
            | '\u{2060}' | '\u{2066}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(terminal(text), expected);
    }

    #[test]
    fn a_terminal_is_not_steered_and_the_reader_sees_that_something_tried() {
        check("a\u{1b}[2Jb\u{7}\u{9b}c\0", "a\u{fffd}[2Jb\u{fffd}\u{fffd}c\u{fffd}");
        check("abc\u{202e}txt.exe", "abc\u{fffd}txt.exe");
    }

    #[test]
    fn what_apps_put_around_numbers_and_names_leaves_no_trace() {
        check("\u{202a}+44 7700 900123\u{202c}", "+44 7700 900123");
        check("\u{200e}@\u{2068}Jonah\u{2069} hi", "@Jonah hi");
        check("\u{feff}re\u{ad}cord\u{200b}s", "records");
    }

    #[test]
    fn every_kind_of_line_end_is_a_line_feed() {
        check("a\r\nb\rc\u{2028}d\u{c}e\tf\n", "a\nb\nc\nd\ne\tf\n");
    }

    #[test]
    fn nothing_on_one_line_can_steer_the_terminal() {
        assert_eq!(terminal_line("a\u{1b}[2J\u{7}b\nc\rd\te"), "a\u{fffd}[2J\u{fffd}b c d e");
    }

    #[test]
    fn emoji_and_joined_scripts_stay_whole() {
        check("né 👩‍👧 ❤️ می‌خواهم ok", "né 👩‍👧 ❤️ می‌خواهم ok");
        let england = "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}";
        check(england, england);
    }

    #[test]
    fn words_cannot_be_hidden_in_tags() {
        check("fine\u{e0068}\u{e0069}", "fine");
    }

    #[test]
    fn html_ends_no_element_and_no_attribute() {
        assert_eq!(
            html("</script><img src=x onerror='a(\"b\")'>&\0"),
            "&lt;/script&gt;&lt;img src=x onerror=&#39;a(&quot;b&quot;)&#39;&gt;&amp;\u{fffd}"
        );
    }

    /// Ordinary letters and everything that has ever steered, hidden or escaped something.
    fn hostile() -> impl Strategy<Value = String> {
        let sign = prop_oneof![
            any::<char>(),
            prop::char::range('\0', '\u{a0}'),
            prop::char::range('\u{2000}', '\u{206f}'),
            prop::char::range('\u{e0000}', '\u{e0080}'),
            proptest::sample::select(vec!['\r', '\n', '🏴', '=', '<', '&', '"', '\'', '\u{fffb}']),
        ];
        proptest::collection::vec(sign, 0..40).prop_map(String::from_iter)
    }

    proptest! {
        #[test]
        fn nothing_that_steers_is_left(text in hostile()) {
            for clean in [terminal(&text), html(&text)] {
                let steers = |sign: char| {
                    (sign.is_control() && !matches!(sign, '\n' | '\t'))
                        || matches!(sign, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
                };
                prop_assert!(!clean.contains(steers), "{clean:?}");
            }
        }

        #[test]
        fn cleaning_twice_changes_nothing(text in hostile()) {
            prop_assert_eq!(terminal(&terminal(&text)), terminal(&text));
        }

        #[test]
        fn html_holds_no_sign_of_markup(text in hostile()) {
            let escaped = html(&text);
            prop_assert!(!escaped.contains(['<', '>', '"', '\'']));
            for reference in escaped.split('&').skip(1) {
                prop_assert!(["amp;", "lt;", "gt;", "quot;", "#39;"].iter().any(|it| reference.starts_with(it)));
            }
        }

        #[test]
        fn visible_letters_stay(text in "[a-zA-Z0-9 .,!?äöüéß一二三אבג❤]{0,40}") {
            prop_assert_eq!(terminal(&text), text);
        }
    }
}
