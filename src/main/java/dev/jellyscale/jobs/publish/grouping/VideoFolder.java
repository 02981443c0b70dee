package dev.jellyscale.jobs.publish.grouping;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A folder of a library as it is.
 *
 * @param name of the folder itself
 * @param files names of all files in it
 * @param folders names of all folders in it
 */
public record VideoFolder(String name, List<String> files, List<String> folders) {
  private static final Set<String> DISCS = Set.of("video_ts", "bdmv");

  public VideoFolder {
    files = List.copyOf(files);
    folders = List.copyOf(folders);
  }

  /** Whether it is a disc, or holds one. */
  boolean isDisc() {
    return isDiscName(name) || folders.stream().anyMatch(VideoFolder::isDiscName);
  }

  private static boolean isDiscName(String folder) {
    return DISCS.contains(folder.toLowerCase(Locale.ROOT));
  }

  /** Videos that may be versions: no extras. */
  List<String> titles() {
    return files.stream()
        .filter(VideoName::isVideo)
        .filter(file -> !VideoName.isExtra(VideoName.stem(file)))
        .toList();
  }

  /** Whether a file stands there by this name, whatever its capitals. */
  boolean has(String file) {
    return files.stream().anyMatch(file::equalsIgnoreCase);
  }

  VideoFolder with(String file) {
    var more = new ArrayList<>(files);
    more.add(file);
    return new VideoFolder(name, more, folders);
  }
}
