"""Shapes, folding and the start of a training."""

import unittest

import torch
import torch.nn.functional as F

import symmetry
from network import Branched, Upscaler, phases_between
from recipes import QUANTISED, RECIPES
from train import built

# inputs, outputs, size, stride, hidden
SHAPES = [(1, 16, 3, 1, 0), (16, 16, 3, 1, 24), (16, 32, 5, 1, 0), (16, 32, 5, 1, 8), (1, 16, 6, 2, 0), (1, 16, 6, 2, 24)]


def stirred(network):
    """The same with every branch at work; those that start at nothing would hide their mistakes."""
    torch.manual_seed(1)
    for parameter in network.parameters():
        torch.nn.init.normal_(parameter, std=0.1)
    return network


class Folding(unittest.TestCase):
    def test_the_folded_kernel_equals_all_branches(self):
        for shape in SHAPES:
            with self.subTest(shape=shape):
                layer = stirred(Branched(*shape)).double()
                x = torch.rand(2, shape[0], 14, 18, dtype=torch.float64)
                torch.testing.assert_close(layer(x), layer.unfolded(x), rtol=0, atol=1e-12)

    def test_every_branch_has_a_part_in_the_kernel(self):
        layer = stirred(Branched(16, 16, 3, hidden=8))
        kernel = layer.kernel()
        for name in ("square", "wide", "point"):
            with self.subTest(branch=name):
                kept = getattr(layer, name).data.clone()
                getattr(layer, name).data.zero_()
                self.assertFalse(torch.equal(kernel, layer.kernel()))
                getattr(layer, name).data.copy_(kept)
        self.assertTrue(torch.equal(kernel, layer.kernel()))


class Symmetric(unittest.TestCase):
    def test_a_turned_picture_is_enlarged_to_the_same_turned(self):
        for scale in (2, 3, 4):
            network = stirred(Upscaler(scale, (16, 24), (5, 3, 3), symmetric=True)).double()
            x = torch.rand(1, 1, 12, 15, dtype=torch.float64)
            wanted = network(x)
            for way in symmetry.SYMMETRIES:
                with self.subTest(scale=scale, way=way):
                    got = network(symmetry.moved(x, way))
                    torch.testing.assert_close(got, symmetry.moved(wanted, way), rtol=0, atol=1e-12)

    def test_other_networks_know_their_sides(self):
        network = stirred(Upscaler(2, (16, 24), (3, 3, 3))).double()
        x = torch.rand(1, 1, 12, 12, dtype=torch.float64)
        self.assertFalse(torch.allclose(network(x.flip(-1)), network(x).flip(-1)))

    def test_the_folded_kernel_equals_all_branches(self):
        network = stirred(Upscaler(2, (16, 24), (5, 3, 3), symmetric=True)).double()
        for layer in network.layers:
            x = torch.rand(2, layer.inputs, 14, 18, dtype=torch.float64)
            torch.testing.assert_close(layer(x), layer.unfolded(x), rtol=0, atol=1e-12)

    def test_half_resolution_and_odd_widths_are_refused(self):
        for widths, stride in (((20,), 1), ((16,), 2)):
            with self.assertRaises(ValueError):
                Upscaler(2, widths, (6 if stride == 2 else 3, 3), stride, symmetric=True)


class Carrying(unittest.TestCase):
    def test_training_leaves_the_picture_in_its_channel(self):
        for how in ({"hidden": 0}, {"hidden": 8}, {"symmetric": True}):
            with self.subTest(how):
                self.leaves_the_picture(Upscaler(2, (16, 16), (5, 3, 3), carries=True, **how))

    def leaves_the_picture(self, network):
        held = [(layer.kernel()[0].clone(), layer.bias[0].clone()) for layer in network.layers[:-1]]
        optimizer = torch.optim.Adam(network.parameters(), lr=0.1)
        for _ in range(3):
            optimizer.zero_grad()
            network(torch.rand(2, 1, 12, 12)).square().mean().backward()
            optimizer.step()
        for layer, (kernel, bias) in zip(network.layers[:-1], held):
            self.assertTrue(torch.equal(layer.kernel()[0], kernel) and torch.equal(layer.bias[0], bias))
            self.assertFalse(torch.equal(layer.kernel()[1], kernel))

    def test_few_bits_are_near_and_leave_the_picture_exact(self):
        torch.manual_seed(4)
        network = Upscaler(2, (16, 16), (5, 3, 3), carries=True)
        x = torch.rand(1, 1, 24, 24)
        few, all_bits = network.learning(x, half=True), network(x)
        self.assertGreater((few - all_bits).abs().max().item(), 0)
        self.assertLess((few - all_bits).abs().max().item(), 2e-3)
        torch.nn.init.zeros_(network.tail.square)
        torch.testing.assert_close(network.learning(x, half=True), network(x), rtol=0, atol=1e-6)

    def test_few_bits_are_near_in_a_network_that_started_from_another_scale(self):
        torch.manual_seed(4)
        for how in ({}, {"symmetric": True}):
            trained = Upscaler(2, (16, 16), (5, 3, 3), carries=True, **how)
            torch.nn.init.normal_(trained.tail.square, std=0.1)
            network = Upscaler(3, (16, 16), (5, 3, 3), carries=True, **how)
            network.start_from(trained)
            x = torch.rand(1, 1, 24, 24)
            self.assertLess((network.learning(x, half=True) - network(x)).abs().max().item(), 1e-2)

    def test_a_network_that_may_change_the_picture_takes_no_few_bits(self):
        with self.assertRaises(ValueError):
            Upscaler(2, (16,), (3, 3)).learning(torch.rand(1, 1, 8, 8), half=True)


