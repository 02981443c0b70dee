package dev.jellyscale.jobs.secret;

import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The key that seals, and the one before it. May be used by many threads. */
public final class KeyRing {
  private final Optional<KeyFile> file;
  private final Optional<SealingKey> old;
  private @Nullable SealingKey current;

  private KeyRing(Optional<KeyFile> file, Optional<SealingKey> old) {
    this.file = file;
    this.old = old;
  }

  /**
   * Reads the keys that there are.
   *
   * @param own file that is made when the first secret is sealed, where the operator names none;
   *     empty: several machines share the secrets, so that no one of them may make a key
   * @throws JellyscaleException.Invalid if a file that the operator names is missing or holds no
   *     key
   * @throws JellyscaleException.Denied if a file cannot be read
   */
  public static KeyRing open(KeySettings settings, Optional<Path> own) {
    var old = settings.old().map(path -> new KeyFile(path, KeySettings.OLD_FILE).read());
    var named = settings.file().map(path -> new KeyFile(path, KeySettings.FILE));
    var ring =
        new KeyRing(
            named.or(() -> own.map(path -> new KeyFile(path, "this node's own secrets"))), old);
    if (named.isPresent()) {
      ring.current = named.get().read();
    }
    return ring;
  }

  /** The key that seals now; empty where none was made or named so far. */
  synchronized Optional<SealingKey> current() {
    if (current == null) {
      current = file.filter(KeyFile::exists).map(KeyFile::read).orElse(null);
    }
    return Optional.ofNullable(current);
  }

  /**
   * The key that seals now; where there is none, it is made.
   *
   * @throws Unavailable if there is none and none may be made
   */
  synchronized SealingKey currentOrNew() {
    return current()
        .orElseGet(
            () -> {
              if (file.isEmpty()) {
                throw new Unavailable(
                    "Secrets in a shared database need a key file that all nodes have: set "
                        + KeySettings.FILE,
                    null);
              }
              file.get().make();
              return current().orElseThrow();
            });
  }

  /** The key of this id, if it is here. */
  Optional<SealingKey> of(String id) {
    return keys().filter(key -> key.id().equals(id)).findFirst();
  }

  private Stream<SealingKey> keys() {
    return Stream.concat(current().stream(), old.stream());
  }

  /** The ids of the keys that are here, for messages. */
  String names() {
    var ids = keys().map(SealingKey::id).toList();
    return ids.isEmpty() ? "no key" : "key " + String.join(" and ", ids);
  }
}
