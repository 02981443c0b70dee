package dev.jellyscale.jellyfin.library;

import dev.jellyscale.jellyfin.ItemId;
import java.util.List;
import java.util.Optional;

/**
 * Where the files of an item lie, as Jellyfin names them. For the service alone, which tells no
 * caller.
 *
 * @param sources one for each version, the one that Jellyfin plays by default first
 */
public record ItemFile(ItemId id, List<MediaSource> sources) {

  public ItemFile {
    sources = List.copyOf(sources);
  }

  /** Jellyfin's path of the default version. */
  public Optional<String> path() {
    return sources.stream().findFirst().flatMap(MediaSource::path);
  }

  /** The id of the version that lies at a path of Jellyfin's machine; empty: none does. */
  public Optional<ItemId> versionAt(String wanted) {
    return sources.stream()
        .filter(source -> source.path().equals(Optional.of(wanted)))
        .findFirst()
        .map(source -> ItemId.isId(source.id()) ? ItemId.parse(source.id()) : id);
  }

  /** Tells no path. */
  @Override
  public String toString() {
    return "ItemFile[" + id + ", " + sources.size() + " sources]";
  }
}
