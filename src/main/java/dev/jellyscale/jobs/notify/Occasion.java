package dev.jellyscale.jobs.notify;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.jobs.JobState;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is worth a notification. */
public enum Occasion {
  /** A film is in its place. */
  JOB_PUBLISHED("job.published"),
  /** A job cannot succeed. */
  JOB_FAILED("job.failed"),
  /** Somebody has ended a job. */
  JOB_CANCELLED("job.cancelled"),
  /** Somebody has stopped the whole queue. */
  QUEUE_PAUSED("queue.paused"),
  /** Somebody tries a target; it needs not be chosen. */
  TEST("test");

  private final String word;

  Occasion(String word) {
    this.word = word;
  }

  /** As documents, requests and messages spell it. */
  public String word() {
    return word;
  }

  /** All that a target may choose. */
  public static Set<Occasion> choosable() {
    return EnumSet.complementOf(EnumSet.of(TEST));
  }

  /**
   * The occasion of this word.
   *
   * @throws Invalid if none has it, or it cannot be chosen
   */
  public static Occasion ofWord(String word) {
    return choosable().stream()
        .filter(one -> one.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new Invalid("An event is one of " + words()));
  }

  private static String words() {
    return choosable().stream().map(Occasion::word).collect(Collectors.joining(", "));
  }

  /** The occasion that a job's arrival in a state is; empty where it is none. */
  public static Optional<Occasion> of(JobState.Kind state) {
    return switch (state) {
      case PUBLISHED -> Optional.of(JOB_PUBLISHED);
      case FAILED -> Optional.of(JOB_FAILED);
      case CANCELLED -> Optional.of(JOB_CANCELLED);
      case QUEUED, PLANNING, RENDERING, ASSEMBLING, VERIFYING, PAUSED -> Optional.empty();
    };
  }

  /** The occasion of this name; empty where a newer Jellyscale has written it. */
  public static Optional<Occasion> ofName(String name) {
    return Arrays.stream(values()).filter(one -> one.name().equals(name)).findFirst();
  }
}
