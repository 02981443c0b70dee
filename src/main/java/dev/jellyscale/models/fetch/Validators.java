package dev.jellyscale.models.fetch;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers, for as long as the process lives, which file of which server the bytes of a part
 * belong to. A part that is not known here starts over.
 */
final class Validators {
  private final Map<Path, Validator> known = new ConcurrentHashMap<>();

  private record Validator(URI mirror, String tag) {}

  void remember(Path part, URI mirror, String tag) {
    known.put(part, new Validator(mirror, tag));
  }

  void forget(Path part) {
    known.remove(part);
  }

  boolean knows(Path part) {
    return known.containsKey(part);
  }

  /** The tag that the mirror gave the bytes of the part. */
  Optional<String> tag(Path part, URI mirror) {
    return Optional.ofNullable(known.get(part))
        .filter(v -> v.mirror().equals(mirror))
        .map(Validator::tag);
  }
}
