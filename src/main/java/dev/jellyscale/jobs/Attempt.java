package dev.jellyscale.jobs;

import dev.jellyscale.config.NodeName;

/**
 * One try of a segment, and the proof by which its owner may change the segment's row: as soon as
 * another attempt has begun, nothing is accepted from this one.
 *
 * @param number from 1
 * @param node that tries
 */
public record Attempt(Segment.Key segment, int number, NodeName node) {

  /** The job. */
  public JobId job() {
    return segment.job();
  }

  @Override
  public String toString() {
    return segment + "." + number;
  }
}
