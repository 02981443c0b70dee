package dev.jellyscale.health;

import dev.jellyscale.config.Places;
import java.util.regex.Pattern;

/**
 * Sentences for whoever may reach the management port, who need not know this machine's folders.
 */
final class PathFreeText {
  private static final Pattern PATH = Pattern.compile("(?<![\\w:/.])/[^\\s'\",;:()]+");

  /** A setting and, after it, its value that has become its name. */
  private static final Pattern TWICE = Pattern.compile("\\((JELLYSCALE_[A-Z]+)\\) \\1");

  private PathFreeText() {}

  /**
   * The sentence without absolute paths: our own folders by the names of their settings, others not
   * at all.
   */
  static String of(String sentence, Places places) {
    var named =
        sentence
            .replace(places.data().toString(), "JELLYSCALE_DATA")
            .replace(places.work().toString(), "JELLYSCALE_WORK");
    named = TWICE.matcher(named).replaceAll("$1");
    return PATH.matcher(named).replaceAll("(a path)");
  }
}
