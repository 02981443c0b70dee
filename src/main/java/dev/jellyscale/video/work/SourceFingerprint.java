package dev.jellyscale.video.work;

import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.model.Sha256;
import dev.jellyscale.video.ffmpeg.ShownName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Tells whether a source is still the file it was, without reading all of it.
 *
 * @param bytes size of the file
 * @param modified time of the last change, as ISO-8601 text to its full precision
 * @param sampleSha256 SHA-256 of blocks spread evenly over the file, its first and last among them
 */
public record SourceFingerprint(long bytes, String modified, String sampleSha256) {
  private static final int SAMPLES = 16;
  private static final int SAMPLE_BYTES = 64 * 1024;

  /** Looks at a file. */
  public static SourceFingerprint of(Path file) {
    try (var channel = FileChannel.open(file)) {
      long bytes = channel.size();
      return new SourceFingerprint(bytes, modified(file), sample(channel, bytes));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static String modified(Path file) throws IOException {
    return Files.getLastModifiedTime(file).toString();
  }

  private static String sample(FileChannel channel, long bytes) throws IOException {
    var digest = Sha256.digest();
    var buffer = ByteBuffer.allocate(SAMPLE_BYTES);
    long span = Math.max(0, bytes - SAMPLE_BYTES);
    for (int i = 0; i < SAMPLES; i++) {
      long position = span * i / (SAMPLES - 1);
      buffer.clear();
      while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) >= 0) {}
      digest.update(buffer.flip());
    }
    return Sha256.of(digest);
  }

  /**
   * Looks whether size and time of change are still the same.
   *
   * @throws Conflict if they are not
   * @throws NotFound if the file is gone
   */
  public void requireUnchanged(Path file) {
    try {
      if (Files.size(file) != bytes || !modified(file).equals(modified)) {
        throw new Conflict(
            "The source " + ShownName.of(file) + " changed while it was being upscaled");
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static RuntimeException unreadable(Path file, IOException cause) {
    return switch (cause) {
      case NoSuchFileException _ -> new NotFound("The source " + ShownName.of(file) + " is gone");
      case AccessDeniedException _ ->
          new Denied("Not allowed to read " + ShownName.of(file), cause);
      default -> new UncheckedIOException("Cannot read " + ShownName.of(file), cause);
    };
  }
}
