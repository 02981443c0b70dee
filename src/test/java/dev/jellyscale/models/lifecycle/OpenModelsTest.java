package dev.jellyscale.models.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.error.JellyscaleException.LimitExceeded;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelSource;
import dev.jellyscale.models.lifecycle.ModelState.Failed;
import dev.jellyscale.models.lifecycle.ModelState.Installed;
import dev.jellyscale.models.lifecycle.ModelState.Loaded;
import dev.jellyscale.models.lifecycle.ModelState.Loading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class OpenModelsTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final ScriptedCommands commands = new ScriptedCommands();
  private final ModelEvents events = new ModelEvents();
  private Instant now = NOON;
  private final OpenModels models =
      new OpenModels(
          commands, new LifecycleSettings(100, Duration.ofMinutes(10)), () -> now, events);

  private Lease lease(String id) throws InterruptedException {
    return models.lease(ModelSource.shipped(new ModelId(id)), 1);
  }

  private void use(String id) throws InterruptedException {
    now = now.plusSeconds(1);
    lease(id).close();
  }

  @Test
  void aModelIsOpenedOnceAndStaysOpen() throws Exception {
    use("a");
    use("a");

    assertThat(commands.told).containsExactly("open a");
    assertThat(models.state(new ModelId("a")))
        .contains(new Loaded(NOON.plusSeconds(1), ScriptedCommands.onCpu(10)));
    assertThat(models.state(new ModelId("b"))).isEmpty();
  }

  @Test
  void changesAreToldInOrder() throws Exception {
    try (var heard = events.subscribe(10)) {
      use("a");
      models.unload(new ModelId("a"));

      assertThat(states(heard))
          .containsExactly(
              new Loading(),
              new Loaded(NOON.plusSeconds(1), ScriptedCommands.onCpu(10)),
              new Installed());
      assertThat(heard.missed()).isZero();
    }
  }

  private static List<ModelState> states(ModelEvents.Subscription heard)
      throws InterruptedException {
    var states = new ArrayList<ModelState>();
    for (var e = heard.next(Duration.ZERO); e.isPresent(); e = heard.next(Duration.ZERO)) {
      states.add(e.get().state());
    }
    return states;
  }

  @Test
  void aListenerThatFallsBehindLosesTheOldestAndLearnsHowMany() throws Exception {
    try (var heard = events.subscribe(1)) {
      use("a");
      models.unload(new ModelId("a"));

      assertThat(states(heard)).containsExactly(new Installed());
      assertThat(heard.missed()).isEqualTo(2);
    }
  }

  @Test
  void theLeastRecentlyUsedModelMakesRoom() throws Exception {
    commands.bytes.put("a", 40L);
    commands.bytes.put("b", 40L);
    commands.bytes.put("c", 40L);
    use("a");
    use("b");
    use("a");

    use("c");

    assertThat(commands.open).containsExactly("a", "c");
  }

  @Test
  void aModelAtWorkIsNeverClosedForAnother() throws Exception {
    commands.bytes.put("a", 60L);
    commands.bytes.put("b", 60L);
    try (var _ = lease("a")) {
      assertThatThrownBy(() -> lease("b"))
          .isInstanceOf(Unavailable.class)
          .hasMessageContaining("no room for model 'b'");
      assertThat(commands.open).containsExactly("a");
      assertThat(models.state(new ModelId("b")).orElseThrow()).isInstanceOf(Installed.class);
    }

    use("b");

    assertThat(commands.open).containsExactly("b");
  }

  @Test
  void aModelThatIsTooLargeForTheDeviceIsRefused() {
    commands.bytes.put("a", 101L);

    assertThatThrownBy(() -> lease("a"))
        .isInstanceOf(LimitExceeded.class)
        .hasMessageContaining("101 bytes");
    assertThat(commands.open).isEmpty();
  }

  @Test
  void whatAModelTookLastTimeIsMadeFreeBeforeItIsOpened() throws Exception {
    commands.bytes.put("a", 60L);
    commands.bytes.put("b", 60L);
    use("a");
    use("b");
    commands.told.clear();

    use("a");

    assertThat(commands.told).containsExactly("close b", "open a");
  }

  @Test
  void anIdleModelIsRetiredAndOneAtWorkIsNot() throws Exception {
    use("a");
    try (var _ = lease("b")) {
      now = now.plus(Duration.ofMinutes(10)).minusSeconds(1);
      models.retireIdle();
      assertThat(commands.open).containsExactly("a", "b");

      now = now.plusSeconds(1);
      models.retireIdle();

      assertThat(commands.open).containsExactly("b");
    }
    now = now.plus(Duration.ofMinutes(10)).minusSeconds(1);
    models.retireIdle();
    assertThat(commands.open).containsExactly("b");
  }

  @Test
  void aModelAtWorkCannotBeUnloaded() throws Exception {
    try (var _ = lease("a")) {
      var second = lease("a");
      second.close();
      second.close();
      assertThatThrownBy(() -> models.unload(new ModelId("a"))).isInstanceOf(Conflict.class);
    }

    models.unload(new ModelId("a"));
    models.unload(new ModelId("a"));
    models.unload(new ModelId("never-seen"));

    assertThat(commands.told).containsExactly("open a", "close a");
  }

  @Test
  void aFailureIsRememberedUntilTheNextAttempt() throws Exception {
    commands.broken.add("a");
    assertThatThrownBy(() -> lease("a")).isInstanceOf(EngineFailure.class);
    assertThat(models.state(new ModelId("a"))).contains(new Failed("No device runs a", NOON));

    commands.broken.clear();
    use("a");

    assertThat(models.state(new ModelId("a")).orElseThrow()).isInstanceOf(Loaded.class);
  }

  @Test
  void modelsOfADeadRendererAreOpenedAgain() throws Exception {
    try (var _ = lease("a")) {
      models.rendererGone("the renderer was killed", true);

      assertThat(models.state(new ModelId("a")))
          .contains(new Failed("the renderer was killed", NOON));
      assertThatThrownBy(() -> models.unload(new ModelId("a"))).isInstanceOf(Conflict.class);
    }

    use("a");

    assertThat(commands.told).containsExactly("open a", "open a");
  }

  @Test
  void eachDeviceHasItsOwnBudget() throws Exception {
    commands.onGpu.addAll(List.of("g", "h"));
    commands.bytes.putAll(Map.of("a", 60L, "g", 60L, "h", 60L));
    use("a");
    use("g");
    assertThat(commands.open).containsExactly("a", "g");

    use("h");

    assertThat(commands.open).containsExactly("a", "h");
  }

  @Test
  void whatAnotherRendererStillHasOpenCountsAndIsClosed() throws Exception {
    commands.bytes.putAll(Map.of("a", 60L, "b", 60L));
    use("a");
    models.rendererGone("one of two renderers was killed", false);
    assertThat(models.state(new ModelId("a")).orElseThrow()).isInstanceOf(Failed.class);

    use("b");
    assertThat(commands.open).containsExactly("b");

    models.rendererGone("one of two renderers was killed", false);
    now = now.plus(Duration.ofMinutes(10));
    models.retireIdle();
    assertThat(commands.open).isEmpty();
  }

  @Test
  void whatAnotherRendererStillHasOpenIsOpenedInAllAgain() throws Exception {
    use("a");
    models.rendererGone("one of two renderers was killed", false);

    use("a");

    assertThat(commands.told).containsExactly("open a", "open a");
    assertThat(models.state(new ModelId("a")).orElseThrow()).isInstanceOf(Loaded.class);
  }

  private void interruptOnce() throws InterruptedException {
    commands.whenOpen = () -> {};
    commands.beforeClose = () -> {};
    throw new InterruptedException();
  }

  @Test
  void aModelWhoseOpeningIsInterruptedTooLateIsClosedBeforeTheNextOne() throws Exception {
    commands.whenOpen = this::interruptOnce;
    assertThatThrownBy(() -> lease("a")).isInstanceOf(InterruptedException.class);
    assertThat(models.state(new ModelId("a"))).contains(new Installed());

    use("b");

    assertThat(commands.open).containsExactly("b");
  }

  @Test
  void aModelWhoseClosingIsInterruptedIsClosedBeforeTheNextOne() throws Exception {
    use("a");
    commands.beforeClose = this::interruptOnce;
    assertThatThrownBy(() -> models.unload(new ModelId("a")))
        .isInstanceOf(InterruptedException.class);

    use("b");

    assertThat(commands.open).containsExactly("b");
  }

  @Test
  void aModelWhoseRendererEndsAsItIsOpenIsOpenedAgain() throws Exception {
    commands.whenOpen =
        () -> {
          commands.whenOpen = () -> {};
          commands.open.clear();
          models.rendererGone("the renderer was killed", true);
        };

    use("a");

    assertThat(commands.told).containsExactly("open a", "open a");
    assertThat(commands.open).containsExactly("a");
    assertThat(models.state(new ModelId("a")).orElseThrow()).isInstanceOf(Loaded.class);
  }

  @Test
  void aModelThatEndsItsRendererEachTimeIsNotOpen() {
    commands.whenOpen = () -> models.rendererGone("the renderer was killed", true);

    assertThatThrownBy(() -> lease("a")).isInstanceOf(EngineFailure.class);

    assertThat(models.state(new ModelId("a")).orElseThrow()).isInstanceOf(Failed.class);
    assertThat(commands.told).hasSize(3);
  }

  @Test
  void twoFilesOfOneIdAreOpenEachForItself() throws Exception {
    var id = new ModelId("a");
    var other = new ModelSource.InFile(id, "/work/models/f00", "f00");
    use("a");
    now = now.plusSeconds(1);
    models.lease(other, 1).close();
    use("a");
    models.lease(other, 1).close();
    assertThat(commands.told).containsExactly("open a", "open a");

    try (var lease = models.lease(other, 1)) {
      assertThat(lease.source()).isEqualTo(other);
      assertThatThrownBy(() -> models.unload(id)).isInstanceOf(Conflict.class);
    }
    assertThat(models.state(id).orElseThrow()).isInstanceOf(Loaded.class);
    models.unload(id);

    assertThat(commands.told).containsExactly("open a", "open a", "close a", "close a");
    assertThat(models.state(id).orElseThrow()).isInstanceOf(Installed.class);
  }

  @Test
  void twoFilesOfOneIdTakeRoomAndAreRetiredBoth() throws Exception {
    use("a");
    models.lease(new ModelSource.InFile(new ModelId("a"), "/work/models/f00", "f00"), 1).close();
    commands.bytes.put("b", 90L);
    use("b");
    assertThat(commands.told).containsExactly("open a", "open a", "open b", "close a");

    now = now.plus(Duration.ofHours(1));
    models.retireIdle();

    assertThat(commands.told.subList(4, 6)).containsExactlyInAnyOrder("close a", "close b");
  }

  @Test
  void theModelThatIsNeverRetiredStaysOpen() throws Exception {
    models.neverRetire(new ModelId("a"));
    use("a");
    use("b");
    now = now.plus(Duration.ofDays(1));

    models.retireIdle();

    assertThat(commands.open).containsExactly("a");
  }

  @Test
  void manyThreadsShareOneOpening() throws Exception {
    try (var threads = Executors.newFixedThreadPool(8)) {
      var work = new ArrayList<Callable<Integer>>();
      for (int i = 0; i < 200; i++) {
        var id = "m" + i % 3;
        work.add(
            () -> {
              try (var _ = lease(id)) {
                return commands.open.contains(id) ? 0 : 1;
              }
            });
      }
      for (var done : threads.invokeAll(work)) {
        assertThat(done.get()).isZero();
      }
    }
    assertThat(commands.told).containsExactlyInAnyOrder("open m0", "open m1", "open m2");
  }
}
