package dev.jellyscale.engine.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Networks whose files are packed into the program: those of {@code models/catalogue.json} that
 * have a file and no source. Whether the rest of that list is sound is the catalogue's own concern.
 */
final class PackedNetworks {
  private static final String LIST = "/models/catalogue.json";
  private static final List<String> IDS = read();

  private PackedNetworks() {}

  /** Their ids, in the order of the list. */
  static List<String> ids() {
    return IDS;
  }

  private static List<String> read() {
    try (var stream = PackedNetworks.class.getResourceAsStream(LIST)) {
      if (stream == null) {
        throw new IllegalStateException("This build lacks " + LIST);
      }
      var models = new ObjectMapper().readTree(stream).path("models");
      return StreamSupport.stream(models.spliterator(), false)
          .filter(PackedNetworks::isPacked)
          .map(model -> model.path("id").asText())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isPacked(JsonNode model) {
    return model.has("file") && model.path("file").path("sources").isEmpty();
  }
}
