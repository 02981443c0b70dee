package dev.jellyscale.video.remux;

import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.FramePool;
import dev.jellyscale.frame.SideData;
import dev.jellyscale.protocol.EncoderSettings;
import dev.jellyscale.protocol.SourceFacts;
import dev.jellyscale.protocol.VideoFacts;
import dev.jellyscale.protocol.VideoFacts.Crop;
import dev.jellyscale.video.FfmpegProgram;
import dev.jellyscale.video.encode.EncodeSpec;
import dev.jellyscale.video.encode.EncoderChoice;
import dev.jellyscale.video.encode.MovingPicture;
import dev.jellyscale.video.encode.SegmentWriter;
import dev.jellyscale.video.probe.ProbeOptions;
import dev.jellyscale.video.probe.ProbedSource;
import dev.jellyscale.video.probe.SourceProbe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * Makes an output of a source as the pipeline does, but with pictures of its own: twice as large,
 * one for each frame of the source, at the frame's time.
 */
public final class Remuxing {
  static final Provenance PROVENANCE =
      new Provenance(
          "1.2.3", "bicubic-x2", "ab".repeat(32), "2", "libx264 faster crf 18", "cd frames 0-9");

  private final Path folder;
  private ProbedSource source;
  private boolean dropUnsupported;
  private int[] cuts = {};
  private EncoderSettings settings = EncoderChoice.X264_DEFAULT;
  private Optional<TimeWindow> window = Optional.empty();
  private IntFunction<List<SideData>> sideData = _ -> List.of();

  public Remuxing(Path folder, Path file) {
    this.folder = folder;
    source = SourceProbe.probe(file, ProbeOptions.STRICT);
  }

  Remuxing droppingUnsupported() {
    dropUnsupported = true;
    return this;
  }

  /** Ends a segment before each of these frames. */
  Remuxing cutAt(int... frames) {
    cuts = frames;
    return this;
  }

  public Remuxing with(EncoderSettings encoder) {
    settings = encoder;
    return this;
  }

  /** Takes only the frames from {@code first} to {@code end - 1}. */
  Remuxing window(int first, int end) {
    window = Optional.of(new TimeWindow(source.index().pts(first), source.index().pts(end)));
    return this;
  }

  /** As if the container of the source cropped it. */
  Remuxing cropped(Crop crop) {
    var f = source.facts();
    var v = f.video();
    var video =
        new VideoFacts(
            v.streamIndex(),
            v.codec(),
            v.decoder(),
            v.format(),
            v.convertedFrom(),
            v.colour(),
            v.tags(),
            v.timeBase(),
            v.frameRate(),
            v.sampleAspect(),
            v.rotation(),
            v.displayMatrix(),
            crop,
            v.interlaced(),
            v.dolbyVisionProfile(),
            v.frames(),
            v.hdr());
    var facts =
        new SourceFacts(
            f.path(),
            f.container(),
            f.bytes(),
            f.duration(),
            f.metadata(),
            f.chapters(),
            f.streams(),
            video,
            f.warnings());
    source = new ProbedSource(facts, source.index());
    return this;
  }

  /** What travels with each frame, by its number. */
  public Remuxing sideData(IntFunction<List<SideData>> ofFrame) {
    sideData = ofFrame;
    return this;
  }

  ProbedSource source() {
    return source;
  }

  RemuxPlan plan(Container container) {
    return RemuxPlan.plan(source, container, dropUnsupported);
  }

  /** Encodes, assembles and verifies; returns the file. */
  public Path to(String name) {
    var file = folder.resolve(name);
    var spec = spec(file);
    Assembler.assemble(spec, file);
    OutputVerifier.verify(file, spec);
    return file;
  }

  AssemblySpec spec(Path file) {
    var plan = plan(Container.forDestination(file, source.facts()));
    var encode = encodeSpec();
    var segments = new ArrayList<Path>();
    int first = window.map(w -> source.index().frameAt(w.startPts())).orElse(0);
    int end = window.map(w -> source.index().frameAt(w.endPts())).orElse(source.index().frames());
    int[] ends = Arrays.copyOf(cuts, cuts.length + 1);
    ends[cuts.length] = end;
    for (int last : ends) {
      var segment = folder.resolve(file.getFileName() + ".segment-" + first);
      encode(segment, encode, first, last);
      segments.add(segment);
      first = last;
    }
    return new AssemblySpec(source, plan, segments, encode, window, PROVENANCE);
  }

  private EncodeSpec encodeSpec() {
    var video = source.facts().video();
    var format = EncoderChoice.accepted(settings, video.format().scaled(2));
    return new EncodeSpec(
        settings,
        new FrameFormat(format.width(), format.height(), format.pixels()),
        new EncodeSpec.Timing(video.timeBase(), video.frameRate()),
        new EncodeSpec.Appearance(video.tags(), video.hdr(), video.sampleAspect()),
        2);
  }

  private void encode(Path segment, EncodeSpec spec, int first, int end) {
    try (var pool = new FramePool(spec.format(), 1);
        var writer = SegmentWriter.open(segment, spec)) {
      for (int number = first; number < end; number++) {
        try (var frame = pool.acquire()) {
          MovingPicture.draw(frame, number);
          frame.stamp(
              source.index().pts(number), source.index().duration(number), sideData.apply(number));
          writer.write(frame);
        }
      }
      writer.finish();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Hash of the payloads of each stream that {@code map} selects, one line a stream. */
  static String hashes(Path file, String... maps) {
    var arguments = new ArrayList<>(List.of("-i", file.toString()));
    for (var map : maps) {
      arguments.addAll(List.of("-map", map));
    }
    arguments.addAll(List.of("-c", "copy", "-f", "streamhash", "-"));
    return FfmpegProgram.ffmpeg(arguments)
        .lines()
        .filter(line -> line.contains("SHA256="))
        .collect(Collectors.joining("\n"));
  }

  /** Hash of each attachment and its name. */
  static List<String> attachments(Path file) {
    return FfmpegProgram.ffprobe(
            file,
            "-select_streams",
            "t",
            "-show_data_hash",
            "sha256",
            "-show_entries",
            "stream=codec_name,extradata_hash:stream_tags",
            "-of",
            "csv=p=0")
        .lines()
        .toList();
  }

  /** What ffprobe prints of a file, as plain lines {@code section.key=value}. */
  static List<String> show(Path file, String... arguments) {
    var all = new ArrayList<>(Arrays.asList(arguments));
    all.addAll(List.of("-of", "flat"));
    return FfmpegProgram.ffprobe(file, all.toArray(String[]::new)).lines().toList();
  }

  /** When the frames of the video are shown, in seconds, as ffprobe prints it. */
  static List<Double> frameTimes(Path file) {
    return FfmpegProgram.ffprobe(
            file, "-select_streams", "v:0", "-show_entries", "frame=pts_time", "-of", "csv=p=0")
        .lines()
        .filter(line -> !line.isBlank())
        .map(line -> Double.valueOf(line.split(",")[0]))
        .toList();
  }
}
