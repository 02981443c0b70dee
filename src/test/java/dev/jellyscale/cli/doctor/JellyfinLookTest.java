package dev.jellyscale.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.cli.doctor.Check.Verdict;
import dev.jellyscale.jellyfin.FakeItem;
import dev.jellyscale.jellyfin.FakeJellyfin;
import dev.jellyscale.jellyfin.FakeJellyfin.Release;
import dev.jellyscale.jellyfin.FakeWorld;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JellyfinLookTest {

  @Test
  void withoutAServerThereIsNothingToTell() {
    assertThat(new JellyfinLook(Map.of()).run()).isEmpty();
  }

  @Test
  void aSettingThatIsNotUnderstoodIsAProblem() {
    assertThat(new JellyfinLook(Map.of("JELLYSCALE_JELLYFIN_URL", "jellyfin")).run())
        .singleElement()
        .satisfies(
            check -> {
              assertThat(check.verdict()).isEqualTo(Verdict.PROBLEM);
              assertThat(check.detail()).contains("JELLYSCALE_JELLYFIN_URL");
            });
  }

  @Test
  void theOperatorSeesThePathInQuestionAndWhatMendsIt(@TempDir Path folder) {
    try (var fake = FakeJellyfin.of(Release.V12_0)) {
      var film = fake.world().add(FakeItem.movie("0".repeat(32), "A", "/data/films/A.mkv"));

      var checks =
          new JellyfinLook(
                  Map.of(
                      "JELLYSCALE_JELLYFIN_URL",
                      fake.url(),
                      "JELLYSCALE_JELLYFIN_KEY",
                      FakeWorld.SERVICE_KEY,
                      "JELLYSCALE_JELLYFIN_PATHS",
                      "/data=media",
                      "JELLYSCALE_MEDIA_ROOTS",
                      "media=" + folder,
                      "JELLYSCALE_JELLYFIN_PROBE_ITEM",
                      film.id()))
              .run();

      assertThat(checks)
          .extracting(Check::name)
          .isEqualTo(
              List.of("jellyfin server", "jellyfin key", "jellyfin paths", "jellyfin probe"));
      assertThat(checks.getLast().verdict()).isEqualTo(Verdict.PROBLEM);
      assertThat(checks.getLast().detail())
          .contains(
              "is not there below the root 'media' (/data/films/A.mkv is media:films/A.mkv)",
              "JELLYSCALE_MEDIA_ROOTS");
    }
  }
}
