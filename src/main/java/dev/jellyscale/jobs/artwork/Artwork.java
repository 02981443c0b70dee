package dev.jellyscale.jobs.artwork;

import dev.jellyscale.jobs.rules.RuleName;
import dev.jellyscale.jobs.rules.ScanId;
import dev.jellyscale.model.ModelId;
import java.time.Instant;
import java.util.Optional;

/**
 * A picture of Jellyfin that was enlarged, or is about to be. Written down before Jellyfin is
 * touched.
 *
 * @param before what was there
 * @param beforeType its media type
 * @param after what a rule has made of it
 * @param tag by which Jellyfin tells the larger one from others; empty where that is not known
 * @param kept whether the picture from before is still kept here
 */
public record Artwork(
    ArtworkId id,
    ItemPicture picture,
    Origin origin,
    State state,
    PicturePrint before,
    String beforeType,
    PicturePrint after,
    Optional<String> tag,
    boolean kept,
    Instant changedAt) {

  /**
   * By whom it was enlarged.
   *
   * @param line number of the line of the scan
   */
  public record Origin(RuleName rule, ScanId scan, int line, ModelId model) {}

  /** How it stands. */
  public enum State {
    /** Jellyfin may have the larger one, or not yet. */
    INTENDED,
    /** Jellyfin has the larger one. */
    PLACED,
    /** The node was lost meanwhile, and Jellyfin shows something else since. */
    OVERTAKEN,
    /** Nothing came of it; Jellyfin has what it had. */
    ABANDONED,
    /** The one from before is being put back. */
    UNDOING,
    /** Jellyfin has the one from before again. */
    UNDONE
  }

  /** Whether this is the larger picture that we have made. */
  public boolean isAfter(ShownPictures.Shown shown) {
    return shown.sha256().equals(after.sha256())
        || (!shown.tag().isEmpty() && tag.equals(Optional.of(shown.tag())));
  }

  /** Whether this is the picture that was there before. */
  public boolean isBefore(ShownPictures.Shown shown) {
    return shown.sha256().equals(before.sha256());
  }
}
