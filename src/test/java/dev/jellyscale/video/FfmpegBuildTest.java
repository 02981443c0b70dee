package dev.jellyscale.video;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FfmpegBuildTest {

  @ParameterizedTest
  @CsvSource({
    "7.0.9, true",
    "7.1.4, true",
    "7.1.5, false",
    "8.0, true",
    "8.0.1, true",
    "8.0.3, false",
    "8.1, true",
    "8.1.2, false",
    "n8.1.2-3-gabc, false",
    "9.0, false",
    "git-2026-01-01, true"
  })
  void knowsWhichVersionsHaveTheMagicYuvFlaw(String version, boolean flawed) {
    assertThat(FfmpegBuild.hasMagicYuvFlaw(version)).isEqualTo(flawed);
  }

  @Test
  void theShippedLibrariesTellVersionAndLicence() {
    assertThat(FfmpegBuild.version()).matches("\\d+\\.\\d+.*");
    assertThat(FfmpegBuild.licence()).startsWith("GPL");
  }
}
