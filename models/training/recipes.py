"""What each network is and how it is trained.

The seed of a recipe settles what is drawn. A run repeats exactly with the same flags, libraries and processor, and where nothing
interrupted it; what is compressed depends on the FFmpeg, too.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Recipe:
    """`sizes` are kernels, one more than `widths`; `start` is a recipe whose trained network this one starts from."""

    id: str
    scale: int
    widths: tuple
    sizes: tuple
    steps: int
    stride: int = 1  # 2: works at half the resolution
    carries: bool = False  # one channel stays the picture, so that most of the training may be in bfloat16
    hidden: int = 0  # channels of the layer in between where each layer is trained as two
    varied: bool = False  # every training picture also in other sizes and greys
    symmetric: bool = False  # a turned picture is enlarged to the same, turned
    rate: float = 1e-3
    batch: int = 16
    side: int = 40  # of a low-resolution patch, pixels
    seed: int = 20261122
    start: str | None = None
    compressed: bool = False  # trained on pictures that went through a video encoder


SWIFT = {"widths": (16, 32, 16), "sizes": (3, 3, 3, 3), "hidden": 128}
CLEAR = {"widths": (32,) * 12, "sizes": (3,) * 13, "carries": True, "symmetric": True}

RECIPES = {
    recipe.id: recipe
    for recipe in (
        Recipe("swift-x2", 2, **SWIFT, steps=80_000, rate=2e-3),
        Recipe("swift-x3", 3, **SWIFT, steps=15_000, rate=1e-3, start="swift-x2"),
        Recipe("swift-x4", 4, **SWIFT, steps=15_000, rate=1e-3, start="swift-x2"),
        Recipe("clear-x2", 2, **CLEAR, varied=True, steps=30_000),
        Recipe("clear-x3", 3, **CLEAR, varied=True, steps=3_000, rate=5e-4, start="clear-x2"),
        Recipe("clear-x4", 4, **CLEAR, varied=True, steps=3_000, rate=5e-4, start="clear-x2"),
        Recipe("restore-x2", 2, **CLEAR, steps=25_000, compressed=True),
    )
}

# 8-bit variants: a short training goes on from the network at `start` with the rounding in place.
QUANTISED = {
    recipe.id: recipe
    for recipe in (
        Recipe("swift-x2-int8", 2, **SWIFT, steps=4_000, rate=1e-4, start="swift-x2"),
        Recipe("clear-x2-int8", 2, **CLEAR, varied=True, steps=2_500, rate=1e-4, start="clear-x2"),
    )
}
