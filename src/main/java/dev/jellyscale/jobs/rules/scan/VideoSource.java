package dev.jellyscale.jobs.rules.scan;

import dev.jellyscale.jobs.rules.FoundVideo;
import dev.jellyscale.jobs.rules.Selection;
import java.util.List;

/** Where videos of libraries are found. */
public interface VideoSource {
  /** Most videos that one scan looks at. */
  int MOST = 50_000;

  /**
   * All videos of the libraries of a selection, whatever else it asks for.
   *
   * @param alive runs now and then while it takes its time; whatever it throws ends the look
   * @throws dev.jellyscale.error.JellyscaleException.Unavailable if Jellyfin does not answer
   * @throws dev.jellyscale.error.JellyscaleException.Invalid if there are more than {@value #MOST},
   *     or a library is not there
   */
  List<FoundVideo> videos(Selection selection, Runnable alive);
}
