package dev.jellyscale.api.service.metrics;

import dev.jellyscale.api.service.status.NodeFacts;
import dev.jellyscale.api.service.status.WorkTally;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** The figures of the contract, by the names that the existing plugin reads. */
final class PluginFigures {
  private final StringBuilder lines = new StringBuilder();

  private PluginFigures() {}

  /** One line for each figure: its name, one blank, its value. */
  static String of(NodeFacts facts) {
    var figures = new PluginFigures();
    figures.write(facts);
    return figures.lines.toString();
  }

  private void write(NodeFacts facts) {
    var tally = facts.tally();
    var sums = tally.sums();
    var breaker = facts.breaker();
    whole("upscaler_jobs_total", sums.pieces() + sums.failures());
    whole("upscaler_failures_total", sums.failures());
    whole("upscaler_frames_total", sums.frames());
    broken("upscaler_processing_time_avg_ms", sums.meanMilliseconds());
    broken(
        "upscaler_last_job_time_ms", tally.last().map(WorkTally.Last::seconds).orElse(0.0) * 1000);
    whole("upscaler_active_jobs", facts.busy());
    whole("upscaler_uptime_seconds", Duration.between(tally.since(), Instant.now()).toSeconds());
    whole("upscaler_circuit_open", breaker.open() ? 1 : 0);
    whole("upscaler_consecutive_failures", breaker.consecutiveFailures());
    tally.models().forEach((model, count) -> ofModel("usage", model, count.pieces()));
    tally.models().forEach((model, count) -> ofModel("failures", model, count.failures()));
  }

  private void whole(String name, long value) {
    lines.append(name).append(' ').append(value).append('\n');
  }

  private void broken(String name, double value) {
    lines.append(name).append(String.format(Locale.ROOT, " %.2f%n", value));
  }

  private void ofModel(String what, String model, long count) {
    var id = model.replace('-', '_').replace('.', '_');
    whole("upscaler_model_%s_total{model=\"%s\"}".formatted(what, id), count);
  }
}
