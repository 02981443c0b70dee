package dev.jellyscale.api.upscaler.install;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The address of this node as others reach it. Holds nothing that means anything to a shell or to
 * the configuration of a proxy.
 *
 * @param value without a slash at its end
 */
public record PublicUrl(String value) {
  /** Environment variable with the address. */
  static final String NAME = "JELLYSCALE_PUBLIC_URL";

  private static final String HOST =
      "(?:[A-Za-z0-9_][A-Za-z0-9._-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}])";
  private static final String PATH = "(?:/[A-Za-z0-9._~-]{1,64}){0,8}";
  private static final Pattern SAFE =
      Pattern.compile("https?://" + HOST + "(?::[0-9]{1,5})?" + PATH);

  public PublicUrl {
    if (!SAFE.matcher(value).matches()) {
      throw new Invalid("An address of this node is like https://upscaler.example.org:5000/path");
    }
  }

  /**
   * The address that the operator has set.
   *
   * @throws Invalid if it is none; names the variable
   */
  public static Optional<PublicUrl> of(Map<String, String> environment) {
    var text = environment.getOrDefault(NAME, "").strip();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new PublicUrl(text.endsWith("/") ? withoutEnd(text) : text));
    } catch (Invalid e) {
      throw new Invalid(NAME + ": " + e.getMessage(), e);
    }
  }

  /** Scheme, host and port. */
  String origin() {
    return value.substring(0, value.length() - path().length());
  }

  /** What is behind them, such as {@code /jellyscale}; "" for nothing. */
  String path() {
    int slash = value.indexOf('/', value.indexOf("//") + 2);
    return slash < 0 ? "" : value.substring(slash);
  }

  private static String withoutEnd(String text) {
    return text.substring(0, text.length() - 1);
  }
}
