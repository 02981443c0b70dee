package dev.jellyscale.api.access.route;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** How many bytes the body of a request may have. */
public enum BodyCap {
  /** Forms, JSON and nothing: 64 KiB. */
  SMALL("", 64L << 10),
  /** Pictures: {@code MAX_UPLOAD_BYTES}, else 50 MiB. */
  PICTURE("MAX_UPLOAD_BYTES", 50L << 20),
  /** Models: {@code MAX_MODEL_UPLOAD_BYTES}, else 500 MiB. */
  MODEL("MAX_MODEL_UPLOAD_BYTES", 500L << 20);

  private static final Pattern DIGITS = Pattern.compile("[1-9][0-9]{0,14}");

  private final String variable;
  private final long bytes;

  BodyCap(String variable, long bytes) {
    this.variable = variable;
    this.bytes = bytes;
  }

  /**
   * The cap at this node.
   *
   * @param environment of this process
   * @throws Invalid if the variable is no number of bytes
   */
  public long bytes(Map<String, String> environment) {
    var text = Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
    if (variable.isEmpty() || text.isEmpty()) {
      return bytes;
    }
    if (!DIGITS.matcher(text.get()).matches()) {
      throw new Invalid("%s is a number of bytes, not '%s'".formatted(variable, text.get()));
    }
    return Long.parseLong(text.get());
  }

  /** As documents spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
