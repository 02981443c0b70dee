package dev.jellyscale.api.service.status;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.jellyscale.protocol.wire.Event.Hello;
import dev.jellyscale.supervisor.SlotState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A renderer.
 *
 * @param state {@code stopped}, {@code starting}, {@code idle}, {@code busy}, {@code backing-off}
 *     or {@code closed}
 * @param note what it does, or why the last one died
 * @param confined what the kernel holds it by; null where it does not run
 */
@JsonNaming(SnakeCaseStrategy.class)
public record RendererView(
    int slot, String state, Optional<String> note, Optional<ConfinementView> confined) {

  /** What confines a renderer, each found by asking the kernel. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record ConfinementView(
      boolean noNewPrivileges, boolean seccomp, boolean landlock, String note) {}

  static List<RendererView> of(List<SlotState> states) {
    var views = new ArrayList<RendererView>();
    for (int slot = 0; slot < states.size(); slot++) {
      views.add(of(slot, states.get(slot)));
    }
    return views;
  }

  private static RendererView of(int slot, SlotState state) {
    return switch (state) {
      case SlotState.Stopped _ -> plain(slot, "stopped", "starts with the next command");
      case SlotState.Starting _ -> plain(slot, "starting", "has not answered yet");
      case SlotState.Idle(Hello hello) ->
          new RendererView(slot, "idle", Optional.empty(), Optional.of(confinement(hello)));
      case SlotState.Busy(Hello hello, String work) ->
          new RendererView(slot, "busy", Optional.of(work), Optional.of(confinement(hello)));
      case SlotState.BackingOff(var until, String reason) ->
          plain(slot, "backing-off", "starts again after %s: %s".formatted(until, reason));
      case SlotState.Closed _ -> plain(slot, "closed", "the node stops");
    };
  }

  private static RendererView plain(int slot, String state, String note) {
    return new RendererView(slot, state, Optional.of(note), Optional.empty());
  }

  private static ConfinementView confinement(Hello hello) {
    var facts = hello.confinement();
    return new ConfinementView(
        facts.noNewPrivileges(), facts.seccomp(), facts.landlock(), facts.note());
  }
}
