package dev.jellyscale.models.install;

import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.LimitExceeded;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.models.fetch.PartFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Takes an administrator's own model: copies it piece by piece, inspects it, tries it in a
 * renderer, and only then gives it its name. A file that fails leaves nothing behind. Safe for any
 * number of threads.
 */
public final class Importer {
  private static final int BUFFER_BYTES = 1 << 16;

  private final ModelFolder folder;
  private final Acceptance acceptance;
  private final ImportRules rules;
  private final Set<ModelId> running = ConcurrentHashMap.newKeySet();

  public Importer(ModelFolder folder, Acceptance acceptance, ImportRules rules) {
    this.folder = folder;
    this.acceptance = acceptance;
    this.rules = rules;
  }

  /** Size of the largest file. */
  public long maxBytes() {
    return rules.maxBytes();
  }

  /**
   * Imports a file, which stays as it is.
   *
   * @param bytesSoFar told how many bytes were copied
   * @throws NotFound if there is no such file
   * @throws Denied if it cannot be read
   * @throws Invalid if it is a folder, a device or a pipe
   * @see #importStream(ModelId, InputStream, LongConsumer)
   */
  public InstalledFile importFile(ModelId id, Path file, LongConsumer bytesSoFar)
      throws InterruptedException {
    return importFile(id, file, bytesSoFar, _ -> {});
  }

  /**
   * Imports a file and has it remembered. Whoever is killed in between leaves a model that is
   * remembered and has no file, never a file that nobody remembers.
   *
   * @param remember called after all trials and before the file gets its name; where it throws,
   *     nothing is left
   * @see #importFile(ModelId, Path, LongConsumer)
   */
  public InstalledFile importFile(
      ModelId id, Path file, LongConsumer bytesSoFar, Consumer<InstalledFile> remember)
      throws InterruptedException {
    try {
      if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
        throw new Invalid("What is to be imported is no regular file");
      }
      if (Files.size(file) > rules.maxBytes()) {
        throw tooLarge(id);
      }
      try (var stream = Files.newInputStream(file)) {
        return importStream(id, stream, bytesSoFar, remember);
      }
    } catch (NoSuchFileException e) {
      throw new NotFound("There is no file to import under that name");
    } catch (AccessDeniedException e) {
      throw new Denied("Not allowed to read the file to import", e);
    } catch (IOException e) {
      throw unreadable(id, e);
    }
  }

  /**
   * Imports what a stream holds up to its end; it is not closed.
   *
   * @param bytesSoFar told how many bytes were copied
   * @throws Conflict if the id is one of ours, has a stand-in, is taken, or is being imported
   * @throws LimitExceeded if there are more bytes than the rules allow
   * @throws dev.jellyscale.error.JellyscaleException.BadModel if the file is no model that can be
   *     used
   * @throws Invalid if the stream breaks off
   * @throws InterruptedException if the calling thread is interrupted; nothing is left
   */
  public InstalledFile importStream(ModelId id, InputStream stream, LongConsumer bytesSoFar)
      throws InterruptedException {
    return importStream(id, stream, bytesSoFar, _ -> {});
  }

  private InstalledFile importStream(
      ModelId id, InputStream stream, LongConsumer bytesSoFar, Consumer<InstalledFile> remember)
      throws InterruptedException {
    rules.check(id);
    if (!running.add(id)) {
      throw new Conflict("Another file is being imported as '" + id + "'");
    }
    try {
      if (folder.holds(id)) {
        throw new Conflict("There is a model '" + id + "' already; choose another id");
      }
      return importNow(id, stream, bytesSoFar, remember);
    } finally {
      running.remove(id);
    }
  }

  private InstalledFile importNow(
      ModelId id, InputStream stream, LongConsumer bytesSoFar, Consumer<InstalledFile> remember)
      throws InterruptedException {
    boolean done = false;
    try {
      var part = folder.part(id);
      var copied = copy(id, stream, part, bytesSoFar);
      var traits = acceptance.accept(id, part, copied.sha256());
      var imported =
          new InstalledFile(id, folder.file(id), copied.sha256(), copied.bytes(), traits);
      remember.accept(imported);
      folder.publish(id);
      done = true;
      return imported;
    } catch (RuntimeException e) {
      throw HiddenInterruption.in(e);
    } finally {
      if (!done) {
        folder.discard(id);
      }
    }
  }

  private record Copied(String sha256, long bytes) {}

  private Copied copy(ModelId id, InputStream stream, Path part, LongConsumer bytesSoFar)
      throws InterruptedException {
    var buffer = new byte[BUFFER_BYTES];
    try (var file = PartFile.open(part)) {
      file.cutTo(0);
      long total = 0;
      for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        total += count;
        if (total > rules.maxBytes()) {
          throw tooLarge(id);
        }
        file.append(buffer, count);
        bytesSoFar.accept(total);
      }
      file.sync();
      return new Copied(file.sha256(), total);
    } catch (IOException e) {
      throw unreadable(id, e);
    }
  }

  private LimitExceeded tooLarge(ModelId id) {
    return new LimitExceeded(
        "Model '%s' has more than %,d bytes; %s sets the limit"
            .formatted(id, rules.maxBytes(), ImportRules.MAX_BYTES));
  }

  private static Invalid unreadable(ModelId id, IOException cause) {
    return new Invalid("The file for model '" + id + "' could not be read to its end", cause);
  }
}
