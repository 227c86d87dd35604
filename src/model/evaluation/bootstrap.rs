//! How far a figure would move had other conversations been held out.
//!
//! The bootstrap over conversations (Efron 1979): messages of one conversation are not independent,
//! so whole conversations are drawn, with replacement.

use super::record::Range;
use super::{Example, rounded};
use std::collections::BTreeMap;

/// How many times conversations are drawn.
const DRAWS: usize = 200;
/// Intervals are the same on every run.
const SEED: u64 = 20_261_127;

/// Positions of the examples, conversation by conversation.
pub(super) struct Conversations(Vec<Vec<usize>>);

impl Conversations {
    pub(super) fn of(examples: &[Example]) -> Self {
        let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, example) in examples.iter().enumerate() {
            groups.entry(example.conversation()).or_default().push(at);
        }
        Self(groups.into_values().collect())
    }

    /// The 95 % interval of a figure that is computed from positions; `None` if it never exists.
    pub(super) fn range(&self, figure: impl Fn(&[usize]) -> Option<f64>) -> Option<Range> {
        let mut random = fastrand::Rng::with_seed(SEED);
        let mut found: Vec<f64> = (0..DRAWS).filter_map(|_| figure(&self.draw(&mut random))).collect();
        found.sort_by(f64::total_cmp);
        let last = found.len().checked_sub(1)?;
        Some([found[last * 25 / 1000], found[last - last * 25 / 1000]].map(rounded))
    }

    fn draw(&self, random: &mut fastrand::Rng) -> Vec<usize> {
        (0..self.0.len()).flat_map(|_| &self.0[random.usize(..self.0.len())]).copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_holds_its_figure_and_narrows_with_more_conversations() {
        let mean = |conversations: usize| {
            let groups = Conversations((0..conversations).map(|at| vec![at]).collect());
            let share = |drawn: &[usize]| {
                Some(drawn.iter().filter(|at| *at % 2 == 0).count() as f64 / drawn.len() as f64)
            };
            groups.range(share).unwrap()
        };
        let [few, many] = [mean(20), mean(2000)];
        assert!(few[0] < 0.5 && 0.5 < few[1]);
        assert!(many[0] < 0.5 && 0.5 < many[1]);
        assert!(many[1] - many[0] < (few[1] - few[0]) / 3.0);
    }

    #[test]
    fn a_figure_that_never_exists_has_no_interval() {
        assert_eq!(Conversations(vec![vec![0]]).range(|_| None), None);
    }
}
