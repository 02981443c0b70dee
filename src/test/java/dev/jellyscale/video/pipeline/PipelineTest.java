package dev.jellyscale.video.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.PixelFormat;
import dev.jellyscale.frame.PixelFormat.Family;
import dev.jellyscale.frame.PixelFormat.Subsampling;
import dev.jellyscale.frame.SideData;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PipelineTest {
  private static final FrameFormat FORMAT =
      new FrameFormat(6, 4, new PixelFormat(Family.YUV, Subsampling.S420, 8));
  private static final int FRAMES = 40;

  /** What the sink got, one string per frame: stamp, first luma sample, side data. */
  private final List<String> written = new ArrayList<>();

  private int reused;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void everyFrameArrivesOnceAndInOrderWhateverTheBatch(int batch) throws InterruptedException {
    var upscaler = new DoublingUpscaler(FORMAT, batch, -1);
    try (var pipeline = new Pipeline(upscaler)) {
      pipeline.run(counting(FRAMES, i -> i), this::record, r -> reused += r ? 1 : 0);

      assertThat(pipeline.lent()).isZero();
    }
    assertThat(written)
        .isEqualTo(IntStream.range(0, FRAMES).mapToObj(i -> i * 3 + "+3:" + i + ":" + i).toList());
    assertThat(reused).isZero();
  }

  @ParameterizedTest
  @CsvSource({"1,13", "3,13", "8,13"})
  void equalNeighboursAreInferredOnceAndKeepTheirOwnStamps(int batch, int distinct)
      throws InterruptedException {
    var upscaler = new DoublingUpscaler(FORMAT, batch, -1);
    try (var pipeline = new Pipeline(upscaler)) {
      pipeline.run(
          counting(FRAMES, i -> i * distinct / FRAMES), this::record, r -> reused += r ? 1 : 0);
    }
    assertThat(upscaler.inferred()).isEqualTo(distinct);
    assertThat(reused).isEqualTo(FRAMES - distinct);
    assertThat(written)
        .isEqualTo(
            IntStream.range(0, FRAMES)
                .mapToObj(i -> i * 3 + "+3:" + i * distinct / FRAMES + ":" + i)
                .toList());
  }

  @Test
  void aPictureHeldForLongNeverWaitsForAFullBatch() throws InterruptedException {
    var upscaler = new DoublingUpscaler(FORMAT, 4, -1);
    try (var pipeline = new Pipeline(upscaler)) {
      pipeline.run(counting(1_000, _ -> 9), this::record, r -> reused += r ? 1 : 0);
    }
    assertThat(upscaler.inferred()).isOne();
    assertThat(written).hasSize(1_000);
    assertThat(reused).isEqualTo(999);
  }

  @Test
  void onePipelineServesManyRuns() throws InterruptedException {
    try (var pipeline = new Pipeline(new DoublingUpscaler(FORMAT, 1, -1))) {
      for (int run = 0; run < 50; run++) {
        pipeline.run(counting(FRAMES, i -> i), this::record, _ -> {});

        assertThat(pipeline.lent()).isZero();
      }
    }
    assertThat(written).hasSize(50 * FRAMES);
  }

  @RepeatedTest(100)
  void aFailingSourceStopsAllAndReturnsEveryFrame() {
    try (var pipeline = new Pipeline(new DoublingUpscaler(FORMAT, 2, -1))) {
      FrameSource failing = failingAfter(17, counting(FRAMES, i -> i));

      assertThatThrownBy(() -> pipeline.run(failing, this::record, _ -> {}))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the source fails as asked");
      assertThat(pipeline.lent()).isZero();
    }
  }

  @RepeatedTest(100)
  void failingInferenceStopsAllAndReturnsEveryFrame() {
    try (var pipeline = new Pipeline(new DoublingUpscaler(FORMAT, 2, 17))) {
      assertThatThrownBy(() -> pipeline.run(counting(FRAMES, i -> i), this::record, _ -> {}))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("inference fails as asked");
      assertThat(pipeline.lent()).isZero();
    }
  }

  @RepeatedTest(100)
  void aFailingSinkStopsAllAndReturnsEveryFrame() {
    FrameSink failing =
        frame -> {
          if (frame.pts() == 51) {
            throw new IllegalStateException("the sink fails as asked");
          }
        };
    try (var pipeline = new Pipeline(new DoublingUpscaler(FORMAT, 2, -1))) {
      assertThatThrownBy(() -> pipeline.run(counting(FRAMES, i -> i), failing, _ -> {}))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the sink fails as asked");
      assertThat(pipeline.lent()).isZero();
    }
  }

  @RepeatedTest(50)
  void anInterruptedCallerStopsAllAndReturnsEveryFrame() throws InterruptedException {
    var started = new CountDownLatch(20);
    var interrupted = new AtomicBoolean();
    try (var pipeline = new Pipeline(new DoublingUpscaler(FORMAT, 1, -1))) {
      var endless = counting(Integer.MAX_VALUE, i -> i);
      var caller =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      pipeline.run(endless, _ -> started.countDown(), _ -> {});
                    } catch (InterruptedException _) {
                      interrupted.set(true);
                    }
                  });
      started.await();
      caller.interrupt();
      caller.join();

      assertThat(interrupted).isTrue();
      assertThat(pipeline.lent()).isZero();
    }
  }

  private static FrameSource failingAfter(int frames, FrameSource source) {
    var read = new int[1];
    return target -> {
      if (read[0]++ == frames) {
        throw new IllegalStateException("the source fails as asked");
      }
      return source.read(target);
    };
  }

  /** Frames whose samples all are {@code picture(i)}, 3 units long. */
  private static FrameSource counting(int frames, java.util.function.IntUnaryOperator picture) {
    var next = new int[1];
    return target -> {
      if (next[0] == frames) {
        return false;
      }
      int i = next[0]++;
      for (int plane = 0; plane < PixelFormat.PLANES; plane++) {
        target.plane(plane).fill((byte) picture.applyAsInt(i));
      }
      var marker = new SideData(SideData.Kind.A53_CAPTIONS, new byte[] {(byte) i});
      target.stamp(i * 3L, 3, List.of(marker));
      return true;
    };
  }

  private void record(Frame frame) {
    int sample = frame.plane(0).get(ValueLayout.JAVA_BYTE, frame.format().planeBytes(0) - 1);
    int marker = frame.sideData().getFirst().payload()[0];
    written.add(frame.pts() + "+" + frame.duration() + ":" + sample + ":" + marker);
  }
}
