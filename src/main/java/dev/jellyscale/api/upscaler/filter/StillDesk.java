package dev.jellyscale.api.upscaler.filter;

import dev.jellyscale.api.access.CurrentCaller;
import dev.jellyscale.api.service.HangUp;
import dev.jellyscale.api.service.ServiceFailure;
import dev.jellyscale.api.service.spool.NodeSpool;
import dev.jellyscale.api.service.spool.SpoolFile;
import dev.jellyscale.error.JellyscaleException.LimitExceeded;
import dev.jellyscale.protocol.job.StillTask;
import dev.jellyscale.protocol.job.StillTask.Filter;
import dev.jellyscale.supervisor.Supervisor;
import dev.jellyscale.supervisor.queue.Priority;
import dev.jellyscale.supervisor.queue.QueuePlace;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Has pictures of videos made by a renderer. */
@Singleton
class StillDesk {
  /** Behind titles and in front of the end. */
  private static final double POSITION = 0.3;

  private static final int MOST_WIDTH = 960;
  private static final int MOST_BYTES = 8 << 20;
  private static final int GONE = 400;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration COME_AGAIN = Duration.ofSeconds(5);

  private final Supervisor supervisor;
  private final NodeSpool spool;
  private final CurrentCaller caller;

  StillDesk(Supervisor supervisor, NodeSpool spool, CurrentCaller caller) {
    this.supervisor = supervisor;
    this.spool = spool;
    this.caller = caller;
  }

  /** A picture as it is and as filters change it, as PNG files. */
  record Stills(byte[] plain, byte[] filtered) {}

  /**
   * Makes them; the caller's hanging up ends the work.
   *
   * @param video absolute path of a file that the caller may know of
   * @throws dev.jellyscale.error.JellyscaleException if no picture can be made
   */
  Stills make(RoutingContext route, Path video, List<Filter> filters) {
    try (var hangUp = HangUp.watch(route)) {
      return make(hangUp, video, filters);
    }
  }

  private Stills make(HangUp hangUp, Path video, List<Filter> filters) {
    try (var plain = spool.spool().usedFile();
        var filtered = spool.spool().usedFile()) {
      var task =
          new StillTask(
              video.toString(),
              POSITION,
              MOST_WIDTH,
              filters,
              plain.path().toString(),
              filtered.path().toString());
      var place = QueuePlace.within(Priority.INTERACTIVE, caller.get().key(), PATIENCE);
      var facts = supervisor.videos().still(task, place);
      return new Stills(read(plain, facts.plainBytes()), read(filtered, facts.filteredBytes()));
    } catch (InterruptedException _) {
      throw hangUp.isGone()
          ? ServiceFailure.of(GONE, "The caller hung up")
          : ServiceFailure.later("The service is stopping", COME_AGAIN);
    }
  }

  private static byte[] read(SpoolFile file, long bytes) {
    if (bytes > MOST_BYTES) {
      throw new LimitExceeded("The picture has more than 8 MiB");
    }
    try {
      var read = file.read((int) bytes);
      file.finish(bytes);
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
