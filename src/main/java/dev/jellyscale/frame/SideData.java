package dev.jellyscale.frame;

/**
 * Something that travels with its frame and is not a picture: captions, dynamic HDR metadata.
 *
 * @param kind what the payload is
 * @param payload in the form that FFmpeg's side data of this kind has; never changed after creation
 */
public record SideData(Kind kind, byte[] payload) {

  /** Kinds that survive upscaling unchanged. */
  public enum Kind {
    /** ATSC A/53 Part 4 closed captions. */
    A53_CAPTIONS,
    /** SMPTE ST 2094-40, serialised as the ITU-T T.35 payload of CTA-861. */
    HDR10_PLUS
  }
}
