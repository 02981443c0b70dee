package dev.jellyscale.cli.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.NotFound;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a rule as somebody has written it. */
final class RuleFile {
  private static final int MOST_BYTES = 64 << 10;

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  private RuleFile() {}

  /**
   * Reads a JSON object. What is in it is judged by the node.
   *
   * @param file empty: standard input
   * @throws Invalid if it is none, or has more than 64 KiB
   * @throws NotFound if there is no such file
   * @throws Denied if it cannot be read
   */
  static JsonNode read(Optional<Path> file) {
    try {
      return file.isPresent() ? ofFile(file.get()) : read(System.in);
    } catch (JsonProcessingException e) {
      throw new Invalid("The rule is no JSON: " + e.getOriginalMessage(), e);
    } catch (NoSuchFileException e) {
      throw new NotFound("There is no file " + e.getMessage());
    } catch (IOException e) {
      throw new Denied("The rule cannot be read: " + e.getMessage(), e);
    }
  }

  private static JsonNode ofFile(Path file) throws IOException {
    try (var stream = Files.newInputStream(file)) {
      return read(stream);
    }
  }

  private static JsonNode read(InputStream stream) throws IOException {
    var bytes = stream.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new Invalid("The rule has more than 64 KiB");
    }
    var rule = JSON.readTree(bytes);
    if (!rule.isObject()) {
      throw new Invalid("The rule is no JSON object");
    }
    return rule;
  }
}
