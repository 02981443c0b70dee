package dev.jellyscale.jobs.publish;

import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.jellyfin.ItemId;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.protocol.job.Fingerprint;
import java.time.Instant;
import java.util.Optional;

/**
 * A film that was given a name, or is about to be. It is called by the id of its job, which it
 * outlives.
 *
 * @param changedAt when its state last changed, by the database's clock
 */
public record PublishedFile(
    JobId job,
    State state,
    Placing placing,
    Origin origin,
    Making making,
    Content content,
    Listing listing,
    Instant changedAt) {

  /** How far it is. */
  public enum State {
    /** It is about to get its name; whatever stands on the disk may be in between. */
    INTENDED,
    /** It has its name. */
    PLACED,
    /** It is about to be taken away. */
    REMOVING,
    /** It was taken away. */
    REMOVED
  }

  /** In which way it was published. */
  public enum Mode {
    /** Below the output root, and nobody was told. */
    OUTPUT,
    /** Below the output root; Jellyfin makes it a version of the original's item. */
    MERGE,
    /** Beside the original, as a version of it. */
    VERSION,
    /** By the name of the original. */
    REPLACE
  }

  /**
   * Where it goes.
   *
   * @param backup where the original stands whose name it took
   * @param note why it is another way than was asked for; a sentence
   */
  public record Placing(
      Mode mode, RootedPath place, Optional<RootedPath> backup, Optional<String> note) {}

  /**
   * What it was made of.
   *
   * @param print by which a changed original is known
   */
  public record Origin(RootedPath source, Fingerprint print) {}

  /**
   * How it was made.
   *
   * @param modelSha256 of the model's file
   * @param size of its pictures
   * @param encoder all that it was told
   */
  public record Making(ModelId model, String modelSha256, Size size, String encoder) {}

  /**
   * Its bytes.
   *
   * @param sha256 64 lower-case hexadecimal digits
   */
  public record Content(long bytes, String sha256) {}

  /**
   * What Jellyfin has to do with it.
   *
   * @param item of the original
   * @param twin its own item there, once it was merged with the original's
   * @param told whether Jellyfin hears of it
   */
  public record Listing(Optional<ItemId> item, Optional<ItemId> twin, boolean told) {}
}
