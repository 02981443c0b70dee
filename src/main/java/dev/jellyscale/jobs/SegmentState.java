package dev.jellyscale.jobs;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.protocol.job.SegmentFile;
import java.time.Instant;

/**
 * Where a segment stands. A method that leads to another state exists only where that way is legal;
 * {@link Failed} is final until its job is tried again.
 */
public sealed interface SegmentState {

  /** Names of the states, for rows and for people. */
  enum Kind {
    PENDING,
    RUNNING,
    RENDERED,
    DONE,
    FAILED
  }

  /** Its name. */
  Kind kind();

  /** An attempt is under way. */
  sealed interface Begun extends SegmentState {

    /** Number of the attempt, from 1. */
    int attempt();

    /** The attempt came to nothing, and another one follows. */
    default Pending retry(Instant notBefore) {
      return new Pending(notBefore);
    }

    /** No attempt would succeed. */
    default Failed fail(Fault fault) {
      return new Failed(fault);
    }
  }

  /**
   * It waits for a renderer.
   *
   * @param notBefore no attempt begins earlier
   */
  record Pending(Instant notBefore) implements SegmentState {

    /** A node takes it. */
    public Running begin(int attempt, NodeName node) {
      return new Running(attempt, node);
    }

    @Override
    public Kind kind() {
      return Kind.PENDING;
    }
  }

  /** A renderer of {@code node} is at it. */
  record Running(int attempt, NodeName node) implements Begun {

    /** Its file is complete. */
    public Rendered rendered(RenderedFile file) {
      return new Rendered(attempt, node, file);
    }

    @Override
    public Kind kind() {
      return Kind.RUNNING;
    }
  }

  /** Its file is complete, and nobody has checked it. */
  record Rendered(int attempt, NodeName node, RenderedFile file) implements Begun {

    /** The file is as it should be. */
    public Done done() {
      return new Done(attempt, node, file);
    }

    @Override
    public Kind kind() {
      return Kind.RENDERED;
    }
  }

  /** Its file is complete and checked. */
  record Done(int attempt, NodeName node, RenderedFile file) implements SegmentState {

    /** The file is gone or spoilt, and is rendered anew. */
    public Pending again(Instant notBefore) {
      return new Pending(notBefore);
    }

    @Override
    public Kind kind() {
      return Kind.DONE;
    }
  }

  /** It cannot be rendered. */
  record Failed(Fault fault) implements SegmentState {
    @Override
    public Kind kind() {
      return Kind.FAILED;
    }
  }

  /**
   * The file of a segment, and how it was made.
   *
   * @param file what its writer knows of it
   * @param seconds that rendering took
   * @param device that rendered it, in words
   */
  record RenderedFile(SegmentFile file, double seconds, String device) {}
}
