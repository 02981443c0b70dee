#!/usr/bin/env python3
"""Trains one network of recipes.py and writes it as ONNX.

    python train.py clear-x2 --data DATA --out runs

DATA is a folder with images/kodak/kodim01.png ... kodim24.png and images/photos/*.jpg. The same command runs on a CPU and
on CUDA. It may be stopped at any time: a checkpoint is written every ten minutes and when it is asked to end, and the
same command goes on from there. Next to the checkpoint lie `log.csv` (step, gain in dB, seconds), the network as
ONNX, and `result.json`.
"""

import argparse
import copy
import json
import math
import os
import shutil
import signal
import time
from pathlib import Path

import onnx
import torch
import torch.nn.functional as F
from torch import nn

import compress
import export
from luma import VALID_KODAK, kodak, pair, training_pictures
from measure import gain, measure
from network import Upscaler
from patches import Patches
from recipes import RECIPES

WARM_UP = 500  # steps
MUON = 6  # times the rate, which is that of Adam
IN_BFLOAT16 = 0.85  # of the steps, at most; the rest is exact
RING = 5  # low-resolution pixels at the edge of a patch, where most of what padding does is seen


def built(recipe):
    torch.manual_seed(recipe.seed)
    return Upscaler(recipe.scale, recipe.widths, recipe.sizes, recipe.stride, recipe.carries, recipe.hidden, recipe.symmetric)


def rate(recipe, step):
    """Warm-up, then half a cosine down to 1 %."""
    warm = min(1.0, (step + 1) / WARM_UP)
    return recipe.rate * warm * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * step / recipe.steps)))


def loss_of(guess, high, scale):
    """Root of the mean squared error of each patch, which is what PSNR measures of a picture; the mean of a batch.

    The outermost ring of a patch sees zero padding, as the edge of a picture does: it counts a little, so that edges come
    out clean, but far less than its share of a patch.
    """
    ring = RING * scale
    error = (guess - high).square()
    inner = error[..., ring:-ring, ring:-ring].mean((1, 2, 3))
    return (inner + 0.05 * error.mean((1, 2, 3))).add(1e-6).sqrt().mean()


def optimizers_of(network):
    """Adam, and one for the matrices between the first and the last layer where they are trained as they are.

    Their momentum is made orthogonal before it is applied (Muon, Jordan et al., 2024): every direction of a layer is learnt at the
    same speed, and a deep network learns in a few thousand steps what Adam needs tens of thousands for. The ends, which are
    narrow, the biases, and layers that are trained as two are left to Adam.
    """
    body = [p for layer in network.layers[1:-1] if layer.wide is None for p in (layer.square, layer.point)]
    inside = {id(p) for p in body}
    others = {"params": [p for p in network.parameters() if id(p) not in inside], "times": 1}
    optimizers = [torch.optim.Adam([others], betas=(0.9, 0.99))]
    if body:
        optimizers.append(torch.optim.Muon([{"params": body, "times": MUON}], weight_decay=0.0))
    return optimizers


class Run:
    """A training with everything that a checkpoint has to hold. The averaged weights are what is measured and shipped."""

    def __init__(self, recipe, runs, device, network=None):
        self.recipe, self.device, self.out = recipe, device, runs / recipe.id
        self.out.mkdir(parents=True, exist_ok=True)
        self.network = (network or self.fresh(runs)).to(device)
        self.average = copy.deepcopy(self.network)
        self.optimizers = self.optimizers_of(self.network)
        self.step, self.seconds = 0, 0.0
        if self.checkpoint.exists():
            state = read(self.checkpoint, device)
            self.network.load_state_dict(state["network"])
            self.average.load_state_dict(state["average"])
            for optimizer, kept in zip(self.optimizers, state["optimizers"]):
                optimizer.load_state_dict(kept)
            self.step, self.seconds = state["step"], state["seconds"]
            self.forget_what_was_lost()

    def fresh(self, runs):
        network = built(self.recipe)
        if self.recipe.start and not self.checkpoint.exists():
            network.start_from(shipped(RECIPES[self.recipe.start], runs, "cpu"))
        return network

    def optimizers_of(self, network):
        return optimizers_of(network)

    def exported(self):
        return export.model(self.average, self.recipe.id)

    def forget_what_was_lost(self):
        """Drops what the log has of steps behind the checkpoint: they are done again."""
        log = self.out / "log.csv"
        if log.exists():
            kept = [line for line in log.read_text().splitlines(True) if int(line.split(",")[0]) <= self.step]
            log.write_text("".join(kept))

    @property
    def checkpoint(self):
        return self.out / "checkpoint.pt"

    def save(self):
        """Never leaves half a checkpoint: written beside it, then moved over it."""
        state = {name: getattr(self, name).state_dict() for name in ("network", "average")}
        state["optimizers"] = [optimizer.state_dict() for optimizer in self.optimizers]
        part = self.checkpoint.with_suffix(".part")
        torch.save({**state, "step": self.step, "seconds": self.seconds}, part)
        os.replace(part, self.checkpoint)

    def learn(self, low, high, half):
        for optimizer in self.optimizers:
            for group in optimizer.param_groups:
                group["lr"] = rate(self.recipe, self.step) * group["times"]
        low = low.to(self.device, memory_format=torch.channels_last)
        guess = self.network.learning(low, half and self.recipe.carries)
        loss = loss_of(guess, high.to(self.device), self.recipe.scale)
        self.network.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        for optimizer in self.optimizers:
            optimizer.step()
        self.step += 1
        keep = min(0.999, self.step / (self.step + 9))
        with torch.no_grad():
            torch._foreach_lerp_(list(self.average.parameters()), list(self.network.parameters()), 1 - keep)

    def report(self, pictures):
        """Measures, and writes the ONNX file, a line of the log and the result."""
        rows = measure(self.average, pictures, self.device)
        onnx.save(self.exported(), self.out / f"{self.recipe.id}.onnx")
        with open(self.out / "log.csv", "a") as log:
            log.write(f"{self.step},{gain(rows):.4f},{self.seconds:.0f}\n")
        table = {"step": self.step, "gain": gain(rows), "parameters": self.average.parameters_at_run_time(), "pictures": rows}
        (self.out / "result.json").write_text(json.dumps(table, indent=2) + "\n")
        print(f"{self.recipe.id} step {self.step}: {gain(rows):+.3f} dB over bicubic, {self.seconds:.0f} s", flush=True)


