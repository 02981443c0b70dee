"""The networks: convolutions and ReLU at low resolution, then a pixel shuffle.

Channels come in multiples of 16, the block in which the CPU back end stores them.
"""

import math

import torch
import torch.nn.functional as F
from torch import nn

import symmetry

LIFT = 0.1  # added to the picture inside, so that ReLU lets codes below black pass


class Branched(nn.Module):
    """A convolution that is trained as a sum of branches and folds into one kernel.

    Branches: k x k, 1 x 1, and a fixed kernel, the identity where there are as many outputs as inputs (RepVGG, Ding et al.,
    CVPR 2021). With `hidden`, k x k is trained as two layers, into that many channels and back (SESR, Bhardwaj et al., MLSys
    2022). All of it is linear and padded alike, so the sum is one k x k kernel, exactly. It is folded in every forward pass, on
    the small kernels instead of on the feature maps: training costs hardly more than the plain layer.

    With `sides`, tables of symmetry.py for inputs and outputs, kernel and bias have all symmetries of the square.

    What is learnt lies in matrices, one row for each output, because that is what the optimizer of a body works on.
    """

    def __init__(self, inputs, outputs, size, stride=1, hidden=0, sides=None):
        super().__init__()
        self.inputs, self.size, self.stride = inputs, size, stride
        self.centre, self.padding = (size - 1) // 2, (size - stride) // 2
        columns = inputs * size * size
        self.square = nn.Parameter(torch.empty(outputs, hidden or columns))
        self.wide = nn.Parameter(torch.empty(hidden, columns)) if hidden else None
        self.point = nn.Parameter(torch.zeros(outputs, inputs))
        self.offset = nn.Parameter(torch.zeros(outputs))
        nn.init.normal_(self.square, std=0.5 / math.sqrt(hidden or columns))
        if hidden:
            nn.init.normal_(self.wide, std=1 / math.sqrt(columns))
        fixed = torch.zeros(outputs, inputs, size, size)
        if inputs == outputs:
            for c in range(inputs):
                fixed[c, c, self.centre, self.centre] = 1.0
        self.register_buffer("fixed", fixed)
        tables = sides and (symmetry.of_kernels(*sides, size), symmetry.of_kernels(*sides, 1), sides[1])
        for name, table in zip(("of_square", "of_point", "of_offset"), tables or (None,) * 3):
            self.register_buffer(name, table, persistent=False)
        if sides:
            with torch.no_grad():  # a mean of eight is small
                self.square.copy_(math.sqrt(8) * even(self.square, self.of_square))

    def hold(self, channel):
        """Keeps what the fixed kernel and the bias give for an output channel; every branch has to be 0 there."""
        keep((self.square, self.point, self.offset), channel)

    def branches(self):
        """The kernels of the k x k and of the 1 x 1 branch."""
        square = self.square if self.wide is None else self.square @ self.wide
        square, point = even(square, self.of_square), even(self.point, self.of_point)
        return square.view(-1, self.inputs, self.size, self.size), point[..., None, None]

    @property
    def bias(self):
        return even(self.offset, self.of_offset)

    def kernel(self):
        """The one kernel that all branches fold into: (outputs, inputs, size, size)."""
        square, point = self.branches()
        before, after = self.centre, self.size - 1 - self.centre
        return square + F.pad(point, (before, after, before, after)) + self.fixed

    def forward(self, x):
        return F.conv2d(x, self.kernel(), self.bias, stride=self.stride, padding=self.padding)

    def unfolded(self, x):
        """The same by each branch on its own: what the kernel has to equal."""
        square, point = self.branches()
        wide = F.conv2d(x, square, stride=self.stride, padding=self.padding)
        same = F.conv2d(x, self.fixed, stride=self.stride, padding=self.padding)
        return wide + F.conv2d(x, point, stride=self.stride) + same + self.bias[:, None, None]


def keep(parameters, row):
    """Keeps a row of each parameter as it is: its gradient is 0."""

    def without(gradient):
        gradient = gradient.clone()
        gradient[row] = 0
        return gradient

    for parameter in parameters:
        parameter.register_hook(without)


def even(weights, table):
    """The mean of weights and of what takes their places under the symmetries; without a table, the weights."""
    return weights if table is None else weights.flatten()[table].mean(0).view_as(weights)


