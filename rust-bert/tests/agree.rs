//! Both engines say the same of the messages of the held-out split.

use hearten::model::{ToneModel, evaluation::Example};
use hearten_rust_bert::RustBert;

/// How far apart a probability may be: both engines compute in f32 from the same weights, in another order.
const CLOSE: f32 = 0.002;

#[test]
fn both_engines_say_the_same() {
    let heldout = include_str!("../../models/tone/heldout.jsonl");
    let examples = heldout.lines().step_by(8).map(|line| Example::from_json(line).unwrap());
    let queries: Vec<_> = examples.map(|example| example.query).collect();
    assert!(queries.len() > 250);
    let own = ToneModel::load().unwrap();
    let other = ToneModel::load().unwrap().with_engine(Box::new(RustBert::load().unwrap()));
    let mut furthest = 0.0_f32;
    for (own, other) in
        own.score(&queries, &|_| {}).unwrap().iter().zip(other.score(&queries, &|_| {}).unwrap())
    {
        let pairs = own.probabilities.iter().zip(&other.probabilities);
        let pairs =
            pairs.chain(own.frames.iter().zip(&other.frames)).chain(own.targets.iter().zip(&other.targets));
        furthest = pairs.map(|(own, other)| (own - other).abs()).fold(furthest, f32::max);
    }
    println!("{} messages, furthest apart by {furthest}", queries.len());
    assert!(furthest <= CLOSE, "{furthest}");
}
