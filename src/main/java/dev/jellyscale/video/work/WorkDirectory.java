package dev.jellyscale.video.work;

import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.protocol.FrameRange;
import dev.jellyscale.video.encode.WriteFailure;
import dev.jellyscale.video.ffmpeg.ShownName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Folder of one job's finished ranges. One process at a time holds it, by a lock that ends with the
 * process. Whatever stands in it under its final name is complete and on the disk. Used by one
 * thread.
 */
public final class WorkDirectory implements AutoCloseable {
  private static final String MANIFEST = "manifest.json";
  private static final Pattern OURS =
      Pattern.compile("(manifest\\.json|seg-\\d{5,}(\\.json)?)(\\.part)?");

  private final Path folder;
  private final WorkLock lock;
  private List<FrameRange> ranges = List.of();
  private Optional<Manifest> manifest = Optional.empty();
  private final Map<Integer, FinishedRange> finished = new HashMap<>();
  private int damagedRanges;

  private WorkDirectory(Path folder, WorkLock lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Creates the folder where it is missing and locks it.
   *
   * @throws Conflict if another process works in it
   * @throws dev.jellyscale.error.JellyscaleException.Denied if it cannot be written
   */
  public static WorkDirectory open(Path folder) {
    makeFolder(folder);
    try {
      return new WorkDirectory(folder, WorkLock.acquire(folder));
    } catch (IOException e) {
      throw WriteFailure.of(folder, e);
    }
  }

  /**
   * Creates a folder for work and those above it where they are missing.
   *
   * @throws Conflict if a file stands in the way
   * @throws Denied if no folder can be made there
   * @throws dev.jellyscale.error.JellyscaleException.DiskFull if there is no room
   */
  public static void makeFolder(Path folder) {
    for (var f = folder.toAbsolutePath(); f != null; f = f.getParent()) {
      if (Files.exists(f, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(f)) {
        throw new Conflict("The file " + ShownName.of(f) + " stands where work has to go");
      }
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      var failure = WriteFailure.of(folder, e);
      throw failure instanceof JellyscaleException
          ? failure
          : new Denied("No folder for work can be made at " + ShownName.of(folder), e);
    }
  }

  /**
   * Goes on with what a run before left for the same source and recipe, or empties the folder.
   *
   * @return whether something was left that did not fit and is lost
   */
  public boolean begin(SourceFingerprint source, Recipe recipe) {
    var left = storedManifest();
    boolean fits = left.isPresent() && left.get().serves(source, recipe);
    if (fits) {
      ranges = left.get().ranges();
      manifest = left;
      findFinished();
    } else {
      removeContents();
      manifest = Optional.of(new Manifest(Manifest.LAYOUT, source, recipe, List.of()));
    }
    return left.isPresent() && !fits;
  }

  private Optional<Manifest> storedManifest() {
    var file = new JsonFile(folder.resolve(MANIFEST));
    return file.exists()
        ? Optional.of(file.read(Manifest.class).orElse(Manifest.UNREADABLE))
        : Optional.empty();
  }

  private void findFinished() {
    for (int i = 0; i < ranges.size(); i++) {
      var facts = facts(i);
      if (!facts.exists() || !Files.exists(segment(i))) {
        continue;
      }
      var range = facts.read(FinishedRange.class).filter(matches(segment(i)));
      if (range.isPresent()) {
        finished.put(i, range.get());
      } else {
        damagedRanges++;
      }
    }
  }

  private static Predicate<FinishedRange> matches(Path segment) {
    return facts -> {
      try {
        return Files.size(segment) == facts.bytes() && FileChecksum.of(segment) == facts.crc32c();
      } catch (IOException e) {
        throw WriteFailure.of(segment, e);
      }
    };
  }

  /** Ranges that an earlier run finished and whose files have other bytes now. */
  public int damagedRanges() {
    return damagedRanges;
  }

  /** Ranges decided so far, in order. */
  public List<FrameRange> ranges() {
    return ranges;
  }

  /** Decides on further ranges, behind those that are known, and stores all of them. */
  public void decide(List<FrameRange> further) {
    var all = new ArrayList<>(ranges);
    all.addAll(further);
    ranges = List.copyOf(all);
    var known = manifest.orElseThrow();
    var next = new Manifest(known.layout(), known.source(), known.recipe(), ranges);
    manifest = Optional.of(next);
    store(new JsonFile(folder.resolve(MANIFEST)), next);
  }

  /** Where to render a range; the file is incomplete until {@link #finish}. */
  public Path part(int range) {
    return folder.resolve(name(range) + ".part");
  }

  /** The file of a finished range. */
  public Path segment(int range) {
    return folder.resolve(name(range));
  }

  private static String name(int range) {
    return "seg-%05d".formatted(range);
  }

  private JsonFile facts(int range) {
    return new JsonFile(folder.resolve(name(range) + ".json"));
  }

  /** Gives a rendered range, which is on the disk already, its final name. */
  public void finish(int range, FinishedRange facts) {
    try {
      Files.move(part(range), segment(range), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw WriteFailure.of(segment(range), e);
    }
    store(facts(range), facts);
    finished.put(range, facts);
  }

  /** Facts of a range if it is finished and whole. */
  public Optional<FinishedRange> finished(int range) {
    return Optional.ofNullable(finished.get(range));
  }

  /** Frames of all ranges that are finished. */
  public long finishedFrames() {
    return finished.values().stream().mapToLong(FinishedRange::frames).sum();
  }

  /** The files of all ranges decided so far, in order. */
  public List<Path> segments() {
    return IntStream.range(0, ranges.size()).mapToObj(this::segment).toList();
  }

  private static void store(JsonFile file, Object value) {
    try {
      Uninterrupted.run(() -> file.write(value));
    } catch (IOException e) {
      throw WriteFailure.of(file.path(), e);
    }
  }

  private void removeContents() {
    try (var files = Files.newDirectoryStream(folder)) {
      for (var file : files) {
        if (OURS.matcher(String.valueOf(file.getFileName())).matches()) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw WriteFailure.of(folder, e);
    }
  }

  /** Where the work is. */
  public Path folder() {
    return folder;
  }

  /** Removes the work, and the folder too where nothing foreign stands in it; then closes. */
  public void remove() {
    removeContents();
    lock.remove();
    try {
      if (isEmpty()) {
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw WriteFailure.of(folder, e);
    }
  }

  /** Closes without having begun: what an earlier run left stays, an empty folder goes. */
  public void abandon() {
    if (Files.exists(folder.resolve(MANIFEST))) {
      close();
    } else {
      remove();
    }
  }

  private boolean isEmpty() throws IOException {
    try (var files = Files.newDirectoryStream(folder)) {
      return !files.iterator().hasNext();
    }
  }

  /** Lets others work in the folder; the work stays. Closing again has no effect. */
  @Override
  public void close() {
    lock.close();
  }
}
