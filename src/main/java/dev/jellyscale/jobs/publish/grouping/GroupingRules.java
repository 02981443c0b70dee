package dev.jellyscale.jobs.publish.grouping;

import dev.jellyscale.jellyfin.ServerVersion;

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

  private static final int TWELVE = 12;

  /** The rules of a server; one before 10.11 has those of 10.11. */
  public static GroupingRules of(ServerVersion version) {
    return version.isAtLeast(TWELVE, 0) ? V12_0 : V10_11;
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
