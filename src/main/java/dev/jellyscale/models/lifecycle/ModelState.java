package dev.jellyscale.models.lifecycle;

import dev.jellyscale.protocol.OpenFacts;
import java.time.Instant;

/** How far a model is from being used. A change is a method that exists only where it is legal. */
public sealed interface ModelState {

  /** This node does not have its file. */
  record Absent() implements ModelState {

    /** Its file is being fetched. */
    Installing installing(long of) {
      return new Installing(0, of);
    }
  }

  /**
   * Its file is being fetched or examined.
   *
   * @param bytes that are there
   * @param of so many
   */
  record Installing(long bytes, long of) implements ModelState {

    Installing received(long sum) {
      return new Installing(sum, of);
    }

    Installed installed() {
      return new Installed();
    }

    Absent givenUp() {
      return new Absent();
    }
  }

  /** This node has its file; no renderer has it open. */
  record Installed() implements ModelState {

    Loading loading() {
      return new Loading();
    }
  }

  /** A renderer opens it. */
  record Loading() implements ModelState {

    Loaded loaded(Instant since, OpenFacts facts) {
      return new Loaded(since, facts);
    }

    Failed failed(String reason, Instant when) {
      return new Failed(reason, when);
    }

    Installed givenUp() {
      return new Installed();
    }
  }

  /**
   * It is open.
   *
   * @param facts where it is open, and what it takes there
   */
  record Loaded(Instant since, OpenFacts facts) implements ModelState {

    Installed closed() {
      return new Installed();
    }

    Failed failed(String reason, Instant when) {
      return new Failed(reason, when);
    }
  }

  /**
   * It was to be open, and is not. Loading it again is another attempt.
   *
   * @param reason a sentence
   */
  record Failed(String reason, Instant when) implements ModelState {

    Loading loading() {
      return new Loading();
    }
  }
}
