package dev.jellyscale.supervisor;

import static dev.jellyscale.supervisor.TestRenderers.BICUBIC;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a renderer cannot do, tried by the renderer itself. */
class ConfinementTest {
  @TempDir Path folder;

  @Test
  void refusesNetworkFilesAndProgramsInOldAndNewThreadsWhileItUpscales() throws Exception {
    var outside = Files.writeString(folder.resolve("outside.txt"), "secret");
    try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var supervisor = TestRenderers.supervisor(folder.resolve("work"))) {
      assertThat(supervisor.probe(BICUBIC).scale()).isEqualTo(2);

      var attempts = supervisor.selfCheck(outside, listening.getLocalPort());

      assertThat(attempts).hasSize(12);
      assertThat(attempts.values()).allSatisfy(end -> assertThat(end).startsWith("refused"));
      assertThat(supervisor.probe(BICUBIC).scale()).isEqualTo(2);
      assertThat(supervisor.states())
          .singleElement()
          .isInstanceOfSatisfying(
              SlotState.Idle.class,
              idle -> assertThat(idle.renderer().confinement().complete()).isTrue());
    }
  }

  @Test
  void isOffOnlyWhereThatWasAskedForAndSaysSoThen() throws Exception {
    var outside = Files.writeString(folder.resolve("outside.txt"), "secret");
    try (var listening = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
        var supervisor =
            TestRenderers.supervisor(
                TestRenderers.launch(folder.resolve("work")).withoutConfinement(),
                TestRenderers.SHORT)) {
      var attempts = supervisor.selfCheck(outside, listening.getLocalPort());

      assertThat(attempts)
          .containsEntry("old thread: connect by TCP", "done")
          .containsEntry("old thread: read a file outside", "done")
          .containsEntry("old thread: start a program", "done");
      assertThat(supervisor.log(0)).anyMatch(line -> line.contains("CONFINEMENT IS OFF"));
    }
  }

  @Test
  void hidesItsEnvironmentFromTheRenderer() throws IOException {
    var environment = TestRenderers.launch(folder).rendererEnvironment();

    assertThat(environment).doesNotContainKeys("PATH", "JELLYSCALE_TEST_DATA", "JAVA_HOME");
    assertThat(environment).containsEntry("HOME", folder.toString());
  }
}
