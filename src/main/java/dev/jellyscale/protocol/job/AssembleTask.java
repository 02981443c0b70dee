package dev.jellyscale.protocol.job;

import java.util.List;

/**
 * Segments to be joined with the source's other streams.
 *
 * @param wish by which they were rendered
 * @param fingerprint of the source when the job was planned
 * @param segments all of the job
 * @param output file name of the output, as in {@link PlanTask#output}
 * @param target absolute path of the file to write, in the work directory; what stood there is
 *     written over
 */
public record AssembleTask(
    VideoWish wish, Fingerprint fingerprint, Segments segments, String output, String target) {

  /**
   * Files of segments.
   *
   * @param folder absolute path
   * @param names in that folder, in the order of their frames
   */
  public record Segments(String folder, List<String> names) {
    public Segments {
      names = List.copyOf(names);
    }
  }
}