def shipped(recipe, runs, device):
    """The averaged network that a run has come to."""
    checkpoint = runs / recipe.id / "checkpoint.pt"
    if not checkpoint.exists():
        raise SystemExit(f"train {recipe.id} first: there is no {checkpoint}")
    network = built(recipe).to(device)
    network.load_state_dict(read(checkpoint, device)["average"])
    return network


def read(checkpoint, device):
    try:
        return torch.load(checkpoint, map_location=device)
    except Exception as broken:  # broken files fail in many ways
        raise SystemExit(f"{checkpoint} is damaged; without it the training starts over") from broken


def training_pairs(recipe, data, ffmpeg):
    if recipe.compressed:
        return compress.training_pairs(data, recipe, ffmpeg)
    return [(share, [pair(y, recipe.scale) for y in pictures]) for share, pictures in training_pictures(data, recipe.varied)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("id", choices=RECIPES)
    parser.add_argument("--every", type=int, default=2000, help="steps between two measurements")
    parser.add_argument("--bfloat16", action="store_true", help="networks that carry the picture: the first steps in bfloat16")
    parser.add_argument("--ffmpeg", default="ffmpeg", help="program that compresses the pictures of restoring networks")
    add_places(parser)
    args = parser.parse_args()

    require(args.data)
    if RECIPES[args.id].compressed and not shutil.which(args.ffmpeg):
        raise SystemExit(f"there is no program {args.ffmpeg}: --ffmpeg names an FFmpeg with x264")
    torch.set_num_threads(args.threads)
    run = Run(RECIPES[args.id], args.out, device())
    train(run, patches_of(run, args.data, args.ffmpeg), args)


def add_places(parser):
    parser.add_argument("--data", type=Path, required=True, help="folder that holds images/kodak and images/photos")
    parser.add_argument("--out", type=Path, default=Path("runs"))
    parser.add_argument("--threads", type=int, default=os.cpu_count())


def require(data):
    if not (data / "images/kodak/kodim01.png").exists() or not any((data / "images/photos").glob("*.jpg")):
        raise SystemExit(f"{data} has no images/kodak/kodim01.png and no images/photos/*.jpg")


def device():
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def patches_of(run, data, ffmpeg):
    """A run that goes on draws other patches than the ones it has seen."""
    recipe = run.recipe
    return Patches(training_pairs(recipe, data, ffmpeg), recipe.scale, recipe.side, recipe.batch, recipe.seed + run.step)


def train(run, patches, args):
    recipe = run.recipe
    ending = []
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: ending.append(True))
    pictures = kodak(args.data, VALID_KODAK)
    print(f"{recipe.id}: {run.average.parameters_at_run_time()} parameters, {run.device}, from step {run.step}", flush=True)
    saved = last = time.monotonic()
    while run.step < recipe.steps and not ending:
        run.learn(*patches.draw(), half=args.bfloat16 and run.step < IN_BFLOAT16 * recipe.steps)
        now = time.monotonic()
        run.seconds, last = run.seconds + now - last, now
        if run.step % args.every == 0 or run.step == recipe.steps:
            run.report(pictures)
        if now - saved > 600:
            saved = now
            run.save()
    run.save()


if __name__ == "__main__":
    main()
