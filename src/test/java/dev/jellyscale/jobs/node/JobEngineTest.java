package dev.jellyscale.jobs.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.config.roots.MediaRoots;
import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jobs.WorkerNode;
import dev.jellyscale.jobs.fault.FaultInjection;
import dev.jellyscale.jobs.work.JobFolders;
import dev.jellyscale.jobs.work.Workshop;
import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.supervisor.Supervisor;
import dev.jellyscale.supervisor.TestRenderers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node's part of the work from its start to its end. */
class JobEngineTest {
  @TempDir Path folder;

  private JobEngine engine(Supervisor renderers) throws Exception {
    var out = Files.createDirectories(folder.resolve("out"));
    return JobEngine.open(
        new JobEngine.Parts(
            new NodeName("one"),
            JobSettings.of(Map.of()),
            folder.resolve("jobs.db"),
            new JobEngine.Renderers(renderers, renderers),
            () -> {
              throw new Unavailable("There are no models", null);
            },
            new Workshop.Places(
                new MediaRoots(Map.of(MediaRoots.OUTPUT, out)),
                new JobFolders(folder.resolve("work/jobs"))),
            FaultInjection.NONE));
  }

  @Test
  void aStartThatFailsHalfWayIsTakenBackAndMayBeTriedAgain() throws Exception {
    var inTheWay = Files.writeString(folder.resolve("work"), "no folder");
    var providers = Set.of(ExecutionProvider.CPU);
    try (var renderers = TestRenderers.supervisor(folder.resolve("renderers"));
        var engine = engine(renderers)) {
      assertThatThrownBy(() -> engine.work(providers, List.of("CPU")))
          .isInstanceOf(JellyscaleException.class);

      assertThat(engine.isWorking()).isFalse();
      assertThat(engine.store().nodes().all()).isEmpty();
      assertThat(threads()).isEmpty();

      Files.delete(inTheWay);
      engine.work(providers, List.of("CPU"));
      assertThat(engine.isWorking()).isTrue();
      assertThat(engine.store().nodes().all()).extracting(WorkerNode::devices).hasSize(1);

      engine.drain();
      assertThat(engine.store().nodes().all()).isEmpty();
    }
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.matches("jellyscale-(jobs|disks|janitor).*"))
        .toList();
  }
}
