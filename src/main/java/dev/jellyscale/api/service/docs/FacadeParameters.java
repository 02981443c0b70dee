package dev.jellyscale.api.service.docs;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/**
 * What each route below {@code /Upscaler} takes behind the {@code ?}. These routes read their
 * fields in any case and, some of them, from the body as well, so that no method of a resource
 * names them.
 */
final class FacadeParameters {
  private static final String PREFIX = "/Upscaler/";
  private static final Map<String, List<Field>> FIELDS = new TreeMap<>();

  private static final Field MODEL = Field.text("model");
  private static final Field SCALE = Field.whole("scale", 1, 8);
  private static final Field USER = Field.text("userId");

  static {
    put("GET libraries", USER);
    put(
        "GET recommend-model",
        Field.text("genres"),
        Field.whole("width", 0, 16_384),
        Field.whole("height", 0, 16_384),
        Field.truth("isBatch"),
        Field.truth("restore"),
        Field.text("codec"));
    put("POST process/item/{itemId}", MODEL, Field.whole("scale", 0, 8), USER);
    put("GET compare/{itemId}", MODEL, SCALE, USER);
    put("POST upscale-images/{itemId}", MODEL, SCALE, Field.text("imageTypes"), USER);
    put("POST upscale/image", MODEL, SCALE);
    put("POST filter-preview", Field.text("preset"));
    put("GET filter-preview/frame/{itemId}", Field.text("preset"), USER);
    put(
        "POST queue/add",
        Field.text("inputPath").must(),
        Field.text("outputPath"),
        MODEL,
        Field.whole("priority", 1, 10),
        Field.text("itemName"));
    put("POST queue/{id}/priority", Field.whole("priority", 1, 10).must());
    put(
        "POST models/load",
        Field.text("model_name"),
        Field.truth("use_gpu"),
        Field.whole("gpu_device_id", 0, 99));
    put("POST models/cleanup", Field.whole("max_age_days", 0, 36_500), Field.truth("dry_run"));
    put("POST models/download-async", Field.text("modelName"));
    put("GET benchmark-frame", Field.whole("width", 64, 7_680), Field.whole("height", 64, 4_320));
    put(
        "POST service-config",
        Field.truth("use_gpu"),
        Field.whole("max_concurrent", 1, 256),
        Field.whole("gpu_device_id", 0, 99));
    put("POST tokens", Field.text("name").must(), Field.whole("expiresDays", 1, 3_650));
  }

  private FacadeParameters() {}

  private static void put(String route, Field... fields) {
    FIELDS.put(route.replace(" ", " " + PREFIX), List.of(fields));
  }

  /** A field, and what it may be. */
  private record Field(String name, SchemaType type, Optional<Range> range, boolean required) {

    /** Both ends belong to it. */
    record Range(long least, long most) {}

    static Field text(String name) {
      return new Field(name, SchemaType.STRING, Optional.empty(), false);
    }

    static Field truth(String name) {
      return new Field(name, SchemaType.BOOLEAN, Optional.empty(), false);
    }

    static Field whole(String name, long least, long most) {
      return new Field(name, SchemaType.INTEGER, Optional.of(new Range(least, most)), false);
    }

    Field must() {
      return new Field(name, type, range, true);
    }

    Parameter described() {
      Schema schema = OASFactory.createSchema().type(List.of(type));
      range.ifPresent(
          ends ->
              schema
                  .minimum(BigDecimal.valueOf(ends.least()))
                  .maximum(BigDecimal.valueOf(ends.most())));
      return OASFactory.createParameter()
          .name(name)
          .in(Parameter.In.QUERY)
          .required(required)
          .schema(schema);
    }
  }

  /**
   * The fields of a route, described; none where it has none.
   *
   * @param route method, blank, path
   */
  static List<Parameter> of(String route) {
    return FIELDS.getOrDefault(route, List.of()).stream().map(Field::described).toList();
  }

  /** Routes with fields. */
  static Set<String> routes() {
    return FIELDS.keySet();
  }
}
