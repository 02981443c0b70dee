package dev.jellyscale.config;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A secret that the operator gives by a variable, or by the first line of a file that another
 * variable names.
 *
 * @param name of the variable that holds it
 * @param file of the variable that names the file
 * @param value without blanks around it; empty where neither is set
 */
public record SecretSetting(String name, String file, Optional<String> value) {

  /**
   * Reads both variables.
   *
   * @throws Invalid if both are set, or the file cannot be read or begins with an empty line; tells
   *     the variable's name, and neither path nor secret
   */
  public static SecretSetting of(String name, String file, Map<String, String> environment) {
    var given = EnvironmentSetting.of(name, environment).value();
    var named = EnvironmentSetting.of(file, environment).value();
    if (given.isPresent() && named.isPresent()) {
      throw new Invalid("Set %s or %s, not both".formatted(name, file));
    }
    return new SecretSetting(name, file, named.map(path -> firstLine(file, path)).or(() -> given));
  }

  /**
   * The secret in a file: its first line, without blanks around it.
   *
   * @param variable that names the file
   * @throws Invalid as {@link #of} does
   */
  public static String firstLine(String variable, String path) {
    String line;
    try (var lines = Files.lines(Path.of(path))) {
      line = lines.findFirst().orElse("").strip();
    } catch (IOException | RuntimeException e) {
      throw new Invalid("The file of " + variable + " cannot be read", e);
    }
    if (line.isEmpty()) {
      throw new Invalid("The file of " + variable + " is empty");
    }
    return line;
  }

  /** Tells names alone, so that no log shows a secret. */
  @Override
  public String toString() {
    return "SecretSetting[" + name + "]";
  }
}
