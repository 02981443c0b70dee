package dev.jellyscale.models.registry;

import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.error.JellyscaleException.DiskFull;
import dev.jellyscale.error.JellyscaleException.LimitExceeded;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelSource;
import dev.jellyscale.model.ModelTraits;
import dev.jellyscale.model.Sha256;
import dev.jellyscale.models.fetch.StorageFailure;
import dev.jellyscale.models.install.ImportRules;
import dev.jellyscale.protocol.wire.FailureKind;
import dev.jellyscale.supervisor.ModelCommands;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Looks at a model file in a renderer. Renderers read their own folders alone, so they get a copy,
 * which is removed again.
 */
final class CopyInspection {
  private static final ModelId INSPECTED = new ModelId("inspected");
  private static final String SUFFIX = ".onnx";
  private static final Pattern COPY = Pattern.compile("inspected(?:-([0-9]{1,18})-)?[0-9]+\\.onnx");
  private static final int CHUNK = 1 << 16;

  private final ModelCommands commands;
  private final Path scratch;
  private final long maxBytes;

  /**
   * Looks at files with {@code commands}.
   *
   * @param scratch folder of the copies
   * @param maxBytes size of the largest file
   */
  CopyInspection(ModelCommands commands, Path scratch, long maxBytes) {
    this.commands = commands;
    this.scratch = scratch;
    this.maxBytes = maxBytes;
  }

  /**
   * Removes the copies of processes that are no more. Copies of other processes stay: another node
   * may share the folder. To be called before the first inspection of this process.
   */
  static void removeLeftovers(Path scratch) {
    try (var copies = Files.newDirectoryStream(scratch, CopyInspection::isLeftover)) {
      for (var copy : copies) {
        Files.deleteIfExists(copy);
      }
    } catch (IOException e) {
      throw StorageFailure.of(scratch, e);
    }
  }

  private static boolean isLeftover(Path file) {
    var name = COPY.matcher(String.valueOf(file.getFileName()));
    if (!name.matches()) {
      return false;
    }
    var pid = name.group(1);
    return pid == null
        || Long.parseLong(pid) == ProcessHandle.current().pid()
        || ProcessHandle.of(Long.parseLong(pid)).isEmpty();
  }

  /**
   * What the file is.
   *
   * @throws Denied if this user may not read it
   * @throws LimitExceeded if it is larger than an import may be
   * @throws DiskFull if there is no room for its copy
   */
  ModelAnswer.Inspected inspect(Path file) throws InterruptedException {
    var copy = newCopy();
    try {
      var sha256 = copy(file, copy);
      long bytes = Files.size(copy);
      return new ModelAnswer.Inspected(file.toString(), sha256, bytes, probe(file, copy, sha256));
    } catch (AccessDeniedException e) {
      throw new Denied("'" + file + "' cannot be read by this user", e);
    } catch (IOException e) {
      throw new Denied("'" + file + "' cannot be read: " + e.getMessage(), e);
    } finally {
      remove(copy);
    }
  }

  private Path newCopy() {
    try {
      var prefix = INSPECTED + "-" + ProcessHandle.current().pid() + "-";
      return Files.createTempFile(scratch, prefix, SUFFIX);
    } catch (IOException e) {
      throw StorageFailure.of(scratch, e);
    }
  }

  private static void remove(Path copy) {
    try {
      Files.deleteIfExists(copy);
    } catch (IOException e) {
      throw StorageFailure.of(copy, e);
    }
  }

  /** The renderer knows the copy alone; who asked knows the file alone. */
  private ModelTraits probe(Path file, Path copy, String sha256) throws InterruptedException {
    try {
      return commands.probe(new ModelSource.InFile(INSPECTED, copy.toString(), sha256));
    } catch (JellyscaleException e) {
      var sentence =
          String.valueOf(e.getMessage())
              .replace(copy.toString(), file.toString())
              .replace("'" + INSPECTED + "'", "'" + file + "'");
      var named = FailureKind.of(e).failure(sentence);
      named.addSuppressed(e);
      throw named;
    }
  }

  private String copy(Path file, Path copy) throws IOException {
    try (var in = Files.newInputStream(file);
        var out = openCopy(copy)) {
      var digest = Sha256.digest();
      var chunk = new byte[CHUNK];
      long sum = 0;
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        sum += count;
        requireFits(file, sum);
        digest.update(chunk, 0, count);
        write(out, chunk, count, copy);
      }
      return Sha256.of(digest);
    }
  }

  private static OutputStream openCopy(Path copy) {
    try {
      return Files.newOutputStream(copy);
    } catch (IOException e) {
      throw StorageFailure.of(copy, e);
    }
  }

  private static void write(OutputStream out, byte[] chunk, int count, Path copy) {
    try {
      out.write(chunk, 0, count);
    } catch (IOException e) {
      throw StorageFailure.of(copy, e);
    }
  }

  private void requireFits(Path file, long bytes) {
    if (bytes > maxBytes) {
      throw new LimitExceeded(
          "'%s' has more than %,d bytes; %s sets the limit"
              .formatted(file, maxBytes, ImportRules.MAX_BYTES));
    }
  }
}
