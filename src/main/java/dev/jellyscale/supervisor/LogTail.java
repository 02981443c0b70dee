package dev.jellyscale.supervisor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The last lines that a renderer printed; HotSpot and native libraries print there. What is over
 * the bounds is dropped, so that no renderer can fill memory or disk. Thread-safe.
 */
public final class LogTail {
  private static final int MOST_LINES = 500;
  private static final int LONGEST_LINE = 4096;

  private final Deque<String> lines = new ArrayDeque<>();

  /** Reads to the end of the stream. */
  void read(InputStream stream) throws IOException {
    var line = new byte[LONGEST_LINE];
    int length = 0;
    var chunk = new byte[8192];
    for (int count = stream.read(chunk); count >= 0; count = stream.read(chunk)) {
      for (int i = 0; i < count; i++) {
        if (chunk[i] == '\n') {
          add(line, length);
          length = 0;
        } else if (length < LONGEST_LINE) {
          line[length++] = chunk[i];
        }
      }
    }
    if (length > 0) {
      add(line, length);
    }
  }

  /** A line without what steers a terminal, as an untrusted process may want to. */
  public static String printable(String line) {
    var bounded = line.substring(0, Math.min(line.length(), LONGEST_LINE));
    return bounded.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", " ");
  }

  private synchronized void add(byte[] line, int length) {
    var text = printable(new String(line, 0, length, StandardCharsets.UTF_8));
    if (text.isBlank()) {
      return;
    }
    if (lines.size() == MOST_LINES) {
      lines.removeFirst();
    }
    lines.addLast(text);
  }

  /** The lines, oldest first. */
  public synchronized List<String> lines() {
    return List.copyOf(lines);
  }
}
