package dev.jellyscale.cli.facadebench;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the facade cost.
 *
 * @param gate to tell whose a known token is
 * @param refused whole requests of a known user, which the gate itself answers with 404
 * @param polling by path
 * @param answers how many of each status
 * @param brokenOff users whose connection broke
 * @param jellyfin what Jellyfin was asked
 */
record FacadeReport(
    Conditions conditions,
    Times gate,
    Times refused,
    Map<String, Times> polling,
    Map<Integer, Integer> answers,
    int brokenOff,
    Questions jellyfin) {
  private static final double GATE_MILLIS = 1;
  private static final double POLLING_MILLIS = 50;
  private static final int OK = 200;

  /**
   * Under which it was measured.
   *
   * @param loadBefore processes that wanted a core in the minute before
   */
  record Conditions(
      String version,
      String machine,
      int users,
      int seconds,
      double loadBefore,
      double loadAfter) {}

  /**
   * What Jellyfin was asked.
   *
   * @param all questions
   * @param mostOfOneToken questions about one token in any 15 s
   */
  record Questions(int all, int mostOfOneToken) {}

  /** What is worse than promised. */
  @JsonProperty
  List<String> faults() {
    var faults = new ArrayList<String>();
    if (gate.p99() > GATE_MILLIS) {
      faults.add(
          String.format(
              Locale.ROOT, "telling whose a token is takes %.2f ms (p99), not 1", gate.p99()));
    }
    polling.forEach(
        (path, times) -> {
          if (times.p99() > POLLING_MILLIS) {
            faults.add(
                String.format(Locale.ROOT, "%s takes %.1f ms (p99), not 50", path, times.p99()));
          }
        });
    if (jellyfin.mostOfOneToken() > 1) {
      faults.add("Jellyfin is asked twice about a token in 15 s");
    }
    if (brokenOff > 0 || answers.keySet().stream().anyMatch(status -> status != OK)) {
      faults.add("not every user had every answer");
    }
    return faults;
  }

  /** The report for people, in Markdown. */
  void print(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "Jellyscale %s on %s; load %.1f before and %.1f after%n%n",
        conditions.version(),
        conditions.machine(),
        conditions.loadBefore(),
        conditions.loadAfter());
    out.println("| measured | times | p50 ms | p99 ms | longest ms |");
    out.println("|---|---:|---:|---:|---:|");
    row(out, "whose a known token is, in this process", gate);
    row(out, "a whole request that the gate answers, one user", refused);
    polling.forEach(
        (path, times) -> row(out, conditions.users() + " users, " + path + " each second", times));
    out.println();
    answers.forEach((status, count) -> out.printf("Answers %d: %d%n", status, count));
    out.printf("Connections broken off: %d%n", brokenOff);
    out.printf(
        "Questions to Jellyfin: %d; about one token in any 15 s: %d%n",
        jellyfin.all(), jellyfin.mostOfOneToken());
    faults().forEach(fault -> out.println("Too bad: " + fault + "."));
    out.flush();
  }

  private static void row(PrintWriter out, String name, Times times) {
    out.printf(
        Locale.ROOT,
        "| %s | %d | %.3f | %.3f | %.1f |%n",
        name,
        times.count(),
        times.p50(),
        times.p99(),
        times.longest());
  }
}
