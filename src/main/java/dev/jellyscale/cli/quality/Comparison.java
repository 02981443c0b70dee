package dev.jellyscale.cli.quality;

import dev.jellyscale.cli.quality.luma.LumaImage;
import dev.jellyscale.frame.ColourDescription.Range;
import java.util.List;

/**
 * An original and what came of its small version.
 *
 * @param range which codes stand for black and white
 * @param results of the same size, bicubic first, then each model
 */
record Comparison(LumaImage original, Range range, List<LumaImage> results) {}
