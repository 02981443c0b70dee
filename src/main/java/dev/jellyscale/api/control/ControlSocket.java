package dev.jellyscale.api.control;

import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.error.JellyscaleException.Invalid;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import jdk.net.ExtendedSocketOptions;

/**
 * A Unix domain socket that only its owner may use: its mode is 0600, its folder is the owner's,
 * and the kernel is asked who calls.
 */
final class ControlSocket implements AutoCloseable {
  /** Longest path of a Unix domain socket, by unix(7), without the byte that ends it. */
  private static final int LONGEST_PATH = 107;

  private static final int BACKLOG = 16;

  private final Path file;
  private final ServerSocketChannel server;

  private ControlSocket(Path file, ServerSocketChannel server) {
    this.file = file;
    this.server = server;
  }

  /**
   * Listens. The caller holds the data directory, so a socket that is there is that of a node that
   * has died.
   *
   * @throws Invalid if the path is too long for a socket
   */
  static ControlSocket listen(Path file) throws IOException {
    if (file.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
      throw new Invalid(
          "The path %s is longer than the %d bytes of a socket; choose a shorter JELLYSCALE_DATA"
              .formatted(file, LONGEST_PATH));
    }
    Files.deleteIfExists(file);
    var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    var socket = new ControlSocket(file, server);
    try {
      server.bind(UnixDomainSocketAddress.of(file), BACKLOG);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Waits for a caller. Closing the socket ends the wait with an exception. */
  SocketChannel accept() throws IOException {
    return server.accept();
  }

  /**
   * Finds out that the other end of a connection is the user to whom the socket belongs.
   *
   * @throws Denied if it is somebody else
   */
  void requireOwner(SocketChannel caller) throws IOException {
    var peer = caller.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
    var owner = Files.getOwner(file, LinkOption.NOFOLLOW_LINKS);
    if (!peer.equals(owner)) {
      throw new Denied("This node belongs to user " + owner + ", not to " + peer);
    }
  }

  /** Closing again has no effect. */
  @Override
  public void close() throws IOException {
    server.close();
    Files.deleteIfExists(file);
  }
}
