package dev.jellyscale.api.service.logs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes text fit for people who may read logs and nothing else: tokens, passwords and keys are
 * replaced, folders of this node are called by their names, and whatever could begin a new line or
 * command a terminal is spelt out. Immutable.
 */
public final class Redaction {
  /** What stands where a secret was. */
  static final String MARK = "[redacted]";

  private static final int LONGEST = 16 << 10;
  private static final int SHORTEST_SECRET = 4;
  private static final String VALUE = "(?!\\[redacted])(?:\"[^\"]*\"?|'[^']*'?|[^\\s\"'&,;}\\])]+)";

  private static final List<Rule> RULES =
      List.of(
          // The scheme of an Authorization header may be any word, so the rest of the line goes.
          rule("(?i)((?:proxy-)?authorization[\"']?\\s*[:=]\\s*)[^\\r\\n]+", "$1" + MARK),
          rule("(?i)((?:set-)?cookie[\"']?\\s*[:=]\\s*)[^\\r\\n]+", "$1" + MARK),
          rule("(?i)\\b(MediaBrowser\\s+|Bearer\\s+|Basic\\s+)[^\\r\\n]+", "$1" + MARK),
          rule("(?i)(x-[a-z-]{0,30}token[\"']?\\s*[:=]\\s*)" + VALUE, "$1" + MARK),
          rule(
              "(?i)((?:api[_-]?key|token|password|passwd|passphrase|secret)[\"']?\\s*[:=]\\s*)"
                  + VALUE,
              "$1" + MARK),
          rule("upsk_[A-Za-z0-9_-]+", "upsk_" + MARK),
          rule("(://)[^\\s/?#@\"']+(?:@[^\\s/?#@\"']+)*@", "$1" + MARK + "@"),
          rule(
              "(?i)(://[^\\s/?#]{0,200}(?:slack|discord)[^\\s/?#]{0,200}/)[^\\s\"']+",
              "$1" + MARK));

  private final List<String> secrets;
  private final List<Map.Entry<String, String>> roots;

  private record Rule(Pattern pattern, String replacement) {}

  private static Rule rule(String pattern, String replacement) {
    return new Rule(Pattern.compile(pattern), replacement);
  }

  /**
   * @param secrets that are hidden wherever they stand; those of fewer than 4 characters would hide
   *     half of every text and are not
   * @param roots absolute folders, and what they are called instead
   */
  public Redaction(Collection<String> secrets, Map<String, String> roots) {
    this.secrets =
        secrets.stream()
            .filter(secret -> secret.length() >= SHORTEST_SECRET)
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    var sorted = new ArrayList<>(roots.entrySet());
    sorted.removeIf(root -> root.getKey().length() < 2);
    sorted.sort(
        Comparator.comparingInt((Map.Entry<String, String> root) -> root.getKey().length())
            .reversed());
    this.roots = List.copyOf(sorted);
  }

  /** The same for the operator's own console, where a folder is called by its path. */
  Redaction forOperator() {
    return new Redaction(secrets, Map.of());
  }

  /** The text on one line, without secrets, cut after 16,384 characters. */
  public String clean(String text) {
    return escaped(withoutSecrets(text));
  }

  /** The same for a text of several lines, which stay lines. */
  public String cleanLines(String text) {
    return text.lines().map(this::clean).collect(Collectors.joining("\n"));
  }

  private String withoutSecrets(String text) {
    var bounded = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    for (var secret : secrets) {
      bounded = bounded.replace(secret, MARK);
    }
    for (var rule : RULES) {
      bounded = rule.pattern().matcher(bounded).replaceAll(rule.replacement());
    }
    for (var root : roots) {
      bounded = bounded.replace(root.getKey(), root.getValue());
    }
    return bounded;
  }

  private static String escaped(String text) {
    var line = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        case '\t' -> line.append("\\t");
        default -> {
          if (commandsATerminal(c)) {
            line.append("\\u%04x".formatted((int) c));
          } else {
            line.append(c);
          }
        }
      }
    }
    return line.toString();
  }

  /** Control characters, line separators, and those that change the direction of reading. */
  private static boolean commandsATerminal(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
