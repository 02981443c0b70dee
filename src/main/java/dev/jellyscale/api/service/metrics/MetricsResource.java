package dev.jellyscale.api.service.metrics;

import dev.jellyscale.api.service.status.NodeFacts;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.stream.Collectors;

/** Figures of this node. What only its operator may see is on the management port. */
@Path("/metrics")
@RunOnVirtualThread
@SuppressWarnings("deprecation") // Quarkus has this registry and no other for Prometheus.
class MetricsResource {
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final String OURS = "(# (HELP|TYPE) )?jellyscale_.*";

  private final PrometheusMeterRegistry registry;
  private final NodeMeters meters;
  private final JobMeters jobs;
  private final NodeFacts facts;

  MetricsResource(
      PrometheusMeterRegistry registry, NodeMeters meters, JobMeters jobs, NodeFacts facts) {
    this.registry = registry;
    this.meters = meters;
    this.jobs = jobs;
    this.facts = facts;
  }

  /** Our figures, and beside them those by which the existing plugin knows them. */
  @GET
  @Produces(TEXT)
  public String metrics() {
    meters.look();
    jobs.look();
    var ours =
        registry
            .scrape(TEXT)
            .lines()
            .filter(line -> line.matches(OURS))
            .collect(Collectors.joining("\n"));
    return ours + "\n" + PluginFigures.of(facts);
  }
}
