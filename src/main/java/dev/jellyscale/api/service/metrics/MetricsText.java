package dev.jellyscale.api.service.metrics;

import dev.jellyscale.api.service.status.NodeFacts;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;

/** Figures of this node, as Prometheus reads them. */
@Singleton
@SuppressWarnings("deprecation") // Quarkus has this registry and no other for Prometheus.
public class MetricsText {
  /** Media type of the text. */
  public static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final String OURS = "(# (HELP|TYPE) )?jellyscale_.*";

  private final PrometheusMeterRegistry registry;
  private final NodeMeters meters;
  private final JobMeters jobs;
  private final ViewerMeters viewers;
  private final NodeFacts facts;

  MetricsText(
      PrometheusMeterRegistry registry,
      NodeMeters meters,
      JobMeters jobs,
      ViewerMeters viewers,
      NodeFacts facts) {
    this.registry = registry;
    this.meters = meters;
    this.jobs = jobs;
    this.viewers = viewers;
    this.facts = facts;
  }

  /** Our figures, and beside them those by which the existing plugin knows them. */
  public String now() {
    meters.look();
    jobs.look();
    viewers.look();
    var ours =
        registry
            .scrape(TYPE)
            .lines()
            .filter(line -> line.matches(OURS))
            .collect(Collectors.joining("\n"));
    return ours + "\n" + PluginFigures.of(facts);
  }
}
