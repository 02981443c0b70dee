package dev.jellyscale.api.service.inference;

import dev.jellyscale.api.access.CurrentCaller;
import dev.jellyscale.api.service.HangUp;
import dev.jellyscale.api.service.ServiceFailure;
import dev.jellyscale.api.service.models.CurrentModel;
import dev.jellyscale.api.service.spool.NodeSpool;
import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.models.fetch.StorageFailure;
import dev.jellyscale.protocol.picture.PictureHeader;
import dev.jellyscale.protocol.picture.PictureLimits;
import dev.jellyscale.protocol.wire.PictureTask;
import dev.jellyscale.supervisor.Supervisor;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Has pictures made. Looks at the first bytes of each; everything else about them is a renderer's
 * work. Who waits holds a virtual thread and a file, and no memory.
 */
@Startup
@Singleton
class PictureDesk {
  private static final int SMALL_BYTES = 1 << 20;
  private static final Duration COME_AGAIN = Duration.ofSeconds(5);

  private final CurrentModel current;
  private final Supervisor supervisor;
  private final NodeSpool spool;
  private final CurrentCaller caller;
  private final PictureLimits limits;
  private final Deadlines deadlines;

  PictureDesk(CurrentModel current, Supervisor supervisor, NodeSpool spool, CurrentCaller caller) {
    this.current = current;
    this.supervisor = supervisor;
    this.spool = spool;
    this.caller = caller;
    limits = PictureLimits.of(System.getenv());
    deadlines = Deadlines.ofEnvironment(System.getenv());
  }

  /**
   * Makes the picture that a file holds.
   *
   * @param source in the spool; stays
   * @param hangUp ends the work, of the calling thread
   * @throws ServiceFailure if it cannot be made
   */
  Response make(Path source, PictureOrder order, HangUp hangUp) {
    var place = order.place(caller.get().key(), deadlines);
    try (var target = spool.spool().file()) {
      check(source, current.require().scale());
      var timing =
          current.with(
              place,
              (_, model) -> {
                var from = source.toString();
                var to = target.path().toString();
                var task = new PictureTask(model, from, to, order.form(), limits);
                long asked = System.nanoTime();
                var facts = supervisor.image(task, place);
                return ServerTiming.of(facts.seconds(), System.nanoTime() - asked);
              });
      return answer(target.path(), order, timing);
    } catch (JellyscaleException e) {
      throw PictureFailures.answer(e, order.undecodable());
    } catch (InterruptedException _) {
      throw hangUp.isGone()
          ? ServiceFailure.of(400, "The caller hung up")
          : ServiceFailure.later("The service is stopping", COME_AGAIN);
    }
  }

  private void check(Path source, int scale) {
    try (var file = FileChannel.open(source)) {
      var header = PictureHeader.read(file);
      limits.requireSource(header.width(), header.height());
      limits.requireOutput((long) header.width() * scale, (long) header.height() * scale);
    } catch (IOException e) {
      throw StorageFailure.of(source, e);
    }
  }

  /** The file's name goes at once, its bytes when they are sent. */
  private static Response answer(Path file, PictureOrder order, ServerTiming timing) {
    try {
      long bytes = Files.size(file);
      var body = bytes <= SMALL_BYTES ? Files.readAllBytes(file) : Files.newInputStream(file);
      return Response.ok(body, order.form().kind().mediaType())
          .header("Content-Length", bytes)
          .header(ServerTiming.HEADER, timing.value())
          .build();
    } catch (IOException e) {
      throw StorageFailure.of(file, e);
    }
  }
}
