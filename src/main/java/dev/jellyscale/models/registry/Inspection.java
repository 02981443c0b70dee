package dev.jellyscale.models.registry;

import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.error.JellyscaleException.LimitExceeded;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelSource;
import dev.jellyscale.supervisor.ModelCommands;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Looks at a model file in a renderer. Renderers read their own folders alone, so they get a copy,
 * which is removed again.
 */
final class Inspection {
  private static final ModelId INSPECTED = new ModelId("inspected");
  private static final long LARGEST = 500L << 20;
  private static final int CHUNK = 1 << 16;

  private final ModelCommands commands;
  private final Path scratch;

  Inspection(ModelCommands commands, Path scratch) {
    this.commands = commands;
    this.scratch = scratch;
  }

  /**
   * What the file is.
   *
   * @throws Denied if this user may not read it
   * @throws LimitExceeded if it is larger than 500 MiB
   */
  ModelAnswer.Inspected inspect(Path file) throws InterruptedException {
    try {
      var copy = Files.createTempFile(scratch, "inspected", ".onnx");
      try {
        var sha256 = copy(file, copy);
        var traits = commands.probe(new ModelSource.InFile(INSPECTED, copy.toString(), sha256));
        return new ModelAnswer.Inspected(file.toString(), sha256, Files.size(copy), traits);
      } finally {
        Files.deleteIfExists(copy);
      }
    } catch (AccessDeniedException e) {
      throw new Denied("'" + file + "' cannot be read by this user", e);
    } catch (IOException e) {
      throw new Denied("'" + file + "' cannot be read: " + e.getMessage(), e);
    }
  }

  private static String copy(Path file, Path copy) throws IOException {
    try (var in = Files.newInputStream(file);
        var out = Files.newOutputStream(copy)) {
      return copy(file, in, out);
    }
  }

  private static String copy(Path file, InputStream in, OutputStream out) throws IOException {
    var digest = sha256();
    var chunk = new byte[CHUNK];
    long sum = 0;
    for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
      sum += count;
      if (sum > LARGEST) {
        throw new LimitExceeded(
            "'" + file + "' is larger than 500 MiB, which no model here may be");
      }
      digest.update(chunk, 0, count);
      out.write(chunk, 0, count);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
