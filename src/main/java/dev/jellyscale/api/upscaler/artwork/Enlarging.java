package dev.jellyscale.api.upscaler.artwork;

import dev.jellyscale.api.service.inference.PictureOrder;
import dev.jellyscale.api.service.inference.RawPictures;
import dev.jellyscale.error.JellyscaleException.LimitExceeded;
import dev.jellyscale.jellyfin.ItemImages.Picture;
import dev.jellyscale.model.ModelId;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Enlarges pictures that Jellyfin holds, by a model and never by anything in its place. */
@Singleton
class Enlarging {
  /** What this node holds of one answer: it is told as text, or sent on as text. */
  private static final int MOST_BYTES = 16 << 20;

  private final RawPictures pictures;

  Enlarging(RawPictures pictures) {
    this.pictures = pictures;
  }

  /**
   * A picture as a larger PNG.
   *
   * @param route of the caller, whose hanging up ends the work
   * @throws LimitExceeded if it is too large to be held
   * @throws dev.jellyscale.api.service.ServiceFailure if it cannot be made
   */
  Picture enlarge(RoutingContext route, Picture picture, ModelId model) {
    var body = new ByteArrayInputStream(picture.bytes());
    try (var made = pictures.make(route, body, PictureOrder.image(model))) {
      return new Picture("image/png", bytes(made.getEntity()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(Object entity) throws IOException {
    if (entity instanceof byte[] whole) {
      return whole;
    }
    if (!(entity instanceof InputStream stream)) {
      throw new IllegalStateException("A picture as " + entity.getClass());
    }
    try (stream) {
      var read = stream.readNBytes(MOST_BYTES + 1);
      if (read.length > MOST_BYTES) {
        throw new LimitExceeded("The enlarged picture has more than 16 MiB");
      }
      return read;
    }
  }
}
