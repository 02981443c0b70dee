package dev.jellyscale.jobs.secret;

import dev.jellyscale.config.ExclusiveRename;
import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.error.JellyscaleException.Invalid;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A file with one line: the 32 bytes of a key in base64, as {@code openssl rand -base64 32} writes
 * them, or in hexadecimal digits.
 *
 * @param path of it; may be a link, as container engines mount secrets
 * @param setting that names it, for messages
 */
record KeyFile(Path path, String setting) {
  private static final System.Logger LOG = System.getLogger(KeyFile.class.getName());
  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{43}=");
  private static final int LONGEST = 256;
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_READS =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ENTERS =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /** Whether there is one. */
  boolean exists() {
    return Files.exists(path);
  }

  /**
   * Its key.
   *
   * @throws Denied if it cannot be read
   * @throws Invalid if it holds no key; never tells what it holds
   */
  SealingKey read() {
    try {
      if (!Files.isRegularFile(path) || Files.size(path) > LONGEST) {
        throw new Invalid(
            Files.exists(path) ? wrong() : "The key file of " + setting + " does not exist");
      }
      warnOfReaders();
      return new SealingKey(bytes(Files.readString(path, StandardCharsets.ISO_8859_1).strip()));
    } catch (IOException e) {
      throw new Denied("The key file of %s cannot be read".formatted(setting), e);
    }
  }

  private byte[] bytes(String line) {
    if (HEX.matcher(line).matches()) {
      return HexFormat.of().parseHex(line);
    }
    if (BASE64.matcher(line).matches()) {
      return Base64.getDecoder().decode(line);
    }
    throw new Invalid(wrong());
  }

  private String wrong() {
    return "The key file of %s is no line with 32 bytes in base64; 'openssl rand -base64 32' makes one"
        .formatted(setting);
  }

  private void warnOfReaders() throws IOException {
    if (Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_READ)) {
      LOG.log(Level.WARNING, "Everybody on this machine may read the key file of {0}", setting);
    }
  }

  /**
   * Makes it with a new key, readable by its owner alone, unless there is one meanwhile; it
   * outlives a failure of power.
   *
   * @throws Denied if it cannot be written
   */
  void make() {
    try {
      var folder = path.toAbsolutePath().resolveSibling(".").normalize();
      Files.createDirectories(folder, OWNER_ENTERS);
      var temporary = folder.resolve(".key-" + UUID.randomUUID());
      write(temporary, Base64.getEncoder().encodeToString(SealingKey.random()) + "\n");
      try {
        ExclusiveRename.rename(temporary, path);
      } catch (FileAlreadyExistsException _) {
        Files.delete(temporary);
      }
      try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    } catch (IOException e) {
      throw new Denied("The key file of %s cannot be written".formatted(setting), e);
    }
  }

  private static void write(Path file, String text) throws IOException {
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = FileChannel.open(file, options, OWNER_READS)) {
      var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }
}
