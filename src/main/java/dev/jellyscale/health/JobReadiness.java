package dev.jellyscale.health;

import dev.jellyscale.api.work.NodeJobs;
import dev.jellyscale.config.Places;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether the node can be asked for jobs and works for them, and why not. */
@Readiness
@Singleton
class JobReadiness implements HealthCheck {
  private final NodeJobs jobs;

  JobReadiness(NodeJobs jobs) {
    this.jobs = jobs;
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("jobs");
    var obstacle = jobs.obstacle();
    obstacle.ifPresent(
        reason ->
            response.withData(
                "reason", PathFreeText.of(reason, Places.ofEnvironment(System.getenv()))));
    jobs.whyNoJobs().ifPresent(reason -> response.withData("none-taken", reason));
    jobs.roots().troubles().forEach((root, trouble) -> response.withData("root-" + root, trouble));
    return response.withData("working", jobs.isWorking()).status(obstacle.isEmpty()).build();
  }
}
