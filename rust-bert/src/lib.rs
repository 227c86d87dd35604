//! hearten's network run by rust-bert: the same weights and the same tokens, another engine.
//!
//! Every layer is rust-bert's own. What a message attends to in its context is put behind its words and cut off again
//! behind each layer: the context's states stay what the lower layers made of them (`models/training/network.py`).
//! libtorch runs on as many threads as it likes; hearten's workers wait for each other.

mod weights;

use hearten::model::ModelError;
use hearten::model::engine::{ContextBatch, Engine, Layers, Outputs};
use hearten::tone::{Frame, Target, Tone};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, NdTensorView};
use rust_bert::Activation;
use rust_bert::bert::{BertConfig, BertEmbedding, BertEmbeddings, BertLayer};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tch::nn::{Linear, LinearConfig, Module, VarStore};
use tch::{Device, Kind, Tensor, nn, no_grad};

/// Layers that read a message alone.
const LOWER: usize = 3;
/// Layers in all.
const LAYERS: usize = 6;
/// The target itself, and context at three distances by either writer.
const PLACES: i64 = 7;
/// What is added where nothing may be attended to.
const MASKED: f64 = 1e4;

/// The sizes of all-MiniLM-L6-v2 (Apache-2.0).
pub fn config() -> BertConfig {
    BertConfig {
        hidden_act: Activation::gelu,
        attention_probs_dropout_prob: 0.1,
        hidden_dropout_prob: 0.1,
        hidden_size: 384,
        initializer_range: 0.02,
        intermediate_size: 1536,
        max_position_embeddings: 512,
        num_attention_heads: 12,
        num_hidden_layers: LAYERS as i64,
        type_vocab_size: 2,
        vocab_size: 30522,
        output_attentions: None,
        output_hidden_states: None,
        is_decoder: None,
        id2label: None,
        label2id: None,
    }
}

/// The network in libtorch.
pub struct RustBert(Mutex<Network>);

struct Network {
    embeddings: BertEmbeddings,
    layers: Vec<BertLayer>,
    place: nn::Embedding,
    word_head: Linear,
    whole_head: Linear,
    frame_head: Linear,
    target_head: Linear,
}

impl RustBert {
    /// Takes the weights out of the graphs that hearten embeds.
    pub fn load() -> Result<Self, ModelError> {
        let store = VarStore::new(Device::Cpu);
        let (root, config) = (store.root(), config());
        let head = |name: &str, width: usize| {
            nn::linear(&root / name, config.hidden_size, width as i64, LinearConfig::default())
        };
        let network = Network {
            embeddings: BertEmbeddings::new(&root / "embeddings", &config),
            layers: (0..LAYERS).map(|layer| BertLayer::new(&root / "layers" / layer, &config)).collect(),
            place: nn::embedding(&root / "place", PLACES, config.hidden_size, Default::default()),
            word_head: head("word_head", Tone::COUNT),
            whole_head: head("whole_head", Tone::COUNT),
            frame_head: head("frame_head", Frame::ALL.len()),
            target_head: head("target_head", Target::ALL.len()),
        };
        let weights = weights::all()?;
        for (name, mut variable) in store.variables() {
            let missing =
                || ModelError::Damaged { part: "alone.onnx", why: format!("no weights are named {name}") };
            let weight = weights.get(&name).ok_or_else(missing)?;
            no_grad(|| variable.copy_(weight));
        }
        Ok(Self(Mutex::new(network)))
    }

    fn network(&self) -> MutexGuard<'_, Network> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Engine for RustBert {
    fn worker(&self) -> Box<dyn Layers + '_> {
        Box::new(self)
    }
}

impl Layers for &RustBert {
    fn read_alone(
        &self,
        ids: NdTensorView<'_, i32, 2>,
        present: NdTensorView<'_, f32, 2>,
    ) -> Result<NdTensor<f32, 3>, ModelError> {
        let network = self.network();
        let (ids, present) = (integers(ids), floats(present.as_dyn().to_vec(), &present.shape()));
        let states = no_grad(|| {
            let states = network.embeddings.forward_t(Some(&ids), None, None, None, false);
            let states = states.expect("ids are given, and nothing else can be wrong");
            let mask = mask(&present);
            network.layers[..LOWER].iter().fold(states, |states, layer| {
                layer.forward_t(&states, Some(&mask), None, None, false).hidden_state
            })
        });
        Ok(array(&states))
    }

    fn read_in_context(&self, batch: &ContextBatch) -> Result<Outputs, ModelError> {
        let network = self.network();
        let states = floats(batch.states.to_vec(), &batch.states.shape());
        let context = floats(batch.context.to_vec(), &batch.context.shape());
        let present = floats(batch.present.to_vec(), &batch.present.shape());
        let context_present = floats(batch.context_present.to_vec(), &batch.context_present.shape());
        let places = integers(batch.places.view());
        let (labels, frames, targets) = no_grad(|| {
            let words = states.size()[1];
            let states = states + network.place.ws.get(0);
            let context = context + network.place.forward(&places);
            let mask = mask(&Tensor::cat(&[present, context_present], 1));
            let states = network.layers[LOWER..].iter().fold(states, |states, layer| {
                let seen = Tensor::cat(&[&states, &context], 1);
                let read = layer.forward_t(&seen, Some(&mask), None, None, false).hidden_state;
                read.narrow(1, 0, words)
            });
            let first = states.narrow(1, 0, 1);
            let (whole, words) = (first.apply(&network.whole_head), states.narrow(1, 1, words - 1));
            let labels = Tensor::cat(&[whole, words.apply(&network.word_head)], 1);
            let first = first.squeeze_dim(1);
            (labels, first.apply(&network.frame_head), first.apply(&network.target_head))
        });
        Ok(Outputs { labels: array(&labels), frames: array(&frames), targets: array(&targets) })
    }
}

/// Presence `[messages, words]` as what is added to the scores of attention.
fn mask(present: &Tensor) -> Tensor {
    ((present - 1.0) * MASKED).unsqueeze(1).unsqueeze(1)
}

fn floats(values: Vec<f32>, shape: &[usize]) -> Tensor {
    Tensor::from_slice(&values).view(&lengths(shape)[..])
}

fn integers(values: NdTensorView<'_, i32, 2>) -> Tensor {
    Tensor::from_slice(&values.to_vec()).view(&lengths(&values.shape())[..]).to_kind(Kind::Int64)
}

fn lengths(shape: &[usize]) -> Vec<i64> {
    shape.iter().map(|&length| i64::try_from(length).expect("batches are small")).collect()
}

fn array<const N: usize>(tensor: &Tensor) -> NdTensor<f32, N> {
    let shape = tensor.size();
    let shape =
        std::array::from_fn(|at| usize::try_from(shape[at]).expect("lengths are no less than nothing"));
    let values = Vec::try_from(tensor.contiguous().view(-1)).expect("values are f32");
    NdTensor::from_data(shape, values)
}
