//! `hearten check`: how a draft may read before it is sent. It never blocks and keeps nothing.

use super::Load;
use super::failure::Failure;
use crate::model::{self, ContextLine, Query, evaluation};
use crate::report::{clean, words};
use crate::tone::{Flag, NotJudged, ReliabilityTable, Side, ToneScores};
use clap::Args;
use std::fmt::Write as _;
use std::io::{self, Read, Write as _};

/// Bytes of the longest draft: more is no chat message, and the rest of a huge pipe is not waited for.
const LONGEST: usize = 1 << 20;

/// Read a draft before sending it: which words may close the door, which open it.
///
/// Nothing is stored, nothing is held back. What it answers to matters: give it with --reply-to.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The draft; "-" or nothing reads stdin.
    #[arg(default_value = "-")]
    text: String,
    /// What the other person wrote before; may be repeated, oldest first.
    #[arg(long, value_name = "TEXT")]
    reply_to: Vec<String>,
}

pub(super) fn run(arguments: &Arguments, load: Load) -> Result<(), Failure> {
    let text = if arguments.text == "-" { stdin()? } else { arguments.text.clone() };
    let answer = if let Some(reason) = model::not_judged(&text) {
        unread(reason).to_owned()
    } else {
        let scores = score(&text, &arguments.reply_to, load)?;
        answer(&text, &scores, &evaluation::shipped()?.reliability())
    };
    anstream::stdout().lock().write_all(answer.as_bytes())?;
    Ok(())
}

fn stdin() -> Result<String, Failure> {
    let mut bytes = Vec::new();
    io::stdin()
        .lock()
        .take(LONGEST as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::Input(format!("cannot read stdin: {error}")))?;
    if bytes.len() > LONGEST {
        return Err(Failure::Input(
            "stdin holds more than 1 MiB: a draft is one message; for many, see hearten score".to_owned(),
        ));
    }
    String::from_utf8(bytes)
        .map(|text| text.trim().to_owned())
        .map_err(|_| Failure::Input("stdin is not UTF-8 text".to_owned()))
}

fn score(text: &str, before: &[String], load: Load) -> Result<ToneScores, Failure> {
    let context = before.iter().map(|text| ContextLine { text: text.clone(), same_author: false }).collect();
    let scores = load()?.score(&[Query { text: text.to_owned(), context }], &|_| {})?;
    scores.into_iter().next().ok_or_else(|| Failure::Usage("there is no draft".to_owned()))
}

fn unread(reason: NotJudged) -> &'static str {
    match reason {
        NotJudged::OtherLanguage => "Not read: the model knows English only.\n",
        NotJudged::LinkOnly => "Not read: there is nothing but a link.\n",
        _ => "Not read: there are no words.\n",
    }
}

/// What opens the door first, then what may close it.
fn answer(text: &str, scores: &ToneScores, reliability: &ReliabilityTable) -> String {
    let flags = || [Side::Opening, Side::Closing].into_iter().flat_map(|side| scores.flags_on(side));
    let mut answer: String = flags().map(|flag| paragraph(text, flag, reliability)).collect();
    if scores.unsure {
        answer.push_str("The model is not sure whether something here may close the door.\n");
    } else if scores.flags_on(Side::Closing).is_empty() {
        answer.push_str(
            "Nothing here that the model is sure may close the door. It passes over much: no all-clear.\n",
        );
    }
    answer
}

fn paragraph(text: &str, flag: Flag, reliability: &ReliabilityTable) -> String {
    let Flag { tone, phrase, .. } = flag;
    let phrase = clean::terminal_line(phrase.of(text));
    let mut lines = format!("{} ({})  «{phrase}»\n  {}\n", tone.title(), tone.name(), words::why(tone));
    if tone.side() == Side::Closing {
        // Writing to a String cannot fail.
        let _ = writeln!(lines, "  Or: {}", words::or(tone));
    }
    lines + &format!("  Right when it says this: {}.\n\n", words::right(reliability.of(tone)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tone::{Phrase, Tone};

    fn scores(flags: &[Tone], phrase: Phrase) -> ToneScores {
        ToneScores {
            probabilities: [0.9; Tone::COUNT],
            phrases: [phrase; Tone::COUNT],
            flags: flags.to_vec(),
            ..ToneScores::default()
        }
    }

    #[test]
    fn what_opens_the_door_stands_first_and_words_cannot_steer_the_terminal() {
        let text = "thanks \u{1b}[2J but you never listen";
        let marked = scores(&[Tone::Critical, Tone::Appreciation], Phrase { start: 0, end: text.len() });
        let answer = answer(text, &marked, &ReliabilityTable::default());
        assert!(answer.find("(appreciation)").unwrap() < answer.find("(critical)").unwrap());
        assert!(!answer.contains('\u{1b}'));
        assert!(answer.contains("May read as fault-finding") && answer.contains("Or: "));
    }

    #[test]
    fn silence_is_no_all_clear() {
        let answer =
            answer("see you at six", &scores(&[], Phrase { start: 0, end: 0 }), &ReliabilityTable::default());
        assert!(answer.contains("no all-clear"));
    }
}
