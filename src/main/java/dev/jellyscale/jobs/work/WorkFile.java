package dev.jellyscale.jobs.work;

import java.util.Optional;
import java.util.regex.Pattern;

/** What the name of a file in the folder of a job says of it. */
public sealed interface WorkFile {
  /** Names of {@link JobFolders#part} and {@link JobFolders#segment}. */
  Pattern SEGMENT = Pattern.compile("([1-9][0-9]{0,8})\\.([1-9][0-9]{0,8})\\.(?:part|seg)");

  /** Names of {@link JobFolders#film}. */
  Pattern FILM = Pattern.compile("film\\.([1-9][0-9]{0,8})(?:\\..*)?");

  /** Number of the attempt that made it. */
  int attempt();

  /**
   * A segment, complete or not.
   *
   * @param number of the segment
   * @param attempt of the segment
   */
  record OfSegment(int number, int attempt) implements WorkFile {}

  /**
   * A film, complete or not.
   *
   * @param attempt of the job's file work
   */
  record OfFilm(int attempt) implements WorkFile {}

  /** Reads a name; empty where it is none that attempts give. */
  static Optional<WorkFile> parse(String name) {
    var segment = SEGMENT.matcher(name);
    if (segment.matches()) {
      return Optional.of(new OfSegment(number(segment.group(1)), number(segment.group(2))));
    }
    var film = FILM.matcher(name);
    return film.matches() ? Optional.of(new OfFilm(number(film.group(1)))) : Optional.empty();
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }
}
