package dev.jellyscale.jobs;

/**
 * Where a job stands. A method that leads to another state exists only where that way is legal;
 * {@link Published}, {@link Cancelled} and {@link Failed} are final.
 */
public sealed interface JobState {

  /** Names of the states, for rows and for people. */
  enum Kind {
    QUEUED,
    PLANNING,
    RENDERING,
    ASSEMBLING,
    VERIFYING,
    PAUSED,
    PUBLISHED,
    CANCELLED,
    FAILED;

    /** Whether a job in this state goes nowhere by itself or by command, but for {@code again}. */
    public boolean isFinal() {
      return this == PUBLISHED || this == CANCELLED || this == FAILED;
    }
  }

  /** Its name. */
  Kind kind();

  /** The job may still come to an end of any kind. */
  sealed interface Unfinished extends JobState {

    /** Nobody wants it any longer. */
    default Cancelled cancel() {
      return new Cancelled();
    }

    /** It cannot succeed. */
    default Failed fail(Fault fault) {
      return new Failed(fault);
    }
  }

  /** The job goes on as soon as it can. */
  sealed interface Active extends Unfinished {

    /** It stands still until somebody resumes it. */
    default Paused pause() {
      return new Paused(this);
    }
  }

  /** Nothing was done for it yet, or it shall be planned anew. */
  record Queued() implements Active {
    public Planning plan() {
      return new Planning();
    }

    @Override
    public Kind kind() {
      return Kind.QUEUED;
    }
  }

  /** A renderer looks at source and recipe. */
  record Planning() implements Active {
    public Rendering render() {
      return new Rendering();
    }

    @Override
    public Kind kind() {
      return Kind.PLANNING;
    }
  }

  /** It has a plan and segments, of which some are not done. */
  record Rendering() implements Active {
    public Assembling assemble() {
      return new Assembling();
    }

    @Override
    public Kind kind() {
      return Kind.RENDERING;
    }
  }

  /** All segments are done, and are made one file. */
  record Assembling() implements Active {
    public Verifying verify(OutputFile output) {
      return new Verifying(output);
    }

    /** Files of segments are gone or spoilt, and are rendered anew. */
    public Rendering render() {
      return new Rendering();
    }

    @Override
    public Kind kind() {
      return Kind.ASSEMBLING;
    }
  }

  /** The file is complete in the work directory, and moves to its place. */
  record Verifying(OutputFile output) implements Active {
    public Published publish() {
      return new Published(output);
    }

    /** The file is gone from the work directory, and is made anew. */
    public Assembling assemble() {
      return new Assembling();
    }

    @Override
    public Kind kind() {
      return Kind.VERIFYING;
    }
  }

  /**
   * Somebody stopped it for a time.
   *
   * @param before where it goes on
   */
  record Paused(Active before) implements Unfinished {
    public Active resume() {
      return before;
    }

    @Override
    public Kind kind() {
      return Kind.PAUSED;
    }
  }

  /** The output is in its place. */
  record Published(OutputFile output) implements JobState {
    @Override
    public Kind kind() {
      return Kind.PUBLISHED;
    }
  }

  /** Somebody ended it. */
  record Cancelled() implements JobState {
    @Override
    public Kind kind() {
      return Kind.CANCELLED;
    }
  }

  /** It could not succeed. */
  record Failed(Fault fault) implements JobState {

    /** A new command lets it be tried again; what is done and still fits is kept. */
    public Queued again() {
      return new Queued();
    }

    @Override
    public Kind kind() {
      return Kind.FAILED;
    }
  }

  /**
   * The finished file.
   *
   * @param attempt of the job's file work that made it, by which it is named in the work directory
   * @param bytes of it
   * @param sha256 of it, 64 lower-case hexadecimal digits
   */
  record OutputFile(int attempt, long bytes, String sha256) {}
}
