package dev.jellyscale.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.config.NativeLibraries;
import dev.jellyscale.engine.graph.Network;
import dev.jellyscale.engine.graph.TestNetworks;
import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.protocol.ExecutionProvider;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Opens a network that cannot be made smaller in a process that loses its memory before. */
class OutOfDeviceMemoryTest {
  private static final int WIDTH = 512;
  private static final int HEIGHT = 512;

  /** The child process: prints the kind of the failure. */
  static final class Child {
    /** Too little for the layer of 640 channels, which takes 671 MB. */
    private static final long LEFT_BYTES = 300 << 20;

    private Child() {}

    public static void main(String[] args) throws Exception {
      var options = EngineOptions.defaults().withPreference(ExecutionProvider.CPU);
      var network = Network.open(TestNetworks.fixedAndWide(WIDTH, HEIGHT, 640));
      takeMemoryAway();
      try (var engine = new Engine(options);
          var upscaler =
              engine.open(
                  network,
                  new FrameFormat(WIDTH, HEIGHT, TestFrames.YUV420),
                  TestFrames.BT709,
                  8)) {
        System.out.println(upscaler.device());
      } catch (EngineFailure e) {
        System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
      }
    }

    private static void takeMemoryAway() throws Exception {
      var size =
          Files.readAllLines(Path.of("/proc/self/status")).stream()
              .filter(line -> line.startsWith("VmSize:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
              .findFirst()
              .orElseThrow();
      new ProcessBuilder(
              "prlimit", "--pid=" + ProcessHandle.current().pid(), "--as=" + (size + LEFT_BYTES))
          .inheritIO()
          .start()
          .waitFor();
    }
  }

  @Test
  void isAFailureOfItsOwn() throws Exception {
    var child = new ProcessBuilder(command()).redirectErrorStream(true).start();

    var output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = child.waitFor();

    assertThat(status).as(output).isZero();
    assertThat(output.strip().lines().toList().getLast())
        .startsWith("OutOfDeviceMemory: No device runs model 'test' on 512x512");
  }

  private static List<String> command() {
    var java =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path")));
    NativeLibraries.ofThisProcess().ifPresent(natives -> java.addAll(natives.options()));
    java.add(Child.class.getName());
    return java;
  }
}
