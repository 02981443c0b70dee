package dev.jellyscale.video.encode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.frame.PixelFormat.Family;
import dev.jellyscale.frame.PixelFormat.Subsampling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proves something only where root runs it, as in a container; others may not raise priorities. */
class OrdinaryPriorityTest {
  /** Number of the scheduling policy among the words behind the name in proc_pid_stat(5). */
  private static final int POLICY = 38;

  @TempDir Path folder;

  @Test
  void anEncoderTakesNoRealTimePriority() throws IOException {
    var spec =
        SegmentWriterTest.spec(EncoderChoice.SVT_AV1_DEFAULT, Family.YUV, Subsampling.S420, 8);

    List<String> policies;
    try (var writer = SegmentWriter.open(folder.resolve("segment"), spec)) {
      assertThat(writer).isNotNull();
      policies = policies();
    }

    assertThat(policies).hasSizeGreaterThan(5).containsOnly("0");
  }

  @Test
  void aThreadHasAfterwardsWhatItHadBefore() throws IOException {
    var before = capabilities();

    try (var _ = OrdinaryPriority.ofThisThread()) {
      assertThat(Long.parseUnsignedLong(capabilities(), 16) & (1 << 23)).isZero();
    }

    assertThat(capabilities()).isEqualTo(before);
  }

  private static String capabilities() throws IOException {
    return Files.readAllLines(Path.of("/proc/thread-self/status")).stream()
        .filter(line -> line.startsWith("CapEff:"))
        .map(line -> line.substring("CapEff:".length()).strip())
        .findFirst()
        .orElseThrow();
  }

  private static List<String> policies() throws IOException {
    var policies = new ArrayList<String>();
    try (var threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
      for (var thread : threads) {
        var line = Files.readString(thread.resolve("stat"));
        policies.add(line.substring(line.lastIndexOf(')') + 2).split(" ", -1)[POLICY]);
      }
    }
    return policies;
  }
}
