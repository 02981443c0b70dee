package dev.jellyscale.jobs.rules;

import java.time.Instant;
import java.util.Optional;

/**
 * A look at the libraries of a rule, and the jobs that come of it.
 *
 * @param rule as it was when the scan was asked for
 * @param kind what it is for
 * @param why it could not be finished; else empty
 */
public record Scan(
    ScanId id, Rule rule, Kind kind, State state, Optional<String> why, Instant createdAt) {

  /**
   * What a scan is for.
   *
   * @param dry whether it only tells what would be done
   * @param redo whether films that were made otherwise are made anew
   */
  public record Kind(boolean dry, boolean redo) {}

  /** How far it is. */
  public enum State {
    /** No node has begun. */
    WAITING,
    /** A node reads the libraries. */
    LOOKING,
    /** What is to be done is written down, and jobs are begun. */
    BEGINNING,
    /** All of it is done. */
    DONE,
    /** It could not be finished. */
    FAILED
  }
}
