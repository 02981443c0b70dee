package dev.jellyscale.config;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where this process keeps its things, as its environment tells. Nothing is made or opened by
 * knowing it.
 *
 * @param data absolute folder of what must not be lost: database, models, secrets
 * @param work absolute folder of what can be made again
 * @param node name that the environment gives to this node; empty where it gives none
 */
public record Places(Path data, Path work, Optional<NodeName> node) {
  private static final String PROGRAM = "jellyscale";

  /**
   * Reads {@code JELLYSCALE_DATA}, {@code JELLYSCALE_WORK} and {@code JELLYSCALE_NODE}. Without
   * them, the folders of a person: {@code jellyscale} below {@code XDG_DATA_HOME} (or {@code
   * ~/.local/share}) and below {@code XDG_CACHE_HOME} (or {@code ~/.cache}).
   *
   * @throws Invalid if a value is no path or no name
   */
  public static Places ofEnvironment(Map<String, String> environment) {
    return new Places(
        place(environment, "JELLYSCALE_DATA", "XDG_DATA_HOME", ".local/share"),
        place(environment, "JELLYSCALE_WORK", "XDG_CACHE_HOME", ".cache"),
        value(environment, "JELLYSCALE_NODE").map(NodeName::new));
  }

  private static Path place(
      Map<String, String> environment, String ours, String desktop, String below) {
    var named = value(environment, ours);
    if (named.isPresent()) {
      return path(ours, named.get()).toAbsolutePath().normalize();
    }
    // The XDG specification has relative paths ignored.
    return value(environment, desktop)
        .map(value -> path(desktop, value))
        .filter(Path::isAbsolute)
        .orElseGet(() -> home(environment).resolve(below))
        .resolve(PROGRAM);
  }

  private static Path home(Map<String, String> environment) {
    var home = value(environment, "HOME").orElseGet(() -> System.getProperty("user.home"));
    return path("HOME", home).toAbsolutePath();
  }

  private static Optional<String> value(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  private static Path path(String variable, String value) {
    try {
      return Path.of(value);
    } catch (InvalidPathException e) {
      throw new Invalid(variable + " is no path: " + e.getReason(), e);
    }
  }
}
