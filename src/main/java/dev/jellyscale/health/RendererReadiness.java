package dev.jellyscale.health;

import dev.jellyscale.config.Places;
import dev.jellyscale.protocol.wire.ConfinementFacts;
import dev.jellyscale.protocol.wire.Event.Hello;
import dev.jellyscale.supervisor.SlotState;
import dev.jellyscale.supervisor.Supervisor;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Whether a renderer can take work, and why not. */
@Readiness
@Singleton
class RendererReadiness implements HealthCheck {
  private final Supervisor supervisor;

  RendererReadiness(Supervisor supervisor) {
    this.supervisor = supervisor;
  }

  /** Ready as long as any slot is. */
  @Override
  public HealthCheckResponse call() {
    var states = supervisor.states();
    var response =
        HealthCheckResponse.named("renderers").status(states.stream().anyMatch(SlotState::working));
    for (int slot = 0; slot < states.size(); slot++) {
      describe("slot-" + slot, states.get(slot), response);
    }
    return response.build();
  }

  private static void describe(String slot, SlotState state, HealthCheckResponseBuilder response) {
    switch (state) {
      case SlotState.Stopped _ -> response.withData(slot, "starts with the next command");
      case SlotState.Starting _ -> response.withData(slot, "starting");
      case SlotState.Idle(Hello renderer) -> {
        response.withData(slot, "idle");
        tell(slot, renderer, response);
      }
      case SlotState.Busy(Hello renderer, String work) -> {
        response.withData(slot, work);
        tell(slot, renderer, response);
      }
      case SlotState.BackingOff(var until, String reason) ->
          response.withData(
              slot,
              PathFreeText.of(
                  "failed, starts again after %s: %s".formatted(until, reason),
                  Places.ofEnvironment(System.getenv())));
      case SlotState.Closed _ -> response.withData(slot, "closed");
    }
  }

  private static void tell(String slot, Hello renderer, HealthCheckResponseBuilder response) {
    response.withData(slot + "-pid", renderer.pid());
    response.withData(slot + "-providers", String.join(", ", renderer.providers()));
    response.withData(slot + "-confinement", words(renderer.confinement()));
  }

  private static String words(ConfinementFacts confinement) {
    return confinement.complete() ? "complete" : confinement.toString();
  }
}
