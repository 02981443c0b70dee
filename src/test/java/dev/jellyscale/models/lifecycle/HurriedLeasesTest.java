package dev.jellyscale.models.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelSource;
import dev.jellyscale.models.lifecycle.ModelState.Installed;
import dev.jellyscale.supervisor.queue.Priority;
import dev.jellyscale.supervisor.queue.QueuePlace;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Somebody needs a model that is not open, and cannot wait for long. */
class HurriedLeasesTest {
  private final ScriptedCommands commands = new ScriptedCommands();
  private final OpenModels models =
      new OpenModels(
          commands,
          new LifecycleSettings(100, Duration.ofMinutes(10)),
          Instant::now,
          new ModelEvents());

  private Lease lease(String id, Duration patience) throws InterruptedException {
    return models.lease(
        ModelSource.shipped(new ModelId(id)),
        1,
        QueuePlace.within(Priority.INTERACTIVE, "me", patience));
  }

  @Test
  void nobodyWaitsBehindAnOpeningLongerThanHeMay() throws Exception {
    var opening = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    commands.whenOpen =
        () -> {
          opening.countDown();
          go.await();
        };
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = callers.submit(() -> lease("a", Duration.ofMinutes(1)));
      opening.await();

      assertThatThrownBy(() -> lease("a", Duration.ofMillis(20)))
          .isInstanceOf(Unavailable.class)
          .hasMessageContaining("deadline");
      go.countDown();
      first.get().close();
    }
    lease("a", Duration.ofMillis(20)).close();

    assertThat(commands.told).containsExactly("open a");
  }

  @Test
  void anOpeningThatIsRefusedForNowIsNoFaultOfTheModel() throws Exception {
    commands.whenOpen =
        () -> {
          commands.open.remove("a");
          throw Unavailable.until("busy", Duration.ofSeconds(1));
        };
    assertThatThrownBy(() -> lease("a", Duration.ofSeconds(1))).isInstanceOf(Unavailable.class);
    assertThat(models.state(new ModelId("a"))).contains(new Installed());
    commands.whenOpen = () -> {};

    lease("a", Duration.ofSeconds(1)).close();

    assertThat(commands.told).containsExactly("open a", "open a");
  }
}
