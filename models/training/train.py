#!/usr/bin/env python3
"""Trains swift-x2, the luma network that Jellyscale ships, and writes it as ONNX.

One file on purpose: data, network, training, measurement and export can be read in one sitting. The same command
runs on a CPU and on CUDA:

    python train.py --data ../../../shared/data --out runs/swift

It may be stopped at any time: a checkpoint is written every ten minutes, and the same command goes on from there.
`--export-only` writes the ONNX file and the measurement from the last checkpoint.

The network sees luma as the engine feeds it: (Y - 16) / 219, so that nominal black is 0 and nominal white is 1.

Protocol of every figure: Y = BT.601 limited range from 8-bit RGB, rounded; low resolution = antialiased bicubic
(Pillow, a = -0.5) of that Y, rounded to 8 bit; outputs rounded to 8 bit; a border of 2 x scale is cropped.
"""

import argparse
import json
import math
import os
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from torch import nn

SCALE = 2
TRAIN_KODAK = range(1, 19)
VALID_KODAK = range(19, 25)
BLACK, SPAN = 16.0, 219.0  # BT.601 limited range, 8 bit
PHOTO_SHRINK = (2.0, 2.5, 3.0)  # JPEG traces vanish below the photographs' own resolution


# ---------------------------------------------------------------- data


def luma(rgb):
    """8-bit RGB to 8-bit BT.601 limited-range Y, rounded."""
    r, g, b = (rgb[..., i].astype(np.float64) for i in range(3))
    y = 16.0 + (65.481 * r + 128.553 * g + 24.966 * b) / 255.0
    return np.clip(np.rint(y), 0, 255).astype(np.uint8)


