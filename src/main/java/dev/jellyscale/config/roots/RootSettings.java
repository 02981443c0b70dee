package dev.jellyscale.config.roots;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the settings of roots. */
final class RootSettings {
  private RootSettings() {}

  static MediaRoots read(Map<String, String> environment) {
    var folders = new LinkedHashMap<String, Path>();
    for (var entry : environment.getOrDefault(MediaRoots.SOURCES, "").split(",", -1)) {
      if (!entry.isBlank()) {
        add(entry.strip(), folders);
      }
    }
    var writable = writable(environment.getOrDefault(MediaRoots.WRITABLE, ""), folders.keySet());
    var output = environment.getOrDefault(MediaRoots.OUTPUT_FOLDER, "").strip();
    if (!output.isEmpty()) {
      folders.put(MediaRoots.OUTPUT, absolute(MediaRoots.OUTPUT_FOLDER, output));
    }
    return new MediaRoots(folders, writable);
  }

  private static void add(String entry, Map<String, Path> folders) {
    int equals = entry.indexOf('=');
    var name = equals < 0 ? "" : entry.substring(0, equals).strip();
    if (!RootedPath.isRootName(name)) {
      throw new Invalid(
          MediaRoots.SOURCES
              + " is a list such as media=/srv/media,tv=/srv/tv, and '"
              + entry
              + "' is not");
    }
    if (name.equals(MediaRoots.OUTPUT)) {
      throw new Invalid(
          "The root '%s' is set by %s".formatted(MediaRoots.OUTPUT, MediaRoots.OUTPUT_FOLDER));
    }
    var folder = absolute(MediaRoots.SOURCES, entry.substring(equals + 1).strip());
    if (folders.put(name, folder) != null) {
      throw new Invalid(MediaRoots.SOURCES + " has the root '" + name + "' twice");
    }
  }

  private static Path absolute(String setting, String folder) {
    try {
      var path = Path.of(folder);
      if (path.isAbsolute()) {
        return path.normalize();
      }
    } catch (InvalidPathException e) {
      throw new Invalid(setting + " has a folder that is no path", e);
    }
    throw new Invalid(setting + " takes absolute folders, and '" + folder + "' is not");
  }

  /** A name that is no root would be a mistake that nobody notices until a film is finished. */
  private static Set<String> writable(String list, Set<String> roots) {
    var names =
        Arrays.stream(list.split(",", -1))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
    for (var name : names) {
      if (!roots.contains(name)) {
        throw new Invalid(
            "%s names '%s', which is no root of %s"
                .formatted(MediaRoots.WRITABLE, name, MediaRoots.SOURCES));
      }
    }
    return names;
  }
}
