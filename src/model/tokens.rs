//! How the model reads a text: word pieces, with emoji, capitals and stretched words kept.
//!
//! The base vocabulary is uncased and knows no emoji, so on its way to the tokenizer a text is
//! rewritten: every emoji becomes a piece of its own, a run of words in capitals is preceded by a
//! mark, a stretched word is shortened and followed by a mark, a link becomes a mark. The marks are
//! private-use characters, which a text cannot bring in itself. Every piece keeps the byte range of
//! the original text that it stands for. Training reads the same pieces through
//! `hearten model tokens`, so there is no second implementation to drift.

use super::ModelError;
use tokenizers::Tokenizer;
use unicode_segmentation::UnicodeSegmentation;

/// Before a run of words in capitals.
const CAPITALS: char = '\u{E000}';
/// After a word with a letter repeated three times or more.
const STRETCHED: char = '\u{E001}';
/// In place of a link.
const LINK: char = '\u{E002}';
/// In place of an emoji that the vocabulary does not hold.
const OTHER_EMOJI: char = '\u{E003}';

/// A run of capitals shorter than this ("I", "OK") says nothing.
const SHORTEST_CAPITALS: usize = 3;
/// A letter as often as this in a row stretches a word; no English word needs it.
const STRETCH: usize = 3;
/// The same sign of punctuation is read this often at most.
const LONGEST_PUNCTUATION: usize = 3;

/// A text as the model reads it.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Pieces {
    /// Vocabulary ids, without begin and end marks.
    pub ids: Vec<i32>,
    /// For each id the byte range of the original text it stands for; empty for marks.
    pub spans: Vec<(usize, usize)>,
}

/// Turns texts into [`Pieces`].
pub struct Vocabulary {
    tokenizer: Tokenizer,
}

impl Vocabulary {
    /// Reads a `tokenizer.json`; fails if it is not one.
    pub fn from_json(json: &[u8]) -> Result<Self, ModelError> {
        Tokenizer::from_bytes(json)
            .map(|tokenizer| Self { tokenizer })
            .map_err(|error| ModelError::Damaged { part: "tokenizer.json", why: error.to_string() })
    }

    /// The pieces of a text. An empty text has none.
    pub fn pieces(&self, text: &str) -> Result<Pieces, ModelError> {
        let rewritten = Rewriter::new(&self.tokenizer, text).rewrite();
        let encoding = self
            .tokenizer
            .encode(rewritten.text.as_str(), false)
            .map_err(|error| ModelError::Damaged { part: "tokenizer.json", why: error.to_string() })?;
        let ids = encoding.get_ids().iter().map(|&id| i32::try_from(id).unwrap_or_default()).collect();
        let spans =
            encoding.get_offsets().iter().map(|&(start, end)| rewritten.original(start, end)).collect();
        Ok(Pieces { ids, spans })
    }
}

/// A rewritten text with the original range of each of its bytes.
#[derive(Default)]
struct Rewritten {
    text: String,
    origins: Vec<(usize, usize)>,
}

impl Rewritten {
    fn push(&mut self, character: char, origin: (usize, usize)) {
        self.text.push(character);
        self.origins.resize(self.text.len(), origin);
    }

    /// A piece of its own, set off by spaces.
    fn push_alone(&mut self, character: char, origin: (usize, usize)) {
        self.push(' ', (origin.0, origin.0));
        self.push(character, origin);
        self.push(' ', (origin.1, origin.1));
    }

    fn original(&self, start: usize, end: usize) -> (usize, usize) {
        match (self.origins.get(start), end.checked_sub(1).and_then(|last| self.origins.get(last))) {
            (Some(first), Some(last)) => (first.0, last.1),
            _ => (0, 0),
        }
    }
}

struct Rewriter<'a> {
    tokenizer: &'a Tokenizer,
    source: &'a str,
    out: Rewritten,
    in_capitals: bool,
    repeated: Option<(char, usize)>,
}

impl<'a> Rewriter<'a> {
    fn new(tokenizer: &'a Tokenizer, source: &'a str) -> Self {
        Self { tokenizer, source, out: Rewritten::default(), in_capitals: false, repeated: None }
    }

