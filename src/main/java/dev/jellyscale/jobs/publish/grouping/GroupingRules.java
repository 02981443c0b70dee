package dev.jellyscale.jobs.publish.grouping;

import java.util.regex.Pattern;

/**
 * By which rules a server groups the files of a folder. They are those of Jellyfin's resolver of
 * video lists, without its removal of release words: what groups by these groups there, and some of
 * what would group there does not group by these.
 */
public enum GroupingRules {
  /** 10.11: movies alone; a label begins with {@code -} or stands in brackets. */
  V10_11,
  /** 12.0: a label may begin with {@code _} or {@code .} as well, and episodes have versions. */
  V12_0;

  private static final Pattern MAJOR = Pattern.compile("([0-9]{1,4})\\..*");
  private static final int TWELVE = 12;

  /**
   * The rules of a server.
   *
   * @param version as it tells it, such as {@code 10.11.8}; what is not understood has the rules of
   *     10.11, since what groups by these groups by all
   */
  public static GroupingRules of(String version) {
    var major = MAJOR.matcher(version);
    return major.matches() && Integer.parseInt(major.group(1)) >= TWELVE ? V12_0 : V10_11;
  }

  boolean groupsEpisodes() {
    return this == V12_0;
  }

  /** Whether a label may begin with this right behind the name of the folder. */
  boolean beginsLabel(char first) {
    return first == '-' || (this == V12_0 && (first == '_' || first == '.'));
  }

  /** As people know it. */
  @Override
  public String toString() {
    return this == V12_0 ? "12.0" : "10.11";
  }
}
