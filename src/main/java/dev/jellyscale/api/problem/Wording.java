package dev.jellyscale.api.problem;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a failure's sentence fit for somebody who does not run the node. */
public final class Wording {
  /** A path from the root, where a sentence names one: not in the middle of a word or a URL. */
  private static final Pattern ABSOLUTE_PATH =
      Pattern.compile("(?<![\\w:/.*)\\]-])(?:/[^/\\s'\",;:()]+)+/?");

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final int LONGEST = 500;

  private Wording() {}

  /** The sentence with every absolute path cut down to its last name, and bounded. */
  public static String of(String sentence) {
    var oneLine = CONTROL.matcher(sentence).replaceAll(" ");
    var pathless = ABSOLUTE_PATH.matcher(oneLine).replaceAll(match -> lastName(match.group()));
    return pathless.length() <= LONGEST ? pathless : pathless.substring(0, LONGEST) + "...";
  }

  private static String lastName(String path) {
    var end = path.endsWith("/") ? path.length() - 1 : path.length();
    return Matcher.quoteReplacement(path.substring(path.lastIndexOf('/', end - 1) + 1, end));
  }
}
