package dev.jellyscale.jobs.publish.grouping;

import static dev.jellyscale.jobs.publish.grouping.GroupingRules.V10_11;
import static dev.jellyscale.jobs.publish.grouping.GroupingRules.V12_0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.jellyfin.ServerVersion;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which files of a folder Jellyfin makes versions of one title of, and in which order. */
class GroupingTest {

  private static VideoFolder folder(String name, String files) {
    return new VideoFolder(
        name, files.isEmpty() ? List.of() : Arrays.asList(files.split("\\|")), List.of());
  }

  private static List<String> order(
      GroupingRules rules, TitleKind kind, VideoFolder folder, String file) {
    return switch (Grouping.of(rules, kind, folder, file)) {
      case Grouping.Together(var order) -> order;
      case Grouping.Apart _ -> List.of();
    };
  }

  private static String whyApart(
      GroupingRules rules, TitleKind kind, VideoFolder folder, String file) {
    return switch (Grouping.of(rules, kind, folder, file)) {
      case Grouping.Together(var order) -> "together: " + order;
      case Grouping.Apart(var reason) -> reason;
    };
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        // Folder; files; the order in which both versions offer them.
        "F (2010); F (2010).mkv; F (2010).mkv",
        "F (2010); F (2010) - 2160p AI.mkv|F (2010).mkv; F (2010).mkv|F (2010) - 2160p AI.mkv",
        "F (2010); F (2010) - 1080p.mkv|F (2010) - 2160p AI.mkv; F (2010) - 2160p AI.mkv|F (2010) - 1080p.mkv",
        "F (2010); F (2010) - 1080p.mkv|F (2010) - AI.mkv; F (2010) - 1080p.mkv|F (2010) - AI.mkv",
        "F (2010); F (2010) - 720p.mkv|F (2010) - 1080p.mkv|F (2010) - 480p.mkv; F (2010) - 1080p.mkv|F (2010) - 720p.mkv|F (2010) - 480p.mkv",
        "F (2010); F (2010) - 1080i.mkv|F (2010) - 1080p.mkv; F (2010) - 1080p.mkv|F (2010) - 1080i.mkv",
        "F (2010); F (2010) - 1080p AI.mkv|F (2010) - 1080p.mkv; F (2010) - 1080p.mkv|F (2010) - 1080p AI.mkv",
        "F (2010); F (2010) - Extended.mkv|F (2010) - AI.mkv; F (2010) - AI.mkv|F (2010) - Extended.mkv",
        "F (2010); F (2010) - cut 10.mkv|F (2010) - cut 9.mkv; F (2010) - cut 9.mkv|F (2010) - cut 10.mkv",
        "F (2010); F (2010) [720p].mkv|F (2010) - [AI].mp4; F (2010) [720p].mkv|F (2010) - [AI].mp4",
        "F (2010); F (2010)-4K.mkv|F (2010).mkv; F (2010).mkv|F (2010)-4K.mkv",
        "F (2010); f (2010) - ai.mkv|F (2010).mkv; F (2010).mkv|f (2010) - ai.mkv",
        // Capitals keep together, but only the exact name comes first.
        "F (2010); f (2010).mkv|F (2010) - 2160p.mkv; F (2010) - 2160p.mkv|f (2010).mkv",
        // What is no video, or an extra, plays no part.
        "F (2010); F (2010).mkv|F (2010) - AI.mkv|poster.jpg|other.srt|x.part; F (2010).mkv|F (2010) - AI.mkv",
        "F (2010); F (2010).mkv|F (2010) - AI.mkv|something-trailer.mp4|sample.mkv; F (2010).mkv|F (2010) - AI.mkv",
        "F (2010); F (2010).mkv|F (2010) - AI.mkv|a.mkv.jellyscale-original; F (2010).mkv|F (2010) - AI.mkv",
        "F (2010) [imdbid-tt1]; F (2010) [imdbid-tt1].mkv|F (2010) [imdbid-tt1] - AI.mkv; F (2010) [imdbid-tt1].mkv|F (2010) [imdbid-tt1] - AI.mkv",
      })
  void moviesThatBothVersionsGroup(String folder, String files, String order) {
    for (var rules : GroupingRules.values()) {
      var names = folder(folder, files);
      assertThat(order(rules, TitleKind.MOVIE, names, names.files().getFirst()))
          .containsExactly(order.split("\\|"));
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "F (2010); F (2010)_2160p.mkv|F (2010).mkv",
        "F (2010); F (2010).AI.mkv|F (2010).mkv",
        "F (2010); F (2010) _AI.mkv|F (2010) - 720p.mkv",
      })
  void underscoresAndDotsSeparateFromTwelveOn(String folder, String files) {
    var names = folder(folder, files);
    var file = names.files().getFirst();
    assertThat(order(V12_0, TitleKind.MOVIE, names, file)).hasSize(2);
    assertThat(whyApart(V10_11, TitleKind.MOVIE, names, file)).contains("10.11", "keeps all apart");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        // One that does not fit keeps all apart.
        "F (2010); F (2010).mkv|F (2010) - AI.mkv|G (2010).mkv; does not begin",
        "films; F (2010).mkv|G (2011).mkv; does not begin",
        "films; F.mkv|G.mkv; does not begin",
        "F (2010); F 2010.mkv; does not begin",
        "F (2010); F (2010) AI.mkv|F (2010).mkv; does not begin",
        "F (2010); F (2010) (AI).mkv|F (2010).mkv; does not begin",
        "F (2010); F (2010).mkv|F (2010) [AI.mkv; does not begin",
        "F; F (2010).mkv; too short",
        "F (2010); F (2010).mkv|F (2010) - 2019 remaster.mkv; different years",
        "Fox; Fox - 2010.mkv|Fox - AI.mkv; different years",
        "F (2010); F (2010) - cd1.mkv|F (2010) - cd2.mkv; one part of several",
        "F (2010); F (2010) - part a.mkv|F (2010) - AI.mkv; one part of several",
        "F (2010); F (2010)-trailer.mkv|F (2010).mkv; trailer or another extra",
        "F (2010); F (2010).txt|F (2010).mkv; takes 'F (2010).txt' for no video",
        "VIDEO_TS; VIDEO_TS.IFO|VTS_01_1.VOB; VIDEO_TS or BDMV",
      })
  void moviesThatNobodyGroups(String folder, String files, String reason) {
    for (var rules : GroupingRules.values()) {
      var names = folder(folder, files);
      assertThat(whyApart(rules, TitleKind.MOVIE, names, names.files().getFirst()))
          .contains(reason);
    }
  }

  @Test
  void aFolderWithADiscInItHasNoVersions() {
    for (var disc : List.of("VIDEO_TS", "BDMV", "bdmv")) {
      var names = new VideoFolder("F (2010)", List.of("F (2010).mkv"), List.of(disc));
      assertThat(whyApart(V12_0, TitleKind.MOVIE, names, "F (2010).mkv")).contains("BDMV");
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "S01E01.mkv|S01E01 - AI.mkv|S01E02.mkv; S01E01.mkv|S01E01 - AI.mkv",
        "A S01E01 t.mkv|A S01E01 t - 2160p AI.mkv; A S01E01 t - 2160p AI.mkv|A S01E01 t.mkv",
        "A - 1x02.mkv|A S01E02 - 720p.mp4; A S01E02 - 720p.mp4|A - 1x02.mkv",
        "A s1.e2.mkv|a S01 E02 AI.mkv|A S02E02.mkv; a S01 E02 AI.mkv|A s1.e2.mkv",
        "A S01E01-E02.mkv|A S01E01.mkv; A S01E01-E02.mkv",
        "A S01E01E02.mkv|A S01E01-E02 - AI.mkv; A S01E01-E02 - AI.mkv|A S01E01E02.mkv",
        "A 2024-05-01.mkv|A 2024.05.01 - AI.mkv|A 2024-05-02.mkv; A 2024.05.01 - AI.mkv|A 2024-05-01.mkv",
        "A S01E01.mkv|A S01E01-trailer.mkv; A S01E01.mkv",
      })
  void episodesAreGroupedByNumberOrDayFromTwelveOn(String files, String order) {
    var names = folder("Season 01", files);
    var file = names.files().getFirst();
    var grouped = order(V12_0, TitleKind.EPISODE, names, file);
    assertThat(grouped).containsExactlyInAnyOrder(order.split("\\|")).contains(file);
    assertThat(whyApart(V10_11, TitleKind.EPISODE, names, file)).contains("10.11", "episodes");
  }

  @ParameterizedTest
  @CsvSource({
    "Season 01, Pilot.mkv, names no season",
    "Season 01, 'A S01E01 part 1.mkv', one part of several",
    "BDMV, A S01E01.mkv, BDMV",
  })
  void episodesThatNobodyGroups(String folder, String file, String reason) {
    assertThat(whyApart(V12_0, TitleKind.EPISODE, folder(folder, file), file)).contains(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "10, 10, 10.11",
    "10, 11, 10.11",
    "11, 99, 10.11",
    "12, 0, 12.0",
    "12, 1, 12.0",
    "13, 0, 12.0"
  })
  void theRulesAreThoseOfTheServersVersion(int major, int minor, String rules) {
    assertThat(GroupingRules.of(new ServerVersion(major, minor, 7))).hasToString(rules);
  }

  @ParameterizedTest
  @CsvSource({
    "A S01E02.mkv, EPISODE",
    "A 1x02.mkv, EPISODE",
    "A 2024-05-01.mkv, EPISODE",
    "F (2010).mkv, MOVIE",
    "F 1920x800.mkv, MOVIE",
    "F - 1080p.mkv, MOVIE",
  })
  void theKindIsReadFromTheNameWhereNobodyTells(String file, TitleKind kind) {
    assertThat(TitleKind.ofName(file)).isEqualTo(kind);
  }
}
