package dev.jellyscale.api.service.recommend;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Which model suits this machine. */
@Path("/recommend")
@RunOnVirtualThread
class RecommendResource {
  private final Recommendation recommendation;

  RecommendResource(Recommendation recommendation) {
    this.recommendation = recommendation;
  }

  /** A model, and why it is this one; the existing plugin asks when it starts. */
  @GET
  public RecommendAnswer recommend() {
    return recommendation.answer();
  }
}
