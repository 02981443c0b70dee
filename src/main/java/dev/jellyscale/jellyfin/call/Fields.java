package dev.jellyscale.jellyfin.call;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A JSON object of the server, read field by field. A field that is missing or {@code null} is
 * empty; one of another type is nonsense. Names are in the case in which Jellyfin writes them.
 */
public final class Fields {
  private static final int DEEPEST = 64;
  private static final int LONGEST_TEXT = 1024 * 1024;
  private static final int LONGEST_NUMBER = 40;
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxStringLength(LONGEST_TEXT)
                          .maxNumberLength(LONGEST_NUMBER)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode node;

  private Fields(JsonNode node) {
    this.node = node;
  }

  static Fields parse(byte[] body) throws Nonsense {
    try {
      return new Fields(JSON.readTree(body));
    } catch (IOException _) {
      throw Nonsense.counting("answers with JSON that is none");
    }
  }

  /** JSON of a body that is sent. */
  public static byte[] written(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (IOException e) {
      throw new IllegalStateException("A record could not be written", e);
    }
  }

  private static Nonsense odd(String name) {
    return Nonsense.counting("answers with an odd field " + name);
  }

  private Optional<JsonNode> field(String name) throws Nonsense {
    if (!node.isObject()) {
      throw Nonsense.counting("answers with JSON of another shape");
    }
    return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
  }

  /** A text. */
  public Optional<String> text(String name) throws Nonsense {
    var value = field(name);
    if (value.isPresent() && !value.get().isTextual()) {
      throw odd(name);
    }
    return value.map(JsonNode::textValue);
  }

  /** A text that every answer has. */
  public String due(String name) throws Nonsense {
    return text(name).orElseThrow(() -> odd(name));
  }

  /** Yes or no. */
  public Optional<Boolean> flag(String name) throws Nonsense {
    var value = field(name);
    if (value.isPresent() && !value.get().isBoolean()) {
      throw odd(name);
    }
    return value.map(JsonNode::booleanValue);
  }

  /** A whole number. */
  public Optional<Long> number(String name) throws Nonsense {
    var value = field(name);
    if (value.isPresent() && !(value.get().isIntegralNumber() && value.get().canConvertToLong())) {
      throw odd(name);
    }
    return value.map(JsonNode::longValue);
  }

  /** A number with or without a fraction. */
  public Optional<Double> fraction(String name) throws Nonsense {
    var value = field(name);
    if (value.isPresent() && !value.get().isNumber()) {
      throw odd(name);
    }
    return value.map(JsonNode::doubleValue);
  }

  /** A moment. Jellyfin writes seven digits behind the second, and sometimes no zone: then UTC. */
  public Optional<Instant> instant(String name) throws Nonsense {
    var text = text(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    var written = text.get();
    boolean zoned = written.endsWith("Z") || written.matches(".*T.*[+-][0-9]{2}:[0-9]{2}");
    try {
      return Optional.of(OffsetDateTime.parse(zoned ? written : written + "Z").toInstant());
    } catch (DateTimeException _) {
      throw odd(name);
    }
  }

  /** An object. */
  public Optional<Fields> object(String name) throws Nonsense {
    var value = field(name);
    if (value.isPresent() && !value.get().isObject()) {
      throw odd(name);
    }
    return value.map(Fields::new);
  }

  /** An array of objects; none where it is missing. */
  public List<Fields> objects(String name) throws Nonsense {
    var value = field(name);
    return value.isEmpty() ? List.of() : new Fields(value.get()).elements();
  }

  /** The objects of an array that is all of an answer. */
  public List<Fields> elements() throws Nonsense {
    if (!node.isArray()) {
      throw Nonsense.counting("answers with JSON of another shape");
    }
    var objects = new ArrayList<Fields>();
    for (var element : node) {
      objects.add(new Fields(element));
    }
    return objects;
  }

  /** An array of texts; none where it is missing. */
  public List<String> texts(String name) throws Nonsense {
    var value = field(name);
    if (value.isEmpty()) {
      return List.of();
    }
    if (!value.get().isArray()) {
      throw odd(name);
    }
    var texts = new ArrayList<String>();
    for (var element : value.get()) {
      if (!element.isTextual()) {
        throw odd(name);
      }
      texts.add(element.textValue());
    }
    return texts;
  }
}
