//! The order of messages (formats document, section 2, "Sorting").

use crate::conversation::{Message, Precision, SentAt};
use jiff::{civil::DateTime, tz::Offset};
use std::cmp::Ordering;

/// Puts messages in time order, numbers them, and tells how often time ran backwards in the file.
///
/// A file that runs from newest to oldest is turned round whole. Times to the minute are never sorted
/// against each other: the file knows better, and once a year the clock goes back. Messages without a
/// time stay behind the one they follow.
pub(super) fn restore(messages: &mut Vec<Message>) -> usize {
    let (mut back, forth) = steps(messages);
    if back > 1 && back > 4 * forth {
        messages.reverse();
        back = forth;
    }
    let fine = |message: &Message| message.sent == SentAt::Unknown || message.precision == Precision::Second;
    if back > 0 && messages.iter().all(fine) {
        sort(messages);
    }
    for (seq, message) in messages.iter_mut().enumerate() {
        message.seq = seq;
    }
    back
}

/// The moment to compare by; wall clocks are compared as they stand.
pub(in crate::import) fn instant(sent: SentAt) -> Option<DateTime> {
    match sent {
        SentAt::Instant { at, .. } => Some(Offset::UTC.to_datetime(at)),
        SentAt::Day(date) => Some(date.at(0, 0, 0, 0)),
        other => other.clock(),
    }
}

/// How often time runs back and forth from one message to the next. A day without a clock time stands
/// neither before nor after the times of that day.
fn steps(messages: &[Message]) -> (usize, usize) {
    let told = |message: &Message| Some((instant(message.sent)?, matches!(message.sent, SentAt::Day(_))));
    let times: Vec<_> = messages.iter().filter_map(told).collect();
    let count = |step| {
        let is_step = |pair: &&[(DateTime, bool)]| match pair {
            [(a, false), (b, false)] => a.cmp(b) == step,
            [(a, _), (b, _)] => a.date().cmp(&b.date()) == step,
            _ => false,
        };
        times.windows(2).filter(is_step).count()
    };
    (count(Ordering::Greater), count(Ordering::Less))
}

fn sort(messages: &mut Vec<Message>) {
    let mut last = None;
    let mut keyed: Vec<_> = std::mem::take(messages)
        .into_iter()
        .map(|message| {
            last = instant(message.sent).or(last);
            (last, message)
        })
        .collect();
    keyed.sort_by_key(|(at, _)| *at);
    messages.extend(keyed.into_iter().map(|(_, message)| message));
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// Messages at these minutes (negative: no time), named by their place in the file.
    fn check(minutes: &[i8], precision: Precision, order: &str, back: usize) {
        let message = |(place, &minute): (usize, &i8)| Message {
            sent: if minute < 0 {
                SentAt::Unknown
            } else {
                SentAt::Local(date(2026, 10, 25).at(2, minute, 0, 0))
            },
            precision,
            text: place.to_string(),
            ..Message::default()
        };
        let mut messages: Vec<_> = minutes.iter().enumerate().map(message).collect();
        assert_eq!(restore(&mut messages), back);
        assert_eq!(messages.iter().map(|message| message.text.as_str()).collect::<String>(), order);
        assert!(messages.iter().enumerate().all(|(seq, message)| message.seq == seq));
    }

    #[test]
    fn times_to_the_minute_keep_the_order_of_the_file() {
        check(&[1, 5, 3, 9], Precision::Minute, "0123", 1);
    }

    #[test]
    fn times_to_the_second_are_sorted_and_equal_ones_keep_their_order() {
        check(&[1, 5, 3, 5, 9], Precision::Second, "02134", 1);
        check(&[5, -1, 3, 9], Precision::Second, "2013", 1);
    }

    #[test]
    fn a_day_without_a_clock_time_is_no_step_back() {
        let day = date(2026, 10, 25);
        let sent = [SentAt::Local(day.at(2, 0, 0, 0)), SentAt::Day(day), SentAt::Local(day.at(3, 0, 0, 0))];
        let mut messages = sent.map(|sent| Message { sent, ..Message::default() }).to_vec();
        assert_eq!(restore(&mut messages), 0);
        messages[0].sent = SentAt::Day(date(2026, 10, 26));
        assert_eq!(restore(&mut messages), 1);
    }

    #[test]
    fn a_file_from_newest_to_oldest_is_turned_round() {
        check(&[9, 5, 5, 1], Precision::Minute, "3210", 0);
    }
}
