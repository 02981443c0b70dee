package dev.jellyscale.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.engine.graph.Channels;
import dev.jellyscale.engine.graph.Network;
import dev.jellyscale.engine.graph.TestNetworks;
import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.FramePool;
import dev.jellyscale.frame.SideData;
import dev.jellyscale.protocol.ExecutionProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineTest {
  private static final FrameFormat FORMAT = new FrameFormat(96, 64, TestFrames.YUV420);
  private static final EngineOptions CPU =
      EngineOptions.defaults().withPreference(ExecutionProvider.CPU);
  private static Network network;

  @BeforeAll
  static void openNetwork() {
    network = Network.open(TestNetworks.convRelu(2, Channels.LUMA, 11, 16, 16));
  }

  @Test
  void recordsWhyEachPreferredProviderDoesNotRun() throws Exception {
    try (var engine = new Engine(EngineOptions.defaults());
        var upscaler = engine.open(network, FORMAT, TestFrames.BT709, 8)) {
      var device = upscaler.device();

      assertThat(device.refused().keySet())
          .containsExactlyElementsOf(
              EngineOptions.defaults()
                  .preference()
                  .subList(0, EngineOptions.defaults().preference().indexOf(device.provider())));
      assertThat(device.refused().values()).allMatch(reason -> !reason.isBlank());
    }
  }

  @Test
  void refusesWithTheReasonOfEachProviderWhereNoneRuns() {
    try (var engine = new Engine(CPU.withPreference(ExecutionProvider.TENSORRT))) {
      assertThatThrownBy(() -> engine.open(network, FORMAT, TestFrames.BT709, 8).close())
          .isInstanceOf(EngineFailure.class)
          .hasMessageStartingWith("No device runs model 'test' on 96x64")
          .hasMessageContaining("tensorrt: not in this build of ONNX Runtime");
    }
  }

  @Test
  void anInterruptedOpeningIsAnInterruption() {
    // A batch that is sought is measured, and measuring can be interrupted.
    var small = new FrameFormat(64, 64, TestFrames.YUV420);
    try (var engine = new Engine(CPU)) {
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> engine.open(network, small, TestFrames.BT709, 8).close())
          .isInstanceOf(InterruptedException.class);
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void limitsBoundTilesAndBatches() throws Exception {
    long pixels = 96 * 64 / 4;
    var limits = new RunLimits(OptionalInt.of(1), OptionalLong.of(pixels));
    try (var engine = new Engine(CPU.withLimits(limits));
        var upscaler = engine.open(network, FORMAT, TestFrames.BT709, 8)) {
      assertThat(upscaler.device().tilesPerFrame()).isGreaterThanOrEqualTo(4);
      assertThat(upscaler.device().batch()).isEqualTo(1);
      assertThat(upscaler.batch()).isEqualTo(1);
    }
  }

  @Test
  void givesTheSameOutputForTheSameInput() throws Exception {
    try (var engine = new Engine(CPU);
        var upscaler = engine.open(network, FORMAT, TestFrames.BT709, 8);
        var inputs = new FramePool(FORMAT, 1);
        var outputs = new FramePool(upscaler.output(), 2);
        var input = TestFrames.texture(inputs.acquire(), 1);
        var first = outputs.acquire();
        var second = outputs.acquire()) {
      upscaler.upscale(List.of(input), List.of(first));
      upscaler.upscale(List.of(input), List.of(second));

      assertThat(first.samePicture(second)).isTrue();
    }
  }

  @Test
  void stampsEachOutputLikeItsInput() throws Exception {
    var captions = new SideData(SideData.Kind.A53_CAPTIONS, new byte[] {1, 2, 3});
    try (var engine = new Engine(CPU);
        var upscaler = engine.open(network, FORMAT, TestFrames.BT709, 10);
        var inputs = new FramePool(FORMAT, 1);
        var outputs = new FramePool(upscaler.output(), 1);
        var input = inputs.acquire();
        var output = outputs.acquire()) {
      input.stamp(1234, 40, List.of(captions));

      upscaler.upscale(List.of(input), List.of(output));

      assertThat(output.pts()).isEqualTo(1234);
      assertThat(output.duration()).isEqualTo(40);
      assertThat(output.sideData()).containsExactly(captions);
      assertThat(output.format().pixels().depth()).isEqualTo(10);
    }
  }

  @ParameterizedTest
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          batch | runs | memory     | frames
              1 |    3 | 1073741824 |      2
              3 |    1 | 1073741824 |      2
              3 |    2 | 1073741824 |      5
              2 |    2 |          1 |      1
          """)
  void givesTheSameForEachFrameWhateverIsInFlight(int batch, int runs, long memory, int frames)
      throws Exception {
    var options =
        CPU.withMemory(new MemoryBound(memory, memory)).withBatching(Batching.of(batch, runs));
    try (var engine = new Engine(options);
        var single = new Engine(CPU.withBatching(Batching.of(1, 1)));
        var upscaler = engine.open(network, FORMAT, TestFrames.BT709, 8);
        var reference = single.open(network, FORMAT, TestFrames.BT709, 8);
        var inputPool = new FramePool(FORMAT, frames);
        var outputPool = new FramePool(upscaler.output(), 2 * frames)) {
      var inputs = acquire(inputPool, frames);
      var outputs = acquire(outputPool, frames);
      var expected = acquire(outputPool, frames);
      for (int i = 0; i < frames; i++) {
        TestFrames.texture(inputs.get(i), i);
        reference.upscale(inputs.subList(i, i + 1), expected.subList(i, i + 1));
      }

      upscaler.upscale(inputs, outputs);

      for (int i = 0; i < frames; i++) {
        assertThat(TestFrames.maxDifference(outputs.get(i), expected.get(i)))
            .isLessThanOrEqualTo(1);
      }
      List.of(inputs, outputs, expected).forEach(list -> list.forEach(Frame::close));
      assertThat(inputPool.lent() + outputPool.lent()).isZero();
    }
  }

  private static List<Frame> acquire(FramePool pool, int frames) throws InterruptedException {
    var list = new ArrayList<Frame>();
    for (int i = 0; i < frames; i++) {
      list.add(pool.acquire());
    }
    return list;
  }

  @Test
  void refusesFramesThatDoNotFit() throws Exception {
    try (var engine = new Engine(CPU);
        var upscaler = engine.open(network, FORMAT, TestFrames.BT709, 8);
        var inputs = new FramePool(FORMAT, 1);
        var input = inputs.acquire()) {
      assertThatThrownBy(() -> upscaler.upscale(List.of(input), List.of(input)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is not 192x128");
      assertThatThrownBy(() -> upscaler.upscale(List.of(input), List.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("1 inputs and 0 outputs");
    }
  }

  @Test
  void closesWhatIsStillOpenAndClosesTwice() throws Exception {
    var engine = new Engine(CPU);
    var upscaler = engine.open(network, FORMAT, TestFrames.BT709, 8);
    try (var inputs = new FramePool(FORMAT, 1);
        var outputs = new FramePool(upscaler.output(), 1);
        var input = inputs.acquire();
        var output = outputs.acquire()) {
      engine.close();
      engine.close();
      upscaler.close();
      upscaler.cancel();

      assertThatThrownBy(() -> upscaler.upscale(List.of(input), List.of(output)))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> engine.open(network, FORMAT, TestFrames.BT709, 8).close())
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void opensAModelAgainByWhatItFound() throws Exception {
    try (var engine = new Engine(CPU.withMemory(new MemoryBound(1, 1)));
        var first = engine.open(network, FORMAT, TestFrames.BT709, 8);
        var second = engine.open(network, FORMAT, TestFrames.BT709, 8)) {

      assertThat(second.device()).isEqualTo(first.device());
    }
  }

  @Test
  void noticesAnInterruptBetweenTiles() throws Exception {
    try (var engine = new Engine(CPU.withMemory(new MemoryBound(1, 1)));
        var upscaler = engine.open(network, FORMAT, TestFrames.BT709, 8);
        var inputs = new FramePool(FORMAT, 1);
        var outputs = new FramePool(upscaler.output(), 1);
        var input = inputs.acquire();
        var output = outputs.acquire()) {
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> upscaler.upscale(List.of(input), List.of(output)))
          .isInstanceOf(InterruptedException.class);
      assertThat(Thread.interrupted()).isFalse();
    }
  }

  @Test
  void infersNothingAfterACancel() throws Exception {
    try (var engine = new Engine(CPU);
        var upscaler = engine.open(network, FORMAT, TestFrames.BT709, 8);
        var inputs = new FramePool(FORMAT, 1);
        var outputs = new FramePool(upscaler.output(), 1);
        var input = inputs.acquire();
        var output = outputs.acquire()) {
      upscaler.cancel();

      assertThatThrownBy(() -> upscaler.upscale(List.of(input), List.of(output)))
          .isInstanceOf(InterruptedException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"96, 64, 8", "640, 360, 1"})
  void batchesOnTheCpuOnlyWhereFramesAreTiny(int width, int height, int most) throws Exception {
    var format = new FrameFormat(width, height, TestFrames.YUV420);
    try (var engine = new Engine(CPU);
        var upscaler = engine.open(network, format, TestFrames.BT709, 8)) {

      assertThat(upscaler.batch()).isBetween(1, most).isEqualTo(upscaler.device().batch());
    }
  }
}
