package dev.jellyscale.auth.start;

import dev.jellyscale.error.JellyscaleException.Invalid;
import inet.ipaddr.IPAddressString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the operator says about tokens, by {@code API_TOKEN} or {@code API_TOKEN_FILE}. */
public sealed interface ApiToken {

  /** The value of {@code API_TOKEN} that opens the door. */
  String DISABLE = "disable";

  /**
   * Fewer characters than this may be guessed by somebody who has the time: 128 random bits have as
   * many in base64.
   */
  int STRONG = 22;

  /** An IP address and nothing else. */
  Pattern LITERAL = Pattern.compile("[0-9a-fA-F.:]{2,45}");

  /** Nothing. */
  record Unset() implements ApiToken {}

  /** Everybody on this machine may do everything. */
  record Disabled() implements ApiToken {}

  /** A token. */
  record Given(String value) implements ApiToken {

    /** Whether it is so short that guesses must be slowed down. */
    public boolean isGuessable() {
      return value.length() < STRONG;
    }

    /** Tells nothing, so that no log shows a token. */
    @Override
    public String toString() {
      return "Given[...]";
    }
  }

  /**
   * Reads the setting.
   *
   * @param value of {@code API_TOKEN}
   * @param file of {@code API_TOKEN_FILE}, whose first line is the token
   * @throws Invalid if both are given, the file cannot be read, or a token holds characters that no
   *     header can carry
   */
  static ApiToken of(Optional<String> value, Optional<String> file) {
    var given = value.filter(text -> !text.isBlank());
    var named = file.filter(text -> !text.isBlank());
    if (given.isPresent() && named.isPresent()) {
      throw new Invalid("Set API_TOKEN or API_TOKEN_FILE, not both");
    }
    var token = named.map(ApiToken::firstLine).or(() -> given.map(String::strip));
    if (token.isEmpty()) {
      return new Unset();
    }
    return token.get().equals(DISABLE) ? new Disabled() : new Given(printable(token.get()));
  }

  private static String firstLine(String file) {
    try (var lines = Files.lines(Path.of(file))) {
      var token = lines.findFirst().orElse("").strip();
      if (token.isEmpty()) {
        throw new Invalid("The file of API_TOKEN_FILE is empty");
      }
      return token;
    } catch (IOException | RuntimeException e) {
      throw e instanceof Invalid invalid
          ? invalid
          : new Invalid("The file of API_TOKEN_FILE cannot be read", e);
    }
  }

  private static String printable(String token) {
    if (!token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new Invalid("API_TOKEN may hold visible ASCII characters alone, and no blank");
    }
    return token;
  }

  /** Whether only this machine reaches {@code host}, the address that the node listens on. */
  static boolean isLoopback(String host) {
    if (host.equals("localhost")) {
      return true;
    }
    var literal = host.startsWith("[") && host.endsWith("]") ? inner(host) : host;
    if (!LITERAL.matcher(literal).matches()) {
      return false; // The library takes no address at all for loopback.
    }
    var address = new IPAddressString(literal).getAddress();
    return address != null && address.isLoopback();
  }

  private static String inner(String bracketed) {
    return bracketed.substring(1, bracketed.length() - 1);
  }
}
