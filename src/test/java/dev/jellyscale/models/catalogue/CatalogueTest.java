package dev.jellyscale.models.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.engine.graph.ModelLoader;
import dev.jellyscale.engine.graph.Network;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelTraits.Precision;
import dev.jellyscale.model.ModelTraits.ValueRange;
import dev.jellyscale.models.catalogue.CatalogueEntry.Task;
import dev.jellyscale.models.catalogue.CatalogueEntry.WeightsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueTest {
  private static final String VALID =
      """
      {"version": 1, "models": [{
        "id": "fine-x2", "name": "Fine", "scale": 2, "kind": "RGB", "task": "UPSCALE",
        "licence": {"spdx": "MIT", "commercialUse": true},
        "architecture": "span", "parameters": 100, "precision": "FLOAT",
        "file": {"bytes": 4, "sha256": "%s",
          "sources": ["https://example.org/at/1234/fine.onnx"]},
        "recommendedFor": [{"content": "ANIME", "use": "LIVE"}],
        "smallestDevice": "GPU"}]}
      """
          .formatted("0123456789abcdef".repeat(4));

  static Stream<CatalogueEntry> shipped() {
    return Catalogue.shipped().entries().stream();
  }

  static Stream<CatalogueEntry> shippedFiles() {
    return shipped().filter(entry -> entry.file().isPresent() && !entry.needsDownload());
  }

  @ParameterizedTest
  @MethodSource("shippedFiles")
  void whatIsSaidOfAShippedFileIsTrue(CatalogueEntry entry) throws Exception {
    var bytes = Files.readAllBytes(Path.of("models", entry.id() + ".onnx"));

    var hash = MessageDigest.getInstance("SHA-256").digest(bytes);

    var said = new WeightsFile(bytes.length, HexFormat.of().formatHex(hash), List.of());
    assertThat(entry.file()).contains(said);
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void whatIsSaidOfAModelThatNeedsNoDownloadIsWhatTheEngineFinds(CatalogueEntry entry) {
    Network network = ModelLoader.load(entry.id().value());

    assertThat(network.scale()).isEqualTo(entry.scale());
    assertThat(network.traits().kind()).isEqualTo(entry.kind());
    assertThat(network.traits().range()).isEqualTo(ValueRange.ZERO_TO_1);
    assertThat(network.traits().parameters()).isEqualTo(entry.parameters());
    assertThat(network.traits().precision()).isEqualTo(entry.precision());
  }

  @Test
  void theEngineAndTheCatalogueShipTheSame() {
    var ids = shipped().filter(e -> !e.needsDownload()).map(e -> e.id().value());

    assertThat(ids).containsExactlyInAnyOrderElementsOf(ModelLoader.shipped());
  }

  @Test
  void interpolationSaysSoAndIsNeverRecommended() {
    var interpolations = shipped().filter(e -> e.id().value().startsWith("bicubic")).toList();

    assertThat(interpolations)
        .hasSize(3)
        .allMatch(e -> e.task() == Task.INTERPOLATION)
        .allMatch(e -> e.name().contains("no AI"))
        .allMatch(e -> e.recommendedFor().isEmpty() && e.parameters() == 0);
  }

  @Test
  void anEntryOfAnotherOriginIsReadWhole() {
    var entry = Catalogue.parse(VALID).find(new ModelId("fine-x2")).orElseThrow();

    assertThat(entry.needsDownload()).isTrue();
    assertThat(entry.file().orElseThrow().sources()).hasSize(1);
    assertThat(entry.recommendedFor()).hasSize(1);
    assertThat(entry.licence().commercialUse()).isTrue();
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("unknown field", "\"scale\": 2,", "\"scale\": 2, \"colour\": 3,"),
        Arguments.of("field twice", "\"scale\": 2,", "\"scale\": 2, \"scale\": 2,"),
        Arguments.of("missing scale", "\"scale\": 2,", ""),
        Arguments.of("missing name", "\"name\": \"Fine\",", ""),
        Arguments.of(
            "missing licence", "\"licence\": {\"spdx\": \"MIT\", \"commercialUse\": true},", ""),
        Arguments.of("missing file", "\"file\"", "\"recommendedFor\": [], \"was\""),
        Arguments.of("other version", "\"version\": 1", "\"version\": 2"),
        Arguments.of("id", "fine-x2", "../fine"),
        Arguments.of("blank name", "\"Fine\"", "\" \""),
        Arguments.of("scale", "\"scale\": 2", "\"scale\": 5"),
        Arguments.of("scale as text", "\"scale\": 2", "\"scale\": \"2\""),
        Arguments.of("scale with a point", "\"scale\": 2", "\"scale\": 2.5"),
        Arguments.of("restoring that enlarges", "UPSCALE", "RESTORE"),
        Arguments.of("enlarging that does not", "\"scale\": 2", "\"scale\": 1"),
        Arguments.of("interpolation with weights", "UPSCALE", "INTERPOLATION"),
        Arguments.of("unknown kind", "\"RGB\"", "\"GREY\""),
        Arguments.of("number as kind", "\"RGB\"", "1"),
        Arguments.of("unknown device", "\"GPU\"", "\"TOASTER\""),
        Arguments.of("missing precision", ", \"precision\": \"FLOAT\"", ""),
        Arguments.of("unknown precision", "\"FLOAT\"", "\"INT4\""),
        Arguments.of("8 bits of nothing", "\"FLOAT\"", "\"INT8\", \"psnrGain\": 2.0"),
        Arguments.of("origin of floats", "\"FLOAT\"", "\"FLOAT\", \"quantisedFrom\": \"a-x2\""),
        Arguments.of("gain as text", "\"FLOAT\"", "\"FLOAT\", \"psnrGain\": \"2.0\""),
        Arguments.of("gain beyond belief", "\"FLOAT\"", "\"FLOAT\", \"psnrGain\": 21"),
        Arguments.of("gain that is no number", "\"FLOAT\"", "\"FLOAT\", \"psnrGain\": NaN"),
        Arguments.of("no parameters", "\"parameters\": 100", "\"parameters\": 0"),
        Arguments.of("http", "https:", "http:"),
        Arguments.of("port", "example.org", "example.org:8443"),
        Arguments.of("user", "example.org", "me@example.org"),
        Arguments.of("upper-case hash", "abcdef", "ABCDEF"),
        Arguments.of("short hash", "0123456789abcdef\"", "\""),
        Arguments.of("no bytes", "\"bytes\": 4", "\"bytes\": 0"),
        Arguments.of("licence in words", "\"MIT\"", "\"free for all!\""),
        Arguments.of("commercial use of NC", "\"MIT\"", "\"CC-BY-NC-SA-4.0\""),
        Arguments.of("more behind the end", "\"GPU\"}]}", "\"GPU\"}]} []"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void aListThatIsNotExactIsRefused(String what, String part, String instead) {
    assertThat(VALID).as(what).contains(part);
    var changed = VALID.replace(part, instead);

    assertThatThrownBy(() -> Catalogue.parse(changed)).isInstanceOf(Invalid.class);
  }

  /** A network and its 8-bit form. */
  private static String pair() {
    int from = VALID.indexOf('[') + 1;
    var entry = VALID.substring(from, VALID.lastIndexOf(']'));
    var form =
        entry
            .replace("fine-x2", "fine-x2-int8")
            .replace("\"FLOAT\"", "\"INT8\", \"quantisedFrom\": \"fine-x2\", \"psnrGain\": 2.1");
    return VALID.substring(0, from) + form + "," + VALID.substring(from);
  }

  @Test
  void anEightBitFormNamesTheNetworkItIsMadeFrom() {
    var form = Catalogue.parse(pair()).find(new ModelId("fine-x2-int8")).orElseThrow();

    assertThat(form.precision()).isEqualTo(Precision.INT8);
    assertThat(form.quantisedFrom()).contains(new ModelId("fine-x2"));
    assertThat(form.psnrGain()).contains(2.1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "quantisedFrom": "fine-x2"      | "quantisedFrom": "gone-x2"      | not the same network
          "quantisedFrom": "fine-x2"      | "quantisedFrom": "fine-x2-int8" | is its own origin
          "quantisedFrom": "fine-x2",     | ``                              | an origin goes with
          , "psnrGain": 2.1               | ``                              | what is left of its gain
          "scale": 2                      | "scale": 3                      | not the same network
          "kind": "RGB"                   | "kind": "LUMA"                  | not the same network
          "parameters": 100               | "parameters": 101               | not the same network
          "scale": 2, "kind": "RGB", "task": "UPSCALE" | "scale": 1, "kind": "RGB", "task": "RESTORE" | as RESTORE
          """)
  void anEightBitFormOfAnotherNetworkIsRefused(String part, String instead, String why) {
    var wrong = withFormChanged(part, instead);

    assertThatThrownBy(() -> Catalogue.parse(wrong))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("fine-x2-int8")
        .hasMessageContaining(why);
  }

  /** Only the form, which comes first, is changed. */
  private static String withFormChanged(String part, String instead) {
    if (!pair().contains(part)) {
      throw new IllegalArgumentException("No " + part + " in the pair");
    }
    return pair().replaceFirst(Pattern.quote(part), instead);
  }

  @Test
  void aModelIsListedOnce() {
    var entry = VALID.substring(VALID.indexOf('[') + 1, VALID.lastIndexOf(']'));
    var twice = VALID.replace(entry, entry + "," + entry);

    assertThatThrownBy(() -> Catalogue.parse(twice))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("twice");
  }
}
