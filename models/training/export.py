"""A trained network as ONNX: Conv and ReLU with folded kernels, then DepthToSpace."""

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper

OPSET = 13
IR = 8


def model(network, name):
    """The folded network; input (batch, 1, height, width), output (batch, 1, height x scale, width x scale)."""
    nodes, weights, x = [], [], "input"
    for n, layer in enumerate(network.layers):
        kernel = layer.kernel().detach().cpu().numpy().astype(np.float32)
        bias = layer.bias.detach().cpu().numpy().astype(np.float32)
        weights += [numpy_helper.from_array(kernel, f"w{n}"), numpy_helper.from_array(bias, f"b{n}")]
        nodes.append(helper.make_node("Conv", [x, f"w{n}", f"b{n}"], [f"c{n}"], **attributes(layer)))
        x = f"c{n}"
        if layer is not network.tail:
            nodes.append(helper.make_node("Relu", [x], [f"r{n}"]))
            x = f"r{n}"
    nodes.append(helper.make_node("DepthToSpace", [x], ["output"], blocksize=network.block, mode="CRD"))
    return wrapped(nodes, weights, name)


def attributes(layer):
    """Attributes of a layer's Conv."""
    return {"pads": [layer.padding] * 4, "strides": [layer.stride] * 2}


def wrapped(nodes, weights, name):
    """Nodes from `input` to `output` as a checked model."""
    takes = helper.make_tensor_value_info("input", TensorProto.FLOAT, ["batch", 1, "height", "width"])
    gives = helper.make_tensor_value_info("output", TensorProto.FLOAT, ["batch", 1, "height_out", "width_out"])
    graph = helper.make_graph(nodes, name, [takes], [gives], weights)
    made = helper.make_model(graph, producer_name="jellyscale", ir_version=IR, opset_imports=[helper.make_opsetid("", OPSET)])
    checker.check_model(made)
    return made
