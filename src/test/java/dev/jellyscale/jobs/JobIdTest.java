package dev.jellyscale.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Invalid;
import java.time.Instant;
import java.util.HashSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobIdTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  @Test
  void anIdIsAUuidOfVersion7WithItsTime() {
    var id = UUID.fromString(JobId.at(NOON).value());

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOON.toEpochMilli());
  }

  @Test
  void idsSortByTheMillisecondInWhichTheyWereMade() {
    assertThat(JobId.at(NOON)).isLessThan(JobId.at(NOON.plusMillis(1)));
  }

  @Test
  void idsOfOneMillisecondDiffer() {
    var ids = new HashSet<JobId>();
    for (int i = 0; i < 1000; i++) {
      ids.add(JobId.at(NOON));
    }

    assertThat(ids).hasSize(1000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "../../etc/passwd",
        "019AA000-0000-7000-8000-000000000000",
        "019aa000-0000-4000-8000-000000000000"
      })
  void otherTextIsNoId(String text) {
    assertThatThrownBy(() -> new JobId(text)).isInstanceOf(Invalid.class);
  }
}
