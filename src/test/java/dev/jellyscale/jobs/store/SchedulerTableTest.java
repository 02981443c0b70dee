package dev.jellyscale.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchedulerTableTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void theSchedulerFindsItsTableAndTakesTheUrgentFirst(TestDatabase kind) throws Exception {
    var ran = Collections.synchronizedList(new ArrayList<String>());
    var all = new CountDownLatch(3);
    var task =
        Tasks.oneTime("segment-cpu")
            .execute(
                (instance, _) -> {
                  ran.add(instance.getId());
                  all.countDown();
                });
    try (var database = kind.open(folder)) {
      var builder =
          Scheduler.create(database.dataSource(), task)
              .threads(1)
              .enablePriority()
              .pollingInterval(Duration.ofMillis(100));
      var scheduler =
          (database.isShared() ? builder.pollUsingLockAndFetch(0.5, 1.0) : builder).build();
      var now = database.clock().instant();
      for (var instance : List.of("low", "high", "middle")) {
        int priority = List.of("low", "middle", "high").indexOf(instance) + 1;
        scheduler.schedule(
            task.instanceBuilder(instance).priority(priority).scheduledTo(now.minusSeconds(1)));
      }

      scheduler.start();
      assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
      scheduler.stop();
    }

    assertThat(ran).containsExactly("high", "middle", "low");
  }
}
