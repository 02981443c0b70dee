package dev.jellyscale.cli.quality;

import dev.jellyscale.cli.quality.luma.Degradation;
import dev.jellyscale.cli.quality.luma.LumaImage;
import dev.jellyscale.cli.quality.luma.PictureFile;
import dev.jellyscale.cli.quality.luma.PixelLimit;
import dev.jellyscale.cli.quality.luma.VideoFile;
import dev.jellyscale.cli.quality.report.QualityRow;
import dev.jellyscale.cli.quality.report.Score;
import dev.jellyscale.error.JellyscaleException.LimitExceeded;
import dev.jellyscale.frame.ColourDescription.Range;
import dev.jellyscale.video.ffmpeg.ShownName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Shrinks pictures, enlarges them again and compares with the originals: on luma of 8 bit, by
 * bicubic as the baseline and by each model through the engine.
 */
final class QualityMeasurement {
  private final Contenders contenders;
  private final Degradation degradation;
  private final int frames;

  /**
   * @param degradation of the contenders' scale
   * @param frames of each video, at least 1
   */
  QualityMeasurement(Contenders contenders, Degradation degradation, int frames) {
    this.contenders = contenders;
    this.degradation = degradation;
    this.frames = frames;
  }

  /** Sees each first picture of a file compared. */
  @FunctionalInterface
  interface Witness {
    void see(Path file, Comparison first) throws IOException;
  }

  /**
   * Measures one picture or video.
   *
   * @param witness sees its first picture
   * @throws dev.jellyscale.error.JellyscaleException if it is neither, is damaged, or too small or
   *     too large to be compared
   */
  QualityRow measure(Path file, Witness witness) throws IOException, InterruptedException {
    var compared = new Compared();
    if (PictureFile.isPicture(file)) {
      compare(file, List.of(PictureFile.read(file)), Range.LIMITED, compared);
    } else {
      measureVideo(file, compared);
    }
    witness.see(file, compared.first.getFirst());
    return QualityRow.of(ShownName.plain(file), compared.scores);
  }

  private void measureVideo(Path file, Compared compared) throws InterruptedException {
    var video = VideoFile.open(file);
    if (degradation.loss().isEmpty()) {
      video.read(
          video.spread(frames),
          picture -> compare(file, List.of(picture), video.range(), compared));
      return;
    }
    var numbers = video.middle(frames);
    if (numbers.size() * video.pixels() > PixelLimit.TOGETHER) {
      throw new LimitExceeded(
          "%d frames of %s have more than %d pixels together; ask for fewer frames"
              .formatted(numbers.size(), ShownName.of(file), PixelLimit.TOGETHER));
    }
    var pictures = new ArrayList<LumaImage>();
    video.read(numbers, pictures::add);
    compare(file, pictures, video.range(), compared);
  }

  private void compare(Path file, List<LumaImage> pictures, Range range, Compared compared)
      throws InterruptedException {
    var originals = new ArrayList<LumaImage>();
    for (var picture : pictures) {
      originals.add(degradation.cropped(ShownName.of(file), picture));
    }
    var small = degradation.small(originals);
    for (int i = 0; i < small.size(); i++) {
      var results = contenders.enlarge(small.get(i), range);
      compared.add(new Comparison(originals.get(i), range, results), degradation.border());
    }
  }

  /** The pictures of one file as far as they are compared. */
  private static final class Compared {
    private final List<Comparison> first = new ArrayList<>(1);
    private final List<List<Score>> scores = new ArrayList<>();

    void add(Comparison comparison, int border) {
      if (first.isEmpty()) {
        first.add(comparison);
      }
      scores.add(
          comparison.results().stream()
              .map(result -> Score.of(comparison.original(), result, border))
              .toList());
    }
  }
}
