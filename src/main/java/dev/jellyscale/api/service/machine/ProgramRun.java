package dev.jellyscale.api.service.machine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs a program of the system that tells something, with no more of this process' environment than
 * it needs to find its libraries.
 */
final class ProgramRun {
  private static final int MOST_OUTPUT = 64 << 10;
  private static final List<String> ENVIRONMENT =
      List.of("PATH", "LD_LIBRARY_PATH", "CUDA_VISIBLE_DEVICES", "NVIDIA_VISIBLE_DEVICES");

  private ProgramRun() {}

  /**
   * What a program printed, at most 64 KiB of it. Whatever it started is killed where it takes too
   * long.
   *
   * @throws IOException if it cannot be started, fails, takes too long or prints more; the message
   *     says so
   */
  static String output(List<String> words, Duration patience)
      throws IOException, InterruptedException {
    var process = builder(words).start();
    try {
      process.getOutputStream().close();
      var text = read(process.getInputStream()).get(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new TimeoutException();
      }
      return checked(text, process.exitValue());
    } catch (TimeoutException e) {
      throw new IOException("it did not answer within " + patience.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw new IOException("it cannot be read", e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static ProcessBuilder builder(List<String> words) {
    var builder = new ProcessBuilder(words).redirectError(Redirect.DISCARD);
    builder.environment().keySet().retainAll(ENVIRONMENT);
    builder.environment().put("LC_ALL", "C");
    return builder;
  }

  private static CompletableFuture<String> read(InputStream output) {
    var text = new CompletableFuture<String>();
    Thread.ofVirtual()
        .start(
            () -> {
              try (output) {
                var bytes = output.readNBytes(MOST_OUTPUT + 1);
                text.complete(new String(bytes, StandardCharsets.UTF_8));
              } catch (IOException e) {
                text.completeExceptionally(new UncheckedIOException(e));
              }
            });
    return text;
  }

  private static String checked(String text, int status) throws IOException {
    if (status != 0) {
      throw new IOException("it ended with status " + status + lastLine(text));
    }
    if (text.length() > MOST_OUTPUT) {
      throw new IOException("it printed more than " + MOST_OUTPUT + " characters");
    }
    return text;
  }

  private static String lastLine(String text) {
    var lines = text.strip().lines().toList();
    return lines.isEmpty() ? "" : ": " + lines.getLast().strip();
  }
}
