"""Luma as the quality protocol has it, and the pictures that are trained on and measured.

Protocol: Y = BT.601 limited range from 8-bit RGB, rounded; low resolution = antialiased bicubic (Pillow, a = -0.5) of that
Y, rounded to 8 bit; outputs rounded to 8 bit; a border of 2 x scale is cropped; the baseline is Pillow's bicubic.

A network sees luma as the engine feeds it: (Y - 16) / 219, so that nominal black is 0 and nominal white is 1.
"""

import numpy as np
import torch
from PIL import Image

TRAIN_KODAK = range(1, 19)
VALID_KODAK = range(19, 25)
FILM = 0.4  # of all patches are from Kodak
KODAK_SHRINK = (1, 1.25, 1.5, 2.0)
PHOTO_SHRINK = (2.0, 2.5, 3.0)  # JPEG traces vanish below the photographs' own resolution
PHOTO_MORE = 4.0
GREYS, GREY_SEED = 3, 7
BLACK, SPAN = 16.0, 219.0  # BT.601 limited range, 8 bit


def luma(rgb):
    """8-bit RGB (height, width, 3) to 8-bit BT.601 limited-range Y (height, width), rounded."""
    r, g, b = (rgb[..., i].astype(np.float64) for i in range(3))
    y = 16.0 + (65.481 * r + 128.553 * g + 24.966 * b) / 255.0
    return np.clip(np.rint(y), 0, 255).astype(np.uint8)


def resized(y, width, height):
    """Pillow's bicubic, antialiased where it shrinks, rounded to 8 bit."""
    return np.asarray(Image.fromarray(y).resize((width, height), Image.Resampling.BICUBIC))


def shrink(y, scale):
    """The low resolution of the protocol; the sides have to be multiples of `scale`."""
    return resized(y, y.shape[1] // scale, y.shape[0] // scale)


def cut(y, multiple):
    """The largest part from the top left whose sides are multiples."""
    return np.ascontiguousarray(y[: y.shape[0] // multiple * multiple, : y.shape[1] // multiple * multiple])


def pair(y, scale):
    """High and low resolution of one picture."""
    high = cut(y, scale)
    return high, shrink(high, scale)


def kodak(data, numbers):
    """Luma of Kodak pictures by name."""
    names = [f"kodim{i:02d}" for i in numbers]
    return {n: luma(np.asarray(Image.open(data / f"images/kodak/{n}.png").convert("RGB"))) for n in names}


def grey(rgb, random):
    """Another grey picture of the same: any mix of the colours, other gamma and contrast. 8-bit limited-range codes."""
    mixed = rgb @ random.dirichlet((1.5, 2.5, 1.0)) / 255.0
    contrast = random.uniform(0.6, 1.15)
    centred = mixed ** random.uniform(0.7, 1.4) - 0.5
    return np.clip(np.rint(BLACK + SPAN * (0.5 + contrast * centred)), 0, 255).astype(np.uint8)


def training_pictures(data, varied=False):
    """Luma of everything that may be trained on, as (share of the patches, pictures): Kodak 01-18, photographs at several sizes.

    Kodak's are few, but they are scans of film, as what is watched often is: they get more than their share of the pixels. With
    `varied`, they come at several sizes, too, and every picture in GREYS other greys, so that their grain is not learnt by heart.
    """
    random = np.random.default_rng(GREY_SEED)

    def pictures(paths, factors):
        for path in paths:
            picture = Image.open(path).convert("RGB")
            for factor in factors:
                size = (int(picture.width / factor), int(picture.height / factor))
                rgb = np.asarray(picture if factor == 1 else picture.resize(size, Image.Resampling.LANCZOS))
                yield luma(rgb)
                for _ in range(GREYS if varied else 0):
                    yield grey(rgb, random)

    films = [data / f"images/kodak/kodim{i:02d}.png" for i in TRAIN_KODAK]
    photos = sorted((data / "images/photos").glob("*.jpg"))
    more = (PHOTO_MORE,) if varied else ()
    return [
        (FILM, list(pictures(films, KODAK_SHRINK if varied else (1,)))),
        (1 - FILM, list(pictures(photos, PHOTO_SHRINK + more))),
    ]


def nominal(codes):
    """Codes to the values that a network sees."""
    return torch.from_numpy((codes.astype(np.float32) - BLACK) / SPAN)


def codes(values):
    """What a network gives to 8-bit codes, rounded; a tensor in, an array out."""
    return values.mul(SPAN).add(BLACK).round().clamp(0, 255).byte().cpu().numpy()