    fn rewrite(mut self) -> Rewritten {
        let mut rest = 0;
        for (start, end) in links(self.source) {
            self.words(rest, start);
            self.out.push_alone(LINK, (start, end));
            rest = end;
        }
        self.words(rest, self.source.len());
        self.out
    }

    fn words(&mut self, from: usize, to: usize) {
        for (offset, segment) in self.source[from..to].split_word_bound_indices() {
            let start = from + offset;
            if segment.chars().all(|c| c.is_alphabetic() || c == '\'' || c == '’') {
                self.word(start, segment);
            } else {
                self.signs(start, segment);
            }
        }
    }

    fn word(&mut self, start: usize, word: &str) {
        self.repeated = None;
        self.mark_capitals(start, word);
        let end = start + word.len();
        let runs = runs(start, word);
        if runs.iter().all(|run| run.length < STRETCH) {
            for (offset, character) in word.char_indices() {
                let at = start + offset;
                self.out.push(straight(character), (at, at + character.len_utf8()));
            }
            return;
        }
        let letters = self.unstretched(&runs);
        for (character, origin) in letters {
            self.out.push(straight(character), origin);
        }
        self.out.push_alone(STRETCHED, (end, end));
    }

    /// "sooo" is "so", "goood" is "good": the doubled form where it is a longer word of the
    /// vocabulary, the single form otherwise.
    fn unstretched(&self, runs: &[Run]) -> Vec<(char, (usize, usize))> {
        let doubled = shortened(runs, 2);
        let spelled: String = doubled.iter().map(|(character, _)| character.to_ascii_lowercase()).collect();
        if spelled.len() > STRETCH && self.tokenizer.token_to_id(&spelled).is_some() {
            doubled
        } else {
            shortened(runs, 1)
        }
    }

    fn mark_capitals(&mut self, start: usize, word: &str) {
        let capitals = word.chars().any(char::is_uppercase) && !word.chars().any(char::is_lowercase);
        if !capitals {
            self.in_capitals = false;
        } else if !self.in_capitals && capitals_ahead(&self.source[start..]) >= SHORTEST_CAPITALS {
            self.in_capitals = true;
            self.out.push_alone(CAPITALS, (start, start));
        }
    }

    fn signs(&mut self, start: usize, segment: &str) {
        for (offset, character) in segment.char_indices() {
            let origin = (start + offset, start + offset + character.len_utf8());
            if is_dropped(character) || self.repeats(character) >= LONGEST_PUNCTUATION {
                self.extend_last(origin.1);
            } else if is_emoji(character) {
                let known = self.tokenizer.token_to_id(character.encode_utf8(&mut [0; 4])).is_some();
                self.out.push_alone(if known { character } else { OTHER_EMOJI }, origin);
            } else {
                self.out.push(straight(character), origin);
            }
        }
    }

    /// How often this sign stood directly before; letters, digits and spaces never count as repeated.
    fn repeats(&mut self, character: char) -> usize {
        self.repeated = match self.repeated {
            Some((last, times)) if last == character => Some((character, times + 1)),
            _ if character.is_alphanumeric() || character.is_whitespace() => None,
            _ => Some((character, 0)),
        };
        self.repeated.map_or(0, |(_, times)| times)
    }

    /// Gives dropped characters to the piece before them, so that a phrase ends behind them.
    fn extend_last(&mut self, end: usize) {
        for origin in self.out.origins.iter_mut().rev().take_while(|origin| origin.1 + 4 >= end) {
            origin.1 = origin.1.max(end);
        }
    }
}

/// The same character several times in a row.
struct Run {
    character: char,
    start: usize,
    length: usize,
    width: usize,
}

impl Run {
    fn end(&self) -> usize {
        self.start + self.length * self.width
    }

    fn origins(&self) -> impl Iterator<Item = (usize, usize)> {
        let (start, width) = (self.start, self.width);
        (0..self.length).map(move |index| (start + index * width, start + (index + 1) * width))
    }
}

fn runs(start: usize, text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (offset, character) in text.char_indices() {
        match runs.last_mut() {
            Some(run) if run.character == character => run.length += 1,
            _ => runs.push(Run { character, start: start + offset, length: 1, width: character.len_utf8() }),
        }
    }
    runs
}

