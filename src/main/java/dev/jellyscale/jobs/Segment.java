package dev.jellyscale.jobs;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.protocol.FrameRange;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A frame range of a job: the unit of work and of retry.
 *
 * @param key its name
 * @param frames of the source
 * @param attempts that have begun so far
 * @param failures attempts that ended by a fault; those that were lost or given up do not count
 * @param ladder steps that it went down because the device had too little memory, from 0
 * @param progress of the attempt under way; empty where there is none or it told nothing
 */
public record Segment(
    Key key,
    FrameRange frames,
    SegmentState state,
    int attempts,
    int failures,
    int ladder,
    Optional<Progress> progress) {

  /** The same segment in another state of the same attempt. */
  public Segment in(SegmentState other) {
    return new Segment(key, frames, other, attempts, failures, ladder, Optional.empty());
  }

  /** The attempt that it is at or that finished it; empty where none has its place. */
  public Optional<Attempt> attempt() {
    return switch (state) {
      case SegmentState.Running(int number, var node) ->
          Optional.of(new Attempt(key, number, node));
      case SegmentState.Rendered(int number, var node, _) ->
          Optional.of(new Attempt(key, number, node));
      case SegmentState.Done(int number, var node, _) ->
          Optional.of(new Attempt(key, number, node));
      case SegmentState.Pending _, SegmentState.Failed _ -> Optional.empty();
    };
  }

  /**
   * Name of a segment.
   *
   * @param number unique in its job, never used twice; the order of segments is that of their first
   *     frames, not of their numbers
   */
  public record Key(JobId job, int number) {
    private static final Pattern FORM = Pattern.compile("(.+):([1-9][0-9]{0,8})");

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws Invalid if it is something else
     */
    public static Key parse(String text) {
      var form = FORM.matcher(text);
      if (!form.matches()) {
        throw new Invalid("'" + text + "' names no segment");
      }
      return new Key(new JobId(form.group(1)), Integer.parseInt(form.group(2)));
    }

    @Override
    public String toString() {
      return job + ":" + number;
    }
  }

  /**
   * How far an attempt has come.
   *
   * @param frames of the source that are done
   * @param framesPerSecond of the last seconds, as its node has measured; 0: not yet, or it stands
   *     still
   * @param at when that was told
   */
  public record Progress(long frames, double framesPerSecond, Instant at) {}
}
