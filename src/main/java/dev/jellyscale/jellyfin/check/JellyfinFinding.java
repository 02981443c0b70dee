package dev.jellyscale.jellyfin.check;

import java.util.Optional;

/**
 * One thing that was looked at.
 *
 * @param detail a sentence that may be told to whoever may ask this node how it is; no path is in
 *     it
 * @param fix what to do; empty where all is well
 * @param where for the operator's own eyes: the path in question; empty where there is none
 */
public record JellyfinFinding(
    Topic topic, Grade grade, String detail, String fix, Optional<String> where) {

  /** What was looked at. */
  public enum Topic {
    SERVER("jellyfin server"),
    KEY("jellyfin key"),
    PATHS("jellyfin paths"),
    PROBE("jellyfin probe");

    private final String words;

    Topic(String words) {
      this.words = words;
    }

    /** In a word or two. */
    public String words() {
      return words;
    }
  }

  /** How it is. */
  public enum Grade {
    OK,
    WARNING,
    PROBLEM
  }

  static JellyfinFinding ok(Topic topic, String detail) {
    return new JellyfinFinding(topic, Grade.OK, detail, "", Optional.empty());
  }

  static JellyfinFinding warning(Topic topic, String detail, String fix) {
    return new JellyfinFinding(topic, Grade.WARNING, detail, fix, Optional.empty());
  }

  static JellyfinFinding problem(Topic topic, String detail, String fix) {
    return new JellyfinFinding(topic, Grade.PROBLEM, detail, fix, Optional.empty());
  }

  JellyfinFinding at(String path) {
    return new JellyfinFinding(topic, grade, detail, fix, Optional.of(path));
  }
}
