package dev.jellyscale.api.service.inference;

import dev.jellyscale.model.ModelId;
import dev.jellyscale.protocol.picture.PictureForm;
import dev.jellyscale.supervisor.queue.Priority;
import dev.jellyscale.supervisor.queue.QueuePlace;
import java.util.Optional;

/**
 * How a route wants its pictures.
 *
 * @param form of the answer
 * @param hurry whether somebody looks on while it is made
 * @param undecodable status for a picture that cannot be decoded
 * @param model that makes it; empty for the chosen one
 */
public record PictureOrder(
    PictureForm form, boolean hurry, int undecodable, Optional<ModelId> model) {
  /** The contract has no other status for pictures that are refused on these routes. */
  private static final int CONTENT_TOO_LARGE = 413;

  private static final int BAD_REQUEST = 400;

  /** A place in the queue for the work of {@code client}, from now on. */
  QueuePlace place(String client, Deadlines deadlines) {
    return hurry
        ? QueuePlace.within(Priority.INTERACTIVE, client, deadlines.frame())
        : QueuePlace.within(Priority.BATCH, client, deadlines.picture());
  }

  /** A JPEG by the chosen model, which somebody waits for. */
  public static PictureOrder frame() {
    return new PictureOrder(PictureForm.Jpeg.usual(), true, BAD_REQUEST, Optional.empty());
  }

  /** A PNG by a model, which nobody waits for; what cannot be decoded is 400. */
  public static PictureOrder image(ModelId model) {
    return new PictureOrder(new PictureForm.Png(), false, BAD_REQUEST, Optional.of(model));
  }

  static PictureOrder picture() {
    return new PictureOrder(new PictureForm.Png(), false, CONTENT_TOO_LARGE, Optional.empty());
  }

  static PictureOrder deepPicture() {
    return new PictureOrder(new PictureForm.DeepPng(), false, CONTENT_TOO_LARGE, Optional.empty());
  }
}
