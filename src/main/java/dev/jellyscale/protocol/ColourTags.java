package dev.jellyscale.protocol;

/**
 * Colour description as the file has it, by the code points of ITU-T H.273; 2 means unspecified.
 *
 * @param range 0 unspecified, 1 limited, 2 full
 * @param chromaLocation as {@code AVChromaLocation}: 0 unspecified, 1 left, 2 centre, 3 top-left, 4
 *     top, 5 bottom-left, 6 bottom
 */
public record ColourTags(int primaries, int transfer, int matrix, int range, int chromaLocation) {

  /** The same tags with another matrix. */
  public ColourTags withMatrix(int code) {
    return new ColourTags(primaries, transfer, code, range, chromaLocation);
  }
}
