"""The eight symmetries of the square, and kernels that have them all.

A network of such kernels gives the turned or mirrored answer for a turned or mirrored picture (group equivariant convolutions,
Cohen and Welling, ICML 2016). Nature looks much the same from all sides, so nothing is lost, and a network that need not
learn everything eight times learns far more from few pictures. The kernels are written out for the run time, where nothing of
this is left but plain convolutions.
"""

import torch

SYMMETRIES = [(turns, mirrored) for mirrored in (False, True) for turns in range(4)]
ALIKE = 8  # first channels of a layer, which look the same from all sides; the others come in eights


def moved(picture, symmetry):
    """A picture, in the last two dimensions, mirrored from left to right where that is asked for, then turned."""
    turns, mirrored = symmetry
    return torch.rot90(picture.flip(-1) if mirrored else picture, turns, (-2, -1))


def after(second, first):
    """The number of the symmetry that does what two of them do one after the other."""
    probe = torch.arange(9).view(3, 3)
    both = moved(moved(probe, first), second)
    return next(n for n, symmetry in enumerate(SYMMETRIES) if torch.equal(moved(probe, symmetry), both))


def of_channels(width):
    """(8, width): the channel whose place each channel takes under each symmetry."""
    if width % 8:
        raise ValueError("channels come in eights, one for each symmetry")
    rows = []
    for symmetry in SYMMETRIES:
        goes = [after(symmetry, one) for one in SYMMETRIES]
        eight = [goes.index(n) for n in range(8)]
        rows.append([*range(ALIKE), *(first + n for first in range(ALIKE, width, 8) for n in eight)])
    return torch.tensor(rows)


def of_phases(block):
    """(8, block x block): the same for the pixels of a block, which move as a picture does."""
    pixels = torch.arange(block * block).view(block, block)
    return torch.stack([moved(pixels, symmetry).reshape(-1) for symmetry in SYMMETRIES])


def of_kernels(inputs, outputs, size):
    """(8, all weights): the weight whose place each weight takes, for the channels' (8, n) tables of both ends."""
    weights = torch.arange(outputs.shape[1] * inputs.shape[1] * size * size).view(outputs.shape[1], inputs.shape[1], size, size)
    tables = []
    for symmetry, into, out_of in zip(SYMMETRIES, inputs, outputs):
        tables.append(moved(weights[out_of][:, into], symmetry).reshape(-1))
    return torch.stack(tables)