/// The letters with every stretch cut to `longest`; the last letter kept covers the rest of its run.
fn shortened(runs: &[Run], longest: usize) -> Vec<(char, (usize, usize))> {
    let mut letters = Vec::new();
    for run in runs {
        let kept = if run.length < STRETCH { run.length } else { longest };
        for (index, origin) in run.origins().take(kept).enumerate() {
            let end = if index + 1 == kept { run.end() } else { origin.1 };
            letters.push((run.character, (origin.0, end)));
        }
    }
    letters
}

/// How many letters stand in capitals before the first small letter.
fn capitals_ahead(text: &str) -> usize {
    let run =
        text.find(char::is_lowercase).map_or(text, |end| text[..end].trim_end_matches(char::is_alphabetic));
    run.chars().filter(|character| character.is_uppercase()).count()
}

/// Byte ranges of links.
fn links(text: &str) -> Vec<(usize, usize)> {
    let mut links = Vec::new();
    for word in text.split_whitespace() {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        if ["http://", "https://", "www."].iter().any(|prefix| word.starts_with(prefix)) {
            links.push((start, start + word.len()));
        }
    }
    links
}

/// Phones print typographic quotes where the vocabulary's words have straight ones.
fn straight(character: char) -> char {
    match character {
        '’' | '‘' | 'ʼ' => '\'',
        '“' | '”' => '"',
        other => other,
    }
}

/// Pictographs, by their blocks (Unicode 16: `Extended_Pictographic` without the ASCII and Latin-1 signs).
fn is_emoji(character: char) -> bool {
    matches!(character, '\u{1F000}'..='\u{1F3FA}' | '\u{1F400}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{2300}'..='\u{23FF}')
        && !matches!(character, '\u{2640}' | '\u{2642}')
}

/// What glues emoji, tints skin or tells gender, what cannot be seen, and private-use characters.
fn is_dropped(character: char) -> bool {
    matches!(character, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{2640}' | '\u{2642}' | '\u{E000}'..='\u{F8FF}' | '\u{20E3}' | '\u{AD}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn vocabulary() -> Vocabulary {
        Vocabulary::from_json(crate::model::files::TOKENIZER).unwrap()
    }

    fn check(text: &str, expected: &[&str]) {
        let vocabulary = vocabulary();
        let pieces = vocabulary.pieces(text).unwrap();
        let read: Vec<String> = pieces
            .ids
            .iter()
            .map(|&id| vocabulary.tokenizer.id_to_token(id.unsigned_abs()).unwrap())
            .collect();
        assert_eq!(read, expected);
    }

    #[test]
    fn an_emoji_is_one_piece_without_its_tint() {
        check("ok👍🏽 ❤️", &["ok", "👍", "❤"]);
    }

    #[test]
    fn an_emoji_nobody_knows_is_still_seen() {
        check("🛗", &["\u{E003}"]);
    }

    #[test]
    fn capitals_are_marked_once_for_a_run() {
        check("WHY WOULD you", &["\u{E000}", "why", "would", "you"]);
        check("I am OK", &["i", "am", "ok"]);
    }

    #[test]
    fn stretched_words_are_shortened_and_marked() {
        check("sooo goood", &["so", "\u{E001}", "good", "\u{E001}"]);
        check("nooooo!!!!!!", &["no", "\u{E001}", "!", "!", "!"]);
    }

    #[test]
    fn a_link_is_a_mark() {
        check("see https://example.org/a?b=c now", &["see", "\u{E002}", "now"]);
    }

    #[test]
    fn a_text_cannot_bring_in_marks() {
        check("a\u{E000}b", &["ab"]);
    }

    #[test]
    fn a_phrase_covers_the_stretch_and_the_tint() {
        let text = "sooo 👍🏽!";
        let spans = vocabulary().pieces(text).unwrap().spans;
        assert_eq!(&text[spans[0].0..spans[0].1], "sooo");
        assert_eq!(&text[spans[2].0..spans[2].1], "👍🏽");
    }

    proptest! {
        #[test]
        fn spans_lie_on_characters_of_any_text(text in "\\PC{0,60}") {
            let pieces = vocabulary().pieces(&text).unwrap();
            prop_assert_eq!(pieces.ids.len(), pieces.spans.len());
            for (start, end) in pieces.spans {
                prop_assert!(text.get(start..end).is_some());
            }
        }
    }
}
