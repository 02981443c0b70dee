package dev.jellyscale.api.v1.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.api.problem.InvalidFields;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final Cursor LIST = new Cursor("list");

  @Test
  void leadsBackToItsPlace() {
    assertThat(LIST.read(LIST.write("4711"), NUMBER)).contains("4711");
    assertThat(LIST.read(null, NUMBER)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%%%", "4711", "bGlzdDo", "bGlzdDp4", "\u00e4"})
  void whatIsNoPlaceOfTheListIsRefused(String text) {
    assertThatThrownBy(() -> LIST.read(text, NUMBER)).isInstanceOf(InvalidFields.class);
  }

  @Test
  void anotherListsIsRefused() {
    var other = new Cursor("other").write("4711");

    assertThatThrownBy(() -> LIST.read(other, NUMBER)).isInstanceOf(InvalidFields.class);
    assertThatThrownBy(() -> LIST.read("A".repeat(10_000), NUMBER))
        .isInstanceOf(InvalidFields.class);
  }
}
