package dev.jellyscale.api.upscaler.item;

import dev.jellyscale.api.upscaler.process.ServerFiles;
import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.jellyfin.ItemId;
import dev.jellyscale.jellyfin.JellyfinServer;
import dev.jellyscale.jellyfin.library.Item;
import dev.jellyscale.jellyfin.library.ItemFile;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds items for callers. What a caller may not see does not exist for him, and our own key is
 * used for nothing before he has seen the item himself.
 */
@Singleton
public class ItemDesk {
  /** Parameter by which callers without a user name one. */
  public static final String USER = CallersView.USER;

  private final CallersView views;
  private final ServerFiles files;
  private final FairShare share;

  ItemDesk(CallersView views, ServerFiles files, FairShare share) {
    this.views = views;
    this.files = files;
    this.share = share;
  }

  /**
   * An item as the caller sees it.
   *
   * @param id as it came
   * @param user whom a caller without a user names, as it came
   * @throws Invalid if an id is malformed, before anybody is asked
   * @throws NotFound if there is none for him
   */
  public Item item(String id, Optional<String> user) {
    var asked = ItemId.parse(id);
    var view = views.view(user);
    return share
        .ask(() -> views.server().item(view, asked))
        .filter(item -> item.id().equals(asked))
        .orElseThrow(() -> new NotFound("There is no such item"));
  }

  /**
   * The server that items are on.
   *
   * @throws dev.jellyscale.error.JellyscaleException.Unavailable if none is set
   */
  public JellyfinServer server() {
    return views.server();
  }

  /**
   * The video of an item that the caller has seen.
   *
   * @throws Conflict if this node cannot read it; tells no path
   */
  public RootedPath video(Item item) {
    return views
        .server()
        .file(item.id())
        .flatMap(ItemFile::path)
        .flatMap(files::mapped)
        .filter(files::isReadable)
        .orElseThrow(
            () ->
                new Conflict(
                    "This item has no video that this node can read; whoever runs it looks at"
                        + " JELLYSCALE_JELLYFIN_PATHS"));
  }

  /** Where a video is on this machine: for renderers, and never for callers. */
  public Path path(RootedPath video) {
    return files.path(video);
  }
}
