#!/usr/bin/env python3
"""Makes the 8-bit variant of a trained network: calibrates it, trains on with the rounding in place, writes QDQ ONNX.

    python quantise.py clear-x2 --data DATA --out runs

The first and the last convolution stay in floating point: they are cheap, and the picture comes and goes in more than 8 bit.
Between them, weights are signed 8 bit with a quantum for each output channel, and activations, which ReLU keeps above 0,
unsigned 8 bit with one quantum for each tensor: a value is its code times the quantum. Quanta of activations begin at a
percentile of what the training pictures give and are then learnt together with the weights (LSQ, Esser et al., ICLR 2020);
rounding passes gradients as if it were not there.
"""

import argparse

import numpy as np
import torch
import torch.nn.functional as F
from onnx import helper, numpy_helper
from torch import nn

from export import wrapped
from luma import VALID_KODAK, kodak
from network import keep
from recipes import QUANTISED, RECIPES
from train import Run, add_places, device, patches_of, require, shipped, train

PERCENTILE = 0.9999
CALIBRATION = 16  # batches
LEVELS = 255  # of an activation
WEIGHT = 127  # largest code of a weight, symmetric
LEAST_WEIGHT, LEAST_QUANTUM = 1e-4, 1e-5  # dead channels and tensors count as these: a quantum is never 0
QUANTA = 0.1  # times the rate at which weights are learnt


def rounded(x):
    """Rounds forwards; backwards it is not there."""
    return x + (x.round() - x).detach()


