//! Figures of one label over scored messages with known truth.

use super::record::Bin;
use super::rounded;

/// Bins of a calibration curve.
const BINS: usize = 10;

/// One message's probability, flag and truth for one label.
#[derive(Clone, Copy, Debug)]
pub(super) struct Case {
    /// Calibrated probability.
    pub(super) probability: f32,
    /// Whether it was flagged.
    pub(super) flagged: bool,
    /// Whether the label holds.
    pub(super) holds: bool,
    /// How much it counts for calibration, where harm is to be as common as in life.
    pub(super) weight: f64,
}

/// Area under the ROC curve: the chance that a labelled message scores above an unlabelled one,
/// ties counting half (Mann and Whitney 1947). `None` without both kinds.
pub(super) fn area_under_curve(cases: &[Case]) -> Option<f64> {
    let mut sorted: Vec<&Case> = cases.iter().collect();
    sorted.sort_by(|a, b| a.probability.total_cmp(&b.probability));
    let positives = cases.iter().filter(|case| case.holds).count() as f64;
    let negatives = cases.len() as f64 - positives;
    if positives == 0.0 || negatives == 0.0 {
        return None;
    }
    let mut rank_sum = 0.0;
    let mut at = 0;
    while at < sorted.len() {
        let ties = sorted[at..].iter().take_while(|case| case.probability == sorted[at].probability).count();
        let mean_rank = at as f64 + f64::midpoint(ties as f64, 1.0);
        rank_sum += mean_rank * sorted[at..at + ties].iter().filter(|case| case.holds).count() as f64;
        at += ties;
    }
    Some((rank_sum - positives * (positives + 1.0) / 2.0) / (positives * negatives))
}

/// Average precision: precision at every labelled message, by falling probability; equal
/// probabilities enter together. `None` without a labelled message.
pub(super) fn average_precision(cases: &[Case]) -> Option<f64> {
    let mut sorted: Vec<&Case> = cases.iter().collect();
    sorted.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    let positives = cases.iter().filter(|case| case.holds).count();
    if positives == 0 {
        return None;
    }
    let (mut at, mut found, mut sum) = (0, 0, 0.0);
    while at < sorted.len() {
        let ties = sorted[at..].iter().take_while(|case| case.probability == sorted[at].probability).count();
        let holding = sorted[at..at + ties].iter().filter(|case| case.holds).count();
        at += ties;
        found += holding;
        sum += holding as f64 * found as f64 / at as f64;
    }
    Some(sum / positives as f64)
}

/// The highest F1 of any threshold. `None` without a labelled message.
pub(super) fn best_f1(cases: &[Case]) -> Option<f64> {
    let mut sorted: Vec<&Case> = cases.iter().collect();
    sorted.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    let positives = cases.iter().filter(|case| case.holds).count();
    let (mut found, mut best) = (0, 0.0_f64);
    for (at, case) in sorted.iter().enumerate() {
        found += usize::from(case.holds);
        let ends_a_tie = sorted.get(at + 1).is_none_or(|next| next.probability < case.probability);
        if ends_a_tie {
            best = best.max(2.0 * found as f64 / (positives + at + 1) as f64);
        }
    }
    (positives > 0).then_some(best)
}

/// Messages in ten equal bins of probability, empty bins left out.
pub(super) fn calibration_curve(cases: &[Case]) -> Vec<Bin> {
    bins(cases).iter().map(|bin| point(bin)).collect()
}

/// Expected calibration error: the curve's distance from the diagonal, each bin by its weight (Guo et al. 2017).
pub(super) fn calibration_error(cases: &[Case]) -> f64 {
    let gap = |bin: &Vec<Case>| {
        let Bin { probability, share, .. } = point(bin);
        (probability - share).abs() * weight(bin)
    };
    bins(cases).iter().map(gap).sum::<f64>() / weight(cases).max(f64::MIN_POSITIVE)
}

fn bins(cases: &[Case]) -> Vec<Vec<Case>> {
    let mut bins = vec![Vec::new(); BINS];
    for case in cases {
        bins[((case.probability * BINS as f32) as usize).min(BINS - 1)].push(*case);
    }
    bins.retain(|bin| !bin.is_empty());
    bins
}

