package dev.jellyscale.engine.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * ONNX Runtime's environment, of which a process has one. Whoever asks first decides what it logs,
 * so nobody asks ONNX Runtime itself.
 */
public final class SharedEnvironment {
  private static final String NAME = "jellyscale";
  private static final AtomicBoolean TIDY = new AtomicBoolean();

  private SharedEnvironment() {}

  /**
   * The environment. It prints nothing: what goes wrong is thrown too, and what it finds odd about
   * the machine at its start is nothing that a user asked for.
   */
  public static OrtEnvironment get() {
    if (TIDY.compareAndSet(false, true)) {
      StaleFolders.remove(Path.of(System.getProperty("java.io.tmpdir")), Instant.now());
    }
    return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, NAME);
  }
}