class Quantised(nn.Module):
    """The folded layers of a network, those between the first and the last one with 8-bit weights and inputs.

    Of a network that carries the picture, all activations have one quantum, and what carries is not learnt: a code of the picture
    then goes through all layers as it is, where each quantum of its own would round it once more.
    """

    def __init__(self, network):
        super().__init__()
        self.scale, self.carries = network.scale, network.carries
        self.kernels = nn.ParameterList(layer.kernel().detach().clone() for layer in network.layers)
        self.biases = nn.ParameterList(layer.bias.detach().clone() for layer in network.layers)
        # Of what enters layers 1, 2, ...
        self.quanta = nn.Parameter(torch.zeros(1 if self.carries else len(self.kernels) - 1))
        if self.carries:
            keep((*self.kernels[:-1], *self.biases[:-1]), 0)

    @torch.no_grad()
    def calibrate(self, batches):
        """Sets the quanta of activations; `batches` are low resolutions as a network sees them."""
        seen = [[] for _ in self.kernels[:-1]]
        for x in batches:
            for n in range(len(self.kernels) - 1):
                x = F.relu(self.layer(x, n))
                seen[n].append(x.flatten())
        tops = []
        for parts in seen:
            values = torch.cat(parts).sort().values
            tops.append(values[int(PERCENTILE * (len(values) - 1))])
        tops = torch.stack(tops)
        self.quanta.copy_((tops.max().expand(1) if self.carries else tops) / LEVELS)

    def quantum(self, n):
        """Of the activations behind a layer."""
        return self.quanta[0 if self.carries else n].clamp_min(LEAST_QUANTUM)

    def weight_codes(self, n):
        """8-bit weights of a layer and the quantum of each output channel: kernel = codes x quantum."""
        kernel = self.kernels[n]
        quantum = kernel.detach().abs().amax((1, 2, 3), keepdim=True).clamp_min(LEAST_WEIGHT) / WEIGHT
        return rounded(kernel / quantum), quantum

    def layer(self, x, n):
        kernel = self.kernels[n]
        if 0 < n < len(self.kernels) - 1:
            weights, quantum = self.weight_codes(n)
            kernel = weights * quantum
        return F.conv2d(x, kernel, self.biases[n], padding=kernel.shape[-1] // 2)

    def forward(self, x):
        last = len(self.kernels) - 1
        for n in range(last):
            x = F.relu(self.layer(x, n))
            # The last layer is floating point, but what enters it was written by an 8-bit one.
            x = rounded((x / self.quantum(n)).clamp(0, LEVELS)) * self.quantum(n)
        return F.pixel_shuffle(self.layer(x, last), self.scale)

    def learning(self, picture, half):
        """As of a network in floating point; few bits are not for this one."""
        if half:
            raise ValueError("a network that learns with rounding is trained in 32 bit")
        return self(picture)

    def parameters_at_run_time(self):
        return sum(p.numel() for p in (*self.kernels, *self.biases))


def whole_bias(bias, product):
    """A bias in quanta of the products, as the runtime adds it: 32-bit integers."""
    whole = np.rint(bias.astype(np.float64) / product)
    if np.abs(whole).max() > np.iinfo(np.int32).max:
        raise ValueError("a bias does not fit into 32 bits: its channel has next to no weights")
    return whole.astype(np.int32)


def model(network, name):
    """ONNX of it in QDQ form, which runs as 8-bit arithmetic on processors and as floating point elsewhere."""
    nodes, constants, x = [], [], "input"

    def constant(label, array):
        constants.append(numpy_helper.from_array(array, label))
        return label

    def add(kind, inputs, output, **attributes):
        nodes.append(helper.make_node(kind, inputs, [output], **attributes))
        return output

    last = len(network.kernels) - 1
    for n in range(last + 1):
        kernel, bias = (p[n].detach().cpu().numpy().astype(np.float32) for p in (network.kernels, network.biases))
        pads = [kernel.shape[-1] // 2] * 4
        if 0 < n < last:
            weights, quantum = (t.detach().cpu().numpy() for t in network.weight_codes(n))
            quanta = constant(f"ws{n}", quantum.reshape(-1).astype(np.float32))
            zeros = constant(f"wz{n}", np.zeros(len(bias), np.int8))
            w = add("DequantizeLinear", [constant(f"w{n}", weights.astype(np.int8)), quanta, zeros], f"wd{n}", axis=0)
            # Its quantum has to be that of the products, or the runtime adds it in floating point.
            product = (quantum.reshape(-1) * float(network.quantum(n - 1).detach())).astype(np.float32)
            whole = constant(f"b{n}", whole_bias(bias, product))
            zeros = constant(f"bz{n}", np.zeros(len(bias), np.int32))
            b = add("DequantizeLinear", [whole, constant(f"bs{n}", product), zeros], f"bd{n}", axis=0)
        else:
            w, b = constant(f"w{n}", kernel), constant(f"b{n}", bias)
        x = add("Conv", [x, w, b], f"c{n}", pads=pads)
        if n < last:
            x = add("Relu", [x], f"r{n}")
            quantum = constant(f"as{n}", np.float32(network.quantum(n).detach().cpu()))
            zero = constant(f"az{n}", np.uint8(0))
            x = add("DequantizeLinear", [add("QuantizeLinear", [x, quantum, zero], f"q{n}"), quantum, zero], f"d{n}")
    add("DepthToSpace", [x], "output", blocksize=network.scale, mode="CRD")
    return wrapped(nodes, constants, name)


class Tuning(Run):
    """A run that goes on from a trained network with the rounding in place."""

    def __init__(self, recipe, runs, device):
        super().__init__(recipe, runs, device, Quantised(shipped(RECIPES[recipe.start], runs, device)))

    def calibrate(self, batches):
        self.network.calibrate([low.to(self.device) for low in batches])
        self.average.load_state_dict(self.network.state_dict())

    def optimizers_of(self, network):
        others = [p for p in network.parameters() if p is not network.quanta]
        return [torch.optim.Adam([{"params": others, "times": 1}, {"params": [network.quanta], "times": QUANTA}])]

    def exported(self):
        return model(self.average, self.recipe.id)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("id", choices=[recipe.start for recipe in QUANTISED.values()], help="the network to start from")
    parser.add_argument("--every", type=int, default=500, help="steps between two measurements")
    add_places(parser)
    args = parser.parse_args()
    args.bfloat16 = False

    require(args.data)
    torch.set_num_threads(args.threads)
    run = Tuning(QUANTISED[f"{args.id}-int8"], args.out, device())
    patches = patches_of(run, args.data, None)
    if run.step == 0:
        run.calibrate([patches.draw()[0] for _ in range(CALIBRATION)])
        run.report(kodak(args.data, VALID_KODAK))
    train(run, patches, args)


if __name__ == "__main__":
    main()
