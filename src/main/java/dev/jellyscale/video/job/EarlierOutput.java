package dev.jellyscale.video.job;

import dev.jellyscale.engine.graph.Network;
import dev.jellyscale.video.probe.FileTags;
import dev.jellyscale.video.probe.ProbedSource;
import dev.jellyscale.video.remux.OutputTags;
import dev.jellyscale.video.request.UpscaleRequest;
import java.nio.file.Files;

/** Knows an output that an earlier run has made. */
final class EarlierOutput {
  private EarlierOutput() {}

  /**
   * Whether the output of a request stands there and tells that it was made of the same frames in
   * the same way. By force it is made again, so none stands then.
   */
  static boolean stands(UpscaleRequest request, Network network, ProbedSource probed) {
    if (request.handling().force() || !Files.isRegularFile(request.destination())) {
      return false;
    }
    var tags = FileTags.of(request.destination());
    // Without force, planning would refuse to replace the very file that is asked about.
    return !tags.isEmpty()
        && OutputTags.tell(
            tags, JobPlanner.plan(request.forced(), network, probed).output().provenance());
  }
}
