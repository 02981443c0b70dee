package dev.jellyscale.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.engine.TestFrames;
import dev.jellyscale.engine.device.DeviceOptions;
import dev.jellyscale.engine.device.SessionOpener;
import dev.jellyscale.engine.graph.Channels;
import dev.jellyscale.engine.graph.GraphBuilder;
import dev.jellyscale.engine.graph.GraphSpec;
import dev.jellyscale.engine.graph.Network;
import dev.jellyscale.engine.graph.PlaneGraph;
import dev.jellyscale.engine.graph.TestNetworks;
import dev.jellyscale.protocol.ExecutionProvider;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class PlaneSessionTest {
  private static PlaneGraph slow;
  private static PlaneGraph slower;

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @BeforeAll
  static void buildGraphs() {
    slow = graph(64, 320);
    slower = graph(128, 1920);
  }

  private static PlaneGraph graph(int width, int pixels) {
    var network = Network.open(TestNetworks.convRelu(2, Channels.LUMA, 3, width, width, width));
    var format = TestFrames.YUV420;
    return GraphBuilder.build(
        new GraphSpec(network, format, format, TestFrames.BT709, 1, pixels, 320));
  }

  @AfterEach
  void stopThreads() {
    threads.close();
  }

  private static PlaneSession open(PlaneGraph graph) throws DeviceFailure {
    return new SessionOpener(DeviceOptions.defaults()).open(graph, ExecutionProvider.CPU).session();
  }

  @RepeatedTest(20)
  void waitsForTheRunInFlightWhenItIsClosed() throws Exception {
    var session = open(slow);
    try (var staging = Staging.allocate(slow, 1)) {
      var run = startRun(session, staging);

      session.close();

      assertThat(isInside(run.thread())).isFalse();
      assertThat(run.result()).succeedsWithin(5, TimeUnit.SECONDS);
      assertThatThrownBy(() -> session.run(staging.inputs(), staging.outputs()))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void cancelsTheRunInFlightAndLaterOnesWithinASecond() throws Exception {
    try (var staging = Staging.allocate(slower, 1);
        var session = open(slower)) {
      var run = startRun(session, staging);

      long start = System.nanoTime();
      session.cancel();

      assertThatThrownBy(run.result()::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(InterruptedException.class);
      assertThat(System.nanoTime() - start).isLessThan(1_000_000_000L);
      assertThatThrownBy(() -> session.run(staging.inputs(), staging.outputs()))
          .isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void cancelsAlsoWhileItIsBeingClosed() throws Exception {
    try (var staging = Staging.allocate(slower, 1)) {
      var session = open(slower);
      var run = startRun(session, staging);
      var closing = CompletableFuture.runAsync(session::close, threads);

      session.cancel();

      assertThat(closing).succeedsWithin(2, TimeUnit.SECONDS);
      assertThat(isInside(run.thread())).isFalse();
    }
  }

  @Test
  void closesTwiceAndIgnoresACancelAfterwards() throws Exception {
    var session = open(slow);

    session.close();
    session.close();
    session.cancel();

    try (var staging = Staging.allocate(slow, 1)) {
      assertThatThrownBy(() -> session.run(staging.inputs(), staging.outputs()))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void tellsInOneLineWhyAGraphCannotBeOpened() {
    var broken = new PlaneGraph(new byte[] {1, 2, 3}, slow.inputs(), slow.outputs());

    assertThatThrownBy(() -> open(broken))
        .isInstanceOf(DeviceFailure.class)
        .hasMessageNotContaining("\n")
        .hasMessageContaining("protobuf");
  }

  private record Started(Thread thread, Future<@Nullable Void> result) {}

  /** Starts a run and returns once it is inside of ONNX Runtime. */
  private Started startRun(PlaneSession session, Staging staging) throws Exception {
    var runner = new CompletableFuture<Thread>();
    Future<@Nullable Void> run =
        threads.submit(
            () -> {
              runner.complete(Thread.currentThread());
              session.run(staging.inputs(), staging.outputs());
              return null;
            });
    var thread = runner.get();
    while (!run.isDone() && !isInside(thread)) {
      Thread.onSpinWait();
    }
    return new Started(thread, run);
  }

  private static boolean isInside(Thread thread) {
    return Arrays.stream(thread.getStackTrace())
        .anyMatch(
            frame ->
                frame.isNativeMethod()
                    && frame.getClassName().equals("ai.onnxruntime.OrtSession")
                    && frame.getMethodName().equals("run"));
  }
}
