//! The two graphs, run by `rten` on one thread per worker.
//!
//! Lower layers read each message alone, upper layers read a target together with the states of
//! its context (`models/training/network.py`). Both take padded batches; padding is masked, and a
//! message is always padded to the same size, so its score does not depend on its neighbours.

use super::{ModelError, files};
use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool, ValueOrView};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, NdTensorView};
use std::sync::Arc;

/// A worker's own thread.
pub(super) type Worker = Arc<ThreadPool>;

/// The loaded graphs; shared by all workers.
pub(super) struct Engine {
    alone: Graph<2, 1>,
    in_context: Graph<5, 3>,
}

/// What the upper layers yield for a batch.
pub(super) struct Outputs {
    /// `[messages, words, labels]`: the first word's row is the score of the whole.
    pub(super) labels: NdTensor<f32, 3>,
    /// `[messages, frames]`.
    pub(super) frames: NdTensor<f32, 2>,
    /// `[messages, targets]`.
    pub(super) targets: NdTensor<f32, 2>,
}

/// A padded batch for the upper layers.
pub(super) struct ContextBatch {
    /// `[messages, words, width]`.
    pub(super) states: NdTensor<f32, 3>,
    /// `[messages, words]`: 1 for words, 0 for padding.
    pub(super) present: NdTensor<f32, 2>,
    /// `[messages, context words, width]`.
    pub(super) context: NdTensor<f32, 3>,
    /// `[messages, context words]`: whose word it is and how far back.
    pub(super) places: NdTensor<i32, 2>,
    /// `[messages, context words]`: 1 for words, 0 for padding.
    pub(super) context_present: NdTensor<f32, 2>,
}

impl Engine {
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

    /// A thread for one worker.
    pub(super) fn worker() -> Worker {
        Arc::new(ThreadPool::with_num_threads(1))
    }

    /// Lower layers: ids and presence `[messages, words]` to states `[messages, words, width]`.
    pub(super) fn read_alone(
        &self,
        worker: &Worker,
        ids: NdTensorView<'_, i32, 2>,
        present: NdTensorView<'_, f32, 2>,
    ) -> Result<NdTensor<f32, 3>, ModelError> {
        let [states] = self.alone.run(worker, [ids.into(), present.into()])?;
        states.try_into().map_err(|_| self.alone.misshapen())
    }

    /// Upper layers.
    pub(super) fn read_in_context(
        &self,
        worker: &Worker,
        batch: &ContextBatch,
    ) -> Result<Outputs, ModelError> {
        let inputs = [
            batch.states.view().into(),
            batch.present.view().into(),
            batch.context.view().into(),
            batch.places.view().into(),
            batch.context_present.view().into(),
        ];
        let [labels, frames, targets] = self.in_context.run(worker, inputs)?;
        match (labels.try_into(), frames.try_into(), targets.try_into()) {
            (Ok(labels), Ok(frames), Ok(targets)) => Ok(Outputs { labels, frames, targets }),
            _ => Err(self.in_context.misshapen()),
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

    fn run(&self, worker: &Worker, inputs: [ValueOrView<'_>; IN]) -> Result<[rten::Value; OUT], ModelError> {
        let options = RunOptions::default().with_thread_pool(Some(Arc::clone(worker)));
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
