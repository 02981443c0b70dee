package dev.jellyscale.supervisor;

import static dev.jellyscale.supervisor.TestRenderers.BICUBIC;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of many commands. */
class ManyCommandsTest {
  private static final int MANY = 50;

  @TempDir Path folder;

  @Test
  void leaveNoFileOpenAndNoProcessBehind() throws Exception {
    // A path that is too long for a socket: see unix(7).
    var work = folder.resolve("w".repeat(100)).resolve("work");
    try (var supervisor = TestRenderers.supervisor(work)) {
      supervisor.probe(BICUBIC);
      long pid = ((SlotState.Idle) supervisor.states().getFirst()).renderer().pid();
      long here = open("self");
      long there = open(Long.toString(pid));

      for (int i = 0; i < MANY; i++) {
        supervisor.open(BICUBIC);
        supervisor.close(BICUBIC);
      }

      assertThat(open("self")).isLessThanOrEqualTo(here + 3);
      assertThat(open(Long.toString(pid))).isLessThanOrEqualTo(there + 3);
      assertThat(supervisor.states().getFirst())
          .isInstanceOfSatisfying(
              SlotState.Idle.class, idle -> assertThat(idle.renderer().pid()).isEqualTo(pid));
    }
    TestRenderers.assertNoneIsLeft();
    try (var left = Files.list(work)) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith("r"));
    }
  }

  private static long open(String process) throws IOException {
    try (var files = Files.list(Path.of("/proc", process, "fd"))) {
      return files.count();
    }
  }
}
