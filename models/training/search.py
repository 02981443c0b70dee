#!/usr/bin/env python3
"""Finds which small network is best at a speed: trains many shapes for a short time and writes one row for each.

    python search.py --data DATA --out runs --jellyscale ../../jellyscale

A row of `frontier.csv` is shape, parameters, gain over bicubic in dB after the short training, and frames per second from
640x360 to 1280x720 by Jellyscale's own benchmark. Shapes that the file has already are left out, so that a search goes on where
it stopped. Speeds are true only if nothing else runs on the machine: give `--jellyscale` then.
"""

import argparse
import csv
import json
import os
import subprocess
import tempfile
from pathlib import Path

import onnx
import torch

import export
from luma import VALID_KODAK, kodak
from measure import gain, measure
from patches import Patches
from recipes import Recipe
from train import Run, add_places, device, shipped, training_pairs

STEPS = 2_500
FIELDS = ("shape", "parameters", "gain", "fps")

# kernel:width of each layer but the last one, whose width the scale gives; /2 works at half the resolution
SHAPES = (
    "3:16 3:16 3:16 3:16 3",
    "3:16 3:32 3:16 3",
    "5:16 3:32 3:16 3",
    "3:16 3:16 3:32 3",
    "3:16 5:16 3:16 3",
    "3:16 3:16 3:16 3:16 3:16 3",
    "3:32 3:32 3",
    "3:16 3:16 3:32 3:16 3",
    "5:32 3:16 3",
    "6:32/2 3:32 3:32 3",
    "5:32 3:32 3:32 3",
)


def recipe(shape):
    """A short training of a shape in the words of SHAPES."""
    *layers, tail = shape.split()
    stride = 2 if layers[0].endswith("/2") else 1
    pairs = [layer.removesuffix("/2").split(":") for layer in layers]
    sizes = (*(int(size) for size, _ in pairs), int(tail))
    return Recipe(name(shape), 2, tuple(int(width) for _, width in pairs), sizes, steps=STEPS, stride=stride, hidden=128, rate=2e-3)


def name(shape):
    """A file's name for it."""
    return "search-" + shape.replace(" ", "_").replace(":", "x").replace("/", "h")


def read(table):
    with open(table, newline="") as file:
        return {row["shape"]: row for row in csv.DictReader(file)}


def write(table, rows):
    part = table.with_suffix(".part")
    with open(part, "w", newline="") as file:
        writer = csv.DictWriter(file, FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows.values(), key=lambda row: float(row["gain"])))
    os.replace(part, table)


def trained(shape, pairs, pictures, runs):
    """The row of a shape, without its speed."""
    short = recipe(shape)
    run = Run(short, runs, device())
    patches = Patches(pairs, 2, short.side, short.batch, short.seed + run.step)
    while run.step < short.steps:
        run.learn(*patches.draw(), half=False)
    run.save()
    better = gain(measure(run.average, pictures, run.device))
    return {"shape": shape, "parameters": run.average.parameters_at_run_time(), "gain": f"{better:.3f}", "fps": ""}


def speed(jellyscale, shape, runs):
    """Frames per second of a trained shape in the product's engine, planes in and planes out, by `models bench`."""
    with tempfile.TemporaryDirectory() as data:
        environment = {**os.environ, "JELLYSCALE_DATA": data}

        def models(*arguments):
            command = [jellyscale, "models", *arguments, "--json"]
            return json.loads(subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True).stdout)

        file = Path(data) / "searched.onnx"
        onnx.save(export.model(shipped(recipe(shape), runs, "cpu"), "searched"), file)
        models("import", str(file), "--id", "searched")
        speeds = models("bench", "searched")["speeds"]
    return next(s["framesPerSecond"] for s in speeds if (s["width"], s["height"]) == (640, 360))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_places(parser)
    parser.add_argument("--table", type=Path, default=Path("frontier.csv"))
    parser.add_argument("--jellyscale", help="the launcher; with it, speeds that are missing are measured")
    args = parser.parse_args()

    torch.set_num_threads(args.threads)
    rows = read(args.table) if args.table.exists() else {}
    missing = [shape for shape in SHAPES if shape not in rows]
    if missing:
        pictures = kodak(args.data, VALID_KODAK)
        pairs = training_pairs(recipe(missing[0]), args.data, None)
    for shape in missing:
        rows[shape] = trained(shape, pairs, pictures, args.out)
        write(args.table, rows)
        print(rows[shape], flush=True)
    for shape, row in rows.items():
        if args.jellyscale and not row["fps"]:
            row["fps"] = f"{speed(args.jellyscale, shape, args.out):.1f}"
            write(args.table, rows)
            print(row, flush=True)


if __name__ == "__main__":
    main()
