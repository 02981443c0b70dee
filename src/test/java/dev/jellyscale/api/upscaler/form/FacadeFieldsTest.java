package dev.jellyscale.api.upscaler.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FacadeFieldsTest {

  private static FacadeFields of(String name, String value) {
    return FacadeFields.of(Map.of(name, value));
  }

  private static InputStream body(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void namesAreFoundInAnyCaseAndBlanksAreNothing() {
    assertThat(of("ModelName", " swift-x2 ").text("modelName")).contains("swift-x2");
    assertThat(of("modelName", "  ").text("modelName")).isEmpty();
    assertThatThrownBy(() -> of("modelName", "").required("modelName"))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("modelName");
  }

  @Test
  void whatTheBodyLacksIsTakenFromBehindTheQuestionMark() {
    var both = of("a", "body").or(FacadeFields.of(Map.of("A", "query", "b", "query")));

    assertThat(both.text("a")).contains("body");
    assertThat(both.text("b")).contains("query");
    assertThat(of("a", "").or(of("a", "query")).text("a")).contains("query");
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "../evil", "a/b", "a b", "a..b", ".a", "a;b", "ä"})
  void noFieldNamesAModelThatCannotBe(String id) {
    assertThatThrownBy(() -> of("model", id).model("model")).isInstanceOf(Invalid.class);
  }

  @Test
  void fieldsAreBounded() {
    assertThatThrownBy(() -> of("a", "x".repeat(1_001)).text("a")).isInstanceOf(Invalid.class);
    assertThat(of("a", "x".repeat(1_000)).text("a")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "8", "x", "1.5", "99999999999", "-1"})
  void numbersHaveARange(String text) {
    assertThatThrownBy(() -> of("n", text).integer("n", 1, 7))
        .isInstanceOf(Invalid.class)
        .hasMessage("n is a whole number from 1 to 7");
    assertThat(of("n", "7").integer("n", 1, 7)).hasValue(7);
    assertThat(of("m", text).integer("n", 1, 7)).isEmpty();
  }

  @Test
  void truthIsSaidInSeveralWords() {
    assertThat(of("t", "True").truth("t")).contains(true);
    assertThat(of("t", "off").truth("t")).contains(false);
    assertThatThrownBy(() -> of("t", "maybe").truth("t")).isInstanceOf(Invalid.class);
  }

  @Test
  void jsonIsReadForWhatCanBeText() {
    var fields =
        FacadeRequest.json(body("{\"Id\":\"x\",\"n\":3,\"t\":true,\"z\":null,\"list\":[1]}"));

    assertThat(fields.text("id")).contains("x");
    assertThat(fields.integer("n", 0, 9)).hasValue(3);
    assertThat(fields.truth("t")).contains(true);
    assertThat(fields.text("z")).isEmpty();
    assertThat(fields.text("list")).isEmpty();
    assertThat(FacadeRequest.json(body("")).text("id")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[]", "\"x\"", "nonsense", "7"})
  void whatIsNoObjectIsRefused(String json) {
    assertThatThrownBy(() -> FacadeRequest.json(body(json))).isInstanceOf(Invalid.class);
  }

  @Test
  void textsOfJsonAreBounded() {
    var large = "{\"a\":\"" + "x".repeat(9_000) + "\"}";

    assertThatThrownBy(() -> FacadeRequest.json(body(large))).isInstanceOf(Invalid.class);
  }
}
