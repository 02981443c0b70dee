package dev.jellyscale.api.service.inference;

import dev.jellyscale.api.access.CurrentCaller;
import dev.jellyscale.api.service.HangUp;
import dev.jellyscale.api.service.ServiceFailure;
import dev.jellyscale.api.service.models.CurrentModel;
import dev.jellyscale.api.service.spool.NodeSpool;
import dev.jellyscale.api.service.spool.SpoolFile;
import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.models.fetch.StorageFailure;
import dev.jellyscale.protocol.picture.PictureHeader;
import dev.jellyscale.protocol.picture.PictureLimits;
import dev.jellyscale.protocol.wire.ImageFacts;
import dev.jellyscale.protocol.wire.PictureTask;
import dev.jellyscale.supervisor.Supervisor;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.file.Files;
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
   * @param source stays the caller's
   * @param hangUp ends the work, of the calling thread
   * @throws ServiceFailure if it cannot be made
   */
  Response make(SpoolFile source, PictureOrder order, HangUp hangUp) {
    var place = order.place(caller.get().key(), deadlines);
    try (var target = spool.spool().usedFile()) {
      var chosen = order.model().map(current::look).orElseGet(current::require);
      var picture = checked(source, chosen.scale());
      var made =
          current.with(
              chosen,
              place,
              (_, model) -> {
                var to = target.path().toString();
                var task = new PictureTask(model, picture, to, order.form(), limits);
                long asked = System.nanoTime();
                var facts = supervisor.image(task, place);
                return new Made(facts, System.nanoTime() - asked);
              });
      return answer(target, order, made);
    } catch (JellyscaleException e) {
      throw PictureFailures.answer(e, order.undecodable());
    } catch (InterruptedException _) {
      throw hangUp.isGone()
          ? ServiceFailure.of(400, "The caller hung up")
          : ServiceFailure.later("The service is stopping", COME_AGAIN);
    }
  }

  /** A picture in its file. */
  private record Made(ImageFacts facts, long nanos) {
    String timing() {
      return ServerTiming.of(facts.seconds(), nanos).value();
    }
  }

  private PictureTask.Source checked(SpoolFile source, int scale) {
    try {
      var header = PictureHeader.read(source.channel(), source.bytes());
      limits.requireSource(header.width(), header.height());
      limits.requireOutput((long) header.width() * scale, (long) header.height() * scale);
      return new PictureTask.Source(source.path().toString(), source.bytes());
    } catch (IOException e) {
      throw StorageFailure.of(source.path(), e);
    }
  }

  private static Response answer(SpoolFile file, PictureOrder order, Made made) {
    long bytes = made.facts().bytes();
    try {
      return Response.ok(body(file, bytes), order.form().kind().mediaType())
          .header("Content-Length", bytes)
          .header(ServerTiming.HEADER, made.timing())
          .build();
    } catch (IOException e) {
      throw StorageFailure.of(file.path(), e);
    }
  }

  /** A large file's name goes at once, its bytes when they are sent. */
  private static Object body(SpoolFile file, long bytes) throws IOException {
    if (bytes > SMALL_BYTES) {
      return Files.newInputStream(file.path());
    }
    var body = file.read(Math.toIntExact(bytes));
    file.finish(bytes);
    return body;
  }
}
