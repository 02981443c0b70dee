package dev.jellyscale.renderer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.Requires;
import dev.jellyscale.renderer.DeviceMemory.Reading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CudaMemoryTest {

  @Test
  void nothingIsKnownWhereTheLibraryIsNotLoadedAndItStaysUnloaded() {
    var cuda = new CudaMemory(Pattern.compile("libcudart-of-nobody\\.so"));

    assertThat(cuda.read()).isEmpty();
    assertThat(cuda.loaded()).isEmpty();
  }

  @Test
  void nothingIsKnownWhereTheLibraryLacksTheFunction() {
    var cuda = new CudaMemory(Pattern.compile("libc\\.so\\.6"));

    assertThat(cuda.loaded()).isPresent();
    assertThat(cuda.read()).isEmpty();
  }

  @Test
  void theLoadedLibraryIsAskedEachTime(@TempDir Path folder) throws Exception {
    Requires.program("cc");
    var source = folder.resolve("cudart.c");
    Files.writeString(
        source,
        """
        #include <stddef.h>
        static size_t left = 8000;
        int cudaMemGetInfo(size_t *free, size_t *total) {
          if (left == 6000) return 2;
          *free = left -= 1000; *total = 10000; return 0;
        }
        """);
    var library = folder.resolve("libcudart-played.so.12");
    var compiler =
        new ProcessBuilder("cc", "-shared", "-fPIC", "-o", library.toString(), source.toString())
            .inheritIO()
            .start();
    assertThat(compiler.waitFor()).isZero();
    System.load(library.toString());

    var cuda = new CudaMemory(Pattern.compile("libcudart-played\\.so\\.12"));

    assertThat(cuda.read()).contains(new Reading(7000, 10_000));
    assertThat(cuda.read()).contains(new Reading(6000, 10_000));
    assertThat(cuda.read()).as("the driver reports an error").isEmpty();
  }
}
