package dev.jellyscale.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folder {@code data/}, held alone. Whoever has an object of this class is the only one, in
 * this process and on this machine, until it is closed or the process ends, however it ends.
 */
public final class DataDirectory implements AutoCloseable {
  private static final String WHAT = "data directory (JELLYSCALE_DATA)";
  private static final String DATABASE = "jellyscale.db";
  private static final String NODE_NAME = "node-name";
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");
  private static final String NAMELESS = "node";

  private final Path root;
  private final DirectoryLock lock;

  private DataDirectory(Path root, DirectoryLock lock) {
    this.root = root;
    this.lock = lock;
  }

  /**
   * Makes the folder where it does not exist, with mode 0700, and locks it.
   *
   * @throws dev.jellyscale.error.JellyscaleException.Conflict if somebody else holds it; tells the
   *     process
   * @throws dev.jellyscale.error.JellyscaleException.Denied if this user may not write there
   * @throws dev.jellyscale.error.JellyscaleException.Invalid if something else is in the way
   */
  public static DataDirectory open(Path folder) {
    var root = PrivateFolder.make(folder, WHAT);
    try {
      return new DataDirectory(root, DirectoryLock.acquire(root));
    } catch (IOException e) {
      throw PrivateFolder.failure(root, WHAT, e);
    }
  }

  /** Absolute, without symbolic links. */
  public Path root() {
    return root;
  }

  /** File of the SQLite database. */
  public Path database() {
    return root.resolve(DATABASE);
  }

  /** File of the SQLite database of jobs, where no other database is named. */
  public Path jobDatabase() {
    return root.resolve("jobs.db");
  }

  /** Folder of installed models, which need not exist yet. */
  public Path models() {
    return root.resolve("models");
  }

  /** Folder of tokens, which need not exist yet. */
  public Path secrets() {
    return root.resolve("secrets");
  }

  /** File of the filters that players are told, which need not exist yet. */
  public Path filters() {
    return root.resolve("filters.json");
  }

  /** Whether a folder has ever been the data directory of a node; nothing is made by asking. */
  public static boolean isUsed(Path folder) {
    return Files.exists(folder.resolve(DATABASE));
  }

  /** Where a running node listens to the command line, for a data directory that is not held. */
  public static Path controlSocket(Path dataDirectory) {
    return dataDirectory.resolve("control.sock");
  }

  /**
   * The name of the node that keeps its data here. A name that is once found stays, because
   * containers change their host name with every start.
   *
   * @param chosen by the environment, and not remembered; empty to take the remembered name, or at
   *     first that of the host
   */
  public NodeName nodeName(Optional<NodeName> chosen) {
    return chosen.orElseGet(this::rememberedName);
  }

  private NodeName rememberedName() {
    var file = root.resolve(NODE_NAME);
    try {
      if (Files.exists(file)) {
        return new NodeName(Files.readString(file).strip());
      }
      var host = Files.isReadable(HOST_NAME) ? Files.readString(HOST_NAME).strip() : NAMELESS;
      var name = new NodeName(NodeName.fits(host) ? host : NAMELESS);
      new WholeFile(file).write(name.value() + "\n");
      return name;
    } catch (IOException e) {
      throw PrivateFolder.failure(root, WHAT, e);
    }
  }

  /** Ends the hold. A second call has no effect. */
  @Override
  public void close() {
    lock.close();
  }
}
