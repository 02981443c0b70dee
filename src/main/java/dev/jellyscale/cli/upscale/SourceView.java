package dev.jellyscale.cli.upscale;

import dev.jellyscale.protocol.SourceFacts;
import dev.jellyscale.protocol.StreamFacts;
import dev.jellyscale.protocol.VideoFacts;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What {@code probe} shows of a source; its JSON form is stable.
 *
 * @param seconds duration as the container tells it
 * @param warnings sentences
 */
record SourceView(
    String file,
    String container,
    long bytes,
    double seconds,
    Video video,
    List<Stream> streams,
    int chapters,
    Map<String, String> metadata,
    List<String> warnings) {

  /**
   * The main video.
   *
   * @param pixels layout of decoded pictures
   * @param rotation degrees clockwise for display
   */
  record Video(
      int stream,
      String codec,
      String decoder,
      int width,
      int height,
      String pixels,
      String colour,
      long frames,
      String frameRate,
      String timeBase,
      String sampleAspect,
      int rotation,
      boolean interlaced,
      boolean hdr10) {}

  /** Any stream. */
  record Stream(int index, String kind, String codec, Map<String, String> metadata) {}

  static SourceView of(SourceFacts facts) {
    return new SourceView(
        facts.path().toString(),
        facts.container(),
        facts.bytes(),
        facts.duration().toMillis() / (double) TimeUnit.SECONDS.toMillis(1),
        video(facts.video()),
        facts.streams().stream().map(SourceView::stream).toList(),
        facts.chapters(),
        facts.metadata(),
        facts.warnings());
  }

  private static Video video(VideoFacts video) {
    var pixels = video.format().pixels();
    var colour = video.colour();
    return new Video(
        video.streamIndex(),
        video.codec(),
        video.decoder(),
        video.format().width(),
        video.format().height(),
        "%s %s, %d bit".formatted(pixels.family(), pixels.subsampling(), pixels.depth()),
        "%s, %s, chroma %s".formatted(colour.matrix(), word(colour.range()), word(colour.siting())),
        video.frames(),
        video.frameRate().toString(),
        video.timeBase().toString(),
        video.sampleAspect().toString(),
        video.rotation().orElse(0),
        video.interlaced(),
        video.hdr().masteringDisplay().isPresent());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Stream stream(StreamFacts stream) {
    return new Stream(stream.index(), word(stream.kind()), stream.codec(), stream.metadata());
  }
}