class Upscaler(nn.Module):
    """`widths` are the channels between the layers, `sizes` the kernels of all layers.

    With `stride` 2 the first layer halves both sides, its kernel is even, and everything runs at a quarter of the pixels; the
    last layer then gives four times as many phases. Kernels are odd everywhere else.

    The first channels start as a copy of the picture, lifted by LIFT, and the last layer as a bilinear resize of them. The
    network therefore learns a correction, as a residual network does, without an addition at run time. With `carries` they
    stay that copy, and most of a training may be computed in few bits. `hidden` is that of every layer. With `symmetric`, a turned
    or mirrored picture is enlarged to the same, turned or mirrored.
    """

    def __init__(self, scale, widths, sizes, stride=1, carries=False, hidden=0, symmetric=False):
        super().__init__()
        if len(sizes) != len(widths) + 1:
            raise ValueError("there is one kernel more than there are widths")
        if carries and stride > 1:
            raise ValueError("what works at half the resolution carries no whole picture")
        if symmetric and (stride > 1 or hidden):
            raise ValueError("symmetric layers have stride 1 and are trained as they are")
        self.scale, self.stride, self.block, self.carries = scale, stride, scale * stride, carries
        channels = (1, *widths, self.block**2)
        strides = (stride, *(1 for _ in widths))
        sides = (None,) * len(sizes)
        if symmetric:
            tables = (torch.zeros(8, 1, dtype=torch.long), *map(symmetry.of_channels, widths), symmetry.of_phases(self.block))
            sides = zip(tables, tables[1:])
        self.layers = nn.ModuleList(
            Branched(*shape, hidden, side) for shape, side in zip(zip(channels, channels[1:], sizes, strides), sides)
        )
        self.carry_the_picture()

    @property
    def tail(self):
        return self.layers[-1]

    @torch.no_grad()
    def carry_the_picture(self):
        carried = self.stride**2
        for n, layer in enumerate(self.layers[:-1]):
            layer.square[:carried].zero_()
            layer.fixed[:carried].zero_()
            for c in range(carried):
                y, x = divmod(c, self.stride) if n == 0 else (0, 0)
                layer.fixed[c, c if n else 0, layer.centre + y, layer.centre + x] = 1.0
            if self.carries:
                for c in range(carried):
                    layer.hold(c)
        self.layers[0].offset[:carried] = LIFT
        self.tail.offset.fill_(-LIFT)
        self.tail.square.mul_(0.1)
        self.tail.fixed.zero_()
        for phase in range(self.block**2):
            y, x = divmod(phase, self.block)
            for down, a in self.near(y):
                for across, b in self.near(x):
                    channel = down % self.stride * self.stride + across % self.stride
                    row, column = (self.tail.centre + at // self.stride for at in (down, across))
                    self.tail.fixed[phase, channel, row, column] = a * b

    def near(self, phase):
        """The two input pixels, counted from the first of a block, that a phase lies between, and their weights."""
        where = (phase + 0.5) / self.scale - 0.5
        first = math.floor(where)
        return (first, 1 - where + first), (first + 1, where - first)

    @torch.no_grad()
    def start_from(self, other):
        """Takes the body of a trained network of the same widths, and its last layer, resized to this scale's phases.

        Where this one is deeper, what it has more begins as the identity, which changes nothing behind a ReLU (Net2DeeperNet,
        Chen et al., ICLR 2016).
        """
        for mine, theirs in zip(self.layers[:-1], other.layers[:-1]):
            mine.load_state_dict(theirs.state_dict())
        for more in self.layers[len(other.layers) - 1 : -1]:
            more.square.zero_()
        if self.block == other.block:
            self.tail.load_state_dict(other.tail.state_dict())
            return
        # Phases are samples inside of one pixel: those of the new scale lie between those of the old one.
        kernel, bias = other.tail.kernel(), other.tail.bias
        spread = phases_between(other.block, self.block)
        both = torch.einsum("ya,xb->yxab", spread, spread).reshape(self.block**2, other.block**2)
        self.tail.fixed.copy_(torch.einsum("po,oikl->pikl", both, kernel))
        self.tail.offset.copy_(both @ bias)
        self.tail.square.zero_()

    def forward(self, x):
        for layer in self.layers[:-1]:
            x = F.relu(layer(x))
        return F.pixel_shuffle(self.tail(x), self.block)

    def learning(self, picture, half):
        """What `forward` gives; with `half`, which a network that `carries` can take, all but the first layer in bfloat16.

        bfloat16 has 8 bits: in it the picture itself would come out wrong by half a code, and the network would learn to mend
        that. What the fixed kernels carry is therefore added in 32 bit; only the correction is computed in few bits.
        """
        if not half:
            return self(picture)
        if not self.carries:
            raise ValueError("only a network that carries the picture is trained in bfloat16")
        x = F.relu(self.layers[0](picture))
        with torch.autocast(picture.device.type, torch.bfloat16):
            for layer in self.layers[1:-1]:
                x = F.relu(layer(x))
            correction = F.conv2d(x, self.tail.kernel() - self.carried(), padding=self.tail.padding)
        exact = F.conv2d(picture + LIFT, self.tail.fixed[:, :1], self.tail.bias, padding=self.tail.padding)
        return F.pixel_shuffle(correction.float() + exact, self.block)

    def carried(self):
        """What the last layer's fixed kernel takes from the channel that is the picture."""
        kernel = torch.zeros_like(self.tail.fixed)
        kernel[:, :1] = self.tail.fixed[:, :1]
        return kernel

    def parameters_at_run_time(self):
        return sum(layer.kernel().numel() + layer.bias.numel() for layer in self.layers)


def phases_between(old, new):
    """Linear interpolation of `new` phases of a pixel between `old` ones, held at the ends: (new, old), rows sum to 1."""
    where = ((torch.arange(new) + 0.5) / new * old - 0.5).clamp(0, old - 1)
    rows = torch.zeros(new, old)
    for p, w in enumerate(where.tolist()):
        low = min(int(w), old - 2)
        rows[p, low], rows[p, low + 1] = 1 - (w - low), w - low
    return rows
