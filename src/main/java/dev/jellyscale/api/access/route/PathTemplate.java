package dev.jellyscale.api.access.route;

import java.util.List;

/**
 * A path with variables, cut once: every request is compared with all of them.
 *
 * @param text as it is written
 * @param segments between its slashes, the empty one in front included
 */
record PathTemplate(String text, List<String> segments) {
  private static final String VARIABLE = "{";

  static PathTemplate of(String text) {
    return new PathTemplate(text, List.of(text.split("/", -1)));
  }

  /** Whether {@code path}, cut in the same way, is one of those that are meant. */
  boolean matches(List<String> path) {
    if (segments.size() != path.size()) {
      return false;
    }
    for (int i = 0; i < segments.size(); i++) {
      var own = segments.get(i);
      if (!own.startsWith(VARIABLE) && !own.equals(path.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether {@code path}, cut in the same way, is one of those or the beginning of one. */
  boolean beginsWith(List<String> path) {
    return path.size() <= segments.size()
        && new PathTemplate(text, segments.subList(0, path.size())).matches(path);
  }

  /** How many segments may be anything. */
  int variables() {
    return (int) segments.stream().filter(segment -> segment.startsWith(VARIABLE)).count();
  }
}
