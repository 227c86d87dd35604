//! What runs the network's layers: by itself the two graphs by `rten`, on one thread per worker.
//!
//! Lower layers read each message alone, upper layers read a target together with the states of
//! its context (`models/training/network.py`). Both take padded batches; padding is masked, and a
//! message is always padded to the same size, so its score does not depend on its neighbours.

use super::{ModelError, files};
use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool, ValueOrView};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, NdTensorView};
use std::sync::Arc;

/// The network's weights, ready to run; shared by all workers.
pub trait Engine: Send + Sync {
    /// What one worker runs its batches with, on a thread of its own.
    fn worker(&self) -> Box<dyn Layers + '_>;
}

/// The layers, as one worker runs them.
pub trait Layers {
    /// Lower layers: ids and presence `[messages, words]` to states `[messages, words, width]`.
    fn read_alone(
        &self,
        ids: NdTensorView<'_, i32, 2>,
        present: NdTensorView<'_, f32, 2>,
    ) -> Result<NdTensor<f32, 3>, ModelError>;

    /// Upper layers.
    fn read_in_context(&self, batch: &ContextBatch) -> Result<Outputs, ModelError>;
}

/// What the upper layers yield for a batch.
pub struct Outputs {
    /// `[messages, words, labels]`: the first word's row is the score of the whole.
    pub labels: NdTensor<f32, 3>,
    /// `[messages, frames]`.
    pub frames: NdTensor<f32, 2>,
    /// `[messages, targets]`.
    pub targets: NdTensor<f32, 2>,
}

/// A padded batch for the upper layers.
pub struct ContextBatch {
    /// `[messages, words, width]`.
    pub states: NdTensor<f32, 3>,
    /// `[messages, words]`: 1 for words, 0 for padding.
    pub present: NdTensor<f32, 2>,
    /// `[messages, context words, width]`.
    pub context: NdTensor<f32, 3>,
    /// `[messages, context words]`: whose word it is and how far back.
    pub places: NdTensor<i32, 2>,
    /// `[messages, context words]`: 1 for words, 0 for padding.
    pub context_present: NdTensor<f32, 2>,
}

/// The engine of the program itself: pure Rust, the graphs as they are embedded.
pub(super) struct Graphs {
    alone: Graph<2, 1>,
    in_context: Graph<5, 3>,
}

/// The graphs and a thread to run them on.
struct Worker<'a> {
    graphs: &'a Graphs,
    thread: Arc<ThreadPool>,
}

impl Engine for Graphs {
    fn worker(&self) -> Box<dyn Layers + '_> {
        Box::new(Worker { graphs: self, thread: Arc::new(ThreadPool::with_num_threads(1)) })
    }
}

impl Graphs {
    /// Reads the embedded graphs.
    pub(super) fn load() -> Result<Self, ModelError> {
        Ok(Self {
            alone: Graph::load("alone.onnx", files::ALONE, ["ids", "present"], ["states_alone"])?,
            in_context: Graph::load(
                "in_context.onnx",
                files::IN_CONTEXT,
                ["states", "present", "context", "places", "context_present"],
                ["labels", "frames", "targets"],
            )?,
        })
    }
}

impl Layers for Worker<'_> {
    fn read_alone(
        &self,
        ids: NdTensorView<'_, i32, 2>,
        present: NdTensorView<'_, f32, 2>,
    ) -> Result<NdTensor<f32, 3>, ModelError> {
        let alone = &self.graphs.alone;
        let [states] = alone.run(&self.thread, [ids.into(), present.into()])?;
        states.try_into().map_err(|_| alone.misshapen())
    }

    fn read_in_context(&self, batch: &ContextBatch) -> Result<Outputs, ModelError> {
        let in_context = &self.graphs.in_context;
        let inputs = [
            batch.states.view().into(),
            batch.present.view().into(),
            batch.context.view().into(),
            batch.places.view().into(),
            batch.context_present.view().into(),
        ];
        let [labels, frames, targets] = in_context.run(&self.thread, inputs)?;
        match (labels.try_into(), frames.try_into(), targets.try_into()) {
            (Ok(labels), Ok(frames), Ok(targets)) => Ok(Outputs { labels, frames, targets }),
            _ => Err(in_context.misshapen()),
        }
    }
}

/// One graph with its inputs and outputs found by name.
struct Graph<const IN: usize, const OUT: usize> {
    part: &'static str,
    model: Model,
    inputs: [NodeId; IN],
    outputs: [NodeId; OUT],
}

impl<const IN: usize, const OUT: usize> Graph<IN, OUT> {
    fn load(
        part: &'static str,
        bytes: &'static [u8],
        inputs: [&str; IN],
        outputs: [&str; OUT],
    ) -> Result<Self, ModelError> {
        let damaged = |why: String| ModelError::Damaged { part, why };
        let model = ModelOptions::with_all_ops()
            .prepack_weights(true)
            .load_static_slice(bytes)
            .map_err(|error| damaged(error.to_string()))?;
        let find = |name: &str| model.node_id(name).map_err(|error| damaged(error.to_string()));
        let inputs = nodes(inputs, find)?;
        let outputs = nodes(outputs, find)?;
        Ok(Self { part, model, inputs, outputs })
    }

    fn run(
        &self,
        thread: &Arc<ThreadPool>,
        inputs: [ValueOrView<'_>; IN],
    ) -> Result<[rten::Value; OUT], ModelError> {
        let options = RunOptions::default().with_thread_pool(Some(Arc::clone(thread)));
        let named = self.inputs.iter().copied().zip(inputs).collect();
        self.model
            .run_n(named, self.outputs, Some(options))
            .map_err(|error| ModelError::Damaged { part: self.part, why: error.to_string() })
    }

    fn misshapen(&self) -> ModelError {
        ModelError::Damaged { part: self.part, why: "an output has an unexpected shape".to_owned() }
    }
}

fn nodes<const N: usize>(
    names: [&str; N],
    find: impl Fn(&str) -> Result<NodeId, ModelError>,
) -> Result<[NodeId; N], ModelError> {
    let found = names.iter().map(|name| find(name)).collect::<Result<Vec<_>, _>>()?;
    Ok(std::array::from_fn(|at| found[at]))
}
