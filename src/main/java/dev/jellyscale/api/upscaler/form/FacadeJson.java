package dev.jellyscale.api.upscaler.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.jellyscale.api.service.ServiceFailure;
import dev.jellyscale.error.JellyscaleException.Invalid;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Bodies of JSON as the facade's callers send them: names of members count in any case, members
 * that nobody knows are passed over, and a value of another type is refused.
 */
public final class FacadeJson {
  private static final int DEEPEST = 8;
  private static final int LONGEST_TEXT = 8192;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .withCoercionConfig(
              LogicalType.Textual,
              text ->
                  Stream.of(
                          CoercionInputShape.Integer,
                          CoercionInputShape.Float,
                          CoercionInputShape.Boolean)
                      .forEach(shape -> text.setCoercion(shape, CoercionAction.Fail)))
          .build();

  static {
    JSON.getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST)
                .maxNumberLength(40)
                .maxStringLength(LONGEST_TEXT)
                .build());
  }

  private FacadeJson() {}

  /**
   * Reads a body to its end.
   *
   * @throws Invalid if it is no such JSON object; says no more, because its words would repeat what
   *     came
   * @throws ServiceFailure if it breaks off, or the gate has cut it off
   */
  public static <T> T read(InputStream body, Class<T> form) {
    var text = new String(all(body), StandardCharsets.UTF_8);
    try {
      @Nullable T read = JSON.readValue(text, form);
      if (read != null) {
        return read;
      }
    } catch (JsonProcessingException e) {
      throw new Invalid("The body is no JSON object with such members", e);
    }
    throw new Invalid("The body is no JSON object");
  }

  /**
   * All of a body.
   *
   * @throws ServiceFailure if it breaks off, or the gate has cut it off
   */
  static byte[] all(InputStream body) {
    try {
      return body.readAllBytes();
    } catch (IOException _) {
      throw ServiceFailure.of(400, "The body breaks off");
    }
  }
}
