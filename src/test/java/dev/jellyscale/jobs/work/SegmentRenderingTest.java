package dev.jellyscale.jobs.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.config.roots.MediaRoots;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jobs.Segment;
import dev.jellyscale.jobs.SegmentState.Pending;
import dev.jellyscale.jobs.fault.FaultInjection;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.store.TestDatabase;
import dev.jellyscale.jobs.store.TestJobs;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.supervisor.Supervisor;
import dev.jellyscale.supervisor.TestRenderers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of segments whose model cannot be had. */
class SegmentRenderingTest {
  @TempDir Path folder;
  private JobDatabase database;
  private JobStore store;
  private TestJobs jobs;

  @BeforeEach
  void open() {
    database = TestDatabase.SQLITE.open(folder);
    store = new JobStore(database);
    jobs = new TestJobs(store);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private SegmentRendering rendering(RuntimeException failure) throws IOException {
    Supervisor closed = TestRenderers.supervisor(folder.resolve("work"));
    closed.close();
    var renderers =
        new Workshop.Renderers(closed.videos(), closed.videos(), Set.of(ExecutionProvider.CPU));
    var roots =
        new MediaRoots(Map.of(MediaRoots.OUTPUT, Files.createDirectories(folder.resolve("out"))));
    var folders = new JobFolders(Files.createDirectories(folder.resolve("work/jobs")));
    var workshop =
        new Workshop(
            new NodeName("node-1"),
            store,
            renderers,
            () -> {
              throw failure;
            },
            new Workshop.Places(roots, folders),
            FaultInjection.NONE);
    return new SegmentRendering(
        workshop, new RunningAttempts(RunningAttempts.Bounds.USUAL, System::nanoTime));
  }

  private Segment first() {
    var id = jobs.rendering();
    return store.segments().ready(id, 1).getFirst();
  }

  @Test
  void aFailureThatNobodyForesawIsCountedAndRestsAndItsWordsStayInTheLog() throws Exception {
    var segment = first();
    var failure = new UncheckedIOException("Cannot write /secret/place", new IOException("EIO"));

    rendering(failure).run(segment.key());

    var after = jobs.segment(segment.key());
    assertThat(after.failures()).isEqualTo(1);
    assertThat(((Pending) after.state()).notBefore()).isAfter(database.clock().instant());
    assertThat(store.history().of(segment.key().job(), 0, 99).toString())
        .contains("the log of the node tells")
        .doesNotContain("secret");
  }

  @Test
  void aModelThatCannotBeHadNowIsNoFailure() throws Exception {
    var segment = first();

    rendering(new Unavailable("Its server does not answer", null)).run(segment.key());

    assertThat(jobs.segment(segment.key()).failures()).isZero();
    assertThat(jobs.segment(segment.key()).attempts()).isZero();
  }
}
