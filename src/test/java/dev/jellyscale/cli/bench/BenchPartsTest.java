package dev.jellyscale.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.jellyscale.cli.bench.BenchReport.Clip;
import dev.jellyscale.cli.bench.BenchReport.Conditions;
import dev.jellyscale.cli.bench.BenchReport.Model;
import dev.jellyscale.cli.bench.BenchReport.Row;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.FramePool;
import dev.jellyscale.frame.PixelFormat;
import dev.jellyscale.frame.PixelFormat.Family;
import dev.jellyscale.frame.PixelFormat.Subsampling;
import dev.jellyscale.protocol.DeviceFacts;
import dev.jellyscale.protocol.ExecutionProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchPartsTest {

  @Test
  void noTwoFramesOfTheTextureAreEqual() {
    var texture = new MovingTexture(64, 48, 7);

    var frames = new HashSet<String>();
    for (int i = 0; i < 300; i++) {
      frames.add(frame(texture, i));
    }

    assertThat(frames).hasSize(300);
  }

  @Test
  void theSameSeedGivesTheSameTexture() {
    var one = frame(new MovingTexture(64, 48, 7), 11);
    var same = frame(new MovingTexture(64, 48, 7), 11);
    var other = frame(new MovingTexture(64, 48, 8), 11);

    assertThat(same).isEqualTo(one);
    assertThat(other).isNotEqualTo(one);
  }

  private static String frame(MovingTexture texture, int number) {
    var planes = new byte[64 * 48 * 3 / 2];
    texture.draw(number, planes);
    return HexFormat.of().formatHex(planes);
  }

  @Test
  void spooledFramesComeBackWithTheirTimes(@TempDir Path folder) throws Exception {
    var format = new FrameFormat(8, 6, new PixelFormat(Family.YUV, Subsampling.S420, 10));
    try (var pool = new FramePool(format, 2);
        var spool = new FrameSpool(folder.resolve("spool"));
        var frame = pool.acquire();
        var back = pool.acquire()) {
      for (int i = 0; i < 3; i++) {
        frame.plane(0).fill((byte) i);
        frame.plane(2).fill((byte) (10 + i));
        frame.stamp(100L * i, 40, List.of());
        spool.add(frame);
      }

      spool.read(1, back);

      assertThat(back.pts()).isEqualTo(100);
      assertThat(back.duration()).isEqualTo(40);
      assertThat(back.plane(0).get(java.lang.foreign.ValueLayout.JAVA_BYTE, 5)).isEqualTo((byte) 1);
      assertThat(back.plane(2).get(java.lang.foreign.ValueLayout.JAVA_BYTE, 0))
          .isEqualTo((byte) 11);
    }
    assertThat(Files.exists(folder.resolve("spool"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"1;3;2, 100", "4;1;2;3, 125", "2, 100"})
  void theMedianOfTheRoundsCounts(String seconds, double milliseconds) {
    var rounds = java.util.Arrays.stream(seconds.split(";")).mapToDouble(Double::valueOf).toArray();

    var measured = Measured.of(rounds, 20);

    assertThat(measured.millisecondsPerFrame()).isCloseTo(milliseconds, within(1e-9));
    assertThat(measured.framesPerSecond()).isCloseTo(1000 / milliseconds, within(1e-9));
  }

  @Test
  void onACpuThePipelineIsHeldAgainstTheSumOfItsStages() {
    var report = report(ExecutionProvider.CPU);

    assertThat(report.targetFramesPerSecond()).isCloseTo(0.9 * 1000 / 25, within(1e-9));
    assertThat(report.pipelineToTarget()).isCloseTo(1000.0 / 24 / 36, within(1e-9));
    assertThat(report.pipelineToLanczos()).isCloseTo(0.25, within(1e-9));
    assertThat(report.pipelineToPngDetour()).isCloseTo(2, within(1e-9));
  }

  @Test
  void onAGpuItIsHeldAgainstTheSlowestStage() {
    var report = report(ExecutionProvider.CUDA);

    assertThat(report.targetFramesPerSecond()).isCloseTo(0.9 * 50, within(1e-9));
  }

  private static BenchReport report(ExecutionProvider provider) {
    var rows = new EnumMap<Row, Measured>(Row.class);
    var milliseconds =
        Map.of(
            Row.DECODE,
            1.0,
            Row.INFER,
            20.0,
            Row.ENCODE,
            4.0,
            Row.PIPELINE,
            24.0,
            Row.LANCZOS,
            6.0,
            Row.PNG_DETOUR,
            48.0);
    milliseconds.forEach((row, ms) -> rows.put(row, new Measured(ms, 1000 / ms, ms, ms)));
    return new BenchReport(
        new Conditions("0", "m", new Model("a", "b"), new Clip("i", "o", 1, 1), "x264"),
        new DeviceFacts(provider, Map.of(), 1, 1, false),
        rows,
        1);
  }
}
