package dev.jellyscale.video.work;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.protocol.FrameRange;
import dev.jellyscale.video.encode.WriteFailure;
import dev.jellyscale.video.ffmpeg.ShownName;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Folder of one job's finished ranges. One process at a time holds it, by a lock that ends with the
 * process. Whatever stands in it under its final name is complete and on the disk. Used by one
 * thread.
 */
public final class WorkDirectory implements AutoCloseable {
  private static final String MANIFEST = "manifest.json";
  private static final Pattern OURS =
      Pattern.compile("(manifest\\.json|seg-\\d{5,}(\\.json)?)(\\.part)?");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final WorkLock lock;
  private List<FrameRange> ranges = List.of();
  private Optional<Manifest> manifest = Optional.empty();

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
    try {
      if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(folder)) {
        throw new Conflict("The file " + ShownName.of(folder) + " stands where work has to go");
      }
      Files.createDirectories(folder);
      return new WorkDirectory(folder, WorkLock.acquire(folder));
    } catch (IOException e) {
      throw WriteFailure.of(folder, e);
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
    } else {
      removeContents();
      manifest = Optional.of(new Manifest(Manifest.LAYOUT, source, recipe, List.of()));
    }
    return left.isPresent() && !fits;
  }

  private Optional<Manifest> storedManifest() {
    var file = folder.resolve(MANIFEST);
    return Files.exists(file)
        ? Optional.of(read(file, Manifest.class).orElse(Manifest.UNREADABLE))
        : Optional.empty();
  }

  /** What a file holds; empty where it is not whole, or not ours. */
  private static <T> Optional<T> read(Path file, Class<T> type) {
    try {
      @Nullable T value = JSON.readValue(file.toFile(), type);
      return Optional.ofNullable(value);
    } catch (JacksonException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw WriteFailure.of(file, e);
    }
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
    store(MANIFEST, next);
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

  /** Gives a rendered range, which is on the disk already, its final name. */
  public void finish(int range, FinishedRange facts) {
    try {
      Files.move(part(range), segment(range), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw WriteFailure.of(segment(range), e);
    }
    store(name(range) + ".json", facts);
  }

  /** Facts of a range if it is finished and whole. */
  public Optional<FinishedRange> finished(int range) {
    var facts = folder.resolve(name(range) + ".json");
    if (!Files.exists(facts) || !Files.exists(segment(range))) {
      return Optional.empty();
    }
    return read(facts, FinishedRange.class).filter(f -> f.bytes() == sizeOf(segment(range)));
  }

  /** Frames of all ranges that are finished. */
  public long finishedFrames() {
    long frames = 0;
    for (int i = 0; i < ranges.size(); i++) {
      frames += finished(i).map(FinishedRange::frames).orElse(0L);
    }
    return frames;
  }

  /** The files of all ranges decided so far, in order. */
  public List<Path> segments() {
    return IntStream.range(0, ranges.size()).mapToObj(this::segment).toList();
  }

  private static long sizeOf(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw WriteFailure.of(file, e);
    }
  }

  private void store(String name, Object value) {
    var file = folder.resolve(name);
    var part = folder.resolve(name + ".part");
    try {
      Files.write(part, JSON.writeValueAsBytes(value));
      sync(part, StandardOpenOption.WRITE);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      sync(folder, StandardOpenOption.READ);
    } catch (IOException e) {
      throw WriteFailure.of(file, e);
    }
  }

  private static void sync(Path path, StandardOpenOption mode) throws IOException {
    try (var channel = FileChannel.open(path, mode)) {
      channel.force(true);
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
