"""The network of the packaged e5 model as an ONNX graph (the only importer of onnx).

The graph keeps the linear weights in the 4 bits that they come in (`MatMulNBits`), takes word vectors and a mask, and gives
unit rows. Word vectors stay in the package's file (the table would take 384 MB as float32).
Source: the BERT encoder, Devlin et al. 2019, with average pooling as multilingual-e5-small prescribes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from indexer.e5_weights import BLOCK_SIZE, E5Weights, unpack

_OPSETS = (("", 20), ("com.microsoft", 1))
_IR_VERSION = 10
_INT8_ACCUMULATION = 4


class _Graph:
    """Collects nodes and constants; each method returns the name of what it added."""

    def __init__(self, weights: E5Weights) -> None:
        self.weights = weights
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, name: str, values: Any) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def op(self, kind: str, inputs: list[str], output: str, domain: str = "", **attributes: Any) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], domain=domain, **attributes))
        return output

    def floats(self, name: str) -> str:
        return self.constant(name, self.weights.floats(name))

    def linear(self, source: str, weight: str, bias: str, columns: int, output: str) -> str:
        blocks = self.weights.blocks(weight, columns)
        values = unpack(blocks)
        packed = (values[..., 0::2] | (values[..., 1::2] << 4)).astype(np.uint8)
        scales = self.constant(f"{weight}.scale", blocks["scale"].astype(np.float32))
        self.op(
            "MatMulNBits",
            [source, self.constant(weight, packed), scales],
            f"{output}.product",
            domain="com.microsoft",
            K=columns,
            N=blocks.shape[0],
            bits=4,
            block_size=BLOCK_SIZE,
            accuracy_level=_INT8_ACCUMULATION,
        )
        return self.op("Add", [f"{output}.product", self.floats(bias)], output)

    def normalise(self, source: str, name: str, output: str) -> str:
        inputs = [source, self.floats(f"{name}.w"), self.floats(f"{name}.b")]
        return self.op("LayerNormalization", inputs, output, axis=-1, epsilon=self.weights.shape.epsilon)


def write_graph(weights: E5Weights, path: Path) -> None:
    """Writes the ONNX model: inputs `vectors` (b, t, hidden) and `mask` (b, t), output `embedding` (b, hidden) unit rows."""
    shape = weights.shape
    graph = _Graph(weights)
    graph.constant("split", np.array([0, 0, shape.heads, shape.hidden // shape.heads], np.int64))
    graph.constant("join", np.array([0, 0, shape.hidden], np.int64))
    graph.constant("scale", np.array((shape.hidden // shape.heads) ** -0.5, np.float32))
    _mask_bias(graph)
    state = graph.normalise("vectors", "emb.ln", "state")
    for layer in range(shape.layers):
        state = _layer(graph, state, f"l{layer}.")
    _pool(graph, state)
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "multilingual-e5-small",
            [
                helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["b", "t", shape.hidden]),
                helper.make_tensor_value_info("mask", TensorProto.FLOAT, ["b", "t"]),
            ],
            [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["b", shape.hidden])],
            graph.constants,
        ),
        opset_imports=[helper.make_opsetid(domain, version) for domain, version in _OPSETS],
        ir_version=_IR_VERSION,
    )
    onnx.save(model, str(path))


def _mask_bias(graph: _Graph) -> None:
    graph.op("Sub", [graph.constant("one", np.array(1, np.float32)), "mask"], "hidden")
    graph.op("Mul", ["hidden", graph.constant("far", np.array(-1e9, np.float32))], "penalty")
    graph.op("Unsqueeze", ["penalty", graph.constant("axes12", np.array([1, 2], np.int64))], "bias")


def _heads(graph: _Graph, state: str, prefix: str, name: str, order: list[int]) -> str:
    output = graph.linear(state, f"{prefix}{name}.w", f"{prefix}{name}.b", graph.weights.shape.hidden, prefix + name)
    graph.op("Reshape", [output, "split"], f"{output}.heads")
    return graph.op("Transpose", [f"{output}.heads"], f"{output}.turned", perm=order)


def _layer(graph: _Graph, state: str, prefix: str) -> str:
    shape = graph.weights.shape
    query = _heads(graph, state, prefix, "q", [0, 2, 1, 3])
    key = _heads(graph, state, prefix, "k", [0, 2, 3, 1])
    value = _heads(graph, state, prefix, "v", [0, 2, 1, 3])
    graph.op("MatMul", [query, key], f"{prefix}products")
    graph.op("Mul", [f"{prefix}products", "scale"], f"{prefix}scaled")
    graph.op("Add", [f"{prefix}scaled", "bias"], f"{prefix}masked")
    graph.op("Softmax", [f"{prefix}masked"], f"{prefix}attention", axis=-1)
    graph.op("MatMul", [f"{prefix}attention", value], f"{prefix}mixed")
    graph.op("Transpose", [f"{prefix}mixed"], f"{prefix}back", perm=[0, 2, 1, 3])
    graph.op("Reshape", [f"{prefix}back", "join"], f"{prefix}joined")
    output = graph.linear(f"{prefix}joined", f"{prefix}ao.w", f"{prefix}ao.b", shape.hidden, f"{prefix}ao")
    graph.op("Add", [output, state], f"{prefix}sum1")
    middle = graph.normalise(f"{prefix}sum1", f"{prefix}aln", f"{prefix}middle")
    inner = graph.linear(middle, f"{prefix}fi.w", f"{prefix}fi.b", shape.hidden, f"{prefix}fi")
    graph.op("Gelu", [inner], f"{prefix}gelu")
    outer = graph.linear(f"{prefix}gelu", f"{prefix}fo.w", f"{prefix}fo.b", shape.feed_forward, f"{prefix}fo")
    graph.op("Add", [outer, middle], f"{prefix}sum2")
    return graph.normalise(f"{prefix}sum2", f"{prefix}oln", f"{prefix}state")


def _pool(graph: _Graph, state: str) -> None:
    axis = graph.constant("axis1", np.array([1], np.int64))
    graph.op("Unsqueeze", ["mask", graph.constant("axis2", np.array([2], np.int64))], "weights")
    graph.op("Mul", [state, "weights"], "kept")
    graph.op("ReduceSum", ["kept", axis], "total", keepdims=0)
    graph.op("ReduceSum", ["mask", axis], "count", keepdims=1)
    graph.op("Div", ["total", "count"], "mean")
    graph.op("LpNormalization", ["mean"], "embedding", axis=-1, p=2)
