package dev.jellyscale.cli.quality.report;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What was measured on one file.
 *
 * @param source name of the file, without characters that cannot be shown
 * @param frames pictures of it that were compared
 * @param scores mean over them, bicubic first, then each model
 */
public record QualityRow(String source, int frames, List<Score> scores) {

  public static QualityRow of(String source, List<List<Score>> frames) {
    return new QualityRow(source, frames.size(), means(frames));
  }

  /** What the model gains over bicubic in decibels; the first model has number 0. */
  public double gain(int model) {
    return gain(scores, model);
  }

  static double gain(List<Score> scores, int model) {
    return scores.get(model + 1).psnr() - scores.getFirst().psnr();
  }

  /** The mean of each column over lines of equal length, at least one. */
  static List<Score> means(List<List<Score>> lines) {
    return IntStream.range(0, lines.getFirst().size())
        .mapToObj(column -> Score.mean(lines.stream().map(line -> line.get(column)).toList()))
        .toList();
  }
}