fn point(bin: &[Case]) -> Bin {
    let mean = |figure: fn(&Case) -> f64| {
        rounded(bin.iter().map(|case| figure(case) * case.weight).sum::<f64>() / weight(bin))
    };
    Bin {
        messages: bin.len(),
        probability: mean(|case| f64::from(case.probability)),
        share: mean(|case| f64::from(u8::from(case.holds))),
    }
}

fn weight(cases: &[Case]) -> f64 {
    cases.iter().map(|case| case.weight).sum()
}

/// Labelled, flagged, and both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Confusion {
    pub(super) holding: usize,
    pub(super) flagged: usize,
    pub(super) right: usize,
}

impl Confusion {
    pub(super) fn of(cases: &[Case]) -> Self {
        cases.iter().fold(Self::default(), |sum, case| sum.plus(case.holds, case.flagged))
    }

    pub(super) fn plus(self, holds: bool, flagged: bool) -> Self {
        Self {
            holding: self.holding + usize::from(holds),
            flagged: self.flagged + usize::from(flagged),
            right: self.right + usize::from(holds && flagged),
        }
    }

    /// Share of flags that are right.
    pub(super) fn precision(self) -> Option<f64> {
        (self.flagged > 0).then(|| self.right as f64 / self.flagged as f64)
    }

    /// Share of labelled messages that are flagged.
    pub(super) fn recall(self) -> Option<f64> {
        (self.holding > 0).then(|| self.right as f64 / self.holding as f64)
    }

    /// Harmonic mean of precision and recall.
    pub(super) fn f1(self) -> Option<f64> {
        let both = self.holding + self.flagged;
        (both > 0).then(|| 2.0 * self.right as f64 / both as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cases(rows: &[(f32, bool)]) -> Vec<Case> {
        rows.iter()
            .map(|&(probability, holds)| Case {
                probability,
                flagged: probability >= 0.5,
                holds,
                weight: 1.0,
            })
            .collect()
    }

    fn near(found: Option<f64>, expected: f64) {
        assert!((found.unwrap() - expected).abs() < 1e-6, "{found:?} is not {expected}");
    }

    #[test]
    fn figures_equal_those_of_a_second_implementation() {
        // scikit-learn 1.5: roc_auc_score and average_precision_score of the same rows.
        let rows = cases(&[(0.1, false), (0.4, false), (0.35, true), (0.8, true), (0.8, false)]);
        near(area_under_curve(&rows), 7.0 / 12.0);
        near(average_precision(&rows), 0.5);
    }

    #[test]
    fn confusion_counts_what_was_said_and_what_was_true() {
        let confusion = Confusion::of(&cases(&[(0.9, true), (0.9, false), (0.2, true), (0.1, false)]));
        assert_eq!(confusion, Confusion { holding: 2, flagged: 2, right: 1 });
        near(confusion.precision(), 0.5);
        near(confusion.recall(), 0.5);
        near(confusion.f1(), 0.5);
    }

    #[test]
    fn the_best_threshold_takes_ties_together() {
        near(best_f1(&cases(&[(0.9, true), (0.8, false), (0.7, true), (0.1, false)])), 0.8);
        near(best_f1(&cases(&[(0.5, true), (0.5, false), (0.5, false)])), 0.5);
        assert_eq!(best_f1(&cases(&[(0.5, false)])), None);
    }

    #[test]
    fn a_curve_tells_what_was_said_from_what_was_true() {
        let curve = calibration_curve(&cases(&[(0.12, false), (0.16, true), (0.95, true)]));
        let points: Vec<(usize, f64, f64)> =
            curve.iter().map(|bin| (bin.messages, bin.probability, bin.share)).collect();
        assert_eq!(points, [(2, 0.14, 0.5), (1, 0.95, 1.0)]);
    }

    #[test]
    fn rare_harm_is_weighed_as_rare() {
        let mut rows = cases(&[(0.16, false), (0.14, true)]);
        rows[0].weight = 1.7;
        rows[1].weight = 0.3;
        assert_eq!(calibration_curve(&rows)[0].share, 0.15);
        assert!((calibration_error(&rows) - 0.007).abs() < 1e-6);
    }

    #[test]
    fn a_calibrated_score_has_no_error() {
        let rows: Vec<(f32, bool)> = (0..10).map(|at| (0.3, at < 3)).collect();
        assert!(calibration_error(&cases(&rows)) < 1e-6);
        assert_eq!(area_under_curve(&cases(&[(0.3, true)])), None);
    }
}
