"""What is written as ONNX is what was trained."""

import unittest

import onnxruntime
import torch

import export
import quantise
from network import LIFT, Upscaler
from tests.test_network import stirred

CLOSE = 1e-4


def answer(model, x):
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return torch.from_numpy(session.run(None, {"input": x.numpy()})[0])


class Export(unittest.TestCase):
    def test_onnx_equals_pytorch(self):
        for scale, widths, sizes, stride in ((2, (16, 32), (3, 3, 3), 1), (3, (16,), (5, 3), 1), (4, (16,), (3, 3), 1), (2, (32,), (6, 3), 2)):
            with self.subTest(scale=scale, stride=stride):
                network = stirred(Upscaler(scale, widths, sizes, stride)).eval()
                for x in (torch.rand(1, 1, 24, 36), torch.rand(2, 1, 30, 16) * 1.2 - 0.1):
                    with torch.no_grad():
                        wanted = network(x)
                    torch.testing.assert_close(answer(export.model(network, "test"), x), wanted, rtol=0, atol=CLOSE)

    def test_nothing_but_convolutions_and_relu_before_the_shuffle(self):
        nodes = export.model(Upscaler(2, (16, 16), (3, 3, 3)), "test").graph.node
        self.assertEqual([n.op_type for n in nodes], ["Conv", "Relu", "Conv", "Relu", "Conv", "DepthToSpace"])


class QuantisedExport(unittest.TestCase):
    def setUp(self):
        torch.manual_seed(3)
        self.x = torch.rand(1, 1, 24, 32)
        self.origin = Upscaler(2, (16, 16, 16), (3, 3, 3, 3))
        self.network = quantise.Quantised(self.origin)
        self.network.calibrate([self.x])

    def test_onnx_equals_pytorch_but_for_single_steps_of_rounding(self):
        with torch.no_grad():
            wanted = self.network(self.x)
        difference = (answer(quantise.model(self.network, "test"), self.x) - wanted).abs()
        # Where float order turns a tie over, an activation moves by one step; nowhere may it move by more.
        self.assertLess(difference.max().item(), 2 * self.network.quanta.max().item())
        self.assertLess(difference.mean().item(), CLOSE)

    def test_eight_bit_is_near_floating_point_but_not_equal(self):
        with torch.no_grad():
            difference = (self.network(self.x) - self.origin(self.x)).abs().max().item()
        self.assertGreater(difference, 0)
        self.assertLess(difference, 0.05)

    def test_weights_between_the_ends_are_eight_bit(self):
        weights = {t.name: t.data_type for t in quantise.model(self.network, "test").graph.initializer}
        self.assertEqual([weights[f"w{n}"] for n in range(4)], [1, 3, 3, 1])  # FLOAT 1, INT8 3

    def test_the_picture_goes_through_as_it_is(self):
        network = Upscaler(2, (16, 16, 16), (3, 3, 3, 3), carries=True)
        for layer in network.layers[1:]:
            torch.nn.init.zeros_(layer.square)
        eight = quantise.Quantised(network)
        eight.calibrate([self.x])
        codes = torch.randint(0, 200, (1, 1, 24, 32))
        with torch.no_grad():
            x = codes * eight.quantum(0) - LIFT
            torch.testing.assert_close(eight(x), network(x), rtol=0, atol=1e-6)

    def test_learning_leaves_what_carries(self):
        eight = quantise.Quantised(Upscaler(2, (16, 16), (3, 3, 3), carries=True))
        eight.calibrate([self.x])
        held = [kernel[0].clone() for kernel in eight.kernels[:-1]]
        optimizer = torch.optim.Adam(eight.parameters(), lr=0.1)
        eight(self.x).square().mean().backward()
        optimizer.step()
        for kernel, first in zip(eight.kernels, held):
            self.assertTrue(torch.equal(kernel[0], first))

    def test_dead_channels_and_tensors_do_no_harm(self):
        with torch.no_grad():
            self.network.kernels[1][3] = 0
            self.network.quanta[2] = -1e-3
        wanted = self.network(self.x)
        self.assertTrue(wanted.isfinite().all())
        difference = (answer(quantise.model(self.network, "test"), self.x) - wanted.detach()).abs()
        self.assertLess(difference.mean().item(), CLOSE)

    def test_a_bias_that_does_not_fit_is_refused(self):
        with torch.no_grad():
            self.network.kernels[1][3] = 0
            self.network.biases[1][3] = 1e6
        with self.assertRaises(ValueError):
            quantise.model(self.network, "test")

    def test_rounding_lets_gradients_pass(self):
        x = torch.tensor([0.4, 1.6], requires_grad=True)
        (quantise.rounded(x) * torch.tensor([2.0, 3.0])).sum().backward()
        self.assertEqual(x.grad.tolist(), [2.0, 3.0])


if __name__ == "__main__":
    unittest.main()
