package dev.jellyscale.api.service.doctor;

import dev.jellyscale.api.access.NodeAccess;
import dev.jellyscale.api.service.doctor.Finding.Health;
import dev.jellyscale.api.service.logs.Redaction;
import dev.jellyscale.api.service.machine.Remembered;
import dev.jellyscale.api.service.status.NodeFacts;
import dev.jellyscale.protocol.ProgramVersion;
import dev.jellyscale.protocol.wire.Event.Hello;
import dev.jellyscale.supervisor.SlotState;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Looks at everything that this node needs. What was found is kept for seconds. */
@Singleton
class Examination {
  private static final Duration LIFE = Duration.ofSeconds(3);
  private static final Path DRIVER = Path.of("/proc/driver/nvidia/version");

  private final NodeFacts facts;
  private final NodeAccess access;
  private final Redaction redaction;
  private final JellyfinFindings jellyfin;
  private final Remembered<Report> report = new Remembered<>(this::examine, LIFE);

  Examination(NodeFacts facts, NodeAccess access, Redaction redaction, JellyfinFindings jellyfin) {
    this.facts = facts;
    this.access = access;
    this.redaction = redaction;
    this.jellyfin = jellyfin;
  }

  /**
   * The contract's answer to {@code GET /doctor}.
   *
   * @param overall the worst of the checks
   */
  record Report(String version, String backend, Health overall, List<Finding> checks) {}

  /** What was found now, or seconds ago. */
  Report report() {
    return report.get();
  }

  private Report examine() {
    var gpu = new GpuFindings(facts.device(), Files.exists(DRIVER));
    var findings = new ArrayList<>(gpu.all());
    findings.add(token());
    findings.add(smoke());
    findings.add(renderer());
    findings.add(confinement());
    findings.add(models());
    findings.addAll(jellyfin.all());
    var clean = findings.stream().map(this::clean).toList();
    var worst = clean.stream().map(Finding::status).max(Health::compareTo).orElse(Health.OK);
    return new Report(ProgramVersion.VALUE, gpu.backendName(), worst, clean);
  }

  private Finding clean(Finding finding) {
    return new Finding(
        finding.check(), finding.status(), redaction.clean(finding.detail()), finding.fix());
  }

  private Finding token() {
    return access.gatekeeper().isOpen()
        ? Finding.warn(
            "api_token",
            "API_TOKEN is 'disable': every program on this machine may do everything",
            "Set API_TOKEN to a long random text, or unset it to have one made")
        : Finding.ok("api_token", "Everything but a bare sign of life needs a token");
  }

  /** Whether a model has done work. */
  private Finding smoke() {
    var last = facts.tally().last();
    if (last.isPresent()) {
      return Finding.ok(
          "model_smoke",
          "Model %s upscaled %.1f frames a second"
              .formatted(last.get().model(), last.get().framesPerSecond()));
    }
    return facts.currentModel().isPresent()
        ? Finding.ok("model_smoke", "A model is loaded; nothing has been upscaled yet")
        : Finding.warn("model_smoke", "No model is loaded", "Load one: POST /models/load");
  }

  private Finding renderer() {
    for (var state : facts.slots()) {
      if (state instanceof SlotState.BackingOff(var until, String reason)) {
        return Finding.fail(
            "renderer",
            "It failed, and starts again after %s: %s".formatted(until, reason),
            "See what it printed in the node's log");
      }
    }
    return facts.renderer().isPresent()
        ? Finding.ok("renderer", "It starts and answers")
        : Finding.warn("renderer", "None has started yet", "It starts with the first command");
  }

  private Finding confinement() {
    var held = facts.renderer().map(Hello::confinement);
    if (held.isEmpty()) {
      return Finding.warn(
          "confinement", "No renderer has started yet", "It starts with the first command");
    }
    var detail =
        "no-new-privileges %s, seccomp %s, Landlock %s"
            .formatted(
                word(held.get().noNewPrivileges()),
                word(held.get().seccomp()),
                word(held.get().landlock()));
    return held.get().complete()
        ? Finding.ok("confinement", detail)
        : Finding.warn(
            "confinement",
            detail + "; " + held.get().note(),
            "Use a kernel with Landlock, and leave JELLYSCALE_CONFINEMENT unset");
  }

  private static String word(boolean holds) {
    return holds ? "holds" : "does not hold";
  }

  private Finding models() {
    return facts
        .obstacle()
        .map(
            why ->
                Finding.fail(
                    "data_directory", why, "See that JELLYSCALE_DATA is a folder of this user"))
        .orElseGet(() -> Finding.ok("data_directory", "Models and their database can be used"));
  }
}
