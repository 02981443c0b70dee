package dev.jellyscale.engine.session;

import ai.onnxruntime.OrtException;
import java.util.List;
import java.util.Locale;

/**
 * ONNX Runtime could not open or run a graph on a device. Its message is one line; what to do about
 * it, another device or smaller tiles, is for the caller to decide.
 */
public final class DeviceFailure extends Exception {
  private static final int LONGEST_MESSAGE = 300;
  private static final String BEFORE_MESSAGE = "message: ";

  /** As CUDA, cuDNN, cuBLAS, ONNX Runtime's arena and the C++ library word it. */
  private static final List<String> OUT_OF_MEMORY =
      List.of(
          "out of memory",
          "out_of_memory",
          "outofmemory",
          "failed to allocate memory",
          "alloc_failed",
          "cudaerrormemoryallocation",
          "bad_alloc");

  private final boolean outOfMemory;

  private DeviceFailure(String message, boolean outOfMemory, Throwable cause) {
    super(message, cause);
    this.outOfMemory = outOfMemory;
  }

  /** Translates what ONNX Runtime says. */
  public static DeviceFailure of(OrtException cause) {
    String all = String.valueOf(cause.getMessage());
    String lower = all.toLowerCase(Locale.ROOT);
    return new DeviceFailure(
        firstLine(all), OUT_OF_MEMORY.stream().anyMatch(lower::contains), cause);
  }

  private static String firstLine(String message) {
    int start = message.indexOf(BEFORE_MESSAGE);
    String text = start < 0 ? message : message.substring(start + BEFORE_MESSAGE.length());
    String line = text.strip().lines().findFirst().orElse("unknown failure").strip();
    return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "...";
  }

  /** Whether less memory would help: a smaller batch or smaller tiles. */
  public boolean outOfMemory() {
    return outOfMemory;
  }
}
