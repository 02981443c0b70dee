package dev.jellyscale.cli.service;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.jellyscale.cli.frame.FrameReport.Percentiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a node did for its callers. */
record ServiceReport(Conditions conditions, Optional<Alone> alone, Optional<Together> together) {

  /**
   * Under which it was measured.
   *
   * @param loadBefore processes that wanted a core in the minute before, this benchmark apart
   */
  record Conditions(
      String version, String machine, String model, double loadBefore, double loadAfter) {}

  /**
   * One caller.
   *
   * @param rows in milliseconds
   * @param residentMiB memory after so many frames
   */
  record Alone(
      int frames, Map<Row, Percentiles> rows, Map<Integer, BenchNode.Resident> residentMiB) {
    private static final double MOST_OVERHEAD = 3;
    private static final double MOST_GROWTH = 1.1;

    private List<String> faults() {
      var faults = new ArrayList<String>();
      var overhead = rows.get(Row.OVERHEAD);
      if (overhead != null && overhead.p95() > MOST_OVERHEAD) {
        faults.add("the service adds %.2f ms to a frame (p95), not 3".formatted(overhead.p95()));
      }
      var memory = List.copyOf(residentMiB.values());
      var first = memory.getFirst();
      var last = memory.getLast();
      if (last.node() > MOST_GROWTH * first.node()) {
        faults.add("the node grew from %d to %d MiB".formatted(first.node(), last.node()));
      }
      if (last.renderer() > MOST_GROWTH * first.renderer()) {
        faults.add(
            "the renderer grew from %d to %d MiB".formatted(first.renderer(), last.renderer()));
      }
      return faults;
    }
  }

  /**
   * Several callers.
   *
   * @param answers how many of each status
   * @param refusalsWithoutRetry refusals that did not say when to come again
   * @param lost requests without an answer
   * @param longestMillis the longest that a caller waited for an answer
   * @param longestWaitMillis the same without the renderer's own work
   */
  record Together(
      int clients,
      int seconds,
      Map<Integer, Integer> answers,
      int refusalsWithoutRetry,
      int lost,
      double longestMillis,
      double longestWaitMillis) {
    /** The deadline of a frame, 2 s, and what a busy machine needs to say that it has come. */
    private static final double LONGEST_WAIT = 2500;

    private List<String> faults() {
      var faults = new ArrayList<String>();
      if (lost > 0) {
        faults.add(lost + " requests were lost");
      }
      if (refusalsWithoutRetry > 0) {
        faults.add(refusalsWithoutRetry + " refusals had no Retry-After");
      }
      if (longestWaitMillis > LONGEST_WAIT) {
        faults.add("a caller waited %.0f ms, not 2000".formatted(longestWaitMillis));
      }
      answers.forEach(
          (status, count) -> {
            if (status != 200 && status != 503) {
              faults.add(count + " answers were " + status);
            }
          });
      return faults;
    }
  }

  /** What is measured of a frame. */
  enum Row {
    DECODE("decode"),
    INFERENCE("inference"),
    ENCODE("encode"),
    RENDERER("renderer beside them: files"),
    COMMAND("queue and command of the node"),
    HTTP("HTTP and files of the node, and the caller"),
    OVERHEAD("all that is neither decode, inference nor encode"),
    WHOLE("whole frame");

    private final String title;

    Row(String title) {
      this.title = title;
    }

    /** A few words for a person. */
    String title() {
      return title;
    }
  }

  /** In what it is worse than it should be; empty if in nothing. */
  @JsonProperty
  List<String> faults() {
    var faults = new ArrayList<String>();
    alone.ifPresent(part -> faults.addAll(part.faults()));
    together.ifPresent(part -> faults.addAll(part.faults()));
    return faults;
  }
}
