package dev.jellyscale.api.service.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The description that the build has made of all resources. */
final class OpenApiDocument {
  private static final String RESOURCE = "META-INF/quarkus-generated-openapi-doc.";

  private OpenApiDocument() {}

  /** As JSON. */
  static String json() {
    return read("JSON");
  }

  /** As YAML. */
  static String yaml() {
    return read("YAML");
  }

  private static String read(String form) {
    var loader = Thread.currentThread().getContextClassLoader();
    try (var text = loader.getResourceAsStream(RESOURCE + form)) {
      if (text == null) {
        throw new IllegalStateException("The build has made no description of the interface");
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
