package dev.jellyscale.jobs.secret;

import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jobs.store.database.Change;
import dev.jellyscale.jobs.store.database.JobDatabase;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Secrets by name, sealed in the database of jobs. A secret may follow another one of its name;
 * both are valid for a while then, so that whoever knows the former has time to learn the latter.
 */
public final class SecretRows {
  private static final System.Logger LOG = System.getLogger(SecretRows.class.getName());
  private static final String SELECT = "SELECT name, version, key_id, sealed FROM secret ";

  private final JobDatabase database;
  private final KeyRing keys;

  /** The secrets of a database, which somebody else closes. */
  public SecretRows(JobDatabase database, KeyRing keys) {
    this.database = database;
    this.keys = keys;
  }

  private record Row(String name, int version, String keyId, byte[] sealed) {
    String label() {
      return "jellyscale secret\n" + name + "\n" + version;
    }

    static Row of(ResultSet row, StatementContext context) throws SQLException {
      return new Row(
          row.getString("name"),
          row.getInt("version"),
          row.getString("key_id"),
          row.getBytes("sealed"));
    }
  }

  /**
   * Keeps a secret, in a transaction of the caller.
   *
   * @param overlap for how long the one before it stays valid; those before that one end at once
   * @throws Unavailable if there is no key to seal it with
   */
  public void put(Change change, String name, HiddenText text, Duration overlap) {
    var key = sealing(change.handle());
    var earlier = rows(change.handle(), name, change.locking());
    int last = earlier.isEmpty() ? 0 : earlier.getFirst().version();
    end(change, name, overlap.isPositive() ? last : last + 1);
    change
        .handle()
        .createUpdate("UPDATE secret SET ends_at = :end WHERE name = :name")
        .bind("end", change.now() + overlap.toMillis())
        .bind("name", name)
        .execute();
    insert(change, new Row(name, last + 1, key.id(), new byte[0]), key, text);
  }

  private static void insert(Change change, Row row, SealingKey key, HiddenText text) {
    change
        .handle()
        .createUpdate(
            """
            INSERT INTO secret (name, version, key_id, sealed, made_at)
            VALUES (:name, :version, :key, :sealed, :now)
            """)
        .bind("name", row.name)
        .bind("version", row.version)
        .bind("key", row.keyId)
        .bind("sealed", key.seal(row.label(), text.bytes()))
        .bind("now", change.now())
        .execute();
  }

  /** A new key for what is sealed with a lost one would hide that it is lost. */
  private SealingKey sealing(Handle handle) {
    if (keys.current().isEmpty()) {
      var strange = strange(handle);
      if (!strange.isEmpty()) {
        throw lost(strange.getFirst());
      }
    }
    return keys.currentOrNew();
  }

  private static void end(Change change, String name, int before) {
    change
        .handle()
        .createUpdate("DELETE FROM secret WHERE name = :name AND version < :before")
        .bind("name", name)
        .bind("before", before)
        .execute();
  }

  /** Whether there is a secret of this name, valid or not. */
  public boolean has(Change change, String name) {
    return !rows(change.handle(), name, "").isEmpty();
  }

  /** Forgets a secret, in a transaction of the caller; one that is not known is no error. */
  public void remove(Change change, String name) {
    end(change, name, Integer.MAX_VALUE);
  }

  /**
   * The secrets of a name that are valid now, the newest first.
   *
   * @throws Unavailable if they were sealed with a key that is not here, or were tampered with
   */
  public List<HiddenText> valid(String name) {
    long now = database.clock().millis();
    return database
        .read(
            handle ->
                handle
                    .createQuery(
                        SELECT
                            + """
                              WHERE name = :name AND (ends_at IS NULL OR ends_at > :now)
                              ORDER BY version DESC
                              """)
                    .bind("name", name)
                    .bind("now", now)
                    .map(Row::of)
                    .list())
        .stream()
        .map(row -> new HiddenText(new String(open(row), StandardCharsets.UTF_8)))
        .toList();
  }

  private static List<Row> rows(Handle handle, String name, String locking) {
    return handle
        .createQuery(SELECT + "WHERE name = :name ORDER BY version DESC" + locking)
        .bind("name", name)
        .map(Row::of)
        .list();
  }

  private byte[] open(Row row) {
    var key = keys.of(row.keyId).orElseThrow(() -> lost(row.keyId));
    return key.open(row.label(), row.sealed)
        .orElseThrow(
            () ->
                new Unavailable(
                    "The secret '%s' was changed in the database by somebody else; set it anew"
                        .formatted(row.name),
                    null));
  }

  private Unavailable lost(String id) {
    return new Unavailable(
        "Secrets are sealed with key %s, but this node has %s: give it the file of that key by %s (or %s), or remove what they belong to"
            .formatted(id, keys.names(), KeySettings.FILE, KeySettings.OLD_FILE),
        null);
  }

  /** Ids of keys that sealed something and are not here. */
  private List<String> strange(Handle handle) {
    return handle
        .createQuery("SELECT DISTINCT key_id FROM secret ORDER BY key_id")
        .mapTo(String.class)
        .list()
        .stream()
        .filter(id -> keys.of(id).isEmpty())
        .toList();
  }

  /** What is wrong with the keys of this node, as a sentence; empty: nothing. */
  public Optional<String> complaint() {
    var strange = database.read(this::strange);
    return strange.stream().findFirst().map(id -> lost(id).getMessage());
  }

  /**
   * Seals with the present key what the one before it has sealed. Several nodes may do it at once.
   *
   * @return secrets that were sealed anew
   */
  public int reseal() {
    var key = keys.current();
    if (key.isEmpty()) {
      return 0;
    }
    int count =
        database.change(
            change ->
                change
                    .handle()
                    .createQuery(
                        SELECT + "WHERE key_id <> :key ORDER BY name, version" + change.locking())
                    .bind("key", key.get().id())
                    .map(Row::of)
                    .list()
                    .stream()
                    .filter(row -> keys.of(row.keyId).isPresent())
                    .mapToInt(row -> reseal(change, row, key.get()))
                    .sum());
    if (count > 0) {
      LOG.log(Level.INFO, "{0} secrets are sealed with {1} now", count, key.get());
    }
    return count;
  }

  private int reseal(Change change, Row row, SealingKey key) {
    return change
        .handle()
        .createUpdate(
            """
            UPDATE secret SET key_id = :key, sealed = :sealed
            WHERE name = :name AND version = :version AND key_id = :old
            """)
        .bind("key", key.id())
        .bind("sealed", key.seal(row.label(), open(row)))
        .bind("name", row.name)
        .bind("version", row.version)
        .bind("old", row.keyId)
        .execute();
  }
}
