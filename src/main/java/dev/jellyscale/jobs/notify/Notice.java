package dev.jellyscale.jobs.notify;

import java.time.Instant;
import java.util.Optional;

/**
 * What is told.
 *
 * @param id of this delivery: the same at every try
 * @param at when it happened, by the database's clock
 */
public record Notice(String id, Occasion occasion, Instant at, Facts facts) {

  /**
   * What has happened, as it was then.
   *
   * @param job that it happened to
   * @param why a phrase for people
   */
  public record Facts(Optional<Subject> job, Optional<String> why) {
    /** Nothing but the occasion. */
    public static final Facts NONE = new Facts(Optional.empty(), Optional.empty());
  }

  /**
   * A job.
   *
   * @param source as {@code root:folder/file}
   * @param output as {@code root:folder/file}
   * @param fault code of what it failed by
   * @param reason sentence of what it failed by
   */
  public record Subject(
      String id,
      String source,
      String output,
      String model,
      Optional<String> fault,
      Optional<String> reason) {}
}
