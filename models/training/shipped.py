"""Reads the weights that ship back into shipped.pt of the work folder, so that training can go on from them.

Heads that the shipped graphs do not have begin anew.
"""

import onnx
import torch
from onnx import numpy_helper

from network import Network
from paths import BASE, TONE, WORK


def weights(path):
    """Parameters of one graph by name. The exporter turns and renames the tables of linear layers: each is known by the
    bias that is added to its product."""
    graph = onnx.load(path).graph
    values = {entry.name: torch.from_numpy(numpy_helper.to_array(entry).copy()).float() for entry in graph.initializer}
    found = {name.removeprefix("network."): value for name, value in values.items() if name.startswith("network.")}
    products = {node.output[0]: node.input[1] for node in graph.node if node.op_type == "MatMul" and node.input[1] in values}
    casts = {node.output[0]: node.input[0] for node in graph.node if node.op_type == "Cast"}
    for node in graph.node:
        if node.op_type != "Add":
            continue
        names = [casts.get(name, name) for name in node.input]
        for bias, product in (names, names[::-1]):
            if bias.startswith("network.") and product in products:
                found[bias.removeprefix("network.").removesuffix("bias") + "weight"] = values[products[product]].T.contiguous()
    return found


def main():
    network = Network(BASE)
    found = weights(TONE / "alone.onnx") | weights(TONE / "in_context.onnx")
    missing, unknown = network.load_state_dict(found, strict=False)
    print("begin anew:", sorted(missing), "not known here:", sorted(unknown))
    WORK.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), WORK / "shipped.pt")


if __name__ == "__main__":
    main()
