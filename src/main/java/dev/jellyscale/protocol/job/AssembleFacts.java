package dev.jellyscale.protocol.job;

import java.util.List;

/**
 * The finished file.
 *
 * @param bytes size of the file
 * @param sha256 of the file, 64 lower-case hexadecimal digits
 * @param seconds from the beginning of the first frame to the end of the last one
 * @param frames of the upscaled video
 * @param streams in the file, the upscaled video included
 * @param notes sentences for the report
 */
public record AssembleFacts(
    long bytes, String sha256, double seconds, long frames, int streams, List<String> notes) {

  public AssembleFacts {
    notes = List.copyOf(notes);
  }
}
