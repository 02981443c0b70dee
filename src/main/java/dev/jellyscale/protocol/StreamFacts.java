package dev.jellyscale.protocol;

import java.util.Map;

/**
 * One stream of a source.
 *
 * @param index its index in the source
 * @param codec FFmpeg's codec name, {@code none} where unknown
 * @param metadata its tags, by key; {@code language} and {@code title} among them
 * @param disposition FFmpeg's bit set ({@code AV_DISPOSITION_*})
 */
public record StreamFacts(
    int index, Kind kind, String codec, Map<String, String> metadata, int disposition) {

  /** What a stream holds. */
  public enum Kind {
    VIDEO,
    PICTURE,
    AUDIO,
    SUBTITLE,
    DATA,
    ATTACHMENT
  }
}
