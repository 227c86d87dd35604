//! Bars on stderr, for a person at a terminal; nothing otherwise.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::time::Duration;

/// Steps in which an import's share is shown.
const STEPS: u64 = 1000;

/// A bar for an import, in shares from 0 to 1.
pub(super) fn share(what: &'static str) -> ProgressBar {
    styled(STEPS, what, " {msg:<8} {bar:32} {percent:>3} %")
}

/// Shows the share that is done.
pub(super) fn set_share(bar: &ProgressBar, share: f32) {
    bar.set_position((share.clamp(0.0, 1.0) * STEPS as f32) as u64);
}

/// A bar for a known number of messages.
pub(super) fn messages(what: &'static str, total: usize) -> ProgressBar {
    styled(total as u64, what, " {msg:<8} {bar:32} {human_pos} of {human_len} messages, {eta} left")
}

fn styled(total: u64, what: &'static str, template: &str) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    bar.set_style(style.progress_chars("━╸─"));
    bar.set_message(what);
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
