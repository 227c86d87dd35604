//! The program's own engine against rust-bert, on the same messages: read ratios of one run, not the figures themselves.

use divan::Bencher;
use divan::counter::ItemsCount;
use hearten::model::{self, Query, ToneModel, evaluation::Example};
use hearten_rust_bert::{RustBert, config};
use rust_bert::bert::{BertEmbeddings, BertModel};
use std::num::NonZeroUsize;
use std::sync::LazyLock;
use tch::{Device, Kind, Tensor, nn, no_grad};

fn main() {
    tch::set_num_threads(THREADS);
    divan::main();
}

const THREADS: i32 = 1;
const BATCH: usize = 32;
/// Pieces that one of hearten's windows holds beside its begin and end marks.
const LONGEST: usize = 62;

static QUERIES: LazyLock<Vec<Query>> = LazyLock::new(|| {
    let heldout = include_str!("../../models/tone/heldout.jsonl");
    heldout.lines().take(768).map(|line| Example::from_json(line).expect("it is whole").query).collect()
});

/// Every message in its context, through all layers, by the engine that ships.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn hearten(bencher: Bencher<'_, '_>) {
    let model = ToneModel::load().expect("it loads").with_workers(NonZeroUsize::MIN);
    bencher.counter(ItemsCount::new(QUERIES.len())).bench(|| model.score(&QUERIES, &|_| {}));
}

/// The same by rust-bert.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn rust_bert_in_context(bencher: Bencher<'_, '_>) {
    let engine = RustBert::load().expect("it loads");
    let model =
        ToneModel::load().expect("it loads").with_workers(NonZeroUsize::MIN).with_engine(Box::new(engine));
    bencher.counter(ItemsCount::new(QUERIES.len())).bench(|| model.score(&QUERIES, &|_| {}));
}

/// A plain encoder of six layers on the same messages, each by itself, as rust-bert runs it: batches of like length, masked.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn rust_bert_alone(bencher: Bencher<'_, '_>) {
    let store = nn::VarStore::new(Device::Cpu);
    let encoder = BertModel::<BertEmbeddings>::new_with_optional_pooler(store.root(), &config(), false);
    let vocabulary = model::vocabulary().expect("it loads");
    bencher.counter(ItemsCount::new(QUERIES.len())).bench_local(|| {
        let ids = |query: &Query| vocabulary.pieces(&query.text).expect("it is text").ids;
        let mut texts: Vec<Vec<i32>> = QUERIES.iter().map(ids).collect();
        texts.iter_mut().for_each(|ids| ids.truncate(LONGEST));
        texts.sort_by_key(Vec::len);
        texts.chunks(BATCH).map(|batch| read(&encoder, batch)).collect::<Vec<_>>()
    });
}

fn read(encoder: &BertModel<BertEmbeddings>, batch: &[Vec<i32>]) -> Tensor {
    let width = batch.iter().map(Vec::len).max().unwrap_or_default() + 2;
    let mut rows = vec![0_i64; batch.len() * width];
    for (row, ids) in rows.chunks_mut(width).zip(batch) {
        row[0] = 101;
        row.iter_mut().skip(1).zip(ids).for_each(|(place, id)| *place = i64::from(*id));
        row[ids.len() + 1] = 102;
    }
    let shape = [batch.len() as i64, width as i64];
    let ids = Tensor::from_slice(&rows).view(&shape[..]);
    let present = ids.ne(0).to_kind(Kind::Int64);
    no_grad(|| encoder.forward_t(Some(&ids), Some(&present), None, None, None, None, None, false))
        .expect("ids are given")
        .hidden_state
}
