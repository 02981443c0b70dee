"""PSNR and gain over bicubic by the protocol of luma.py."""

import math

import numpy as np
import torch

from luma import codes, nominal, pair, resized


def psnr(a, b, border):
    """In dB, of 8-bit codes, without `border` pixels at each edge."""
    a = a[border:-border, border:-border].astype(np.float64)
    b = b[border:-border, border:-border].astype(np.float64)
    return 10 * math.log10(255.0**2 / np.mean((a - b) ** 2))


@torch.no_grad()
def enlarged(network, low, device):
    """One picture of codes through the network, to codes."""
    return codes(network(nominal(low)[None, None].to(device)))[0, 0]


def measure(network, pictures, device):
    """Rows of (bicubic, network) in dB by name of the picture."""
    rows = {}
    for name, y in pictures.items():
        high, low = pair(y, network.scale)
        bicubic = resized(low, high.shape[1], high.shape[0])
        border = 2 * network.scale
        rows[name] = (psnr(bicubic, high, border), psnr(enlarged(network, low, device), high, border))
    return rows


def gain(rows):
    """Mean gain over bicubic in dB."""
    return sum(network - bicubic for bicubic, network in rows.values()) / len(rows)
