package dev.jellyscale.api.upscaler.process;

import dev.jellyscale.api.jellyfin.NodeJellyfin;
import dev.jellyscale.api.work.NodeJobs;
import dev.jellyscale.config.roots.MediaRoots;
import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.jellyfin.PathMap;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Files that callers name by a path: {@code root:folder/file}, or as Jellyfin names it. Nothing
 * outside of the roots of this node can be named.
 */
@Singleton
public class ServerFiles {
  /** Longer than any path of ours, and than most of Jellyfin's. */
  private static final int LONGEST = 4096;

  private final NodeJobs jobs;
  private final NodeJellyfin jellyfin;

  ServerFiles(NodeJobs jobs, NodeJellyfin jellyfin) {
    this.jobs = jobs;
    this.jellyfin = jellyfin;
  }

  /**
   * A video to read. What is not there, may not be read, lies elsewhere, or is no path of a root is
   * answered alike: nobody can look around by it.
   *
   * @throws Invalid if nothing is named
   * @throws NotFound if this node may not read it; says no more
   */
  public RootedPath source(@Nullable String text) {
    if (text == null || text.isBlank()) {
      throw new Invalid("inputPath is needed, such as media:films/a.mkv");
    }
    return rooted(text)
        .filter(file -> !file.root().equals(MediaRoots.OUTPUT))
        .filter(this::isReadable)
        .orElseThrow(ServerFiles::none);
  }

  private static NotFound none() {
    return new NotFound("There is no such file below the media roots of this node");
  }

  /** A path as we name it, however it is written; empty where it is none of ours. */
  public Optional<RootedPath> rooted(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      return mapped(text).or(() -> Optional.of(RootedPath.parse(text)));
    } catch (Invalid _) {
      return Optional.empty();
    }
  }

  /** A path of Jellyfin as we name it; empty where the path map does not know it. */
  public Optional<RootedPath> mapped(String theirs) {
    return jellyfin
        .server()
        .map(server -> server.settings().paths())
        .orElse(PathMap.NONE)
        .toOurs(theirs);
  }

  /** Whether a video is there that this node may read. */
  public boolean isReadable(RootedPath file) {
    try {
      return Files.isReadable(jobs.roots().source(file));
    } catch (NotFound | Invalid | Denied _) {
      return false;
    }
  }

  /**
   * Where a video is on this machine.
   *
   * @throws NotFound if it is not there any more
   */
  public Path path(RootedPath file) {
    return jobs.roots().source(file);
  }

  /**
   * Where a film shall go, as {@link JobTaking} takes it; empty: named after the source.
   *
   * @throws Invalid if it is no path below the output root
   */
  public Optional<String> output(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    return Optional.of(
        rooted(text)
            .orElseThrow(() -> new Invalid("outputPath lies below the output root, or is left out"))
            .toString());
  }
}
