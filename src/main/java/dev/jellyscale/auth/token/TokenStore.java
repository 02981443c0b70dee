package dev.jellyscale.auth.token;

import dev.jellyscale.auth.Scope;
import dev.jellyscale.error.JellyscaleException.Damaged;
import dev.jellyscale.error.JellyscaleException.Unsupported;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

/**
 * Managed tokens on disk, without their secrets. A SQLite file of its own beside the other secrets:
 * a damaged database of models must not decide who may enter. What a call has written survives a
 * failure of power right after it. Only the holder of the data directory opens it.
 */
final class TokenStore implements AutoCloseable {
  private static final String MIGRATIONS = "classpath:db/auth/sqlite";
  private static final List<String> FILES = List.of("", "-wal", "-shm");
  private static final int BUSY_MILLIS = 10_000;

  /** Held, because loggers that nobody holds forget their level. */
  private static final Logger MIGRATION_LOG = Logger.getLogger("org.flywaydb");

  static {
    MIGRATION_LOG.setLevel(Level.WARNING); // It tells every step of every start.
  }

  /** A token, and the hash by which it is recognised. */
  record Row(StoredToken token, Fingerprint fingerprint) {}

  private final Jdbi jdbi;

  /** Never used: with the last connection SQLite would fold its log, on every call. */
  private final Connection keptOpen;

  private TokenStore(Jdbi jdbi, Connection keptOpen) {
    this.jdbi = jdbi;
    this.keptOpen = keptOpen;
  }

  /**
   * Opens the database, makes it where there is none, and brings an older one up to date.
   *
   * @throws Unsupported if a newer Jellyscale has made it
   * @throws Damaged if the file is no database or not ours
   */
  static TokenStore open(Path file) {
    var source = source(file);
    try {
      keepToOwner(file);
      migrate(source);
      return new TokenStore(Jdbi.create(source), source.getConnection());
    } catch (FlywayException | SQLException | IOException e) {
      throw new Damaged("The database of tokens cannot be used: " + firstLine(e), e);
    }
  }

  /** SQLite gives the files beside a database the mode of the database. */
  private static void keepToOwner(Path file) throws IOException {
    var owner = PosixFilePermissions.fromString("rw-------");
    try {
      Files.createFile(file, PosixFilePermissions.asFileAttribute(owner));
    } catch (FileAlreadyExistsException _) {
      for (var name : FILES) {
        var there = file.resolveSibling(file.getFileName() + name);
        if (Files.exists(there)) {
          Files.setPosixFilePermissions(there, owner);
        }
      }
    }
  }

  private static String firstLine(Exception failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }

  private static SQLiteDataSource source(Path file) {
    var config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_MILLIS);
    var source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  private static void migrate(SQLiteDataSource source) {
    var flyway =
        Flyway.configure(TokenStore.class.getClassLoader())
            .dataSource(source)
            .locations(MIGRATIONS)
            .ignoreMigrationPatterns(new String[0])
            .load();
    for (var migration : flyway.info().applied()) {
      if (!migration.getState().isResolved()) {
        throw new Unsupported(
            "The database of tokens was made by a newer Jellyscale; run that one");
      }
    }
    flyway.migrate();
  }

  /** All tokens, oldest first. */
  List<Row> all() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT * FROM token ORDER BY created, id")
                .map((row, _) -> read(row))
                .list());
  }

  private static Row read(ResultSet row) throws SQLException {
    var token =
        new StoredToken(
            row.getString("id"),
            row.getString("name"),
            row.getString("prefix"),
            Scope.parse(row.getString("scopes")),
            Instant.ofEpochMilli(row.getLong("created")),
            instant(row, "expires_at"),
            instant(row, "last_used"));
    return new Row(token, new Fingerprint(row.getString("fingerprint")));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }

  /** Remembers a new token. */
  void add(Row row) {
    var token = row.token();
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO token (id, name, prefix, fingerprint, scopes, created, expires_at)
                    VALUES (:id, :name, :prefix, :fingerprint, :scopes, :created, :expires)
                    """)
                .bind("id", token.id())
                .bind("name", token.name())
                .bind("prefix", token.prefix())
                .bind("fingerprint", row.fingerprint().hex())
                .bind("scopes", Scope.words(token.scopes()))
                .bind("created", token.created().toEpochMilli())
                .bind("expires", token.expiresAt().map(Instant::toEpochMilli).orElse(null))
                .execute());
  }

  /** Forgets a token; whether there was one. */
  boolean remove(String id) {
    return jdbi.withHandle(handle -> handle.execute("DELETE FROM token WHERE id = ?", id)) > 0;
  }

  /** Writes when tokens were last used, all in one transaction. */
  void used(Map<String, Instant> times) {
    jdbi.useTransaction(
        handle -> {
          for (var use : new ArrayList<>(times.entrySet())) {
            handle.execute(
                "UPDATE token SET last_used = ? WHERE id = ?",
                use.getValue().toEpochMilli(),
                use.getKey());
          }
        });
  }

  @Override
  public void close() {
    try {
      keptOpen.close();
    } catch (SQLException e) {
      throw new ConnectionException(e);
    }
  }
}
