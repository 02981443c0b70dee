package dev.jellyscale.video.remux;

import static org.bytedeco.ffmpeg.global.avutil.av_malloc;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import dev.jellyscale.protocol.Rational;
import dev.jellyscale.video.ffmpeg.Dictionary;
import dev.jellyscale.video.mux.NativeTags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avformat.AVChapter;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/** Chapters of a file, moved and cut like its streams. */
final class ChapterList {
  private static final int POINTER_BYTES = Long.BYTES;

  private ChapterList() {}

  /** A chapter in its own time base. */
  private record Chapter(
      long id, Rational timeBase, long start, long end, Map<String, String> tags) {}

  /** Gives the chapters of {@code from} to {@code to}, which owns them. */
  static void copy(AVFormatContext from, AVFormatContext to, SourceClock clock) {
    var kept = new ArrayList<Chapter>();
    for (int i = 0; i < from.nb_chapters(); i++) {
      var chapter = from.chapters(i);
      var timeBase = new Rational(chapter.time_base().num(), chapter.time_base().den());
      long shift = clock.shift(timeBase);
      long start = Math.max(0, chapter.start() - shift);
      long end = Math.min(clock.end(timeBase), chapter.end()) - shift;
      if (end > start || (clock.isWhole() && end == start)) {
        kept.add(
            new Chapter(chapter.id(), timeBase, start, end, Dictionary.read(chapter.metadata())));
      }
    }
    if (!kept.isEmpty()) {
      give(kept, to);
    }
  }

  private static void give(List<Chapter> chapters, AVFormatContext to) {
    var list = new PointerPointer<Pointer>(allocated(chapters.size() * (long) POINTER_BYTES));
    for (int i = 0; i < chapters.size(); i++) {
      list.put(i, nativeChapter(chapters.get(i)));
    }
    to.chapters(list);
    to.nb_chapters(chapters.size());
  }

  private static AVChapter nativeChapter(Chapter chapter) {
    var made = new AVChapter(zeroed(new AVChapter((Pointer) null).sizeof()));
    made.id(chapter.id());
    made.time_base().num(chapter.timeBase().num());
    made.time_base().den(chapter.timeBase().den());
    made.start(chapter.start());
    made.end(chapter.end());
    made.metadata(NativeTags.of(chapter.tags()));
    return made;
  }

  private static Pointer allocated(long bytes) {
    return requireMemory(av_malloc(bytes));
  }

  private static Pointer zeroed(long bytes) {
    return requireMemory(av_mallocz(bytes));
  }

  private static Pointer requireMemory(@org.jspecify.annotations.Nullable Pointer memory) {
    if (memory == null) {
      throw new OutOfMemoryError("No memory for chapters");
    }
    return memory;
  }
}
