//! How fast a review is, from file to report and part by part. See `benches/README.md`.

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use hearten::conversation::Conversation;
use hearten::import::{self, Imported, Options};
use hearten::model::{ContextLine, Query, ToneModel};
use hearten::review::Review;
use hearten::{analysis, report};
use jiff::civil::date;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::OnceLock;

fn main() {
    divan::main();
}

fn model() -> &'static ToneModel {
    static MODEL: OnceLock<ToneModel> = OnceLock::new();
    MODEL.get_or_init(|| ToneModel::load().expect("the embedded model loads"))
}

fn chat() -> Imported {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/whatsapp/WhatsApp Chat with Robin.txt");
    let options = Options { me: Some("Maya".to_owned()), ..Options::default() };
    import::open(&[sample], &options, &|_| {}).expect("the sample is readable").remove(0)
}

/// Every text message of the sample with the three before it.
fn queries(conversation: &Conversation) -> Vec<Query> {
    let said: Vec<_> = conversation.messages.iter().filter(|message| !message.text.is_empty()).collect();
    (0..said.len())
        .map(|at| Query {
            text: said[at].text.clone(),
            context: said[at.saturating_sub(3)..at]
                .iter()
                .map(|before| ContextLine {
                    text: before.text.clone(),
                    same_author: before.sender == said[at].sender,
                })
                .collect(),
        })
        .collect()
}

#[divan::bench(sample_count = 5)]
fn file_to_report(bencher: Bencher<'_, '_>) {
    let model = model();
    let messages = chat().conversation.messages.len();
    bencher.counter(ItemsCount::new(messages)).bench(|| {
        let Imported { conversation, receipt } = chat();
        let scored = model.judge(conversation, &|_| {}).expect("the model runs");
        let findings = analysis::find(&scored);
        let review = Review::new(findings, &scored, &receipt.fingerprint, date(2026, 1, 1));
        report::html::render(&report::build(review, receipt))
    });
}

#[divan::bench(sample_count = 20)]
fn import(bencher: Bencher<'_, '_>) {
    bencher.counter(ItemsCount::new(chat().conversation.messages.len())).bench(chat);
}

#[divan::bench(args = [1, 2], sample_count = 5)]
fn model_with_workers(bencher: Bencher<'_, '_>, workers: usize) {
    let workers = NonZeroUsize::new(workers).expect("at least one worker");
    let model = ToneModel::load().expect("the embedded model loads").with_workers(workers);
    let queries = queries(&chat().conversation);
    bencher.counter(ItemsCount::new(queries.len())).bench(|| model.score(black_box(&queries), &|_| {}));
}

/// The model as a review runs it: behind the first stage.
#[divan::bench(sample_count = 5)]
fn model_behind_first_stage(bencher: Bencher<'_, '_>) {
    let queries = queries(&chat().conversation);
    bencher.counter(ItemsCount::new(queries.len())).bench(|| model().flag(black_box(&queries), &|_| {}));
}

#[divan::bench(sample_count = 50)]
fn model_one_message(bencher: Bencher<'_, '_>) {
    let queries = queries(&chat().conversation);
    bencher.counter(ItemsCount::new(1usize)).bench(|| model().score(black_box(&queries[40..41]), &|_| {}));
}
