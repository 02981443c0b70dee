package dev.jellyscale.jobs.publish.grouping;

/** What a video is to a library. */
public enum TitleKind {
  MOVIE,
  EPISODE;

  /** What a video is by its name, where nobody has told. */
  public static TitleKind ofName(String fileName) {
    return EpisodeName.of(VideoName.stem(fileName)).isPresent() ? EPISODE : MOVIE;
  }
}
