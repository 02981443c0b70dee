package dev.jellyscale.video.sample;

import dev.jellyscale.frame.FramePool;
import dev.jellyscale.protocol.Deinterlace;
import dev.jellyscale.protocol.EncoderSettings.X264;
import dev.jellyscale.protocol.EncoderSettings.X26xPreset;
import dev.jellyscale.protocol.FrameRange;
import dev.jellyscale.video.decode.DecodeOptions;
import dev.jellyscale.video.decode.FrameReader;
import dev.jellyscale.video.encode.EncodeSpec;
import dev.jellyscale.video.encode.SegmentWriter;
import dev.jellyscale.video.encode.WriteFailure;
import dev.jellyscale.video.probe.ProbeOptions;
import dev.jellyscale.video.probe.ProbedSource;
import dev.jellyscale.video.probe.SourceProbe;
import dev.jellyscale.video.remux.Assembler;
import dev.jellyscale.video.remux.AssemblySpec;
import dev.jellyscale.video.remux.Container;
import dev.jellyscale.video.remux.Provenance;
import dev.jellyscale.video.remux.RemuxPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Makes H.264 clips in Matroska, by the same parts that make every output. It needs none of
 * FFmpeg's programs, which do not start where sound libraries are missing.
 */
public final class MadeClip {
  private static final X264 ENCODER = new X264(X26xPreset.VERYFAST, 20);
  private static final int THREADS = 2;

  private MadeClip() {}

  /**
   * Writes the clip.
   *
   * @param target created or replaced; two files beside it exist while this runs
   * @throws dev.jellyscale.error.JellyscaleException.DiskFull if there is no room
   */
  public static void write(ClipContent content, Path target) throws InterruptedException {
    var raw = target.resolveSibling(target.getFileName() + ".raw");
    var segment = target.resolveSibling(target.getFileName() + ".segment");
    try {
      RawClip.write(content, raw);
      compress(SourceProbe.probe(raw, ProbeOptions.STRICT), segment, target);
    } finally {
      remove(raw);
      remove(segment);
    }
  }

  private static void compress(ProbedSource raw, Path segment, Path target)
      throws InterruptedException {
    var video = raw.facts().video();
    var spec =
        new EncodeSpec(
            ENCODER,
            video.format(),
            new EncodeSpec.Timing(video.timeBase(), video.frameRate()),
            new EncodeSpec.Appearance(video.tags(), video.hdr(), video.sampleAspect()),
            THREADS);
    encode(raw, spec, segment);
    var plan = RemuxPlan.plan(raw, Container.MATROSKA, false);
    var made = new Provenance("made", "none", "none", "1", ENCODER.encoder(), "none");
    Assembler.assemble(
        new AssemblySpec(raw, plan, List.of(segment), spec, Optional.empty(), made), target);
  }

  private static void encode(ProbedSource raw, EncodeSpec spec, Path segment)
      throws InterruptedException {
    var options = new DecodeOptions(THREADS, Deinterlace.OFF, false, false);
    var all = new FrameRange(0, raw.index().frames());
    try (var pool = new FramePool(spec.format(), 1);
        var reader = FrameReader.open(raw, all, options);
        var writer = SegmentWriter.open(segment, spec);
        var frame = pool.acquire()) {
      while (reader.read(frame)) {
        writer.write(frame);
      }
      writer.finish();
    }
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw WriteFailure.of(file, e);
    }
  }
}
