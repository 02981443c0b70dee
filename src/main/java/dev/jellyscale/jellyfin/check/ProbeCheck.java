package dev.jellyscale.jellyfin.check;

import dev.jellyscale.config.roots.MediaRoots;
import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jellyfin.ItemId;
import dev.jellyscale.jellyfin.JellyfinServer;
import dev.jellyscale.jellyfin.JellyfinSettings;
import dev.jellyscale.jellyfin.check.JellyfinFinding.Topic;
import dev.jellyscale.jellyfin.library.MediaSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Whether the file of an item is where the path map says, and is that file. */
record ProbeCheck(JellyfinServer server, MediaRoots roots, ItemId item) {
  private static final String ANOTHER_ITEM =
      "Set " + JellyfinSettings.PROBE_ITEM + " to the id of a film or an episode";
  private static final String MAP =
      "Correct %s, or the folder of the root in %s"
          .formatted(JellyfinSettings.PATHS, MediaRoots.SOURCES);

  JellyfinFinding run() {
    try {
      var file = server.file(item);
      if (file.isEmpty()) {
        return problem("Jellyfin has no item " + item, ANOTHER_ITEM);
      }
      var source = file.get().sources().stream().findFirst();
      var path = source.flatMap(MediaSource::path);
      return path.isEmpty()
          ? problem("The item has no file of its own", ANOTHER_ITEM)
          : mapped(path.get(), source.map(MediaSource::bytes).orElse(OptionalLong.empty()));
    } catch (Unavailable e) {
      return problem(String.valueOf(e.getMessage()), "Ask again when the server answers");
    }
  }

  private static JellyfinFinding problem(String detail, String fix) {
    return JellyfinFinding.problem(Topic.PROBE, detail, fix);
  }

  private JellyfinFinding mapped(String theirs, OptionalLong bytes) {
    return server
        .settings()
        .paths()
        .toOurs(theirs)
        .map(ours -> looked(ours, bytes).at(theirs + " is " + ours))
        .orElseGet(
            () ->
                problem(
                        "The item's file lies below no folder that the path map names",
                        "Name its folder by " + JellyfinSettings.PATHS)
                    .at(theirs));
  }

  private JellyfinFinding looked(RootedPath ours, OptionalLong bytes) {
    try {
      return compared(ours, sizeOf(roots.source(ours)), bytes);
    } catch (NotFound _) {
      return problem(
          "The item's file is not there below the root '%s'".formatted(ours.root()), MAP);
    } catch (Denied | UnreadableFile _) {
      return problem(
          "The item's file is there, but may not be read",
          "Let the user of this node read the files of the root '%s'".formatted(ours.root()));
    } catch (JellyscaleException _) {
      return problem(
          "What is below the root '%s' at the item's path is no file of it".formatted(ours.root()),
          MAP);
    }
  }

  /** The system does not let this user read it. */
  private static final class UnreadableFile extends Exception {}

  private static long sizeOf(Path file) throws UnreadableFile {
    try (var in = Files.newInputStream(file)) {
      var _ = in.read();
      return Files.size(file);
    } catch (IOException e) {
      var unreadable = new UnreadableFile();
      unreadable.initCause(e);
      throw unreadable;
    }
  }

  private static JellyfinFinding compared(RootedPath ours, long size, OptionalLong bytes) {
    if (bytes.isPresent() && bytes.getAsLong() != size) {
      return problem(
          "The file has %d bytes here, and %d bytes in Jellyfin: it is another file, or has changed"
              .formatted(size, bytes.getAsLong()),
          MAP + "; where the file has changed, have Jellyfin scan its library");
    }
    return JellyfinFinding.ok(
        Topic.PROBE,
        "The item's file is below the root '%s', can be read, and has as many bytes as in Jellyfin"
            .formatted(ours.root()));
  }
}
