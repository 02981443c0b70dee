package dev.jellyscale.api.service.inference;

import dev.jellyscale.protocol.picture.PictureForm;
import dev.jellyscale.supervisor.queue.Priority;
import dev.jellyscale.supervisor.queue.QueuePlace;
import java.time.Duration;

/**
 * How a route wants its pictures.
 *
 * @param form of the answer
 * @param hurry whether somebody looks on while it is made
 * @param patience longest time until work on it begins
 * @param undecodable status for a picture that cannot be decoded
 */
record PictureOrder(PictureForm form, boolean hurry, Duration patience, int undecodable) {
  /** Shorter than callers wait, who hang up after 120 seconds. */
  private static final Duration BATCH = Duration.ofSeconds(100);

  private static final Duration INTERACTIVE = Duration.ofSeconds(2);

  /** The contract has no other status for pictures that are refused on these routes. */
  private static final int CONTENT_TOO_LARGE = 413;

  private static final int BAD_REQUEST = 400;

  /** A place in the queue for the work of {@code client}, from now on. */
  QueuePlace place(String client) {
    return QueuePlace.within(hurry ? Priority.INTERACTIVE : Priority.BATCH, client, patience);
  }

  static PictureOrder frame() {
    return new PictureOrder(PictureForm.Jpeg.usual(), true, INTERACTIVE, BAD_REQUEST);
  }

  static PictureOrder picture() {
    return new PictureOrder(new PictureForm.Png(), false, BATCH, CONTENT_TOO_LARGE);
  }

  static PictureOrder deepPicture() {
    return new PictureOrder(new PictureForm.DeepPng(), false, BATCH, CONTENT_TOO_LARGE);
  }
}
