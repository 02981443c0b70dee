package dev.jellyscale.supervisor;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where a renderer connects to: a Unix domain socket in a folder of its own that nobody else may
 * enter.
 */
final class RendererSocket implements AutoCloseable {
  /** Longest path of a Unix domain socket, by unix(7), without the byte that ends it. */
  private static final int LONGEST_PATH = 107;

  private static final String NAME = "s";

  private final Path folder;
  private final ServerSocketChannel server;

  private RendererSocket(Path folder, ServerSocketChannel server) {
    this.folder = folder;
    this.server = server;
  }

  /** Listens in {@code work}, or where its path is too long, in Java's folder for scratch files. */
  static RendererSocket listen(Path work) throws IOException {
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    Files.createDirectories(work, mode);
    var folder = Files.createTempDirectory(work, "r", mode);
    if (length(folder.resolve(NAME)) > LONGEST_PATH) {
      Files.delete(folder);
      folder = Files.createTempDirectory("jellyscale", mode);
    }
    var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    var socket = new RendererSocket(folder, server);
    try {
      server.bind(UnixDomainSocketAddress.of(socket.path()), 1);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static int length(Path path) {
    return path.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  /** The socket's file. */
  Path path() {
    return folder.resolve(NAME);
  }

  /** Waits for the renderer. Closing the socket ends the wait with an exception. */
  SocketChannel accept() throws IOException {
    return server.accept();
  }

  /** Closing again has no effect. */
  @Override
  public void close() throws IOException {
    server.close();
    Files.deleteIfExists(path());
    Files.deleteIfExists(folder);
  }
}
