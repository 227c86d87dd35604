//! Figures of one label over scored messages with known truth.

/// One message's probability, flag and truth for one label.
#[derive(Clone, Copy, Debug)]
pub(super) struct Case {
    /// Calibrated probability.
    pub(super) probability: f32,
    /// Whether it was flagged.
    pub(super) flagged: bool,
    /// Whether the label holds.
    pub(super) holds: bool,
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

/// Expected calibration error over ten equal bins of probability (Guo et al. 2017).
pub(super) fn calibration_error(cases: &[Case]) -> f64 {
    let mut bins = [(0usize, 0.0f64, 0usize); 10];
    for case in cases {
        let bin = &mut bins[((case.probability * 10.0) as usize).min(9)];
        bin.0 += 1;
        bin.1 += f64::from(case.probability);
        bin.2 += usize::from(case.holds);
    }
    let gap = |(count, sum, holding): (usize, f64, usize)| {
        (sum - holding as f64).abs() * f64::from(u8::from(count > 0))
    };
    bins.into_iter().map(gap).sum::<f64>() / cases.len().max(1) as f64
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
            .map(|&(probability, holds)| Case { probability, flagged: probability >= 0.5, holds })
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
    fn a_calibrated_score_has_no_error() {
        let rows: Vec<(f32, bool)> = (0..10).map(|at| (0.3, at < 3)).collect();
        assert!(calibration_error(&cases(&rows)) < 1e-6);
        assert_eq!(area_under_curve(&cases(&[(0.3, true)])), None);
    }
}
