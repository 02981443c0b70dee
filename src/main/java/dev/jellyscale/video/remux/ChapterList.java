package dev.jellyscale.video.remux;

import dev.jellyscale.protocol.Rational;
import dev.jellyscale.video.ffmpeg.Dictionary;
import dev.jellyscale.video.mux.NativeChapters;
import java.util.ArrayList;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;

/** Chapters of a file, moved and cut like its streams. */
final class ChapterList {
  private ChapterList() {}

  /** Gives the chapters of {@code from} to {@code to}, which owns them. */
  static void copy(AVFormatContext from, AVFormatContext to, SourceClock clock) {
    var kept = new ArrayList<NativeChapters.Chapter>();
    for (int i = 0; i < from.nb_chapters(); i++) {
      var chapter = from.chapters(i);
      var timeBase = new Rational(chapter.time_base().num(), chapter.time_base().den());
      long shift = clock.shift(timeBase);
      long start = Math.max(0, chapter.start() - shift);
      long end = Math.min(clock.end(timeBase), chapter.end()) - shift;
      if (end > start || (clock.isWhole() && end == start)) {
        kept.add(
            new NativeChapters.Chapter(
                chapter.id(), timeBase, start, end, Dictionary.read(chapter.metadata())));
      }
    }
    if (!kept.isEmpty()) {
      NativeChapters.give(kept, to);
    }
  }
}
