//! `hearten formats`: what can be read, and how to get it out of the app.

use super::failure::Failure;
use super::output::Output;
use crate::import::FORMATS;
use crate::report::guide;
use clap::Args;

/// List the kinds of export that can be read; with a name, how to export it step by step.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A format of the list, or a word of its title ("messenger").
    name: Option<String>,
    /// Print the whole guide as Markdown.
    #[arg(long, conflicts_with = "name")]
    markdown: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let answer = match &arguments.name {
        None if arguments.markdown => guide::markdown(),
        None => guide::list(),
        Some(name) => {
            let wanted = name.to_lowercase();
            let named = FORMATS.iter().filter(|format| format.name == wanted);
            let titled = FORMATS.iter().filter(|format| format.title.to_lowercase().contains(&wanted));
            let found: Vec<_> = if named.clone().count() > 0 { named.collect() } else { titled.collect() };
            if found.is_empty() {
                return Err(Failure::Usage(format!("no format {name:?}: `hearten formats` lists them")));
            }
            found.into_iter().map(guide::steps).collect::<Vec<_>>().join("\n")
        }
    };
    Output::Stdout.write(answer.as_bytes())
}
