package dev.jellyscale.jobs.publish.grouping;

import static dev.jellyscale.jobs.publish.grouping.GroupingRules.V10_11;
import static dev.jellyscale.jobs.publish.grouping.GroupingRules.V12_0;
import static dev.jellyscale.jobs.publish.grouping.TitleKind.EPISODE;
import static dev.jellyscale.jobs.publish.grouping.TitleKind.MOVIE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.jobs.publish.grouping.NewVersion.Fits;
import dev.jellyscale.jobs.publish.grouping.NewVersion.Unfit;
import dev.jellyscale.jobs.publish.grouping.NewVersion.Wish;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** By which name a new file becomes a version, and why not. */
class NewVersionTest {

  private static VideoFolder folder(String name, String files) {
    return new VideoFolder(name, Arrays.asList(files.split("\\|")), List.of());
  }

  private static Wish wish(String original, String label) {
    return new Wish(original, new VersionLabel(label), "mkv", false);
  }

  @ParameterizedTest(name = "{1} + {2} -> {3}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "F (2010); F (2010).mkv; 2160p AI; F (2010) - 2160p AI.mkv",
        "F (2010); F (2010).avi; AI; F (2010) - AI.mkv",
        "F (2010); F (2010) - 720p.mkv; AI; F (2010) - AI.mkv",
        "F (2010); F (2010) - 1080p.mkv; 1080p AI; F (2010) - 1080p AI.mkv",
        "F (2010); F (2010) - 2160p.mkv|F (2010) - 720p.mkv; 1440p AI; F (2010) - 1440p AI.mkv",
        "F (2010); F (2010).mkv|F (2010)-trailer.mkv|F.nfo; [AI]; F (2010) - [AI].mkv",
      })
  void moviesGetTheNameOfTheirFolderAndALabel(
      String folder, String files, String label, String name) {
    var names = folder(folder, files);
    for (var rules : GroupingRules.values()) {
      assertThat(NewVersion.of(rules, MOVIE, names, wish(names.files().getFirst(), label)))
          .isEqualTo(new Fits(name, false));
    }
  }

  @ParameterizedTest(name = "{1} + {2}: {3}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "F (2010); F (2010) - 1080p.mkv; 2160p AI; would come first",
        "F (2010); F (2010) - Cinema.mkv; AI; would come first",
        "F (2010); F (2010) - Cinema.mkv; 2160p AI; would come first",
        "films; F (2010).mkv; 2160p AI; does not begin with the name of its folder",
        "F (2010); F (2010).mkv|G.mkv; AI; does not begin",
        "F (2010); F (2010).mkv|F (2010) - AI.mkv; AI; stands there already",
        "F (2010); F (2010).mkv|f (2010) - ai.MKV; AI; stands there already",
        "F (2010); F (2010).mkv; trailer; trailer or another extra",
        "F (2010); F (2010).mkv; cut-deleted; another extra",
        "F (2010); F (2010).mkv; part 2; one part of several",
        "F (2010); F (2010).mkv; in 2024 AI; different years",
      })
  void whatWouldNotGroupOrComeFirstIsTold(
      String folder, String files, String label, String reason) {
    var names = folder(folder, files);
    for (var rules : GroupingRules.values()) {
      var told = NewVersion.of(rules, MOVIE, names, wish(names.files().getFirst(), label));
      assertThat(told).isInstanceOfSatisfying(Unfit.class, unfit -> has(unfit, reason));
    }
  }

  private static void has(Unfit unfit, String reason) {
    assertThat(unfit.reason()).contains(reason);
  }

  @Test
  void whoAsksForTheFirstPlaceGetsIt() {
    var names = folder("F (2010)", "F (2010) - 1080p.mkv");
    var wish = new Wish("F (2010) - 1080p.mkv", new VersionLabel("2160p AI"), "mp4", true);

    assertThat(NewVersion.of(V10_11, MOVIE, names, wish))
        .isEqualTo(new Fits("F (2010) - 2160p AI.mp4", true));
  }

  @ParameterizedTest(name = "{0} + {1}")
  @CsvSource(
      delimiter = ';',
      value = {
        "A - S01E01 - Pilot.mkv; AI; A - S01E01 - Pilot - AI.mkv",
        "A - S01E01 - 1080p.mkv; 2160p AI; A - S01E01 - 1080p - 2160p AI.mkv",
        "A 2024-05-01.mkv; AI; A 2024-05-01 - AI.mkv",
      })
  void episodesGetTheirOwnNameAndALabelFromTwelveOn(String file, String label, String name) {
    var names = folder("Season 01", file + "|A - S01E02.mkv");
    assertThat(NewVersion.of(V12_0, EPISODE, names, wish(file, label)))
        .isEqualTo(new Fits(name, false));
    assertThat(NewVersion.of(V10_11, EPISODE, names, wish(file, label)))
        .isInstanceOfSatisfying(Unfit.class, unfit -> has(unfit, "no versions of episodes"));
  }

  @Test
  void anEpisodeWithoutAResolutionWouldComeBehindOneThatHasIt() {
    var names = folder("Season 01", "A S01E01.mkv");
    assertThat(NewVersion.of(V12_0, EPISODE, names, wish("A S01E01.mkv", "2160p AI")))
        .isInstanceOfSatisfying(Unfit.class, unfit -> has(unfit, "would come first"));
  }

  @Test
  void aLabelThatMakesAnotherEpisodeOfItIsTold() {
    var names = folder("Season 01", "A 1x01.mkv");
    assertThat(NewVersion.of(V12_0, EPISODE, names, wish("A 1x01.mkv", "S01E09")))
        .isInstanceOf(Fits.class);
    var day = folder("Season 01", "A 2024-05-01.mkv");
    assertThat(NewVersion.of(V12_0, EPISODE, day, wish("A 2024-05-01.mkv", "S01E09")))
        .isInstanceOfSatisfying(Unfit.class, unfit -> has(unfit, "another title"));
  }

  @Test
  void aNameThatWouldBeTooLongIsTold() {
    var long254 = "F".repeat(250);
    var names = folder(long254, long254 + ".mkv");
    assertThat(NewVersion.of(V12_0, MOVIE, names, wish(long254 + ".mkv", "AI")))
        .isInstanceOfSatisfying(Unfit.class, unfit -> has(unfit, "longer"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " AI", "AI ", "a/b", "a\\b", "a:b", "a\nb", "a\u202eb", ".AI", "AI.", "a?b"})
  void labelsThatNoFileSystemShouldSeeAreRefused(String text) {
    assertThatThrownBy(() -> new VersionLabel(text)).isInstanceOf(Invalid.class);
  }

  @Test
  void theUsualLabelNamesTheHeight() {
    assertThat(VersionLabel.ofHeight(1608)).hasToString("1608p AI");
    assertThatThrownBy(() -> new VersionLabel("x".repeat(61))).isInstanceOf(Invalid.class);
  }
}
