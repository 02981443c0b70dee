package dev.jellyscale.api.v1.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.api.problem.InvalidFields;
import dev.jellyscale.api.v1.form.FieldCheck;
import dev.jellyscale.config.roots.MediaRoots;
import dev.jellyscale.jobs.PublishWish;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What callers may ask of publishing. */
class PublishOrderTest {
  private static final String ITEM = "01234567-89AB-cdef-0123-456789abcdef";
  private static final MediaRoots ROOTS =
      new MediaRoots(
          Map.of("media", Path.of("/m"), "tv", Path.of("/t"), "output", Path.of("/o")),
          Set.of("media"));

  private static JobForm form(String source, @Nullable String publish, @Nullable String item) {
    return form(source, publish, item, null, null);
  }

  private static JobForm form(
      String source,
      @Nullable String publish,
      @Nullable String item,
      @Nullable String label,
      @Nullable Boolean first) {
    return new JobForm(
        source, null, null, null, null, null, null, null, null, null, null, publish, item, label,
        first, null);
  }

  private static PublishWish wish(JobForm form) {
    var check = new FieldCheck("body");
    var wish = PublishOrder.wish(form, ROOTS, check);
    check.end();
    return wish;
  }

  @Test
  void whoAsksForNothingGetsTheOutputRoot() {
    assertThat(wish(form("tv:a.mkv", null, null))).isEqualTo(PublishWish.NONE);
  }

  @Test
  void anItemAloneIsMerged() {
    var wish = wish(form("tv:a.mkv", null, ITEM));
    assertThat(wish.wanted()).contains(PublishWish.Mode.MERGE);
    assertThat(wish.item().orElseThrow()).hasToString("0123456789abcdef0123456789abcdef");
  }

  @Test
  void versionsHaveLabels() {
    var wish = wish(form("media:a.mkv", "version", null, "AI", true));
    assertThat(wish.label()).contains("AI");
    assertThat(wish.first()).isTrue();
    assertThatCode(() -> wish(form("media:a.mkv", "replace", ITEM))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "media:a.mkv, copy,,,, publish",
    "media:a.mkv, merge,,,, publish",
    "tv:a.mkv, version,,,, publish",
    "tv:a.mkv, replace,,,, publish",
    "output:a.mkv, replace,,,, publish",
    "media:a.mkv,, xyz,,, item",
    "media:a.mkv,, 00000000000000000000000000000000,,, item",
    "media:a.mkv, version,, a/b,, label",
    "media:a.mkv, replace,, AI,, label",
    "media:a.mkv,,, AI,, label",
    "media:a.mkv,,,, true, first",
  })
  void whatCannotBeIsToldByItsField(
      String source, String publish, String item, String label, Boolean first, String field) {
    assertThatThrownBy(() -> wish(form(source, publish, item, label, first)))
        .isInstanceOfSatisfying(
            InvalidFields.class,
            wrong ->
                assertThat(wrong.faults())
                    .extracting(InvalidFields.Fault::loc)
                    .containsExactly(List.of("body", field)));
  }
}
