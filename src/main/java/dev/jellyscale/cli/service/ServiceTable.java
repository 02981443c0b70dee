package dev.jellyscale.cli.service;

import dev.jellyscale.cli.service.ServiceReport.Alone;
import dev.jellyscale.cli.service.ServiceReport.Together;
import java.io.PrintWriter;
import java.util.Locale;

/** A report for people, in Markdown. */
record ServiceTable(ServiceReport report, PrintWriter out) {

  void print() {
    var conditions = report.conditions();
    out.printf(
        Locale.ROOT,
        "Jellyscale %s on %s; model %s; load %.1f before and %.1f after%n",
        conditions.version(),
        conditions.machine(),
        conditions.model(),
        conditions.loadBefore(),
        conditions.loadAfter());
    report.alone().ifPresent(this::print);
    report.together().ifPresent(this::print);
    out.println();
    report.faults().forEach(fault -> out.println("Too bad: " + fault + "."));
    out.flush();
  }

  private void print(Alone alone) {
    out.printf("%n%d JPEG frames of 640x360 by one client on one connection%n%n", alone.frames());
    out.println("| measured | p50 ms | p95 ms |");
    out.println("|---|---:|---:|");
    alone
        .rows()
        .forEach(
            (row, times) ->
                out.printf(
                    Locale.ROOT, "| %s | %.2f | %.2f |%n", row.title(), times.p50(), times.p95()));
    out.println();
    out.println("| after frames | node MiB | renderer MiB |");
    out.println("|---:|---:|---:|");
    alone
        .residentMiB()
        .forEach(
            (frames, memory) ->
                out.printf("| %d | %d | %d |%n", frames, memory.node(), memory.renderer()));
  }

  private void print(Together together) {
    out.printf("%n%d clients for %d s%n%n", together.clients(), together.seconds());
    out.println("| measured | |");
    out.println("|---|---:|");
    together
        .answers()
        .forEach((status, count) -> out.printf("| answers %d | %d |%n", status, count));
    out.printf("| refusals without Retry-After | %d |%n", together.refusalsWithoutRetry());
    out.printf("| requests lost | %d |%n", together.lost());
    out.printf(Locale.ROOT, "| longest time to an answer | %.0f ms |%n", together.longestMillis());
    out.printf(
        Locale.ROOT,
        "| the same without the renderer's work | %.0f ms |%n",
        together.longestWaitMillis());
  }
}
