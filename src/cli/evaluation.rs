//! The figures of an evaluation as Markdown tables, which read well as plain text too.

use crate::model;
use crate::model::evaluation::{
    Evaluation, FirstStageRow, LabelRow, Natural, Peer, Peers, PhraseRow, Range, SideMeans, SliceRow,
};

/// Where the figures begin in a card.
const MEASURED: &str = "## Measured";

/// The model's card: what is said of it, with the figures of this evaluation and those of simpler ways.
pub(super) fn card(evaluation: &Evaluation, peers: &Peers) -> String {
    let card = model::card();
    let words = card.split(MEASURED).next().unwrap_or(card);
    format!("{}\n\n{}{}", words.trim_end(), table(evaluation), beside(evaluation, peers))
}

/// The model among simpler ways.
fn beside(evaluation: &Evaluation, peers: &Peers) -> String {
    let pair = |auc: f64, average_precision: f64| [Some(auc), Some(average_precision)].map(figure);
    let [harmful, positive] = &evaluation.means;
    let harm = &evaluation.any_harm;
    let own = [
        pair(harmful.auc, harmful.average_precision),
        pair(positive.auc, positive.average_precision),
        [harm.auc, harm.average_precision].map(figure),
    ];
    let row = |name: &str, cells: [[String; 2]; 3]| {
        let cells: Vec<String> = cells.into_iter().flatten().collect();
        format!("| {name} | {} |\n", cells.join(" | "))
    };
    let peer = |peer: &Peer| {
        row(
            &peer.peer,
            std::array::from_fn(|at| pair(peer.figures[at].auc, peer.figures[at].average_precision)),
        )
    };
    let head = titles([
        "on the same messages",
        "harmful: AUC",
        "average precision",
        "positive: AUC",
        "average precision",
        "any harm: AUC",
        "average precision",
    ]);
    format!("\n{head}{}{}", row("this model", own), peers.peers.iter().map(peer).collect::<String>())
}

/// Everything that was measured.
pub(super) fn table(evaluation: &Evaluation) -> String {
    [
        heading(evaluation),
        labels(evaluation.labels.iter().chain([&evaluation.any_harm])),
        means(&evaluation.means),
        slices(&evaluation.slices),
        sentences(evaluation),
    ]
    .concat()
}

fn heading(evaluation: &Evaluation) -> String {
    let sets: Vec<String> = evaluation
        .sets
        .iter()
        .map(|set| format!("{} (version {}, {} messages)", set.name, set.version, set.messages))
        .collect();
    format!(
        "{MEASURED}\n\nModel {} on {}. Scores of 0 to 1; in brackets 95 % intervals by conversation.\n\n",
        evaluation.model,
        sets.join(" and ")
    )
}

fn labels<'a>(labels: impl Iterator<Item = &'a LabelRow>) -> String {
    let head = [
        "label",
        "carry it",
        "flagged",
        "precision",
        "recall",
        "F1",
        "AUC",
        "average precision",
        "best F1",
        "calibration error",
    ];
    let label = |row: &LabelRow| {
        line(&[
            row.label.clone(),
            row.support.to_string(),
            row.flagged.to_string(),
            figure(row.precision),
            figure(row.recall),
            figure(row.f1),
            figure(row.auc),
            ranged(row.average_precision, row.average_precision_range),
            figure(row.best_f1),
            format!("{:.3}", row.calibration_error),
        ])
    };
    titles(head) + &labels.map(label).collect::<String>()
}

fn means(means: &[SideMeans]) -> String {
    let mean = |row: &SideMeans| {
        line(&[
            row.side.clone(),
            ranged(Some(row.auc), Some(row.auc_range)),
            ranged(Some(row.average_precision), Some(row.average_precision_range)),
            format!("{:.3}", row.best_f1),
        ])
    };
    let head = titles(["mean over labels", "AUC", "average precision", "best F1"]);
    format!("\n{head}{}", means.iter().map(mean).collect::<String>())
}

fn slices(slices: &[SliceRow]) -> String {
    let head = [
        "messages",
        "how many",
        "harm: carry it",
        "flagged",
        "precision",
        "recall",
        "positive: carry it",
        "flagged",
        "precision",
        "recall",
    ];
    let slice = |row: &SliceRow| {
        let [harm, opening] = [&row.any_harm, &row.any_opening];
        line(&[
            row.slice.clone(),
            row.messages.to_string(),
            harm.support.to_string(),
            harm.flagged.to_string(),
            figure(harm.precision),
            figure(harm.recall),
            opening.support.to_string(),
            opening.flagged.to_string(),
            figure(opening.precision),
            figure(opening.recall),
        ])
    };
    format!("\n{}{}", titles(head), slices.iter().map(slice).collect::<String>())
}

fn sentences(evaluation: &Evaluation) -> String {
    let silence = evaluation.silence.as_ref().map(|silence| {
        format!(
            "Ordinary chat between strangers, not trained on: {} of {} messages carry a harmful flag, the model is unsure \
             of {}.\n",
            silence.flagged, silence.messages, silence.unsure
        )
    });
    let swaps = format!(
        "Names and genders exchanged in {} messages: the flags of {} of them stay the same.\n",
        evaluation.swaps.messages,
        figure(evaluation.swaps.same)
    );
    std::iter::once("\n".to_owned())
        .chain(evaluation.phrases.iter().map(phrases))
        .chain([swaps])
        .chain(evaluation.first_stage.iter().map(first_stage))
        .chain(silence)
        .chain(evaluation.natural.iter().map(natural))
        .collect()
}

fn first_stage(row: &FirstStageRow) -> String {
    format!(
        "First stage on {}: {:.3} of the messages go on to the upper layers; of {} that these flag, {} are lost.\n",
        row.set, row.passed, row.flagged, row.lost
    )
}

fn natural(row: &Natural) -> String {
    format!(
        "Where {:.0} of 100 messages carry harm, {} of the harmful flags would be right.\n",
        row.prevalence * 100.0,
        figure(row.precision)
    )
}

fn phrases(row: &PhraseRow) -> String {
    format!(
        "Phrases of {} {} flags: deleting the phrase undoes {} of them, the phrase alone keeps {}, {} are shorter than \
         their message, overlap with the reader's phrase {}; over all labels that a reader gave, flagged or not, {}.\n",
        row.flags,
        row.side,
        figure(row.undone),
        figure(row.sufficient),
        figure(row.shorter),
        figure(row.overlap),
        figure(row.span_f1)
    )
}

fn titles<const N: usize>(titles: [&str; N]) -> String {
    format!("{}|{}\n", line(&titles.map(str::to_owned)), "---|".repeat(N))
}

fn line<const N: usize>(cells: &[String; N]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

fn figure(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.3}"))
}

fn ranged(value: Option<f64>, range: Option<Range>) -> String {
    match range {
        Some([low, high]) => format!("{} [{low:.3}, {high:.3}]", figure(value)),
        None => figure(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::evaluation::{peers, shipped};

    #[test]
    fn the_card_tells_the_figures_of_the_shipped_evaluation() {
        // `hearten model card` prints what the file is to hold.
        let (evaluation, peers) = (shipped().unwrap(), peers().unwrap());
        assert_eq!(model::card(), card(&evaluation, &peers));
        assert_eq!(peers.messages, evaluation.sets[0].messages);
    }
}
