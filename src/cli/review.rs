//! `hearten review`: the main job, from an export to a report that only its owner sees.

use super::Load;
use super::failure::Failure;
use super::output::Output;
use super::{progress, reading};
use crate::analysis;
use crate::conversation::{Conversation, Period};
use crate::import::{Imported, Receipt};
use crate::report::{self, Report, html, json, terminal};
use crate::review::Review;
use crate::tone::ScoredConversation;
use anstream::{AutoStream, ColorChoice};
use clap::{Args, ValueEnum};
use jiff::{ZonedDateTime, civil::Date};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

/// Columns of a report that goes into a file or a pipe.
const PLAIN_WIDTH: u16 = 80;

/// Read an exported chat and report, to you alone, how your wording opens and closes the door.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    reading: reading::Arguments,
    /// Leave out everything before this day (YYYY-MM-DD).
    #[arg(long, value_name = "DAY")]
    since: Option<Date>,
    /// Leave out everything after this day (YYYY-MM-DD).
    #[arg(long, value_name = "DAY")]
    until: Option<Date>,
    /// The form of the report; without it, the ending of the output file decides.
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Write to this file, readable by you alone, instead of stdout.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For the terminal.
    Text,
    /// One self-contained page without script.
    Html,
    /// Every figure, in a documented shape with a version.
    Json,
}

pub(super) fn run(arguments: &Arguments, load: Load) -> Result<(), Failure> {
    let output = Output::prepare(arguments.output.as_deref(), &arguments.reading.files)?;
    let format = arguments.format();
    let Imported { conversation, receipt } = arguments.reading.chat()?;
    let conversation = arguments.within(conversation)?;
    require_owner(&conversation, &receipt, &arguments.reading.shown())?;
    let scored = score(conversation, load)?;
    let findings = analysis::find(&scored);
    let review = Review::new(findings, &scored, &receipt.fingerprint, ZonedDateTime::now().date());
    let report = report::build(review, receipt);
    let answer = render(&report, format, &output);
    output.write(answer.as_bytes())
}

fn score(conversation: Conversation, load: Load) -> Result<ScoredConversation, Failure> {
    let model = load()?;
    let bar = progress::messages("judging", conversation.messages.len());
    let scored = model.judge(conversation, &|done| bar.inc(done as u64));
    bar.finish_and_clear();
    Ok(scored?)
}

fn render(report: &Report, format: Format, output: &Output) -> String {
    match format {
        Format::Text => terminal::render(report, style(output)),
        Format::Html => html::render(report),
        Format::Json => json::render(report),
    }
}

/// Whose words are they? Without an owner, or without a word of theirs, there is nothing to review.
fn require_owner(conversation: &Conversation, receipt: &Receipt, file: &str) -> Result<(), Failure> {
    let Some(owner) = conversation.owner else {
        let names: Vec<String> = conversation
            .participants
            .iter()
            .map(|participant| format!("{:?}", report::clean::terminal(&participant.display_name)))
            .collect();
        return Err(Failure::Usage(format!(
            "{file} does not tell which of its people you are: say --me NAME, one of {}",
            names.join(", ")
        )));
    };
    if conversation.messages.iter().any(|message| conversation.is_own(message)) {
        return Ok(());
    }
    let name = report::clean::terminal(&conversation.participant(owner).display_name);
    let kept = receipt.kept_total();
    Err(Failure::Input(format!(
        "{file} holds {kept} messages but none by {name}: check --me, and --since and --until if given"
    )))
}

/// How the terminal report is drawn: by the terminal, or plain and 80 cells wide for files and pipes.
fn style(output: &Output) -> terminal::Style {
    let to_terminal = matches!(output, Output::Stdout) && std::io::stdout().is_terminal();
    let width =
        terminal_size::terminal_size().filter(|_| to_terminal).map_or(PLAIN_WIDTH, |(width, _)| width.0);
    let wants_colour = AutoStream::choice(&std::io::stdout()) != ColorChoice::Never;
    terminal::Style {
        width: usize::from(width),
        colour: wants_colour && matches!(output, Output::Stdout),
        unicode: locale_is_unicode(),
    }
}

/// Whether the terminal shows more than ASCII, by the locale's own order of precedence (POSIX);
/// a locale that is not set, as in containers, is taken to be one that does.
fn locale_is_unicode() -> bool {
    ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())
        .is_none_or(|locale| locale.to_uppercase().replace('-', "").contains("UTF8"))
}

impl Arguments {
    fn format(&self) -> Format {
        let ending = self.output.as_deref().and_then(Path::extension).and_then(|ending| ending.to_str());
        self.format.unwrap_or(match ending {
            Some("html" | "htm") => Format::Html,
            Some("json") => Format::Json,
            _ => Format::Text,
        })
    }

    fn within(&self, mut conversation: Conversation) -> Result<Conversation, Failure> {
        if self.since.is_none() && self.until.is_none() {
            return Ok(conversation);
        }
        let period = Period { first: self.since.unwrap_or(Date::MIN), last: self.until.unwrap_or(Date::MAX) };
        if period.first > period.last {
            return Err(Failure::Usage("--since lies after --until".to_owned()));
        }
        conversation.messages.retain(|message| message.sent.date().is_some_and(|date| period.contains(date)));
        Ok(conversation)
    }
}
