package dev.jellyscale.cli.doctor;

import dev.jellyscale.cli.TemporaryFolder;
import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelSource;
import dev.jellyscale.protocol.wire.ConfinementFacts;
import dev.jellyscale.supervisor.RendererLaunch;
import dev.jellyscale.supervisor.RendererLaunch.Folders;
import dev.jellyscale.supervisor.SlotState;
import dev.jellyscale.supervisor.Supervisor;
import dev.jellyscale.supervisor.SupervisorSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** Whether a renderer process starts here, and what confines it. */
final class RendererCheckup implements Checkup {
  private static final String NAME = "renderer";
  private static final ModelSource MODEL = ModelSource.shipped(new ModelId("bicubic-x2"));

  @Override
  public List<Check> run() throws InterruptedException {
    try (var work = TemporaryFolder.make("doctor")) {
      return look(work.path());
    } catch (IOException | UncheckedIOException e) {
      return List.of(Check.problem(NAME, "its folder cannot be made: " + e));
    }
  }

  private static List<Check> look(Path work) throws InterruptedException {
    var launch = RendererLaunch.likeThisProcess(new Folders(work, List.of())).forAnErrand();
    try (var supervisor = new Supervisor(SupervisorSettings.of(launch))) {
      supervisor.probe(MODEL);
      return supervisor.states().getFirst() instanceof SlotState.Idle(var hello)
          ? List.of(Check.ok(NAME, "starts and runs models"), confinement(hello.confinement()))
          : List.of(Check.problem(NAME, "ended by itself"));
    } catch (JellyscaleException e) {
      return List.of(Check.problem(NAME, String.valueOf(e.getMessage())));
    }
  }

  private static Check confinement(ConfinementFacts facts) {
    var detail =
        "no-new-privileges %s, seccomp %s, Landlock %s"
            .formatted(
                word(facts.noNewPrivileges()), word(facts.seccomp()), word(facts.landlock()));
    return facts.complete()
        ? Check.ok("confinement", detail)
        : Check.warning("confinement", detail + "; " + facts.note());
  }

  private static String word(boolean holds) {
    return holds ? "holds" : "does not hold";
  }
}
