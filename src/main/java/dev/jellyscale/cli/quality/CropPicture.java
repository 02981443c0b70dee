package dev.jellyscale.cli.quality;

import dev.jellyscale.cli.quality.luma.LumaImage;
import dev.jellyscale.frame.ColourDescription.Range;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Shows where bicubic and the first model differ most: the original, bicubic and each model side by
 * side, grey, each pixel twice as wide and high, with gaps between them.
 */
final class CropPicture {
  private static final int SIZE = 128;
  private static final int STEP = 64;
  private static final int ZOOM = 2;
  private static final int GAP = 2;
  private static final int WHITE = 255;

  private CropPicture() {}

  /** Grey, 8 bit, codes of limited range stretched so that nominal black is 0. */
  static BufferedImage of(Comparison comparison) {
    var panels = new ArrayList<LumaImage>();
    panels.add(comparison.original());
    panels.addAll(comparison.results());
    var crop = Crop.of(comparison.results());
    int step = crop.width * ZOOM + GAP;
    var picture =
        new BufferedImage(
            panels.size() * step - GAP, crop.height * ZOOM, BufferedImage.TYPE_BYTE_GRAY);
    fillWhite(picture);
    for (int i = 0; i < panels.size(); i++) {
      draw(panels.get(i), comparison.range(), crop, new Spot(picture, i * step));
    }
    return picture;
  }

  private static void fillWhite(BufferedImage picture) {
    var raster = picture.getRaster();
    var row = new int[picture.getWidth()];
    Arrays.fill(row, WHITE);
    for (int y = 0; y < picture.getHeight(); y++) {
      raster.setSamples(0, y, row.length, 1, 0, row);
    }
  }

  /** Where a panel begins. */
  private record Spot(BufferedImage picture, int left) {}

  private static void draw(LumaImage panel, Range range, Crop crop, Spot spot) {
    var row = new int[crop.width * ZOOM];
    for (int y = 0; y < crop.height * ZOOM; y++) {
      for (int x = 0; x < row.length; x++) {
        row[x] = grey(panel.code(crop.left + x / ZOOM, crop.top + y / ZOOM), range);
      }
      spot.picture.getRaster().setSamples(spot.left, y, row.length, 1, 0, row);
    }
  }

  private static int grey(int code, Range range) {
    return range == Range.FULL
        ? code
        : Math.clamp(Math.round((code - 16) * (float) WHITE / 219), 0, WHITE);
  }

  /** Part of a picture, 128x128 pixels or all that a smaller picture has. */
  private record Crop(int left, int top, int width, int height) {

    /** Of all on a grid of 64 pixels, the first with the greatest sum of squared differences. */
    static Crop of(List<LumaImage> results) {
      var bicubic = results.getFirst();
      var model = results.get(1);
      int width = Math.min(SIZE, bicubic.width());
      int height = Math.min(SIZE, bicubic.height());
      var best = new Crop(0, 0, width, height);
      long most = -1;
      for (int top = 0; top + height <= bicubic.height(); top += STEP) {
        for (int left = 0; left + width <= bicubic.width(); left += STEP) {
          var crop = new Crop(left, top, width, height);
          long difference = crop.difference(bicubic, model);
          if (difference > most) {
            most = difference;
            best = crop;
          }
        }
      }
      return best;
    }

    private long difference(LumaImage first, LumaImage second) {
      long sum = 0;
      for (int y = top; y < top + height; y++) {
        for (int x = left; x < left + width; x++) {
          int difference = first.code(x, y) - second.code(x, y);
          sum += (long) difference * difference;
        }
      }
      return sum;
    }
  }
}
