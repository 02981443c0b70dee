package dev.jellyscale.video.mux;

import static org.bytedeco.ffmpeg.global.avutil.av_malloc;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import dev.jellyscale.protocol.Rational;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avformat.AVChapter;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** Chapters in the form that a muxer takes. */
public final class NativeChapters {
  private NativeChapters() {}

  /** A chapter; {@code start} and {@code end} in its own time base. */
  public record Chapter(
      long id, Rational timeBase, long start, long end, Map<String, String> tags) {}

  /** Gives the chapters to a muxer that has none yet, which owns them from then on. */
  public static void give(List<Chapter> chapters, AVFormatContext to) {
    var list =
        new PointerPointer<Pointer>(requireMemory(av_malloc(chapters.size() * (long) Long.BYTES)));
    for (int i = 0; i < chapters.size(); i++) {
      list.put(i, nativeChapter(chapters.get(i)));
    }
    to.chapters(list);
    to.nb_chapters(chapters.size());
  }

  private static AVChapter nativeChapter(Chapter chapter) {
    var size = new AVChapter((Pointer) null).sizeof();
    var made = new AVChapter(requireMemory(av_mallocz(size)));
    made.id(chapter.id());
    made.time_base().num(chapter.timeBase().num());
    made.time_base().den(chapter.timeBase().den());
    made.start(chapter.start());
    made.end(chapter.end());
    made.metadata(NativeTags.of(chapter.tags()));
    return made;
  }

  private static Pointer requireMemory(@Nullable Pointer memory) {
    if (memory == null) {
      throw new OutOfMemoryError("No memory for chapters");
    }
    return memory;
  }
}
