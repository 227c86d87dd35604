//! How sure a share is, given how much was read.

use crate::tone::Reliability;

/// The range in which a share lies with 95 % confidence; both ends from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// The normal quantile that leaves 2.5 % on each side.
const Z: f64 = 1.959_963_984_540_054;

/// The 95 % score interval of `hits` out of `of`: from 0 to 1 where nothing was read.
///
/// E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of
/// the American Statistical Association 22 (1927), 209–212. Unlike the textbook interval it stays
/// within 0 and 1 and means something for rare marks and short chats. It takes messages as
/// independent, which they are not quite: bad evenings come in runs, so true intervals are wider.
pub fn wilson(hits: usize, of: usize) -> Interval {
    if of == 0 {
        return Interval { low: 0.0, high: 1.0 };
    }
    let n = of as f64;
    let share = hits as f64 / n;
    let weight = 1.0 + Z * Z / n;
    let centre = (share + Z * Z / (2.0 * n)) / weight;
    let half = Z / weight * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
    Interval { low: (centre - half).max(0.0), high: (centre + half).min(1.0) }
}

impl Reliability {
    /// The 95 % interval of the precision; `None` if the label never spoke on the test split.
    pub fn precision_interval(self) -> Option<Interval> {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of `flagged`")]
        let right = (self.precision?.clamp(0.0, 1.0) * self.flagged as f64).round() as usize;
        Some(wilson(right, self.flagged))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Ends in per cent, to one decimal.
    fn check(hits: usize, of: usize, expected: (f64, f64)) {
        let Interval { low, high } = wilson(hits, of);
        let percent = |share: f64| (share * 1000.0).round() / 10.0;
        assert_eq!((percent(low), percent(high)), expected, "{hits} of {of}");
    }

    #[test]
    fn the_codebook_s_worked_figures_come_out() {
        check(15, 500, (1.8, 4.9));
        check(1, 50, (0.4, 10.5));
    }

    #[test]
    fn none_and_all_leave_room_for_doubt() {
        check(0, 100, (0.0, 3.7));
        check(100, 100, (96.3, 100.0));
        check(0, 0, (0.0, 100.0));
    }

    proptest! {
        #[test]
        fn the_share_lies_within_and_the_ends_within_0_and_1(of in 1usize..5_000, part in 0.0..=1.0f64) {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 5,000")]
            let hits = (part * of as f64) as usize;
            let Interval { low, high } = wilson(hits, of);
            let share = hits as f64 / of as f64;
            prop_assert!(0.0 <= low && low <= share + 1e-12 && share <= high + 1e-12 && high <= 1.0);
        }
    }
}
