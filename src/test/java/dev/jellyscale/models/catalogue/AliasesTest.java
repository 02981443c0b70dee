package dev.jellyscale.models.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.models.catalogue.CatalogueEntry.Task;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AliasesTest {
  private static final ModelId SWIFT = new ModelId("swift-x2");
  private final Aliases aliases = Aliases.shipped();

  @Test
  void allIdsOfTheOtherServiceAreKnown() {
    var byScale =
        aliases.entries().stream()
            .collect(Collectors.groupingBy(Alias::scale, Collectors.counting()));

    // Its 77 models, and two ids that it takes for older ones of its own.
    assertThat(aliases.entries()).hasSize(79);
    assertThat(aliases.entries()).extracting(Alias::id).doesNotHaveDuplicates();
    assertThat(byScale)
        .containsOnly(
            Map.entry(0, 1L),
            Map.entry(1, 15L),
            Map.entry(2, 16L),
            Map.entry(3, 4L),
            Map.entry(4, 42L),
            Map.entry(8, 1L));
  }

  @Test
  void aStandInIsANetworkOfTheSameScale() {
    var catalogue = Catalogue.shipped();
    for (var alias : aliases.entries()) {
      alias
          .model()
          .flatMap(catalogue::find)
          .ifPresent(
              entry -> {
                assertThat(entry.scale()).isEqualTo(alias.scale());
                assertThat(entry.task()).isNotEqualTo(Task.INTERPOLATION);
              });
    }
    assertThat(aliases.entries())
        .filteredOn(alias -> List.of(2, 3, 4).contains(alias.scale()))
        .filteredOn(alias -> alias.model().isEmpty())
        .extracting(alias -> alias.id().value())
        .containsExactlyInAnyOrder("animesr-v2-x4", "edvr-m-x4", "realbasicvsr-x4");
  }

  @Test
  void noneIsSaidToBeMissingOfAScaleThatThereIs() {
    var words = Map.of(3, "three", 4, "four", 8, "eight");
    for (var entry : Catalogue.shipped().entries()) {
      if (entry.task() == Task.UPSCALE && words.containsKey(entry.scale())) {
        var untrue = "No network of ours enlarges " + words.get(entry.scale()) + " times yet";
        assertThat(aliases.entries())
            .noneMatch(alias -> alias.reason().equals(Optional.of(untrue)));
      }
    }
  }

  @Test
  void aNameThatEndsInAScaleHasThatScale() {
    assertThat(aliases.entries())
        .filteredOn(alias -> alias.id().value().matches(".*-x[2348]"))
        .hasSizeGreaterThan(50)
        .allMatch(alias -> alias.id().value().endsWith("-x" + alias.scale()));
  }

  @Test
  void anAliasMeansTheModelThatStandsInForIt() {
    var asked = new ModelId("fsrcnn-x2");

    assertThat(aliases.resolve(asked)).isEqualTo(new NamedModel(SWIFT, Optional.of(asked)));
    assertThat(aliases.resolve(SWIFT)).isEqualTo(new NamedModel(SWIFT, Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "espcn-x3, swift-x3",
    "realesr-general-x4v3, swift-x4",
    "swinir-small-x2, clear-x2",
    "edsr-x3, clear-x3",
    "realesrgan-x4, clear-x4",
    "realesrgan-x2-plus, restore-x2"
  })
  void aStandInIsOfTheSameSort(String asked, String model) {
    assertThat(aliases.resolve(new ModelId(asked)).model().value()).isEqualTo(model);
  }

  @Test
  void anIdWithoutStandInSaysWhy() {
    assertThatThrownBy(() -> aliases.resolve(new ModelId("lapsrn-x8")))
        .isInstanceOf(NotFound.class)
        .hasMessage("No model 'lapsrn-x8': No network of ours enlarges eight times yet");
  }

  @ParameterizedTest
  @ValueSource(strings = {"swift-y2", "Swift-X2", "swiftx2", "swift-2x"})
  void anUnknownIdNamesWhatIsSpelledAlike(String mistyped) {
    assertThatThrownBy(() -> aliases.resolve(new ModelId(mistyped)))
        .isInstanceOf(NotFound.class)
        .hasMessageContaining("No model '" + mistyped + "'; near are 'swift-x2'");
  }

  @Test
  void anUnknownIdNamesWhatBeginsWithItFirst() {
    assertThatThrownBy(() -> aliases.resolve(new ModelId("realesrgan-x2")))
        .isInstanceOf(NotFound.class)
        .hasMessageContaining("No model 'realesrgan-x2'; near are 'realesrgan-x2-plus'");
  }

  @Test
  void anUnknownIdFarFromAllHearsWhatThereIs() {
    assertThatThrownBy(() -> aliases.resolve(new ModelId("zzzzzzzzzzzzz")))
        .isInstanceOf(NotFound.class)
        .hasMessageStartingWith("No model 'zzzzzzzzzzzzz'; the catalogue has 'swift-x2', '");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\": \"a-x4\", \"scale\": 4, \"model\": \"swift-x2\"}",
        "{\"id\": \"a-x4\", \"scale\": 4, \"model\": \"bicubic-x4\"}",
        "{\"id\": \"a-x2\", \"scale\": 2, \"model\": \"nothing-x2\"}",
        "{\"id\": \"swift-x2\", \"scale\": 2, \"reason\": \"it is ours\"}",
        "{\"id\": \"a-x2\", \"scale\": 2}",
        "{\"id\": \"a-x2\", \"scale\": 2, \"model\": \"swift-x2\", \"reason\": \"both\"}",
        "{\"id\": \"a-x2\", \"scale\": 2, \"reason\": \"b\"}, "
            + "{\"id\": \"a-x2\", \"scale\": 2, \"reason\": \"c\"}"
      })
  void aListThatContradictsTheCatalogueIsRefused(String entries) {
    var json = "{\"version\": 1, \"aliases\": [" + entries + "]}";

    assertThatThrownBy(() -> Aliases.parse(json, Catalogue.shipped())).isInstanceOf(Invalid.class);
  }
}
