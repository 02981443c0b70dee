package dev.jellyscale.video.encode;

import dev.jellyscale.video.ffmpeg.FfmpegLog;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;

/**
 * Keeps what encoders print off the user's terminal. FFmpeg's log is captured; SVT-AV1 writes to
 * standard error by itself and obeys nothing but a variable in the environment of the process.
 */
final class EncoderLog {
  private static final String SVT_VARIABLE = "SVT_LOG";
  private static final String SVT_ERRORS_ONLY = "1";

  static {
    FfmpegLog.capture();
    if (System.getenv(SVT_VARIABLE) == null) {
      setVariable(SVT_VARIABLE, SVT_ERRORS_ONLY);
    }
  }

  private EncoderLog() {}

  /** Takes effect for the whole process; calling it again has no effect. */
  static void capture() {
    // The work is done once, by the class initialiser.
  }

  // Java cannot change its own environment. int setenv(const char *, const char *, int)
  private static void setVariable(String name, String value) {
    var linker = Linker.nativeLinker();
    var setenv =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("setenv"),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT));
    try (var arena = Arena.ofConfined()) {
      int result = (int) setenv.invokeExact(arena.allocateFrom(name), arena.allocateFrom(value), 1);
      if (result != 0) {
        throw new IllegalStateException("The environment is full");
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("setenv cannot be called", e);
    }
  }
}
