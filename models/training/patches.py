"""Random aligned patches of high and low resolution."""

import numpy as np

from luma import BLACK, nominal


class Patches:
    """Flipped and turned; busy patches are preferred, because flat ones teach little.

    `groups` are (share, pairs): which part of all patches comes from these (high, low) arrays of codes. `side` is that of the
    low-resolution patch in pixels; pictures that are smaller are left out.
    """

    def __init__(self, groups, scale, side, batch, seed):
        self.scale, self.side, self.batch = scale, side, batch
        self.random = np.random.default_rng(seed)
        self.pairs, weights = [], []
        for share, pairs in groups:
            fit = [p for p in pairs if min(p[1].shape) >= side]
            # A picture is drawn with the square root of its area: large photographs do not drown the rest.
            weight = np.sqrt([low.size for _, low in fit])
            self.pairs += fit
            weights.append(share * weight / weight.sum())
        weight = np.concatenate(weights)
        self.weight = np.cumsum(weight / weight.sum())

    def draw(self):
        """A batch as values for a network: low (n, 1, side, side) and high (n, 1, side x scale, side x scale)."""
        lows = np.empty((self.batch, 1, self.side, self.side), np.float32)
        highs = np.empty((self.batch, 1, self.side * self.scale, self.side * self.scale), np.float32)
        for n in range(self.batch):
            high, low = max((self.pick() for _ in range(2)), key=lambda patch: patch[1].std())
            turns = int(self.random.integers(4))
            high, low = np.rot90(high, turns), np.rot90(low, turns)
            if self.random.integers(2):
                high, low = high[:, ::-1], low[:, ::-1]
            highs[n, 0], lows[n, 0] = high, low
        # Film has codes below black and above white too, which no picture of the training set shows.
        shift = self.random.uniform(-BLACK, BLACK, (self.batch, 1, 1, 1)).astype(np.float32)
        shift[self.random.random(self.batch) < 0.75] = 0.0
        return nominal(lows + shift), nominal(highs + shift)

    def pick(self):
        which = min(int(np.searchsorted(self.weight, self.random.random())), len(self.pairs) - 1)
        high, low = self.pairs[which]
        y = int(self.random.integers(low.shape[0] - self.side + 1))
        x = int(self.random.integers(low.shape[1] - self.side + 1))
        s, k = self.side, self.scale
        return high[y * k : (y + s) * k, x * k : (x + s) * k], low[y : y + s, x : x + s]
