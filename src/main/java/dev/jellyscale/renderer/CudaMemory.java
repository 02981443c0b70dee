package dev.jellyscale.renderer;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks the CUDA runtime that ONNX Runtime has loaded into this process, by {@code cudaMemGetInfo}.
 * It loads no library: where none is there, nothing is known. Used by one thread.
 */
final class CudaMemory implements DeviceMemory {
  private static final Path MAPS = Path.of("/proc/self/maps");
  private static final Pattern CUDA_RUNTIME = Pattern.compile("libcudart\\.so(\\.[0-9]+)*");
  private static final String FUNCTION = "cudaMemGetInfo";
  private static final int SUCCESS = 0;

  private final Pattern library;
  private @Nullable MethodHandle memGetInfo;

  CudaMemory() {
    this(CUDA_RUNTIME);
  }

  /**
   * @param library pattern of the library's file name
   */
  CudaMemory(Pattern library) {
    this.library = library;
  }

  @Override
  public Optional<Reading> read() {
    if (memGetInfo == null) {
      memGetInfo = linked().orElse(null);
    }
    return memGetInfo == null ? Optional.empty() : call(memGetInfo);
  }

  private Optional<MethodHandle> linked() {
    // Opening a library that is loaded already gives the loaded one.
    return loaded()
        .flatMap(path -> SymbolLookup.libraryLookup(path, Arena.global()).find(FUNCTION))
        .map(
            symbol ->
                Linker.nativeLinker()
                    .downcallHandle(symbol, FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS)));
  }

  /** The library's file, if this process has it in its memory. */
  Optional<Path> loaded() {
    try (Stream<String> lines = Files.lines(MAPS)) {
      return lines
          .filter(line -> line.indexOf('/') >= 0)
          .map(line -> Path.of(line.substring(line.indexOf('/'))))
          .filter(path -> library.matcher(String.valueOf(path.getFileName())).matches())
          .findFirst();
    } catch (IOException e) {
      throw new IllegalStateException("The kernel does not tell what is loaded", e);
    }
  }

  private static Optional<Reading> call(MethodHandle memGetInfo) {
    try (var arena = Arena.ofConfined()) {
      var free = arena.allocate(JAVA_LONG);
      var total = arena.allocate(JAVA_LONG);
      int status = (int) memGetInfo.invokeExact(free, total);
      return status == SUCCESS
          ? Optional.of(new Reading(free.get(JAVA_LONG, 0), total.get(JAVA_LONG, 0)))
          : Optional.empty();
    } catch (Throwable e) {
      throw new IllegalStateException("The CUDA runtime cannot be called", e);
    }
  }
}
