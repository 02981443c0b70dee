package dev.jellyscale.jobs.rules.scan;

import dev.jellyscale.config.roots.MediaRoots;
import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.jellyfin.ItemId;
import dev.jellyscale.jellyfin.JellyfinServer;
import dev.jellyscale.jellyfin.library.ItemPage;
import dev.jellyscale.jellyfin.library.ItemQuery;
import dev.jellyscale.jellyfin.library.MediaSource;
import dev.jellyscale.jobs.rules.FoundVideo;
import dev.jellyscale.jobs.rules.FoundVideo.Footage;
import dev.jellyscale.jobs.rules.FoundVideo.Place;
import dev.jellyscale.jobs.rules.FoundVideo.Traits;
import dev.jellyscale.jobs.rules.Selection;
import dev.jellyscale.model.ModelTraits.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Videos of a Jellyfin server, by our own key. Of an item with several versions the one with the
 * largest picture stands for it: what is large in one of them is not made larger.
 */
public final class JellyfinVideos implements VideoSource {
  /** No codec has pictures of longer edges; who tells of them does not know the size. */
  private static final int LONGEST_EDGE = 65_536;

  private final JellyfinServer server;
  private final MediaRoots roots;

  /**
   * Finds videos.
   *
   * @param roots where their files lie
   */
  public JellyfinVideos(JellyfinServer server, MediaRoots roots) {
    this.server = server;
    this.roots = roots;
  }

  @Override
  public List<FoundVideo> videos(Selection selection, Runnable alive) {
    server.requireLibraries(selection.libraries());
    // What comes in meanwhile moves the pages: some items are told twice.
    var found = new LinkedHashMap<ItemId, FoundVideo>();
    for (var library : selection.libraries()) {
      videos(library, found, alive);
    }
    return List.copyOf(found.values());
  }

  private void videos(ItemId library, Map<ItemId, FoundVideo> found, Runnable alive) {
    var query = new ItemQuery(Optional.of(library), ItemQuery.VIDEOS, true, 0, ItemQuery.MOST);
    var page = server.items(query);
    while (true) {
      alive.run();
      page.items().forEach(item -> found.put(item.item().id(), video(item)));
      if (found.size() > MOST) {
        throw new Invalid("The libraries of a rule have " + MOST + " videos at most");
      }
      if (!page.hasMore()) {
        return;
      }
      query = query.next();
      page = server.items(query);
    }
  }

  private FoundVideo video(ItemPage.Listed listed) {
    var item = listed.item();
    var largest =
        listed.file().sources().stream()
            .max(
                Comparator.comparing(
                    source -> picture(source).map(JellyfinVideos::pixels).orElse(0L)));
    return new FoundVideo(
        item.id(),
        item.name(),
        new Traits(Set.copyOf(item.genres()), item.added()),
        new Footage(
            largest.flatMap(JellyfinVideos::picture),
            largest.flatMap(MediaSource::length).or(item::length),
            largest.flatMap(MediaSource::video).flatMap(MediaSource.Video::framesPerSecond)),
        largest.flatMap(MediaSource::path).map(this::place).orElseGet(Place.Unmapped::new));
  }

  private static Optional<Size> picture(MediaSource source) {
    return source
        .video()
        .filter(video -> isEdge(video.width()) && isEdge(video.height()))
        .map(video -> new Size(video.width().getAsInt(), video.height().getAsInt()));
  }

  private static boolean isEdge(OptionalInt pixels) {
    return pixels.isPresent() && pixels.getAsInt() > 0 && pixels.getAsInt() <= LONGEST_EDGE;
  }

  private static long pixels(Size picture) {
    return (long) picture.width() * picture.height();
  }

  private Place place(String theirs) {
    return server.settings().paths().toOurs(theirs).map(this::look).orElseGet(Place.Unmapped::new);
  }

  private Place look(RootedPath path) {
    try {
      var file = roots.source(path);
      return Files.isReadable(file)
          ? new Place.Here(path, Files.size(file), Files.getLastModifiedTime(file).toMillis())
          : new Place.Missing(path);
    } catch (NotFound | Invalid | Denied | IOException _) {
      return new Place.Missing(path);
    }
  }
}
