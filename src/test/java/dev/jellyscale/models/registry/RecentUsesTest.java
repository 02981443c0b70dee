package dev.jellyscale.models.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelSource;
import dev.jellyscale.models.registry.ModelNames.OnDisk;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecentUsesTest {
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
  private static final ModelId MODEL = new ModelId("swift-x2");
  private static final ModelId ALIAS = new ModelId("span-x2");
  private static final OnDisk THERE = new OnDisk(ModelSource.shipped(MODEL), "00", 1);

  private final RecentUses uses = new RecentUses();

  @Test
  void whatAnIdMeantIsKnownForAMinute() {
    uses.add(MODEL, THERE, NOON);

    assertThat(uses.of(MODEL, NOON.plusSeconds(59))).contains(THERE);
    assertThat(uses.of(MODEL, NOON.plusSeconds(60))).isEmpty();
    assertThat(uses.of(ALIAS, NOON)).isEmpty();
  }

  @Test
  void aClockThatGoesBackKeepsNothingForLong() {
    uses.add(MODEL, THERE, NOON);

    assertThat(uses.of(MODEL, NOON.minusSeconds(60))).isEmpty();
  }

  @Test
  void aModelThatGoesIsForgottenUnderAllItsIds() {
    uses.add(MODEL, THERE, NOON);
    uses.add(ALIAS, THERE, NOON);

    uses.forget(MODEL);

    assertThat(uses.of(MODEL, NOON)).isEmpty();
    assertThat(uses.of(ALIAS, NOON)).isEmpty();
  }
}
