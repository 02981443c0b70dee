package dev.jellyscale.video.remux;

import dev.jellyscale.video.encode.EncodeSpec;
import dev.jellyscale.video.probe.ProbedSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a finished file is made of.
 *
 * @param source whose other streams, chapters and tags are copied
 * @param plan of that source
 * @param segments of the main video, in display order
 * @param encode how the segments were encoded
 * @param window the part of the source that is wanted; empty for all of it. The output begins at
 *     zero then
 * @param provenance for the file's tags
 */
public record AssemblySpec(
    ProbedSource source,
    RemuxPlan plan,
    List<Path> segments,
    EncodeSpec encode,
    Optional<TimeWindow> window,
    Provenance provenance) {

  public AssemblySpec {
    segments = List.copyOf(segments);
    if (segments.isEmpty()) {
      throw new IllegalArgumentException("An output without segments");
    }
  }
}
