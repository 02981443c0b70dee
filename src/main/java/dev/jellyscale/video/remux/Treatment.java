package dev.jellyscale.video.remux;

/** What becomes of a stream of the source. */
enum Treatment {
  /** The main video, which the segments replace. */
  REPLACE,
  /** Every packet as it is. */
  COPY,
  /** A cover picture, which Matroska keeps as an attachment. */
  ATTACH,
  /** AAC with a header in each packet; the muxer moves it to the stream's parameters. */
  COPY_WITHOUT_ADTS,
  MOV_TEXT_TO_SUBRIP,
  SUBRIP_TO_MOV_TEXT,
  DISC_PCM_TO_PLAIN,
  /** A time code track of which only the tag is kept. */
  TAG_ONLY,
  DROP;

  /** Whether the output has a stream for it. */
  boolean makesStream() {
    return this != TAG_ONLY && this != DROP;
  }
}
