package dev.jellyscale.protocol.picture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.jellyscale.error.JellyscaleException.Damaged;
import dev.jellyscale.error.JellyscaleException.Unsupported;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HeaderMutationTest {
  private static final int FILES = 20_000;

  /** The window and an exception with its trace. */
  private static final long MOST_BYTES = 32 << 10;

  @Test
  void noMutationHasAnotherEndThanARefusalAndNoneTakesMemory() {
    // What a JVM does once, such as loading the classes that format a sentence, is not counted.
    run();

    var found = run();

    assertThat(found.read()).isBetween(FILES / 20, FILES - FILES / 20);
    assertThat(found.mostBytes()).isLessThan(MOST_BYTES);
  }

  private record Found(int read, long mostBytes) {}

  private static Found run() {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var random = new SplittableRandom(20);
    var bases = Mutations.bases();
    int read = 0;
    long most = 0;
    for (int i = 0; i < FILES; i++) {
      var file = Mutations.mutated(bases.get(i % bases.size()), random);
      long before = threads.getCurrentThreadAllocatedBytes();
      read += isRead(file) ? 1 : 0;
      most = Math.max(most, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return new Found(read, most);
  }

  private static boolean isRead(byte[] file) {
    try {
      var header = PictureHeader.read(file);
      return header.width() > 0 && header.height() > 0;
    } catch (Damaged | Unsupported e) {
      return false;
    }
  }
}
