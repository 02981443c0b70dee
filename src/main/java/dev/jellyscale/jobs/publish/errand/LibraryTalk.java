package dev.jellyscale.jobs.publish.errand;

import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.jellyfin.ItemId;
import dev.jellyscale.jellyfin.JellyfinServer;
import dev.jellyscale.jellyfin.MediaUpdate;
import dev.jellyscale.jellyfin.library.ItemFile;
import dev.jellyscale.jobs.publish.PublishedFile;
import dev.jellyscale.jobs.publish.PublishedFile.Mode;
import dev.jellyscale.jobs.publish.PublishedFile.State;
import dev.jellyscale.jobs.store.published.PublishedRows;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Tells Jellyfin of films and asks it to make versions of them. Everything may be done twice.
 *
 * @param times when its items are looked for
 */
record LibraryTalk(JellyfinServer server, PublishedRows rows, ErrandTimes times) {

  /**
   * Tries an errand.
   *
   * @param alive runs before whatever takes long; whatever it throws ends the try
   * @throws dev.jellyscale.error.JellyscaleException.Unavailable if Jellyfin does not answer
   */
  Outcome attempt(Errand errand, Runnable alive) {
    var found = rows.find(errand.job());
    if (found.isEmpty()) {
      return Outcome.Done.last("");
    }
    var file = found.get();
    var path = theirs(file.placing().place());
    if (path.isEmpty()) {
      return new Outcome.Never(
          "Jellyfin is not told: JELLYSCALE_JELLYFIN_PATHS has no folder for '%s'"
              .formatted(file.placing().place().root()));
    }
    return switch (errand.kind()) {
      case TELL -> tell(file, path.get());
      case MERGE -> merge(file, path.get(), alive);
      case SPLIT -> split(file, path.get(), alive);
    };
  }

  private Optional<String> theirs(RootedPath file) {
    return server.settings().paths().toTheirs(file);
  }

  private Outcome tell(PublishedFile file, String path) {
    boolean gone = file.state() == State.REMOVED;
    server.mediaUpdated(List.of(new MediaUpdate(path, kind(file, gone))));
    if (!gone && file.placing().mode() == Mode.MERGE) {
      return new Outcome.Done(Optional.of(Errand.Kind.MERGE), times.scan(), "Jellyfin was told");
    }
    return Outcome.Done.last("Jellyfin was told");
  }

  private static MediaUpdate.Kind kind(PublishedFile file, boolean gone) {
    if (file.placing().mode() == Mode.REPLACE) {
      return MediaUpdate.Kind.MODIFIED;
    }
    return gone ? MediaUpdate.Kind.DELETED : MediaUpdate.Kind.CREATED;
  }

  private Outcome merge(PublishedFile file, String path, Runnable alive) {
    if (file.state() != State.PLACED) {
      return Outcome.Done.last("");
    }
    var original = original(file, alive);
    if (original.isEmpty()) {
      return new Outcome.Never(
          "Not merged: Jellyfin's item of %s is not known".formatted(file.origin().source()));
    }
    var item = server.file(original.get());
    if (item.isEmpty()) {
      return new Outcome.Later("Jellyfin has no item " + original.get());
    }
    var twin = item.get().versionAt(path).or(() -> server.itemAt(path, alive));
    if (twin.isEmpty()) {
      return new Outcome.Later(
          "Jellyfin has not found the film yet; its folder has to be in one of its libraries");
    }
    return merge(file, path, new Pair(original.get(), twin.get()));
  }

  private record Pair(ItemId original, ItemId twin) {}

  private Optional<ItemId> original(PublishedFile file, Runnable alive) {
    return file.listing()
        .item()
        .or(() -> theirs(file.origin().source()).flatMap(path -> server.itemAt(path, alive)));
  }

  private Outcome merge(PublishedFile file, String path, Pair pair) {
    if (defaultPath(pair, path).isEmpty()) {
      try {
        server.mergeVersions(List.of(pair.original(), pair.twin()));
      } catch (NotFound e) {
        return new Outcome.Later(String.valueOf(e.getMessage()));
      }
    }
    var unasked = defaultPath(pair, path);
    if (unasked.isEmpty()) {
      return new Outcome.Later("Jellyfin has not made it a version of item " + pair.original());
    }
    rows.merged(file.job(), pair.twin());
    return Outcome.Done.last(
        "Jellyfin made it a version of item %s and plays %s unasked"
            .formatted(
                pair.original(), unasked.get().equals(path) ? "the new one" : "the other one"));
  }

  /** What is played by default where one item has both files; empty: none has. */
  private Optional<String> defaultPath(Pair pair, String path) {
    return common(pair, path).flatMap(ItemFile::path);
  }

  /** The item that has the file at a path among others: which of the two that is, Jellyfin says. */
  private Optional<ItemFile> common(Pair pair, String path) {
    for (var id : List.of(pair.original(), pair.twin())) {
      var item = server.file(id);
      if (item.isPresent()
          && item.get().sources().size() > 1
          && item.get().versionAt(path).isPresent()) {
        return item;
      }
    }
    return Optional.empty();
  }

  /** Its item goes with the next scan; were it the first version, it would take all along. */
  private Outcome split(PublishedFile file, String path, Runnable alive) {
    var original = original(file, alive);
    var twin = file.listing().twin();
    if (original.isPresent() && twin.isPresent()) {
      common(new Pair(original.get(), twin.get()), path).ifPresent(item -> split(item, path));
    }
    return new Outcome.Done(Optional.of(Errand.Kind.TELL), Duration.ZERO, "");
  }

  private void split(ItemFile item, String path) {
    server.separateVersions(item.id());
    var others =
        item.sources().stream()
            .filter(source -> !source.path().equals(Optional.of(path)))
            .filter(source -> ItemId.isId(source.id()))
            .map(source -> ItemId.parse(source.id()))
            .toList();
    if (others.size() > 1) {
      server.mergeVersions(others);
    }
  }
}
