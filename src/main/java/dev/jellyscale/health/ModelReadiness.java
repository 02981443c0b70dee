package dev.jellyscale.health;

import dev.jellyscale.api.control.NodeModels;
import dev.jellyscale.config.Places;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether the node's models can be used, and why not. */
@Readiness
@Singleton
class ModelReadiness implements HealthCheck {
  private final NodeModels models;

  ModelReadiness(NodeModels models) {
    this.models = models;
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("models");
    var obstacle = models.obstacle();
    obstacle.ifPresent(
        reason ->
            response.withData(
                "reason", PathFreeText.of(reason, Places.ofEnvironment(System.getenv()))));
    return response.status(obstacle.isEmpty()).build();
  }
}
