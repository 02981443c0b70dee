package dev.jellyscale.video.sample;

import dev.jellyscale.frame.FrameFormat;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a made clip shows.
 *
 * @param format 8-bit 4:2:0, even in both directions; the colours are BT.709, limited range
 * @param framesPerSecond constant
 * @param frames number of pictures
 * @param pictures what they show
 * @param sound one channel of 16-bit samples, where there is any
 */
public record ClipContent(
    FrameFormat format,
    int framesPerSecond,
    int frames,
    Pictures pictures,
    Optional<Sound> sound,
    List<Text> subtitles,
    List<Text> chapters) {

  /** Moving pictures. */
  public interface Pictures {

    /** Fills the planes of picture {@code number}, one behind the other without padding. */
    void draw(int number, byte[] planes);
  }

  /** Samples from the first picture on. */
  public record Sound(int samplesPerSecond, short[] samples) {}

  /** Words for a part of the clip. */
  public record Text(Duration from, Duration until, String words) {}

  /** Pictures alone. */
  public static ClipContent silent(
      FrameFormat format, int framesPerSecond, int frames, Pictures pictures) {
    return new ClipContent(
        format, framesPerSecond, frames, pictures, Optional.empty(), List.of(), List.of());
  }
}
