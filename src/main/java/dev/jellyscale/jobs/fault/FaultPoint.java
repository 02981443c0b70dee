package dev.jellyscale.jobs.fault;

/** The places at which a node that is killed leaves the most behind. Tests end nodes there. */
public enum FaultPoint {
  /** The row says that the job is being planned; nothing is known of its source. */
  PLAN_BEGUN,
  /** The job is planned and cut; the scheduler does not know. */
  PLAN_COMMITTED,
  /** The row says that an attempt runs; nothing is rendered. */
  SEGMENT_BEGUN,
  /** The segment is complete under its name as a part. */
  SEGMENT_RENDERED,
  /** The segment has its name; the row does not know. */
  SEGMENT_RENAMED,
  /** The row knows; the scheduler does not. */
  SEGMENT_COMMITTED,
  /** A segment is about to be checked. */
  CHECK_BEGUN,
  /** The row says that the segment is good; the scheduler does not know. */
  CHECK_COMMITTED,
  /** Segments are about to be joined. */
  ASSEMBLY_BEGUN,
  /** The film is complete in the work directory; the row does not know. */
  ASSEMBLY_WRITTEN,
  /** The row knows the film's hash; it is about to be published. */
  ASSEMBLY_RECORDED,
  /** The row says where the film goes; nothing has a name. */
  PUBLISH_INTENDED,
  /** The film stands beside its final name under a hidden one. */
  PUBLISH_COPIED,
  /** The original has its other name; nothing has its own one. */
  PUBLISH_SET_ASIDE,
  /** The film has its final name; the row does not know. */
  PUBLISH_MOVED,
  /** The row says so; the work directory still holds the segments. */
  PUBLISHED
}
