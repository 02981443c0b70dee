package dev.jellyscale.api.upscaler.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jellyscale.api.service.ServiceFailure;
import dev.jellyscale.api.service.form.FormReader;
import dev.jellyscale.error.JellyscaleException.Invalid;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Reads the fields of a request to the facade. */
public final class FacadeRequest {
  private FacadeRequest() {}

  /** The fields behind the {@code ?}; of a field that is there twice, the first one. */
  public static FacadeFields query(RoutingContext route) {
    var fields = new HashMap<String, String>();
    route.queryParams().forEach(pair -> fields.putIfAbsent(pair.getKey(), pair.getValue()));
    return FacadeFields.of(fields);
  }

  /**
   * The fields of a body, be it JSON or a form of either encoding, and where it lacks one, that
   * behind the {@code ?}.
   *
   * @throws Invalid if a body of JSON is none
   * @throws ServiceFailure if the body is too large or breaks off
   */
  public static FacadeFields all(RoutingContext route, InputStream body) {
    return body(route, body).or(query(route));
  }

  private static FacadeFields body(RoutingContext route, InputStream body) {
    var type = route.request().getHeader(HttpHeaders.CONTENT_TYPE);
    if (type != null && type.strip().toLowerCase(Locale.ROOT).startsWith("application/json")) {
      return json(body);
    }
    try (var form = FormReader.ofTexts().read(type, body)) {
      return FacadeFields.of(form.texts());
    }
  }

  /**
   * The members of a body of JSON that are texts, numbers or truth values; no body has none.
   *
   * @throws Invalid if it is no JSON object
   * @throws ServiceFailure if it breaks off
   */
  public static FacadeFields json(InputStream body) {
    return FacadeFields.of(scalars(object(body)));
  }

  /**
   * A body that is one JSON object; no body is an empty one. The gate bounds its size.
   *
   * @throws Invalid if it is no JSON object
   * @throws ServiceFailure if it breaks off
   */
  public static ObjectNode object(InputStream body) {
    var bytes = FacadeJson.all(body);
    return bytes.length == 0
        ? JsonNodeFactory.instance.objectNode()
        : FacadeJson.read(new ByteArrayInputStream(bytes), ObjectNode.class);
  }

  /** The members of an object that are texts, numbers or truth values, as text. */
  public static Map<String, String> scalars(ObjectNode object) {
    var fields = new HashMap<String, String>();
    object
        .properties()
        .forEach(
            member -> {
              JsonNode value = member.getValue();
              if (value.isValueNode() && !value.isNull()) {
                fields.put(member.getKey(), value.asText());
              }
            });
    return fields;
  }
}
