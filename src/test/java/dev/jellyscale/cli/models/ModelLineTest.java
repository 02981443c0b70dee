package dev.jellyscale.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.config.DataDirectory;
import dev.jellyscale.config.Places;
import dev.jellyscale.models.registry.ModelAnswer;
import dev.jellyscale.models.registry.ModelRequest;
import dev.jellyscale.models.registry.Progress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelLineTest {
  @TempDir Path folder;

  @Test
  void aCommandWaitsForTheEndOfAnother() throws Exception {
    var places = new Places(folder.resolve("data"), folder.resolve("work"), Optional.empty());
    var asking =
        new FutureTask<>(() -> ModelLine.ask(places, new ModelRequest.ListAll(), Progress.UNHEARD));
    var thread = new Thread(asking);

    try (var other = DataDirectory.open(places.data())) {
      assertThat(other).isNotNull();
      thread.start();
      while (thread.getState() != Thread.State.TIMED_WAITING && !asking.isDone()) {
        Thread.onSpinWait();
      }
      assertThat(asking.isDone()).isFalse();
    }

    assertThat(asking.get(30, TimeUnit.SECONDS)).isInstanceOf(ModelAnswer.Listed.class);
  }
}
