package dev.jellyscale.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jellyscale.error.JellyscaleException.NotFound;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Networks whose files are packed into the program: those of {@code models/catalogue.json} that
 * have a file and no source. Whether the rest of that list is sound is the catalogue's own concern.
 */
public final class PackedNetworks {
  private static final String FOLDER = "/models/";
  private static final String LIST = FOLDER + "catalogue.json";
  private static final List<String> IDS = read();

  private PackedNetworks() {}

  /** Their ids, in the order of the list. */
  public static List<String> ids() {
    return IDS;
  }

  /**
   * The file of one of them.
   *
   * @throws NotFound if this build lacks it
   */
  public static byte[] onnx(String id) {
    try (var stream = open(id)) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The file of one of them, to be read to its end.
   *
   * @throws NotFound if this build lacks it
   */
  public static InputStream open(String id) {
    var stream = PackedNetworks.class.getResourceAsStream(FOLDER + id + ".onnx");
    if (stream == null) {
      throw new NotFound("Model '" + id + "' is missing in this build");
    }
    return stream;
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
