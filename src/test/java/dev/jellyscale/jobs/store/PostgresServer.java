package dev.jellyscale.jobs.store;

import dev.jellyscale.Requires;
import dev.jellyscale.jobs.store.database.DatabaseUrl;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL server on a free port of the loopback device, under a dropped user id. Its
 * files are removed when it is closed or this JVM ends. What a killed server had written is there
 * when it is started again.
 */
public final class PostgresServer implements AutoCloseable {
  private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
  private static final String OWNER = "nobody";
  private static final String UID = "65534";
  private static final String USER = "jellyscale";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static @Nullable PostgresServer shared;

  private final Path folder;
  private final Path programs;
  private final int port;
  private @Nullable Process process;

  private PostgresServer(Path folder, Path programs, int port) {
    this.folder = folder;
    this.programs = programs;
    this.port = port;
  }

  /** The one server that all tests of this JVM share; nobody kills or closes it. */
  public static synchronized PostgresServer shared() {
    if (shared == null) {
      shared = start();
    }
    return shared;
  }

  /** A server of the caller's own; skips the test aloud where none can run. */
  public static PostgresServer start() {
    Requires.program("tar");
    Requires.program("xz");
    try {
      var folder = Files.createTempDirectory("jellyscale-postgresql-");
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      var server = new PostgresServer(folder, unpack(folder), freePort());
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      server.initialise();
      server.restart();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path unpack(Path folder) throws IOException {
    try (InputStream archive = PostgresServer.class.getResourceAsStream(ARCHIVE)) {
      Requires.that(archive != null, "the PostgreSQL server of the test dependencies");
      var file = folder.resolve("server.txz");
      Files.copy(archive, file, StandardCopyOption.REPLACE_EXISTING);
      run(List.of("tar", "-xJf", file.toString(), "-C", folder.toString()), folder);
      Files.delete(file);
    }
    return folder.resolve("bin");
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void initialise() throws IOException {
    var data = Files.createDirectory(folder.resolve("data"));
    if (isRoot()) {
      Requires.program("setpriv");
      var users = folder.getFileSystem().getUserPrincipalLookupService();
      Files.setOwner(data, users.lookupPrincipalByName(OWNER));
    }
    run(
        asOwner(
            "initdb",
            "-D",
            data.toString(),
            "-U",
            USER,
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync"),
        folder);
  }

  private List<String> asOwner(String program, String... arguments) {
    var command = new ArrayList<String>();
    if (isRoot()) {
      command.addAll(List.of("setpriv", "--reuid=" + UID, "--regid=" + UID, "--clear-groups"));
    }
    command.add(programs.resolve(program).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static void run(List<String> command, Path folder) throws IOException {
    var process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(command + ": " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /**
   * Starts the server, as often as its predecessor's processes are in the way, and waits for it.
   */
  public void restart() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!isAnswering()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("PostgreSQL does not answer, see " + log());
      }
      if (process == null || !process.isAlive()) {
        process = launch();
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private Process launch() {
    var command =
        asOwner(
            "postgres",
            "-D",
            folder.resolve("data").toString(),
            "-p",
            Integer.toString(port),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=",
            "-c",
            "fsync=off",
            "-c",
            "max_connections=200");
    try {
      return new ProcessBuilder(command)
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path log() {
    return folder.resolve("log");
  }

  private boolean isAnswering() {
    try (var connection = connect("postgres")) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database, USER, "");
  }

  /** Ends the server like a failure of power would: SIGKILL. */
  public void kill() {
    var running = process;
    if (running == null) {
      return;
    }
    running.destroyForcibly();
    try {
      running.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Address of a database that is new and empty. */
  public DatabaseUrl newDatabase() {
    var name = "jobs" + DATABASES.incrementAndGet();
    execute("postgres", "CREATE DATABASE " + name);
    return url(name);
  }

  /** Executes a statement. */
  public void execute(String database, String sql) {
    try (var connection = connect(database);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Address of a database. */
  public DatabaseUrl url(String database) {
    return DatabaseUrl.parse("postgresql://" + USER + ":none@127.0.0.1:" + port + "/" + database);
  }

  /** A second call has no effect. */
  @Override
  public void close() {
    kill();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    // Processes of a killed server end one after the other, and write until they do.
    while (Files.exists(folder) && !isDeleted() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private boolean isDeleted() {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
      return true;
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }
}
