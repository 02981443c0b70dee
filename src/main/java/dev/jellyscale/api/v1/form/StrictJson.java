package dev.jellyscale.api.v1.form;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.jellyscale.api.problem.InvalidFields;
import dev.jellyscale.api.problem.InvalidFields.Fault;
import dev.jellyscale.error.JellyscaleException.Invalid;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Bodies of JSON, read without good will: a member that nobody knows, one that is there twice or of
 * another type, and anything behind the end are refused. Who has mistyped a name hears of it
 * instead of getting a default.
 */
public final class StrictJson {
  private static final int DEEPEST = 8;
  private static final int LONGEST_NAME = 100;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              text ->
                  text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .build();

  /** Without what a body leaves out: a member that is new in a later version changes no sum. */
  private static final JsonMapper SAID = said();

  static {
    JSON.getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(DEEPEST).maxNumberLength(20).build());
  }

  private StrictJson() {}

  private static JsonMapper said() {
    var mapper = JSON.copy();
    mapper.setDefaultPropertyInclusion(JsonInclude.Include.NON_ABSENT);
    return mapper;
  }

  /**
   * Reads a body to its end.
   *
   * @throws Invalid if it is no JSON object
   * @throws InvalidFields if a member is unknown or of another type
   * @throws IOException if the caller hangs up
   */
  public static <T> T read(InputStream body, Class<T> form) throws IOException {
    return read(body.readAllBytes(), form);
  }

  /** {@link #read}, where a body may be missing. */
  public static <T> Optional<T> readIfAny(InputStream body, Class<T> form) throws IOException {
    var bytes = body.readAllBytes();
    return bytes.length == 0 ? Optional.empty() : Optional.of(read(bytes, form));
  }

  private static <T> T read(byte[] body, Class<T> form) {
    try {
      @Nullable T read = JSON.readValue(new String(body, StandardCharsets.UTF_8), form);
      if (read != null) {
        return read;
      }
    } catch (UnrecognizedPropertyException e) {
      throw wrong(name(e, e.getPropertyName()), "There is no such member");
    } catch (MismatchedInputException e) {
      if (!e.getPath().isEmpty()) {
        throw wrong(name(e, ""), "It is of another type: " + words(e.getTargetType()));
      }
    } catch (StreamConstraintsException e) {
      throw new Invalid("The body has more levels than " + DEEPEST + ", or too long a value", e);
    } catch (JsonProcessingException e) {
      throw new Invalid("The body is no JSON, or has a member twice" + place(e), e);
    }
    throw new Invalid("The body is no JSON object");
  }

  /** Where the reader stood: its own words are of no use to callers and change by version. */
  private static String place(JsonProcessingException failure) {
    var at = failure.getLocation();
    return at == null ? "" : ": line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
  }

  private static InvalidFields wrong(String name, String sentence) {
    return new InvalidFields(new Fault("value_error", List.of("body", name), sentence, null));
  }

  private static String name(JsonMappingException failure, String otherwise) {
    var path = failure.getPath();
    var name = path.isEmpty() ? otherwise : String.valueOf(path.getLast().getFieldName());
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "...";
  }

  private static String words(@Nullable Class<?> type) {
    if (type == Integer.class || type == Long.class) {
      return "a whole number is expected";
    }
    return type == String.class ? "a string is expected" : "another value is expected";
  }

  /** SHA-256 of what a form says, however its body was written; lower-case hexadecimal digits. */
  public static String sha256(Object form) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(SAID.writeValueAsBytes(form));
      return HexFormat.of().formatHex(digest);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("No form that was read: " + form.getClass(), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
