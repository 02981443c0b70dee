package dev.jellyscale.video.probe;

import dev.jellyscale.error.JellyscaleException.Damaged;
import dev.jellyscale.error.JellyscaleException.NotVideo;
import dev.jellyscale.error.JellyscaleException.Unsupported;
import dev.jellyscale.protocol.SourceFacts;
import dev.jellyscale.protocol.StreamFacts;
import dev.jellyscale.protocol.VideoFacts;
import dev.jellyscale.video.container.DeclaredSize;
import dev.jellyscale.video.ffmpeg.Allowlist;
import dev.jellyscale.video.ffmpeg.Dictionary;
import dev.jellyscale.video.ffmpeg.InputFile;
import dev.jellyscale.video.ffmpeg.Limits;
import dev.jellyscale.video.ffmpeg.ShownName;
import dev.jellyscale.video.ffmpeg.StreamDecoder;
import dev.jellyscale.video.ffmpeg.VideoDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Finds out what a source holds and refuses what cannot be worked with. */
public final class SourceProbe {
  private static final int SAMPLE_FRAMES = 120;
  private static final int THREADS = Math.min(4, Runtime.getRuntime().availableProcessors());
  // Only H.264 stores the two fields of a frame as packets of their own.
  private static final String FIELDS_AS_PACKETS = "h264";

  private final Path file;
  private final String name;
  private final boolean allowDamaged;
  private final List<String> warnings = new ArrayList<>();

  private SourceProbe(Path file, ProbeOptions options) {
    this.file = file;
    name = ShownName.of(file);
    allowDamaged = options.allowDamaged();
  }

  /**
   * Looks at a file: opens it with the allowlists, reads all its packets once, and decodes the
   * first frames of the main video; all frames where packets do not tell how many there are, and
   * where damage is allowed.
   *
   * @throws dev.jellyscale.error.JellyscaleException.NotFound if there is no such file
   * @throws dev.jellyscale.error.JellyscaleException.Invalid if it is a folder or no regular file
   * @throws dev.jellyscale.error.JellyscaleException.Denied if it may not be read
   * @throws dev.jellyscale.error.JellyscaleException.NotVideo if it holds no video
   * @throws dev.jellyscale.error.JellyscaleException.Damaged if bytes are missing or broken, unless
   *     that is allowed and something is left
   * @throws dev.jellyscale.error.JellyscaleException.Unsupported if it is a sound video of a kind
   *     that is not handled
   * @throws dev.jellyscale.error.JellyscaleException.LimitExceeded if it is larger than a limit
   */
  public static ProbedSource probe(Path source, ProbeOptions options) {
    return new SourceProbe(source, options).probe();
  }

  private ProbedSource probe() {
    try (var input = SourceFile.open(file)) {
      var streams = StreamList.of(input, file);
      var main =
          StreamList.mainVideo(input, streams)
              .orElseThrow(() -> new NotVideo(name + " holds no video" + whatElse(streams)));
      requireDecodable(main);
      DeclaredSize.contradiction(file, input.format()).ifPresent(this::damaged);
      var packets = PacketScan.of(input, main.index());
      packets.damage().ifPresent(this::damaged);
      try (var sample = decode(main.index(), SAMPLE_FRAMES)) {
        sample.damage().ifPresent(this::damaged);
        var index = index(main, packets, sample, VideoFactsReader.frameDuration(input, main));
        var video = new VideoFactsReader(input, main, name, warnings).read(sample, index.frames());
        return new ProbedSource(facts(input, streams, video), index);
      }
    }
  }

  private static String whatElse(List<StreamFacts> streams) {
    boolean audio = streams.stream().anyMatch(s -> s.kind() == StreamFacts.Kind.AUDIO);
    return audio ? ", only audio" : "";
  }

  private void requireDecodable(StreamFacts main) {
    if (Allowlist.videoDecoder(main.codec()).isEmpty()) {
      throw new Unsupported(
          "%s holds %s video, which Jellyscale does not decode".formatted(name, main.codec()));
    }
    if (main.metadata().getOrDefault("alpha_mode", "0").equals("1")) {
      throw new Unsupported(name + " has transparent pictures, which Jellyscale does not upscale");
    }
  }

  private void damaged(String what) {
    if (!allowDamaged) {
      throw new Damaged(name + " is damaged: " + what);
    }
    warnings.add("The source is damaged, and only what is there was used: " + what);
  }

  private DecodedFrames decode(int stream, int limit) {
    var input = SourceFile.open(file);
    VideoDecoder decoder;
    try {
      decoder = VideoDecoder.open(input.stream(stream), allowDamaged ? 1 : THREADS);
    } catch (RuntimeException e) {
      input.close();
      throw e;
    }
    try (var frames = new StreamDecoder(input, stream, decoder)) {
      var decoded = DecodedFrames.of(frames, limit);
      if (decoded.first() == null) {
        throw new Damaged(name + " is damaged: no picture of it can be decoded");
      }
      return decoded;
    }
  }

  private PacketIndex index(
      StreamFacts main, PacketScan packets, DecodedFrames sample, long frameDuration) {
    var counting = new FrameCounting(packets);
    boolean fields = main.codec().equals(FIELDS_AS_PACKETS) && sample.interlaced() > 0;
    if (!allowDamaged && !fields && counting.agreesWith(sample)) {
      int skipped = counting.undecodable(sample);
      if (skipped > 0) {
        warnings.add(
            skipped + " frames at the start need a keyframe that is not there and are left out");
      }
      return counting.byPackets(sample, frameDuration);
    }
    try (var all = decode(main.index(), Limits.FRAMES)) {
      all.damage().ifPresent(this::damaged);
      return counting.byFrames(all, frameDuration);
    }
  }

  private SourceFacts facts(InputFile input, List<StreamFacts> streams, VideoFacts video) {
    return new SourceFacts(
        file,
        input.format(),
        size(),
        Duration.of(Math.max(0, input.context().duration()), ChronoUnit.MICROS),
        Dictionary.read(input.context().metadata()),
        input.context().nb_chapters(),
        streams,
        video,
        warnings.stream().distinct().toList());
  }

  private long size() {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
