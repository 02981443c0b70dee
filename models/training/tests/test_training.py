"""Patches are aligned, a run goes on where it stopped, and it learns."""

import dataclasses
import tempfile
import unittest
import unittest.mock
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from luma import FILM, GREYS, SPAN, TRAIN_KODAK, codes, grey, luma, nominal, pair, shrink, training_pictures
from measure import psnr
from patches import Patches
from quantise import Tuning
from recipes import QUANTISED, RECIPES, Recipe
from train import Run, built, optimizers_of, rate, require, shipped

SMALL = Recipe("small", 2, (16, 16), (3, 3, 3), steps=40, side=16, batch=4)


def picture(height=96, width=128):
    """Waves of many lengths: nothing in it is flat or repeats."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float64)
    waves = np.sin(x * y / 300) + np.sin(x / 3) * np.cos(y / 5)
    return np.clip(np.rint(128 + 45 * waves), 16, 235).astype(np.uint8)


class Protocol(unittest.TestCase):
    def test_luma_is_limited_range(self):
        rgb = np.array([[[0, 0, 0], [255, 255, 255], [255, 0, 0]]], np.uint8)
        self.assertEqual(luma(rgb).tolist(), [[16, 235, 81]])

    def test_codes_survive_the_way_to_a_network_and_back(self):
        every = np.arange(256, dtype=np.uint8).reshape(16, 16)
        self.assertTrue(np.array_equal(codes(nominal(every)), every))

    def test_psnr_does_not_count_the_border(self):
        a = np.zeros((20, 20), np.uint8)
        b = a.copy()
        b[:2], b[10, 10] = 255, 16
        self.assertAlmostEqual(psnr(a, b, 2), 10 * np.log10(255**2 / (256 / 256)))


class Pictures(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.data = Path(folder.name)
        random = np.random.default_rng(1)
        for name in (*(f"kodak/kodim{i:02d}.png" for i in TRAIN_KODAK), "photos/one.jpg"):
            file = self.data / "images" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            Image.fromarray(random.integers(0, 256, (48, 64, 3), np.uint8)).save(file)

    def test_film_and_photographs_come_in_their_sizes(self):
        (film, scans), (rest, photos) = training_pictures(self.data)
        self.assertEqual((film, rest), (FILM, 1 - FILM))
        self.assertEqual([y.shape for y in scans], [(48, 64)] * len(TRAIN_KODAK))
        self.assertEqual([y.shape for y in photos], [(24, 32), (19, 25), (16, 21)])

    def test_varied_pictures_are_more_sizes_and_greys_and_repeat(self):
        (_, scans), (_, photos) = training_pictures(self.data, varied=True)
        self.assertEqual((len(scans), len(photos)), (len(TRAIN_KODAK) * 4 * (1 + GREYS), 4 * (1 + GREYS)))
        self.assertFalse(np.array_equal(scans[0], scans[1]))
        again = training_pictures(self.data, varied=True)[0][1]
        self.assertTrue(all(np.array_equal(one, other) for one, other in zip(scans, again, strict=True)))

    def test_other_greys_rise_where_the_picture_does(self):
        ramp = np.repeat(np.arange(256, dtype=np.uint8)[None, :, None], 3, 2)
        for seed in range(20):
            y = grey(ramp, np.random.default_rng(seed))[0].astype(int)
            self.assertTrue((np.diff(y) >= 0).all())
            self.assertGreater(y[255] - y[0], 0.55 * SPAN)
            self.assertGreaterEqual(y[0], 0)


class Drawing(unittest.TestCase):
    def test_low_and_high_show_the_same_place(self):
        high, low = pair(picture(), 2)
        lows, highs = Patches([(1, [(high, low)])], 2, 16, 8, seed=1).draw()
        self.assertEqual((lows.shape, highs.shape), ((8, 1, 16, 16), (8, 1, 32, 32)))
        for n in range(8):
            shrunk = shrink(codes(highs[n, 0]), 2)[4:-4, 4:-4].astype(int)
            self.assertLessEqual(np.abs(shrunk - codes(lows[n, 0])[4:-4, 4:-4]).max(), 2)

    def test_the_same_seed_draws_the_same(self):
        one, other = (Patches([(1, [pair(picture(), 2)])], 2, 16, 4, seed=5).draw() for _ in range(2))
        self.assertTrue(torch.equal(one[0], other[0]) and torch.equal(one[1], other[1]))

    def test_pictures_smaller_than_a_patch_are_left_out(self):
        patches = Patches([(1, [pair(picture(), 2), pair(picture(16, 16), 2)])], 2, 16, 4, seed=1)
        self.assertEqual(len(patches.pairs), 1)

    def test_each_group_gives_its_share(self):
        black, white = (pair(np.full((64, side), code, np.uint8), 2) for side, code in ((64, 16), (640, 235)))
        patches = Patches([(0.25, [black]), (0.75, [white, white])], 2, 16, 4, seed=1)
        drawn = [patches.pick()[1][0, 0] for _ in range(2000)]
        self.assertAlmostEqual(drawn.count(16) / len(drawn), 0.25, delta=0.04)


class Running(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.runs = Path(folder.name)
        self.pairs = [(1, [pair(picture(), 2)])]

    def trained(self, run, steps):
        patches = Patches(self.pairs, 2, SMALL.side, SMALL.batch, seed=run.step)
        for _ in range(steps):
            run.learn(*patches.draw(), half=False)
        return run

    def test_a_run_goes_on_where_it_was_saved(self):
        run = self.trained(Run(SMALL, self.runs, torch.device("cpu")), 7)
        run.save()
        again = Run(SMALL, self.runs, torch.device("cpu"))
        self.assertEqual(again.step, 7)
        batch = Patches(self.pairs, 2, SMALL.side, SMALL.batch, seed=9).draw()
        for one in (run, again):
            one.learn(*batch, half=False)
        for mine, theirs in zip(run.network.parameters(), again.network.parameters()):
            self.assertTrue(torch.equal(mine, theirs))
        for mine, theirs in zip(run.average.parameters(), again.average.parameters()):
            self.assertTrue(torch.equal(mine, theirs))

    def test_what_is_missing_or_damaged_is_said(self):
        with self.assertRaisesRegex(SystemExit, "train small first"):
            shipped(SMALL, self.runs, torch.device("cpu"))
        run = Run(SMALL, self.runs, torch.device("cpu"))
        for junk in (b"", b"junk", b"PK\x03\x04 and no more"):
            run.checkpoint.write_bytes(junk)
            with self.assertRaisesRegex(SystemExit, "is damaged"):
                Run(SMALL, self.runs, torch.device("cpu"))
        with self.assertRaisesRegex(SystemExit, "images/kodak"):
            require(self.runs)

    def test_what_a_kill_lost_leaves_the_log(self):
        run = self.trained(Run(SMALL, self.runs, torch.device("cpu")), 3)
        run.report({"waves": picture()})
        run.save()
        self.trained(run, 2).report({"waves": picture()})
        again = Run(SMALL, self.runs, torch.device("cpu"))
        self.trained(again, 1).report({"waves": picture()})
        steps = [line.split(",")[0] for line in (self.runs / "small" / "log.csv").read_text().split()]
        self.assertEqual(steps, ["3", "4"])

    def test_the_eight_bit_variant_is_a_run_that_goes_on_like_others(self):
        self.trained(Run(SMALL, self.runs, torch.device("cpu")), 5).save()
        recipe = dataclasses.replace(SMALL, id="small-int8", start="small")
        with unittest.mock.patch.dict(RECIPES, {"small": SMALL}):
            run = Tuning(recipe, self.runs, torch.device("cpu"))
            run.calibrate([Patches(self.pairs, 2, 16, 4, seed=1).draw()[0]])
            self.trained(run, 3).report({"waves": picture()})
            run.save()
            again = Tuning(recipe, self.runs, torch.device("cpu"))
        self.assertEqual(again.step, 3)
        for mine, theirs in zip(run.average.parameters(), again.average.parameters(), strict=True):
            self.assertTrue(torch.equal(mine, theirs))
        self.assertTrue((self.runs / "small-int8" / "small-int8.onnx").exists())

    def test_a_run_learns(self):
        run = Run(dataclasses.replace(SMALL, steps=400), self.runs, torch.device("cpu"))
        run.report({"waves": picture()})
        self.trained(run, 400)
        run.report({"waves": picture()})
        lines = (self.runs / "small" / "log.csv").read_text().split()
        first, last = (float(line.split(",")[1]) for line in lines)
        self.assertGreater(last, first + 1)

    def test_what_is_shipped_are_the_averaged_weights(self):
        run = self.trained(Run(SMALL, self.runs, torch.device("cpu")), 5)
        run.save()
        for mine, theirs in zip(shipped(SMALL, self.runs, torch.device("cpu")).parameters(), run.average.parameters()):
            self.assertTrue(torch.equal(mine, theirs))

    def test_every_parameter_has_one_optimizer(self):
        for hidden in (0, 8):
            network = built(dataclasses.replace(SMALL, hidden=hidden))
            of = [[id(p) for group in o.param_groups for p in group["params"]] for o in optimizers_of(network)]
            body = network.layers[1]
            self.assertEqual(of[1:], [] if hidden else [[id(body.square), id(body.point)]])
            self.assertEqual(sorted(sum(of, [])), sorted(map(id, network.parameters())))

    def test_the_rate_warms_up_and_falls_to_a_hundredth(self):
        recipe = dataclasses.replace(SMALL, steps=10_000, rate=1.0)
        self.assertAlmostEqual(rate(recipe, 0), 1 / 500)
        self.assertGreater(rate(recipe, 500), 0.98)
        self.assertAlmostEqual(rate(recipe, 10_000), 0.01)


class Recipes(unittest.TestCase):
    def test_a_start_is_the_same_body_or_its_beginning(self):
        for recipe in (*RECIPES.values(), *QUANTISED.values()):
            if recipe.start:
                start = RECIPES[recipe.start]
                depth = len(start.widths)
                self.assertEqual((recipe.widths[:depth], recipe.sizes[:depth]), (start.widths, start.sizes[:depth]), recipe.id)
                for field in ("stride", "carries", "hidden", "symmetric"):
                    self.assertEqual(getattr(recipe, field), getattr(start, field), recipe.id)
                self.assertEqual(recipe.sizes[-1], start.sizes[-1], recipe.id)


if __name__ == "__main__":
    unittest.main()
