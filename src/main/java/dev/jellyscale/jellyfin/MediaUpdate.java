package dev.jellyscale.jellyfin;

/**
 * A file that Jellyfin should look at.
 *
 * @param path on its machine
 */
public record MediaUpdate(String path, Kind kind) {

  /** What became of it. */
  public enum Kind {
    CREATED("Created"),
    MODIFIED("Modified"),
    DELETED("Deleted");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** Jellyfin's word. */
    String word() {
      return word;
    }
  }

  /** Tells no path. */
  @Override
  public String toString() {
    return "MediaUpdate[" + kind + "]";
  }
}
