package dev.jellyscale.jobs.rules;

import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.jellyfin.ItemId;
import dev.jellyscale.model.ModelTraits.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A video of a library, as Jellyfin tells of it and as it lies here.
 *
 * @param name as Jellyfin shows it
 * @param place where it lies
 */
public record FoundVideo(ItemId item, String name, Traits traits, Footage footage, Place place) {

  /**
   * What it is as a work.
   *
   * @param genres as Jellyfin spells them
   * @param added when it came into the library
   */
  public record Traits(Set<String> genres, Optional<Instant> added) {
    public Traits {
      genres = Set.copyOf(genres);
    }
  }

  /**
   * What it is as a file; each is empty where Jellyfin does not know it.
   *
   * @param picture of the largest of its versions
   * @param rate frames per second, above 0
   */
  public record Footage(Optional<Size> picture, Optional<Duration> length, Optional<Double> rate) {}

  /** Where a video lies. */
  public sealed interface Place {

    /** Below none of the roots that Jellyfin's paths are mapped to. */
    record Unmapped() implements Place {}

    /** Where it should lie is no file that this node may read. */
    record Missing(RootedPath path) implements Place {}

    /**
     * It is there.
     *
     * @param bytes size of the file
     * @param modified time of its last change, milliseconds since 1970
     */
    record Here(RootedPath path, long bytes, long modified) implements Place {}
  }
}
