"""Compressed pairs: aligned, of every sort, and the same for the same seed. Needs an FFmpeg (FFMPEG names it, else `ffmpeg`)."""

import os
import shutil
import unittest

import numpy as np

import compress
from luma import shrink
from measure import psnr
from tests.test_training import picture

FFMPEG = os.environ.get("FFMPEG", "ffmpeg")


class Moving(unittest.TestCase):
    def test_windows_stay_inside_and_have_even_low_sides(self):
        for seed in range(30):
            frames = compress.moving(picture(203, 301), 4, np.random.default_rng(seed))
            self.assertIn(len(frames), (1, compress.LENGTH))
            self.assertEqual({f.shape for f in frames}, {(176, 276)})

    def test_some_pictures_become_worse_and_none_unlike_itself(self):
        low = shrink(picture(), 2)
        errors = [np.abs(compress.worse(low, np.random.default_rng(seed)).astype(int) - low).mean() for seed in range(20)]
        self.assertEqual(min(errors), 0)
        self.assertGreater(max(errors), 1)
        self.assertLess(max(errors), 8)


@unittest.skipUnless(shutil.which(FFMPEG), "SKIPPED: no FFmpeg; set FFMPEG")
class Transcoding(unittest.TestCase):
    def test_frames_come_back_in_order_and_aligned(self):
        wide = picture(96, 300)
        lows = [np.ascontiguousarray(wide[:, 8 * t : 8 * t + 192]) for t in range(compress.LENGTH)]
        for options in (["-c:v", "libx264", "-crf", "12"], ["-c:v", "mpeg2video", "-b:v", "8M", "-g", "12", "-bf", "2"]):
            with self.subTest(options[1]):
                coded = compress.transcoded(lows, options, FFMPEG)
                nearest = [int(np.argmax([psnr(low, back, 2) for low in lows])) for back in coded]
                self.assertEqual(nearest, list(range(len(lows))))
                for low, back in zip(lows, coded, strict=True):
                    self.assertGreater(psnr(low, back, 2), 30)

    def test_what_is_kept_is_spread_over_a_clip(self):
        pairs = compress.clip(picture(200, 300), 2, np.random.default_rng(2), FFMPEG)
        self.assertIn(len(pairs), (1, compress.KEPT))

    def test_a_higher_crf_is_worse(self):
        low = shrink(picture(), 2)
        good, bad = (
            psnr(low, compress.transcoded([low], ["-c:v", "libx264", "-crf", str(crf)], FFMPEG)[0], 2) for crf in compress.X264_CRF
        )
        self.assertGreater(good, bad + 3)

    def test_both_encoders_occur_and_a_seed_repeats(self):
        names = {compress.codec((244, 372), np.random.default_rng(seed))[1] for seed in range(20)}
        self.assertEqual(names, {"libx264", "mpeg2video"})
        one, other = (compress.clip(picture(200, 300), 2, np.random.default_rng(3), FFMPEG) for _ in range(2))
        for (high, low), (same_high, same_low) in zip(one, other, strict=True):
            self.assertTrue(np.array_equal(high, same_high) and np.array_equal(low, same_low))


if __name__ == "__main__":
    unittest.main()
