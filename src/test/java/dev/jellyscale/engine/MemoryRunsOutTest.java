package dev.jellyscale.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.config.NativeLibraries;
import dev.jellyscale.engine.graph.Channels;
import dev.jellyscale.engine.graph.Network;
import dev.jellyscale.engine.graph.TestNetworks;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.FramePool;
import dev.jellyscale.protocol.ExecutionProvider;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Opens a network that takes gigabytes in a process that may not have them. */
class MemoryRunsOutTest {
  private static final String ADDRESS_SPACE_KIB = "5000000";

  /** The child process: prints the number of tiles that it came down to. */
  static final class Child {
    private Child() {}

    public static void main(String[] args) throws InterruptedException {
      var options =
          EngineOptions.defaults()
              .withPreference(ExecutionProvider.CPU)
              .withMemory(new MemoryBound(1L << 50, 1L << 50));
      var format = new FrameFormat(1920, 1080, TestFrames.YUV420);
      var network = Network.open(TestNetworks.convRelu(1, Channels.LUMA, 3, 640));
      try (var engine = new Engine(options)) {
        System.out.println(tiles(engine, network, format));
      }
    }

    private static int tiles(Engine engine, Network network, FrameFormat format)
        throws InterruptedException {
      try (var upscaler = engine.open(network, format, TestFrames.BT709, 8);
          var pool = new FramePool(format, 2);
          var input = pool.acquire();
          var output = pool.acquire()) {
        upscaler.upscale(List.of(input), List.of(output));
        return upscaler.device().tilesPerFrame();
      }
    }
  }

  @Test
  void takesSmallerTiles() throws Exception {
    var child = new ProcessBuilder(command()).redirectErrorStream(true).start();

    var output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = child.waitFor();

    assertThat(status).as(output).isZero();
    assertThat(Integer.parseInt(output.strip().lines().toList().getLast())).isGreaterThan(1);
  }

  private static List<String> command() {
    var java =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:CompressedClassSpaceSize=64m",
                "-XX:ReservedCodeCacheSize=64m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path")));
    NativeLibraries.ofThisProcess().ifPresent(natives -> java.addAll(natives.options()));
    java.add(Child.class.getName());
    var command =
        new ArrayList<>(
            List.of("bash", "-c", "ulimit -v " + ADDRESS_SPACE_KIB + "; exec \"$@\"", "bash"));
    command.addAll(java);
    return command;
  }
}
