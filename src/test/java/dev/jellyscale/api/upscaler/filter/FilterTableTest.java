package dev.jellyscale.api.upscaler.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jellyscale.api.upscaler.form.FacadeJson;
import dev.jellyscale.error.JellyscaleException.Invalid;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sliders, presets, and what is made of them. */
class FilterTableTest {

  private static FilterForm form(String json) throws IOException {
    var body = new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    return FacadeJson.read(body, FilterForm.class);
  }

  private static FilterChoice custom(Slider slider, double value) {
    return new FilterChoice(true, FilterPreset.CUSTOM, new Sliders(Map.of(slider, value)));
  }

  @ParameterizedTest
  @CsvSource({
    "BRIGHTNESS, -1, 1",
    "CONTRAST, 0, 3",
    "SATURATION, 0, 3",
    "GAMMA, 0.1, 10",
    "SHARPNESS, 0, 5",
    "COLOUR_TEMPERATURE, 1000, 15000",
    "VIGNETTE, 0, 5",
    "FILM_GRAIN, 0, 100",
    "DENOISE, 0, 25"
  })
  void sliderEndsWhereItsRangeEnds(Slider slider, double least, double most) {
    assertThat(custom(slider, -1e300).sliders().of(slider)).isEqualTo(least);
    assertThat(custom(slider, 1e300).sliders().of(slider)).isEqualTo(most);
    assertThat(slider.neutral()).isBetween(least, most);
  }

  @ParameterizedTest
  @EnumSource(FilterPreset.class)
  void everyPresetButTheEmptyOnesChangesThePicture(FilterPreset preset) {
    boolean empty = preset == FilterPreset.NONE || preset == FilterPreset.CUSTOM;

    assertThat(FilterChain.of(preset.sliders()).isEmpty()).isEqualTo(empty);
    assertThat(FilterPreset.parse(preset.word())).isEqualTo(preset);
  }

  @Test
  void warmIsBelowNeutralLightAndCoolAboveIt() {
    double neutral = Slider.COLOUR_TEMPERATURE.neutral();

    assertThat(FilterPreset.WARM.sliders().of(Slider.COLOUR_TEMPERATURE)).isLessThan(neutral);
    assertThat(FilterPreset.COOL.sliders().of(Slider.COLOUR_TEMPERATURE)).isGreaterThan(neutral);
  }

  @Test
  void neutralSlidersAreNoChain() {
    assertThat(FilterChain.of(Sliders.NEUTRAL)).isEmpty();
  }

  @Test
  void everySliderIsInTheChain() {
    var all =
        new Sliders(
            Map.of(
                Slider.BRIGHTNESS, 0.1,
                Slider.CONTRAST, 1.2,
                Slider.SATURATION, 0.5,
                Slider.GAMMA, 2.0,
                Slider.SHARPNESS, 1.0,
                Slider.COLOUR_TEMPERATURE, 5000.0,
                Slider.VIGNETTE, 2.5,
                Slider.FILM_GRAIN, 7.0,
                Slider.DENOISE, 3.0));

    assertThat(FilterChain.of(all))
        .isEqualTo(
            "hqdn3d=3.0000,"
                + "eq=brightness=0.1000:contrast=1.2000:saturation=0.5000:gamma=2.0000,"
                + "colortemperature=temperature=5000,unsharp=5:5:1.0000,vignette=angle=0.7854,"
                + "noise=alls=7:allf=t+u");
  }

  @Test
  void namesOfMembersCountInAnyCaseAndOthersArePassedOver() throws IOException {
    var choice =
        form("{\"Enabled\":true,\"PRESET\":\"custom\",\"colortemperature\":20000,\"FilmGrain\":-3,"
                + "\"nobody\":[1]}")
            .change(FilterChoice.NONE);

    assertThat(choice.enabled()).isTrue();
    assertThat(choice.sliders().of(Slider.COLOUR_TEMPERATURE)).isEqualTo(15000);
    assertThat(choice.sliders().of(Slider.FILM_GRAIN)).isZero();
  }

  @Test
  void whatIsMissingStaysAsItIs() throws IOException {
    var before = custom(Slider.GAMMA, 2);

    assertThat(form("{\"Contrast\":2}").change(before).sliders().of(Slider.GAMMA)).isEqualTo(2);
    assertThat(form("{}").change(before)).isEqualTo(before);
  }

  @Test
  void slidersOfAPresetAreItsOwn() throws IOException {
    var choice = form("{\"Preset\":\"noir\",\"Saturation\":3}").change(FilterChoice.NONE);

    assertThat(choice.sliders().of(Slider.SATURATION)).isZero();
    assertThat(choice.with(FilterPreset.CUSTOM).sliders().of(Slider.SATURATION)).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"thermal", "", "../none", "none,eq=1"})
  void unknownPresetIsRefusedWithoutRepeatingIt(String word) {
    assertThatThrownBy(() -> FilterPreset.parse(word))
        .isInstanceOf(Invalid.class)
        .hasMessageStartingWith("There is no such preset; there are [none, custom,");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{\"Enabled\":\"yes\"}",
        "{\"Gamma\":\"2\"}",
        "{\"Gamma\":NaN}",
        "{\"Preset\":3}",
        "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}}}",
        "{} {}"
      })
  void whatIsNoSuchBodyIsRefused(String json) {
    assertThatThrownBy(() -> form(json)).isInstanceOf(Invalid.class);
  }

  @Test
  void numberBeyondAllIsRefused() {
    assertThatThrownBy(() -> form("{\"Gamma\":1e999}").change(FilterChoice.NONE))
        .isInstanceOf(Invalid.class);
  }

  @Test
  void answerHasTheContractsNames() {
    var json =
        new JsonMapper().valueToTree(FilterConfigResource.FilterConfig.of(FilterChoice.NONE));

    assertThat(json.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "enabled",
            "preset",
            "brightness",
            "contrast",
            "saturation",
            "gamma",
            "sharpness",
            "colorTemperature",
            "vignette",
            "filmGrain",
            "denoise",
            "availablePresets");
    assertThat(json.path("colorTemperature").isInt()).isTrue();
    assertThat(json.path("filmGrain").isInt()).isTrue();
  }
}
