package dev.jellyscale.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.setLogCallback;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.javacpp.BytePointer;

/**
 * Keeps FFmpeg's own error lines off the user's terminal. The last few are kept for {@code
 * --verbose} and for logs; they are for people, nothing is decided by their text. Thread-safe.
 */
public final class FfmpegLog {
  private static final int MAX_LINES = 32;
  private static final int MAX_LINE_CHARS = 400;

  private static final Deque<String> RECENT = new ArrayDeque<>();
  // FFmpeg keeps a plain pointer to the callback: it must stay reachable for the life of the JVM.
  private static final LogCallback CALLBACK =
      new LogCallback() {
        @Override
        public void call(int level, BytePointer message) {
          add(message.getString(StandardCharsets.UTF_8));
        }
      };

  static {
    av_log_set_level(AV_LOG_ERROR);
    setLogCallback(CALLBACK);
  }

  private FfmpegLog() {}

  /** Takes over FFmpeg's log for the whole process; calling it again has no effect. */
  public static void capture() {
    // The work is done once, by the class initialiser.
  }

  /** The last lines, oldest first, at most 32. */
  public static List<String> recent() {
    synchronized (RECENT) {
      return List.copyOf(RECENT);
    }
  }

  private static void add(String line) {
    var text = line.strip();
    if (text.isEmpty()) {
      return;
    }
    synchronized (RECENT) {
      if (RECENT.size() == MAX_LINES) {
        RECENT.removeFirst();
      }
      RECENT.addLast(text.substring(0, Math.min(text.length(), MAX_LINE_CHARS)));
    }
  }
}
