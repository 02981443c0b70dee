package dev.jellyscale.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.frame.PixelFormat.Family;
import dev.jellyscale.frame.PixelFormat.Subsampling;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FramePoolTest {
  private static final FrameFormat ODD =
      new FrameFormat(5, 3, new PixelFormat(Family.YUV, Subsampling.S420, 10));

  @Test
  void planesOfAnOddSizeAreRoundedUpAndAligned() throws Exception {
    try (var pool = new FramePool(ODD, 2);
        var first = pool.acquire();
        var second = pool.acquire()) {
      for (var frame : List.of(first, second)) {
        assertThat(frame.plane(0).byteSize()).isEqualTo(5 * 3 * 2);
        assertThat(frame.plane(1).byteSize()).isEqualTo(3 * 2 * 2);
        assertThat(frame.plane(2).byteSize()).isEqualTo(3 * 2 * 2);
        assertThat(frame.plane(1).address() % 64).isZero();
      }
    }
  }

  @Test
  void whoWantsAFrameWhileAllAreLentWaitsForOne() throws Exception {
    try (var pool = new FramePool(ODD, 1)) {
      var lent = pool.acquire();
      var waiting = CompletableFuture.supplyAsync(() -> acquire(pool));

      boolean early = waiting.isDone();
      lent.close();

      assertThat(early).isFalse();
      try (var next = waiting.get(10, TimeUnit.SECONDS)) {
        assertThat(next).isSameAs(lent);
      }
    }
  }

  private static Frame acquire(FramePool pool) {
    try {
      return pool.acquire();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void closingAFrameTwiceGivesItBackOnce() throws Exception {
    try (var pool = new FramePool(ODD, 2)) {
      var frame = pool.acquire();
      var other = pool.acquire();

      frame.close();
      frame.close();

      assertThat(pool.lent()).isEqualTo(1);
      other.close();
    }
  }

  @Test
  void staysOpenWhileAFrameIsLent() throws Exception {
    try (var pool = new FramePool(ODD, 1);
        var frame = pool.acquire()) {

      assertThatThrownBy(pool::close).isInstanceOf(IllegalStateException.class);

      frame.plane(0).set(ValueLayout.JAVA_BYTE, 0, (byte) 7);
      assertThat(frame.plane(0).get(ValueLayout.JAVA_BYTE, 0)).isEqualTo((byte) 7);
    }
  }

  @Test
  void aFrameThatIsLentAgainHasLostItsTimeAndWhatTravelledWithIt() throws Exception {
    try (var pool = new FramePool(ODD, 1)) {
      try (var before = pool.acquire()) {
        before.stamp(
            41, 2, List.of(new SideData(SideData.Kind.A53_CAPTIONS, new byte[] {1, 2, 3})));
      }

      try (var after = pool.acquire()) {
        assertThat(after.pts()).isZero();
        assertThat(after.duration()).isZero();
        assertThat(after.sideData()).isEmpty();
      }
    }
  }

  @Test
  void picturesDifferAsSoonAsOneSampleOfTheLastPlaneDoes() throws Exception {
    try (var pool = new FramePool(ODD, 2);
        var one = pool.acquire();
        var other = pool.acquire()) {
      other.copyFrom(one);
      boolean copied = one.samePicture(other);

      other.plane(2).set(ValueLayout.JAVA_BYTE, other.plane(2).byteSize() - 1, (byte) 1);

      assertThat(copied).isTrue();
      assertThat(one.samePicture(other)).isFalse();
    }
  }
}
