package dev.jellyscale.auth.start;

import dev.jellyscale.auth.token.TokenSecret;
import dev.jellyscale.error.JellyscaleException.Denied;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * The token that a node makes when it has no other: a file with one line. It is valid for as long
 * as the file is there when the node starts.
 */
public final class BootstrapToken {
  private static final Set<PosixFilePermission> OWNER_READS =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OWNER_ENTERS =
      PosixFilePermissions.fromString("rwx------");
  private static final int SHORTEST = 32;
  private static final int LONGEST = 1_024;

  private final Path file;

  private BootstrapToken(Path file) {
    this.file = file;
  }

  /**
   * Makes the folder of secrets where there is none, and has it entered by its owner alone.
   *
   * @param secrets folder in a data directory that this process holds
   * @throws Denied if that cannot be done
   */
  public static BootstrapToken in(Path secrets) {
    try {
      if (!Files.isDirectory(secrets, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectory(secrets, attribute(OWNER_ENTERS));
      }
      Files.setPosixFilePermissions(secrets, OWNER_ENTERS);
      return new BootstrapToken(secrets.resolve("bootstrap-token"));
    } catch (IOException e) {
      throw new Denied("The folder of secrets cannot be used: " + e.getMessage(), e);
    }
  }

  private static FileAttribute<Set<PosixFilePermission>> attribute(
      Set<PosixFilePermission> permissions) {
    return PosixFilePermissions.asFileAttribute(permissions);
  }

  /** Where it is, for an announcement. */
  public Path file() {
    return file;
  }

  /**
   * The token of an earlier start; empty where there is none.
   *
   * @throws Denied if the file cannot be read, is a link, or holds no token: deleting it helps
   */
  public Optional<String> read() {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > LONGEST) {
        throw new Denied(file + " is no file with a token; delete it and start again");
      }
      Files.setPosixFilePermissions(file, OWNER_READS);
      var token = Files.readString(file, StandardCharsets.US_ASCII).strip();
      if (token.length() < SHORTEST) {
        throw new Denied(file + " holds no token; delete it and start again");
      }
      return Optional.of(token);
    } catch (IOException e) {
      throw new Denied(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Makes a token and writes it, whole or not at all, so that it outlives a failure of power.
   *
   * @throws Denied if it cannot be written; then there is no token
   */
  public String make() {
    var token = TokenSecret.make().value();
    var temporary = file.resolveSibling(".bootstrap-token.new");
    try {
      Files.deleteIfExists(temporary);
      write(temporary, token + "\n");
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      try (var folder = FileChannel.open(file.resolveSibling("."), StandardOpenOption.READ)) {
        folder.force(true);
      }
      return token;
    } catch (IOException e) {
      throw new Denied("The first token cannot be written to " + file + ": " + e.getMessage(), e);
    }
  }

  private static void write(Path file, String text) throws IOException {
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = FileChannel.open(file, options, attribute(OWNER_READS))) {
      var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }
}