class Shapes(unittest.TestCase):
    def test_every_recipe_gives_pictures_of_its_scale(self):
        for recipe in (*RECIPES.values(), *QUANTISED.values()):
            with self.subTest(recipe=recipe.id):
                result = built(recipe)(torch.rand(2, 1, 12, 16))
                self.assertEqual(result.shape, (2, 1, 12 * recipe.scale, 16 * recipe.scale))

    def test_channels_come_in_blocks_of_16(self):
        for recipe in RECIPES.values():
            self.assertTrue(all(width % 16 == 0 for width in recipe.widths), recipe.id)

    def test_parameters_are_those_of_the_plain_layers(self):
        self.assertEqual(Upscaler(2, (16,), (3, 3)).parameters_at_run_time(), 16 * 9 + 16 + 4 * 16 * 9 + 4)


class Start(unittest.TestCase):
    def test_a_network_starts_as_a_bilinear_resize(self):
        for scale, stride in ((2, 1), (3, 1), (4, 1), (2, 2), (3, 2)):
            with self.subTest(scale=scale, stride=stride):
                network = Upscaler(scale, (16, 16), (6 if stride == 2 else 5, 3, 3), stride)
                for layer in network.layers:
                    torch.nn.init.zeros_(layer.square)
                x = torch.rand(1, 1, 16, 20) - 0.05
                wanted = F.interpolate(x, scale_factor=scale, mode="bilinear", align_corners=False)
                inside = (..., slice(4 * scale, -4 * scale), slice(4 * scale, -4 * scale))
                torch.testing.assert_close(network(x)[inside], wanted[inside], rtol=0, atol=1e-5)

    def test_one_scale_starts_from_another(self):
        trained = stirred(Upscaler(2, (16, 16), (3, 3, 3)))
        network = Upscaler(4, (16, 16), (3, 3, 3))
        network.start_from(trained)
        for mine, theirs in zip(network.layers[:-1], trained.layers[:-1]):
            self.assertTrue(torch.equal(mine.kernel(), theirs.kernel()))
        # Each outermost phase of 4x4 is the nearest one of 2x2.
        corners = network.tail.kernel()[[0, 3, 12, 15]]
        self.assertTrue(torch.equal(corners, trained.tail.kernel()))

    def test_the_same_scale_starts_as_an_equal_network(self):
        trained = stirred(Upscaler(2, (16,), (3, 3)))
        network = Upscaler(2, (16,), (3, 3))
        network.start_from(trained)
        x = torch.rand(1, 1, 8, 8)
        self.assertTrue(torch.equal(network(x), trained(x)))

    def test_a_deeper_network_starts_as_an_equal_one(self):
        trained = stirred(Upscaler(2, (16, 16), (3, 3, 3)))
        network = Upscaler(2, (16, 16, 16, 16), (3, 3, 3, 3, 3))
        network.start_from(trained)
        x = torch.rand(1, 1, 12, 8)
        torch.testing.assert_close(network(x), trained(x), rtol=0, atol=1e-6)

    def test_phases_lie_between_those_of_the_other_scale(self):
        for old, new in ((2, 3), (2, 4), (4, 6)):
            rows = phases_between(old, new)
            self.assertEqual(rows.shape, (new, old))
            torch.testing.assert_close(rows.sum(1), torch.ones(new))


if __name__ == "__main__":
    unittest.main()
