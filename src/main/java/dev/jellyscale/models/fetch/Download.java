package dev.jellyscale.models.fetch;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A file to fetch.
 *
 * @param mirrors where it is, tried in turn; at least one
 * @param bytes its exact size, at least 1
 * @param sha256 of the file, 64 lower-case hexadecimal digits
 */
public record Download(List<URI> mirrors, long bytes, String sha256) {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  public Download {
    mirrors = List.copyOf(mirrors);
    if (mirrors.isEmpty()) {
      throw new Invalid("A download needs at least one address");
    }
    if (bytes < 1) {
      throw new Invalid("A download of " + bytes + " bytes is none");
    }
    if (!SHA256.matcher(sha256).matches()) {
      throw new Invalid("A SHA-256 has 64 lower-case hexadecimal digits");
    }
  }
}
