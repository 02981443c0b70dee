package dev.jellyscale.config.roots;

import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The folders that this node has for the named roots. Sources are read below all of them; finished
 * files are written below {@link #OUTPUT}, and beside originals where an operator has declared a
 * root writable. A failure names the file by its root, never by an absolute path.
 *
 * @param folders absolute, by the names of their roots, in the order in which they were given
 * @param writable names of roots of sources beside whose files finished ones may be put
 * @param mounts where each was mounted when it was seen
 */
public record MediaRoots(Map<String, Path> folders, Set<String> writable, SeenMounts mounts) {
  /** Environment variable with the roots of sources: {@code media=/srv/media,tv=/srv/tv}. */
  public static final String SOURCES = "JELLYSCALE_MEDIA_ROOTS";

  /** Environment variable with the roots of sources that may be written to: {@code media,tv}. */
  public static final String WRITABLE = "JELLYSCALE_WRITABLE_ROOTS";

  /** Environment variable with the folder of finished files. */
  public static final String OUTPUT_FOLDER = "JELLYSCALE_OUTPUT_ROOT";

  /** Name of the root of finished files. */
  public static final String OUTPUT = "output";

  /** Roots that nobody has seen yet. */
  public MediaRoots(Map<String, Path> folders, Set<String> writable) {
    this(folders, writable, new SeenMounts());
  }

  /** The same, of which only the output root may be written to. */
  public MediaRoots(Map<String, Path> folders) {
    this(folders, Set.of());
  }

  public MediaRoots {
    writable = Set.copyOf(writable);
    folders = Collections.unmodifiableMap(new LinkedHashMap<>(folders));
  }

  /**
   * Reads the settings. Nothing is looked at on the disk.
   *
   * @throws Invalid if a name is no name of a root, is given twice or is not known, or a folder is
   *     not absolute
   */
  public static MediaRoots of(Map<String, String> environment) {
    return RootSettings.read(environment);
  }

  /** Folders that renderers have to read. */
  public List<Path> readable() {
    return List.copyOf(folders.values());
  }

  /**
   * The real file of a source.
   *
   * @throws NotFound if this node has no such root, or nothing is there
   * @throws Unavailable if the folder of the root is not there, as when its disk is not mounted
   * @throws Invalid if it is no file, or links lead out of the root
   * @throws Denied if it may not be looked at
   */
  public Path source(RootedPath file) {
    var root = folder(file);
    requireThere(file);
    try {
      var real = root.resolve(file.path()).toRealPath();
      if (!real.startsWith(root.toRealPath())) {
        throw new Invalid("The file " + file + " lies outside of its root");
      }
      if (!Files.isRegularFile(real)) {
        throw new Invalid(file + " is no file");
      }
      return real;
    } catch (NoSuchFileException e) {
      requireThere(file);
      throw new NotFound("No file " + file);
    } catch (AccessDeniedException e) {
      throw new Denied("Not allowed to read " + file, e);
    } catch (IOException e) {
      throw new Invalid("The file " + file + " cannot be looked at", e);
    }
  }

  /**
   * Where a finished file is to stand. The folder above it need not exist; as much of it as exists
   * lies below the root, whatever links there are.
   *
   * @throws NotFound if this node has no output root
   * @throws Unavailable if the folder of the root is not there, as when its disk is not mounted
   * @throws Invalid if it names another root, or links lead out of it
   * @throws Denied if the folder above it may not be written to
   */
  public Path target(RootedPath file) {
    if (!file.root().equals(OUTPUT)) {
      throw new Invalid("Finished files go below the root '" + OUTPUT + "', and not to " + file);
    }
    return written(file);
  }

  /** Whether finished files may be put below a root. */
  public boolean isWritable(String name) {
    return name.equals(OUTPUT) || writable.contains(name);
  }

  /**
   * The same as {@link #target}, also beside originals.
   *
   * @throws Denied also if nobody has declared the root writable; names the setting
   */
  public Path place(RootedPath file) {
    if (!isWritable(file.root())) {
      throw new Denied(
          "The root '%s' is not declared writable (%s)".formatted(file.root(), WRITABLE));
    }
    return written(file);
  }

  private Path written(RootedPath file) {
    var root = folder(file);
    var target = root.resolve(file.path());
    requireThere(file);
    try {
      var existing = existing(target).toRealPath();
      if (!existing.startsWith(root.toRealPath())) {
        throw new Invalid("The folder of " + file + " lies outside of its root");
      }
      if (Files.isDirectory(existing) && !Files.isWritable(existing)) {
        throw new Denied("This node may not write to the folder of " + file);
      }
      return target;
    } catch (NoSuchFileException e) {
      requireThere(file);
      throw new NotFound("The folder of " + file + " is not there");
    } catch (IOException e) {
      throw new Denied("The folder of " + file + " cannot be looked at", e);
    }
  }

  /**
   * Whether the folder of a root is there, and not a mount point whose disk has gone since this
   * node has seen it.
   */
  public boolean isThere(String name) {
    var folder = folders.get(name);
    return folder != null && Files.isDirectory(folder) && !mounts.isLost(folder);
  }

  private void requireThere(RootedPath file) {
    if (!isThere(file.root())) {
      throw new Unavailable("The folder of the root '" + file.root() + "' is not there", null);
    }
  }

  /** The file itself, or the nearest folder above it that is there. */
  private static Path existing(Path file) {
    var found = file;
    for (var up = file.getParent(); up != null && !Files.exists(found); up = up.getParent()) {
      found = up;
    }
    return found;
  }

  private static String isNotThere(String name) {
    return "The folder of the root '%s' (%s) is not there".formatted(name, setting(name));
  }

  private static String setting(String name) {
    return name.equals(OUTPUT) ? OUTPUT_FOLDER : SOURCES;
  }

  /**
   * What is wrong with the folders at this moment: a sentence for each, without its path. Where a
   * sentence concerns the output root, nothing can be published.
   */
  public Map<String, String> troubles() {
    var troubles = new LinkedHashMap<String, String>();
    folders.forEach(
        (name, folder) -> {
          if (!isThere(name)) {
            troubles.put(name, isNotThere(name));
          } else if (!Files.isReadable(folder) || !Files.isExecutable(folder)) {
            troubles.put(name, cannot(name, "read"));
          } else if (name.equals(OUTPUT) && !Files.isWritable(folder)) {
            troubles.put(name, cannot(name, "written to"));
          }
        });
    return troubles;
  }

  private static String cannot(String name, String words) {
    return "The folder of the root '%s' (%s) cannot be %s by the user of this node"
        .formatted(name, setting(name), words);
  }

  private Path folder(RootedPath file) {
    return Optional.ofNullable(folders.get(file.root()))
        .orElseThrow(
            () ->
                new NotFound(
                    "This node has no root '%s'; %s names its roots"
                        .formatted(file.root(), setting(file.root()))));
  }
}
