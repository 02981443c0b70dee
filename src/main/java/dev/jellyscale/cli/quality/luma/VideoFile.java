package dev.jellyscale.cli.quality.luma;

import dev.jellyscale.error.JellyscaleException.Unsupported;
import dev.jellyscale.frame.ColourDescription.Range;
import dev.jellyscale.frame.FramePool;
import dev.jellyscale.frame.PixelFormat.Family;
import dev.jellyscale.protocol.Deinterlace;
import dev.jellyscale.protocol.FrameRange;
import dev.jellyscale.video.decode.DecodeOptions;
import dev.jellyscale.video.decode.FrameReader;
import dev.jellyscale.video.ffmpeg.ShownName;
import dev.jellyscale.video.probe.ProbeOptions;
import dev.jellyscale.video.probe.ProbedSource;
import dev.jellyscale.video.probe.SourceProbe;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** A video whose luma is read as it is stored: neither deinterlaced nor turned nor cropped. */
public final class VideoFile {
  private static final DecodeOptions DECODING = new DecodeOptions(2, Deinterlace.OFF, false, false);

  /** Frames between two wanted ones from which on it is quicker to seek than to read on. */
  private static final int FAR = 250;

  private final ProbedSource source;

  private VideoFile(ProbedSource source) {
    this.source = source;
  }

  /**
   * Opens a video that decodes to planes of YUV.
   *
   * @throws dev.jellyscale.error.JellyscaleException as {@link SourceProbe#probe} says; also where
   *     its pictures are larger than {@link PixelLimit#PICTURE} or have no luma
   */
  public static VideoFile open(Path file) {
    var source = SourceProbe.probe(file, ProbeOptions.STRICT);
    var format = source.facts().video().format();
    PixelLimit.requireWithin(ShownName.of(file), format.width(), format.height());
    if (format.pixels().family() != Family.YUV) {
      throw new Unsupported(ShownName.of(file) + " holds RGB, which has no plane of luma");
    }
    return new VideoFile(source);
  }

  /** Which codes of it stand for black and white. */
  public Range range() {
    return source.facts().video().colour().range();
  }

  /** Pixels of a picture. */
  public long pixels() {
    var format = source.facts().video().format();
    return (long) format.width() * format.height();
  }

  /** Numbers of frames at even distance: the middles of so many equal parts, at most all. */
  public List<Integer> spread(int wanted) {
    long count = source.index().frames();
    int parts = (int) Math.min(wanted, count);
    return IntStream.range(0, parts)
        .map(i -> (int) ((2L * i + 1) * count / (2L * parts)))
        .boxed()
        .toList();
  }

  /** Numbers of successive frames in the middle, at most all. */
  public List<Integer> middle(int wanted) {
    int count = source.index().frames();
    int length = Math.min(wanted, count);
    int first = (count - length) / 2;
    return IntStream.range(first, first + length).boxed().toList();
  }

  /** Takes the pictures that are read. */
  @FunctionalInterface
  public interface Sink {
    void take(LumaImage picture) throws InterruptedException;
  }

  /**
   * Reads frames.
   *
   * @param numbers at least one, ascending
   * @throws dev.jellyscale.error.JellyscaleException.Damaged if one of them cannot be decoded
   */
  public void read(List<Integer> numbers, Sink sink) throws InterruptedException {
    int next = 0;
    while (next < numbers.size()) {
      int end = groupEnd(numbers, next);
      readGroup(numbers.subList(next, end), sink);
      next = end;
    }
  }

  /** One reader reads what lies near, and all where it could not begin but at the start. */
  private int groupEnd(List<Integer> numbers, int from) {
    int end = from + 1;
    while (end < numbers.size()
        && (!source.index().seekable() || numbers.get(end) - numbers.get(end - 1) <= FAR)) {
      end++;
    }
    return end;
  }

  private void readGroup(List<Integer> numbers, Sink sink) throws InterruptedException {
    int first = numbers.getFirst();
    var range = new FrameRange(first, numbers.getLast() + 1);
    try (var reader = FrameReader.open(source, range, DECODING);
        var pool = new FramePool(reader.format(), 1);
        var frame = pool.acquire()) {
      int at = first;
      for (int number : numbers) {
        for (; at <= number; at++) {
          if (!reader.read(frame)) {
            throw new IllegalStateException("The reader ends before its range does");
          }
        }
        sink.take(LumaPlane.of(frame));
      }
    }
  }
}