def shrink(y):
    """The low resolution of the protocol: antialiased bicubic, rounded to 8 bit."""
    h, w = y.shape
    return np.asarray(Image.fromarray(y).resize((w // SCALE, h // SCALE), Image.Resampling.BICUBIC))


def pair(y):
    """An image cut to even sides, and its low resolution."""
    y = y[: y.shape[0] // SCALE * SCALE, : y.shape[1] // SCALE * SCALE]
    return np.ascontiguousarray(y), np.ascontiguousarray(shrink(y))


def training_pairs(data):
    pairs = []
    for i in TRAIN_KODAK:
        rgb = np.asarray(Image.open(data / f"images/kodak/kodim{i:02d}.png").convert("RGB"))
        pairs.append(pair(luma(rgb)))
    for path in sorted((data / "images/photos").glob("*.jpg")):
        photo = Image.open(path).convert("RGB")
        for factor in PHOTO_SHRINK:
            size = (int(photo.width / factor), int(photo.height / factor))
            small = photo.resize(size, Image.Resampling.LANCZOS)
            pairs.append(pair(luma(np.asarray(small))))
    return pairs


def validation_pairs(data):
    images = {}
    for i in VALID_KODAK:
        rgb = np.asarray(Image.open(data / f"images/kodak/kodim{i:02d}.png").convert("RGB"))
        images[f"kodim{i:02d}"] = pair(luma(rgb))
    return images


def nominal(codes):
    """Codes to the values that the network sees."""
    return torch.from_numpy((codes.astype(np.float32) - BLACK) / SPAN)


class Patches:
    """Random aligned patches, flipped and turned. Busy patches are preferred: flat ones teach little."""

    def __init__(self, pairs, size, batch, seed):
        self.pairs, self.size, self.batch = pairs, size, batch
        self.random = np.random.default_rng(seed)
        # An image is drawn with the square root of its area: large photographs do not drown the rest.
        weight = np.array([math.sqrt(low.size) for _, low in pairs])
        self.weight = weight / weight.sum()

    def draw(self):
        highs = np.empty((self.batch, 1, self.size * SCALE, self.size * SCALE), np.float32)
        lows = np.empty((self.batch, 1, self.size, self.size), np.float32)
        for n in range(self.batch):
            high, low = self.pick()
            turns, flip = self.random.integers(4), self.random.integers(2)
            high, low = np.rot90(high, turns), np.rot90(low, turns)
            if flip:
                high, low = high[:, ::-1], low[:, ::-1]
            highs[n, 0], lows[n, 0] = high, low
        # Film has codes below black and above white too, which no image of the training set shows.
        shift = self.random.uniform(-BLACK, BLACK, (self.batch, 1, 1, 1)).astype(np.float32)
        shift[self.random.random(self.batch) < 0.75] = 0.0
        return nominal(lows + shift), nominal(highs + shift)

    def pick(self):
        best = None
        for _ in range(2):
            high, low = self.pairs[self.random.choice(len(self.pairs), p=self.weight)]
            y = self.random.integers(low.shape[0] - self.size + 1)
            x = self.random.integers(low.shape[1] - self.size + 1)
            part = low[y : y + self.size, x : x + self.size]
            busy = part.astype(np.float32).std()
            if best is None or busy > best[0]:
                whole = high[y * SCALE : (y + self.size) * SCALE, x * SCALE : (x + self.size) * SCALE]
                best = (busy, whole, part)
        return best[1], best[2]


# ---------------------------------------------------------------- network


class Collapsible(nn.Module):
    """A convolution trained as k x k to a wide hidden layer, 1 x 1 back, and an identity (SESR, Bhardwaj et al. 2022).

    All of it is linear, so it collapses into one k x k kernel. The collapse happens in every forward pass, on the small
    kernels instead of on the feature maps: training costs hardly more than the plain layer and finds a better minimum.
    """

    def __init__(self, inputs, outputs, size, hidden=128):
        super().__init__()
        self.size = size
        self.wide = nn.Parameter(torch.empty(hidden, inputs, size, size))
        self.narrow = nn.Parameter(torch.empty(outputs, hidden))
        self.bias = nn.Parameter(torch.zeros(outputs))
        nn.init.kaiming_normal_(self.wide, nonlinearity="linear")
        nn.init.kaiming_normal_(self.narrow, nonlinearity="linear")
        with torch.no_grad():
            self.narrow.mul_(0.5)
        skip = torch.zeros(outputs, inputs, size, size)
        if inputs == outputs:
            for c in range(inputs):
                skip[c, c, size // 2, size // 2] = 1.0
        self.register_buffer("skip", skip)

    def kernel(self):
        return torch.einsum("oh,hikl->oikl", self.narrow, self.wide) + self.skip

    def forward(self, x):
        return F.conv2d(x, self.kernel(), self.bias, padding=self.size // 2)


LIFT = 0.1
RING = 10  # pixels of the high resolution that padding reaches


class SwiftX2(nn.Module):
    """Convolutions and ReLU at low resolution, then a pixel shuffle; channels in multiples of 16.

    Channel 0 starts as a copy of the picture, lifted by LIFT so that ReLU lets codes below black pass, and the last layer
    starts as a bilinear resize of that channel. The network therefore learns a correction, as a residual network does,
    without an addition at run time.
    """

    def __init__(self, widths=(32, 32, 32), sizes=(5, 3, 3, 3)):
        super().__init__()
        channels = (1, *widths)
        self.body = nn.ModuleList(
            Collapsible(i, o, k) for i, o, k in zip(channels, channels[1:], sizes)
        )
        self.tail = Collapsible(channels[-1], SCALE * SCALE, sizes[-1])
        self.carry_the_picture()

    def carry_the_picture(self):
        with torch.no_grad():
            for layer in self.body:
                layer.narrow[0].zero_()
                layer.skip[0].zero_()
                layer.skip[0, 0, layer.size // 2, layer.size // 2] = 1.0
            self.body[0].bias[0] = LIFT
            self.tail.bias.fill_(-LIFT)
            self.tail.narrow.mul_(0.1)
            near, far = 0.75, 0.25
            middle = self.tail.size // 2
            for dy in range(2):
                for dx in range(2):
                    vertical = {middle: near, middle + (1 if dy else -1): far}
                    horizontal = {middle: near, middle + (1 if dx else -1): far}
                    for y, a in vertical.items():
                        for x, b in horizontal.items():
                            self.tail.skip[dy * 2 + dx, 0, y, x] = a * b

    def forward(self, x):
        for layer in self.body:
            x = F.relu(layer(x))
        return F.pixel_shuffle(self.tail(x), SCALE)

    def layers(self):
        return [*self.body, self.tail]

    def parameters_at_run_time(self):
        return sum(l.kernel().numel() + l.bias.numel() for l in self.layers())


# ---------------------------------------------------------------- measurement


def psnr(a, b):
    border = 2 * SCALE
    a = a[border:-border, border:-border].astype(np.float64)
    b = b[border:-border, border:-border].astype(np.float64)
    return 10 * math.log10(255.0**2 / np.mean((a - b) ** 2))


@torch.no_grad()
def measure(network, images, device):
    rows = {}
    for name, (high, low) in images.items():
        x = nominal(low)[None, None].to(device)
        y = network(x).mul(SPAN).add(BLACK).round().clamp(0, 255)[0, 0].cpu().numpy()
        bicubic = Image.fromarray(low).resize((high.shape[1], high.shape[0]), Image.Resampling.BICUBIC)
        rows[name] = (psnr(np.asarray(bicubic), high), psnr(y, high))
    return rows


def gain(rows):
    return sum(network - bicubic for bicubic, network in rows.values()) / len(rows)


# ---------------------------------------------------------------- ONNX, by its wire format (onnx.proto3)


def varint(n):
    out = b""
    while n > 0x7F:
        out += bytes([n & 0x7F | 0x80])
        n >>= 7
    return out + bytes([n])


def number(field, value):
    return varint(field << 3) + varint(value)


def blob(field, value):
    value = value.encode() if isinstance(value, str) else value
    return varint(field << 3 | 2) + varint(len(value)) + value


def tensor(name, array):
    head = b"".join(number(1, d) for d in array.shape) + number(2, 1)
    return head + blob(8, name) + blob(9, array.astype("<f4").tobytes())


def ints(name, values):
    return blob(1, name) + b"".join(number(8, v) for v in values) + number(20, 7)


def node(kind, inputs, output, *attributes):
    body = b"".join(blob(1, i) for i in inputs) + blob(2, output) + blob(4, kind)
    return body + b"".join(blob(5, a) for a in attributes)


def value(name, dims):
    shape = b"".join(blob(1, blob(2, d) if isinstance(d, str) else number(1, d)) for d in dims)
    return blob(1, name) + blob(2, blob(1, number(1, 1) + blob(2, shape)))


def onnx_bytes(network):
    nodes, weights, x = [], [], "input"
    for n, layer in enumerate(network.layers()):
        kernel = layer.kernel().detach().cpu().numpy()
        weights += [tensor(f"w{n}", kernel), tensor(f"b{n}", layer.bias.detach().cpu().numpy())]
        half = kernel.shape[-1] // 2
        nodes.append(node("Conv", [x, f"w{n}", f"b{n}"], f"c{n}", ints("pads", [half] * 4)))
        x = f"c{n}"
        if layer is not network.tail:
            nodes.append(node("Relu", [x], f"r{n}"))
            x = f"r{n}"
    block = blob(1, "blocksize") + number(3, SCALE) + number(20, 2)
    mode = blob(1, "mode") + blob(4, "CRD") + number(20, 3)
    nodes.append(node("DepthToSpace", [x], "output", block, mode))
    graph = b"".join(blob(1, n) for n in nodes) + blob(2, "swift-x2") + b"".join(blob(5, w) for w in weights)
    graph += blob(11, value("input", ["batch", 1, "height", "width"]))
    graph += blob(12, value("output", ["batch", 1, "height_out", "width_out"]))
    return number(1, 8) + blob(2, "jellyscale") + blob(7, graph) + blob(8, number(2, 13))


# ---------------------------------------------------------------- training


def export(network, average, images, out, device, log):
    """Writes the averaged weights: they are what is measured and shipped."""
    trained = {k: v.clone() for k, v in network.state_dict().items()}
    network.load_state_dict(average)
    rows = measure(network, images, device)
    (out / "swift-x2.onnx").write_bytes(onnx_bytes(network))
    table = {"gain": gain(rows), "parameters": network.parameters_at_run_time(), "images": rows, **log}
    (out / "result.json").write_text(json.dumps(table, indent=2) + "\n")
    network.load_state_dict(trained)
    return rows


def save(path, state):
    """Never leaves half a checkpoint: written beside it, then moved over it."""
    torch.save(state, path.with_suffix(".part"))
    os.replace(path.with_suffix(".part"), path)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds images/kodak and images/photos")
    parser.add_argument("--out", type=Path, default=Path("runs/swift"))
    parser.add_argument("--steps", type=int, default=60000)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--patch", type=int, default=40, help="side of a low-resolution patch")
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--seed", type=int, default=20261121)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--export-only", action="store_true")
    args = parser.parse_args()

    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    args.out.mkdir(parents=True, exist_ok=True)
    checkpoint = args.out / "checkpoint.pt"

    network = SwiftX2().to(device)
    optimizer = torch.optim.Adam(network.parameters(), lr=args.rate, betas=(0.9, 0.99))
    average = {k: v.clone() for k, v in network.state_dict().items()}
    images = validation_pairs(args.data)
    first = 0
    if checkpoint.exists():
        state = torch.load(checkpoint, map_location=device)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        average, first = state["average"], state["step"]
    if args.export_only:
        rows = export(network, average, images, args.out, device, {"step": first})
        print(f"step {first}: {gain(rows):+.3f} dB over bicubic")
        return

    patches = Patches(training_pairs(args.data), args.patch, args.batch, args.seed + first)
    began = saved = time.monotonic()
    print(f"{network.parameters_at_run_time()} parameters, {device}, from step {first}", flush=True)
    for step in range(first, args.steps):
        warm = min(1.0, (step + 1) / 500)
        rate = args.rate * warm * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * step / args.steps)))
        for group in optimizer.param_groups:
            group["lr"] = rate
        low, high = patches.draw()
        low, high = low.to(device), high.to(device)
        # Mean squared error is what PSNR measures. The outermost ring of a patch sees zero padding, as the edge of a
        # picture does: it counts a little, so that edges come out clean, but far less than its share of a patch.
        guess = network(low)
        inner = F.mse_loss(guess[..., RING:-RING, RING:-RING], high[..., RING:-RING, RING:-RING])
        loss = (inner + 0.05 * F.mse_loss(guess, high)).add(1e-8).sqrt()
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        keep = min(0.999, (step + 1) / (step + 10))
        with torch.no_grad():
            for k, v in network.state_dict().items():
                average[k].lerp_(v, 1 - keep)
        now = time.monotonic()
        if (step + 1) % 1000 == 0 or step + 1 == args.steps:
            rows = export(network, average, images, args.out, device, {"step": step + 1, "seed": args.seed})
            pace = (step + 1 - first) / (now - began)
            print(f"step {step + 1}: {gain(rows):+.3f} dB over bicubic, {pace:.1f} steps/s", flush=True)
        if now - saved > 600 or step + 1 == args.steps:
            saved = now
            state = {"network": network.state_dict(), "optimizer": optimizer.state_dict()}
            save(checkpoint, {**state, "average": average, "step": step + 1})


if __name__ == "__main__":
    main()
