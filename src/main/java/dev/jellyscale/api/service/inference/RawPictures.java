package dev.jellyscale.api.service.inference;

import dev.jellyscale.api.access.route.BodyCap;
import dev.jellyscale.api.service.HangUp;
import dev.jellyscale.api.service.ServiceFailure;
import dev.jellyscale.api.service.models.CurrentModel;
import dev.jellyscale.api.service.spool.NodeSpool;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;

/** Upscales pictures that are bodies of their own. */
@Singleton
public class RawPictures {
  private final PictureDesk desk;
  private final NodeSpool spool;
  private final CurrentModel current;
  private final long maxBytes;

  RawPictures(PictureDesk desk, NodeSpool spool, CurrentModel current) {
    this.desk = desk;
    this.spool = spool;
    this.current = current;
    maxBytes = BodyCap.PICTURE.bytes(System.getenv());
  }

  /**
   * Upscales the picture that a body is; its bytes tell what it is, whatever the content type says.
   *
   * @throws ServiceFailure if it cannot be made
   */
  public Response make(RoutingContext route, InputStream body, PictureOrder order) {
    try (var hangUp = HangUp.watch(route);
        var file = spool.spool().usedFile()) {
      file.fill(body, maxBytes);
      if (file.bytes() == 0) {
        throw ServiceFailure.of(400, "The body is empty; it has to be a picture");
      }
      var answer = desk.make(file, order, hangUp);
      file.finish(file.bytes());
      return answer;
    } catch (IOException _) {
      throw ServiceFailure.of(400, "The body breaks off");
    }
  }

  /** Why several frames of a video are refused: all models here take one. */
  public ServiceFailure severalRefused() {
    return ServiceFailure.of(
        400,
        current.get().isEmpty()
            ? "No model is loaded; load one with POST /models/load"
            : "The model that is loaded takes one frame at a time (input_frames is 1)");
  }
}
