//! The weights out of the graphs that hearten embeds, under the names that rust-bert gives them.

use half::f16;
use hearten::model::{self, ModelError};
use rten_onnx::onnx::{DataType, GraphProto, ModelProto, TensorProto};
use std::collections::HashMap;
use tch::Tensor;

/// Every parameter of the network, by its name in training without `network.`.
///
/// The exporter turns and renames the tables of linear layers: each is known by the bias that is added to its product.
pub(crate) fn all() -> Result<HashMap<String, Tensor>, ModelError> {
    let mut all = HashMap::new();
    for (part, bytes) in ["alone.onnx", "in_context.onnx"].into_iter().zip(model::graphs()) {
        let damaged = |why: String| ModelError::Damaged { part, why };
        let model = ModelProto::parse_buf(bytes).map_err(|error| damaged(error.to_string()))?;
        let graph = model.graph.ok_or_else(|| damaged("it holds no graph".to_owned()))?;
        all.extend(of_graph(&graph));
    }
    Ok(all)
}

fn of_graph(graph: &GraphProto) -> HashMap<String, Tensor> {
    let values: HashMap<&str, Tensor> =
        graph.initializer.iter().filter_map(|value| Some((value.name.as_deref()?, tensor(value)?))).collect();
    let mut found: HashMap<String, Tensor> = values
        .iter()
        .filter_map(|(name, value)| Some((name.strip_prefix("network.")?.to_owned(), value.shallow_clone())))
        .collect();
    let nodes =
        |kind: &'static str| graph.node.iter().filter(move |node| node.op_type.as_deref() == Some(kind));
    let casts: HashMap<&str, &str> = nodes("Cast")
        .filter_map(|node| Some((node.output.first()?.as_str(), node.input.first()?.as_str())))
        .collect();
    let source = |name: &'_ str| casts.get(name).copied().map_or_else(|| name.to_owned(), str::to_owned);
    let products: HashMap<&str, String> = nodes("MatMul")
        .filter_map(|node| Some((node.output.first()?.as_str(), source(node.input.get(1)?))))
        .filter(|(_, table)| values.contains_key(table.as_str()))
        .collect();
    for node in nodes("Add") {
        let [one, other] = &node.input[..] else { continue };
        for (bias, product) in [(source(one), other), (source(other), one)] {
            let name = bias.strip_prefix("network.").and_then(|name| name.strip_suffix("bias"));
            if let (Some(name), Some(table)) = (name, products.get(product.as_str())) {
                found.insert(format!("{name}weight"), values[table.as_str()].transpose(0, 1).contiguous());
            }
        }
    }
    found
}

/// The values in f32; `None` for what is no table of numbers.
fn tensor(value: &TensorProto) -> Option<Tensor> {
    let raw = value.raw_data.as_ref()?.borrow();
    let numbers: Vec<f32> = match value.data_type? {
        DataType::FLOAT16 => {
            raw.as_chunks::<2>().0.iter().map(|bytes| f16::from_le_bytes(*bytes).to_f32()).collect()
        }
        DataType::FLOAT => raw.as_chunks::<4>().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect(),
        _ => return None,
    };
    Some(Tensor::from_slice(&numbers).view(&value.dims[..]))
}
