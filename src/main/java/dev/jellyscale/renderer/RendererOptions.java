package dev.jellyscale.renderer;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a renderer was started.
 *
 * @param socket where its node listens
 * @param work folder that it may write into
 * @param confined whether it confines itself
 */
record RendererOptions(Path socket, Path work, boolean confined) {
  static final String SOCKET = "--socket";
  static final String WORK = "--work";
  static final String UNCONFINED = "--unconfined";

  /**
   * Reads the words of the command line.
   *
   * @throws Invalid if one is missing or unknown
   */
  static RendererOptions of(String... words) {
    Optional<Path> socket = Optional.empty();
    Optional<Path> work = Optional.empty();
    boolean confined = true;
    for (int i = 0; i < words.length; i++) {
      switch (words[i]) {
        case SOCKET -> socket = Optional.of(operand(words, ++i));
        case WORK -> work = Optional.of(operand(words, ++i));
        case UNCONFINED -> confined = false;
        default -> throw new Invalid("A renderer has no option '" + words[i] + "'");
      }
    }
    return new RendererOptions(
        socket.orElseThrow(() -> missing(SOCKET)), work.orElseThrow(() -> missing(WORK)), confined);
  }

  private static Path operand(String[] words, int at) {
    if (at >= words.length) {
      throw missing(words[at - 1]);
    }
    return Path.of(words[at]);
  }

  private static Invalid missing(String option) {
    return new Invalid("A renderer needs the option " + option + " with a path");
  }
}
