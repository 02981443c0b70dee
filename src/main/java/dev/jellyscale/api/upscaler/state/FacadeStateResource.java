package dev.jellyscale.api.upscaler.state;

import dev.jellyscale.api.service.metrics.MetricsText;
import dev.jellyscale.api.service.status.DetailedHealth;
import dev.jellyscale.api.service.status.NodeFacts;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What the node is and does. */
@Path("/Upscaler")
@Singleton
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
class FacadeStateResource {
  private final NodeFacts facts;
  private final MetricsText metrics;

  FacadeStateResource(NodeFacts facts, MetricsText metrics) {
    this.facts = facts;
    this.metrics = metrics;
  }

  /** The model, and whether anything is being upscaled. */
  @GET
  @Path("/status")
  public FacadeStatus status() {
    return FacadeStatus.of(facts);
  }

  /** Whether work would be taken now. */
  @GET
  @Path("/service-health")
  public ServiceHealth serviceHealth() {
    return ServiceHealth.of(facts);
  }

  /** What this program is. */
  @GET
  @Path("/info")
  public AboutAnswer about() {
    return AboutAnswer.THIS;
  }

  /** Says that nothing is put in the place of a model that fails. */
  @GET
  @Path("/fallback")
  public FallbackReport fallback() {
    return FallbackReport.of(facts);
  }

  /** Circuit breaker, GPU, model and figures. */
  @GET
  @Path("/health/detailed")
  public DetailedHealth health() {
    return DetailedHealth.of(facts);
  }

  /** Figures of this node. */
  @GET
  @Path("/metrics")
  @Produces(MetricsText.TYPE)
  public String metrics() {
    return metrics.now();
  }

  /** Says that there is no cache. */
  @GET
  @Path("/cache/stats")
  public CacheStatistics cache() {
    return CacheStatistics.NONE;
  }

  /** Removes nothing: there is no cache. */
  @POST
  @Path("/cache/clear")
  public CacheStatistics.Cleared clearCache() {
    return CacheStatistics.Cleared.NOTHING;
  }
}
