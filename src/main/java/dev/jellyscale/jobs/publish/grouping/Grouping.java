package dev.jellyscale.jobs.publish.grouping;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a server makes of a file and of those that stand beside it. */
public sealed interface Grouping {

  /**
   * They are versions of one title.
   *
   * @param order names of the files, the one first that is played unasked
   */
  record Together(List<String> order) implements Grouping {
    public Together {
      order = List.copyOf(order);
    }
  }

  /**
   * The file is a title of its own.
   *
   * @param reason a sentence
   */
  record Apart(String reason) implements Grouping {}

  /**
   * Computes it.
   *
   * @param file name of one of the folder's files
   */
  static Grouping of(GroupingRules rules, TitleKind kind, VideoFolder folder, String file) {
    if (folder.isDisc()) {
      return new Apart("A folder with VIDEO_TS or BDMV has no versions");
    }
    if (!VideoName.isVideo(file)) {
      return new Apart("Jellyfin takes '%s' for no video".formatted(file));
    }
    if (VideoName.isExtra(VideoName.stem(file))) {
      return new Apart("Jellyfin takes '%s' for a trailer or another extra".formatted(file));
    }
    return switch (kind) {
      case MOVIE -> movie(rules, folder);
      case EPISODE -> episode(rules, folder, file);
    };
  }

  private static Grouping movie(GroupingRules rules, VideoFolder folder) {
    var titles = folder.titles();
    if (folder.name().length() < 2) {
      return new Apart("The folder's name is too short for versions");
    }
    return titles.stream()
        .filter(file -> !isEligible(rules, folder.name(), VideoName.stem(file)))
        .findFirst()
        .map(misfit -> (Grouping) new Apart(misfit(rules, folder, misfit)))
        .or(() -> partOf(titles))
        .or(() -> yearsOf(titles))
        .orElseGet(() -> new Together(ordered(folder.name(), titles)));
  }

  private static Optional<Grouping> yearsOf(List<String> titles) {
    boolean same =
        titles.stream().map(VideoName::stem).map(VideoName::year).distinct().count() <= 1;
    return same
        ? Optional.empty()
        : Optional.of(new Apart("The files in the folder name different years"));
  }

  private static Optional<Grouping> partOf(List<String> titles) {
    return titles.stream()
        .filter(file -> VideoName.isPart(VideoName.stem(file)))
        .findFirst()
        .map(part -> new Apart("'%s' reads as one part of several".formatted(part)));
  }

  private static String misfit(GroupingRules rules, VideoFolder folder, String file) {
    return "'%s' does not begin with the name of its folder, '%s', and a label (Jellyfin %s), and one file that does not keeps all apart"
        .formatted(file, folder.name(), rules);
  }

  private static boolean isEligible(GroupingRules rules, String folder, String stem) {
    if (!stem.toLowerCase(Locale.ROOT).startsWith(folder.toLowerCase(Locale.ROOT))) {
      return false;
    }
    var rest = stem.substring(folder.length()).strip();
    return rest.isEmpty()
        || rules.beginsLabel(rest.charAt(0))
        || (rest.charAt(0) == '[' && rest.indexOf(']') > 0);
  }

  private static Grouping episode(GroupingRules rules, VideoFolder folder, String file) {
    if (!rules.groupsEpisodes()) {
      return new Apart("Jellyfin %s knows no versions of episodes".formatted(rules));
    }
    var episode = EpisodeName.of(VideoName.stem(file));
    if (episode.isEmpty()) {
      return new Apart("'%s' names no season with an episode, and no day".formatted(file));
    }
    var same =
        folder.titles().stream()
            .filter(other -> EpisodeName.of(VideoName.stem(other)).equals(episode))
            .toList();
    return partOf(same).orElseGet(() -> new Together(ordered("", same)));
  }

  /**
   * @param bare a file of this name comes first; empty text: none does
   */
  private static List<String> ordered(String bare, List<String> files) {
    var byName =
        files.stream()
            .sorted(
                (one, other) ->
                    VersionOrder.OF_STEMS.compare(VideoName.stem(one), VideoName.stem(other)))
            .toList();
    return byName.stream()
        .sorted(
            (one, other) ->
                Boolean.compare(
                    VideoName.stem(other).equals(bare), VideoName.stem(one).equals(bare)))
        .toList();
  }
}
