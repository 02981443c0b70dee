#!/usr/bin/env python3
"""Makes the 8-bit variant of a trained network: calibrates it, trains on with the rounding in place, writes QDQ ONNX.

    python quantise.py clear-x2 --data DATA --out runs

The first and the last convolution stay in floating point: they are cheap, and the picture comes and goes in more than 8 bit.
Between them, weights are signed 8 bit with a scale for each output channel, and activations, which ReLU keeps above 0,
unsigned 8 bit with one scale for each tensor. Scales begin at a percentile of what the training pictures give and are
then learnt together with the weights (LSQ, Esser et al., ICLR 2020); rounding passes gradients as if it were not there.
"""

import argparse
import os
from pathlib import Path

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import helper, numpy_helper
from torch import nn

from export import wrapped
from luma import VALID_KODAK, kodak
from measure import gain, measure
from patches import Patches
from recipes import QUANTISED, RECIPES
from train import loss_of, rate, shipped, training_pairs

PERCENTILE = 0.9999
CALIBRATION = 16  # batches
LEVELS = 255  # of an activation
WEIGHT = 127  # largest code of a weight, symmetric


def rounded(x):
    """Rounds forwards; backwards it is not there."""
    return x + (x.round() - x).detach()


class Quantised(nn.Module):
    """The folded layers of a network, those between the first and the last one with 8-bit weights and inputs."""

    def __init__(self, network):
        super().__init__()
        self.scale = network.scale
        self.kernels = nn.ParameterList(layer.kernel().detach().clone() for layer in network.layers)
        self.biases = nn.ParameterList(layer.bias.detach().clone() for layer in network.layers)
        self.steps = nn.Parameter(torch.zeros(len(self.kernels) - 1))  # of what enters layers 1, 2, ...

    @torch.no_grad()
    def calibrate(self, batches):
        """Sets the steps of activations; `batches` are low resolutions as a network sees them."""
        seen = [[] for _ in self.steps]
        for x in batches:
            for n in range(len(self.kernels) - 1):
                x = F.relu(self.layer(x, n))
                seen[n].append(x.flatten())
        for n, parts in enumerate(seen):
            values = torch.cat(parts).sort().values
            self.steps[n] = values[int(PERCENTILE * (len(values) - 1))] / LEVELS

    def codes(self, n):
        """8-bit weights of a layer and the step of each output channel: kernel = codes x step."""
        kernel = self.kernels[n]
        step = kernel.detach().abs().amax((1, 2, 3), keepdim=True).clamp_min(1e-8) / WEIGHT
        return rounded(kernel / step), step

    def layer(self, x, n):
        kernel = self.kernels[n]
        if 0 < n < len(self.kernels) - 1:
            weights, step = self.codes(n)
            kernel = weights * step
        return F.conv2d(x, kernel, self.biases[n], padding=kernel.shape[-1] // 2)

    def forward(self, x):
        last = len(self.kernels) - 1
        for n in range(last):
            x = F.relu(self.layer(x, n))
            # The last layer is floating point, but what enters it was written by an 8-bit one.
            x = rounded((x / self.steps[n]).clamp(0, LEVELS)) * self.steps[n]
        return F.pixel_shuffle(self.layer(x, last), self.scale)


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
            weights, step = (t.detach().cpu().numpy() for t in network.codes(n))
            steps = constant(f"ws{n}", step.reshape(-1).astype(np.float32))
            zeros = constant(f"wz{n}", np.zeros(len(bias), np.int8))
            w = add("DequantizeLinear", [constant(f"w{n}", weights.astype(np.int8)), steps, zeros], f"wd{n}", axis=0)
            # Its step has to be that of the products, or the runtime adds it in floating point.
            product = (step.reshape(-1) * float(network.steps[n - 1].detach())).astype(np.float32)
            whole = np.rint(bias / product).astype(np.int32)
            zeros = constant(f"bz{n}", np.zeros(len(bias), np.int32))
            b = add("DequantizeLinear", [constant(f"b{n}", whole), constant(f"bs{n}", product), zeros], f"bd{n}", axis=0)
        else:
            w, b = constant(f"w{n}", kernel), constant(f"b{n}", bias)
        x = add("Conv", [x, w, b], f"c{n}", pads=pads)
        if n < last:
            x = add("Relu", [x], f"r{n}")
            step = constant(f"as{n}", np.float32(network.steps[n].detach().cpu()))
            zero = constant(f"az{n}", np.uint8(0))
            x = add("DequantizeLinear", [add("QuantizeLinear", [x, step, zero], f"q{n}"), step, zero], f"d{n}")
    add("DepthToSpace", [x], "output", blocksize=network.scale, mode="CRD")
    return wrapped(nodes, constants, name)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("id", choices=[recipe.start for recipe in QUANTISED.values()], help="the network to start from")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("runs"))
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    args = parser.parse_args()

    torch.set_num_threads(args.threads)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    recipe = QUANTISED[f"{args.id}-int8"]
    origin = shipped(RECIPES[args.id], args.out, device)
    pictures = kodak(args.data, VALID_KODAK)
    patches = Patches(training_pairs(RECIPES[args.id], args.data, None), recipe.scale, recipe.side, recipe.batch, recipe.seed)
    network = Quantised(origin).to(device)
    network.calibrate([patches.draw()[0].to(device) for _ in range(CALIBRATION)])
    print(f"{args.id}: float {gain(measure(origin, pictures, device)):+.3f} dB over bicubic", flush=True)
    print(f"{recipe.id}: calibrated {gain(measure(network, pictures, device)):+.3f} dB", flush=True)
    tune(network, recipe, patches, device)
    rows = measure(network, pictures, device)
    print(f"{recipe.id}: trained on {gain(rows):+.3f} dB", flush=True)
    folder = args.out / recipe.id
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(model(network, recipe.id), folder / f"{recipe.id}.onnx")


def tune(network, recipe, patches, device):
    steps = [network.steps]
    others = [p for p in network.parameters() if p is not network.steps]
    optimizer = torch.optim.Adam([{"params": others, "of": 1.0}, {"params": steps, "of": 0.1}], lr=recipe.rate)
    for step in range(recipe.steps):
        for group in optimizer.param_groups:
            group["lr"] = rate(recipe, step) * group["of"]
        low, high = patches.draw()
        loss = loss_of(network(low.to(device)), high.to(device), recipe.scale)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()


if __name__ == "__main__":
    main()
