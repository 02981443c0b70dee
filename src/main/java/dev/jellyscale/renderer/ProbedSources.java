package dev.jellyscale.renderer;

import dev.jellyscale.video.probe.ProbeOptions;
import dev.jellyscale.video.probe.ProbedSource;
import dev.jellyscale.video.probe.SourceProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sources that were probed. To probe one reads all of it, and the ranges of a film come one after
 * the other; so the last few are remembered, by size and time of change. Used by one thread.
 */
final class ProbedSources {
  private static final int MOST = 2;

  private final Map<Key, ProbedSource> probed = new LinkedHashMap<>();

  private record Key(Path file, long bytes, FileTime modified, boolean allowDamaged) {}

  /** Looks at a source, or remembers it. */
  ProbedSource probe(Path file, boolean allowDamaged) {
    var options = new ProbeOptions(allowDamaged);
    Key key;
    try {
      key = new Key(file, Files.size(file), Files.getLastModifiedTime(file), allowDamaged);
    } catch (IOException e) {
      // Probing finds out what is wrong, and has the words for it.
      return SourceProbe.probe(file, options);
    }
    var known = probed.remove(key);
    var found = known == null ? SourceProbe.probe(file, options) : known;
    if (probed.size() == MOST) {
      probed.remove(probed.keySet().iterator().next());
    }
    probed.put(key, found);
    return found;
  }
}
