//! Hostile text made safe for each place it is shown in.

/// Text that can neither steer a terminal nor turn the reading direction of what follows.
///
/// White space stays as it is; other control characters, direction marks and invisible tags go.
pub fn terminal(text: &str) -> String {
    text.chars().filter(|sign| sign.is_whitespace() || !is_hostile(*sign)).collect()
}

fn is_hostile(sign: char) -> bool {
    let turns_direction = matches!(sign, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let is_tag = matches!(sign, '\u{e0000}'..='\u{e007f}');
    sign.is_control() || turns_direction || is_tag || sign == '\u{feff}'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_is_not_steered_by_a_message() {
        assert_eq!(terminal("a\u{1b}[2Jb\u{7}\u{9b}c"), "a[2Jbc");
        assert_eq!(terminal("abc\u{202e}def\u{2066}"), "abcdef");
        assert_eq!(terminal("né 👩‍👧 ok\n"), "né 👩‍👧 ok\n");
    }
}
