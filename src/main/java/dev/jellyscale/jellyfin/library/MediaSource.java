package dev.jellyscale.jellyfin.library;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One version of an item.
 *
 * @param id Jellyfin's; of 32 digits, but not promised
 * @param path on Jellyfin's machine; empty for what is no file, such as a stream of the net
 * @param container such as {@code mkv}; several are separated by commas
 * @param bytes size of the file
 * @param video the first stream that is a picture in motion
 */
public record MediaSource(
    String id,
    Optional<String> path,
    Optional<String> container,
    OptionalLong bytes,
    Optional<Duration> length,
    Optional<Video> video) {

  /**
   * A video stream.
   *
   * @param codec such as {@code h264}
   * @param width in pixels, as stored
   * @param height in pixels, as stored
   * @param framesPerSecond above 0
   */
  public record Video(
      Optional<String> codec,
      OptionalInt width,
      OptionalInt height,
      Optional<Double> framesPerSecond) {}

  /** Tells no path. */
  @Override
  public String toString() {
    return "MediaSource[" + id + "]";
  }
}
