package dev.jellyscale.jellyfin.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.config.roots.MediaRoots;
import dev.jellyscale.jellyfin.FakeItem;
import dev.jellyscale.jellyfin.FakeJellyfin;
import dev.jellyscale.jellyfin.FakeJellyfin.Release;
import dev.jellyscale.jellyfin.FakeLibrary;
import dev.jellyscale.jellyfin.FakeUser;
import dev.jellyscale.jellyfin.FakeWorld;
import dev.jellyscale.jellyfin.ItemId;
import dev.jellyscale.jellyfin.JellyfinServer;
import dev.jellyscale.jellyfin.JellyfinSettings;
import dev.jellyscale.jellyfin.Misbehaviour;
import dev.jellyscale.jellyfin.check.JellyfinFinding.Grade;
import dev.jellyscale.jellyfin.check.JellyfinFinding.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JellyfinCheckupTest {
  private static final String LIBRARY = new FakeLibrary("Films", "movies").id();
  private static final FakeItem FILM = FakeItem.movie(LIBRARY, "A", "/data/films/A.mkv").ofBytes(5);
  private static final Optional<ItemId> PROBE = Optional.of(FILM.asId());

  @TempDir Path folder;
  private final FakeJellyfin fake = FakeJellyfin.of(Release.V10_11);

  @BeforeEach
  void aFilm() throws IOException {
    fake.world().add(FILM);
    Files.createDirectories(folder.resolve("films"));
    Files.writeString(folder.resolve("films/A.mkv"), "12345");
  }

  @AfterEach
  void end() {
    fake.close();
  }

  private List<JellyfinFinding> looked(String key, String paths, Optional<ItemId> probe) {
    var settings =
        JellyfinSettings.of(
                Map.of(
                    JellyfinSettings.URL, fake.url(),
                    JellyfinSettings.KEY, key,
                    JellyfinSettings.PATHS, paths))
            .orElseThrow();
    try (var server = new JellyfinServer(settings)) {
      var findings =
          new JellyfinCheckup(server, new MediaRoots(Map.of("media", folder)), probe).run();
      assertThat(findings)
          .allSatisfy(
              finding -> {
                assertThat(finding.detail() + finding.fix())
                    .doesNotContain("/data/films", folder.toString(), FakeWorld.SERVICE_KEY);
                assertThat(finding.fix().isEmpty()).isEqualTo(finding.grade() == Grade.OK);
              });
      return findings;
    }
  }

  private JellyfinFinding probed(String paths) {
    var findings = looked(FakeWorld.SERVICE_KEY, paths, PROBE);
    return one(findings, Topic.PROBE);
  }

  private static JellyfinFinding one(List<JellyfinFinding> findings, Topic topic) {
    return findings.stream()
        .filter(finding -> finding.topic() == topic)
        .findFirst()
        .orElseThrow(() -> new AssertionError(topic + " is not among " + findings));
  }

  @Test
  void aServerThatIsSetAsItShouldBeHasNoFault() {
    var findings = looked(FakeWorld.SERVICE_KEY, "/data=media", PROBE);

    assertThat(findings).hasSize(4).allMatch(finding -> finding.grade() == Grade.OK);
    assertThat(one(findings, Topic.SERVER).detail()).contains("10.11.4");
    assertThat(one(findings, Topic.KEY).detail()).contains("is an API key");
    assertThat(one(findings, Topic.PROBE).detail())
        .isEqualTo(
            "The item's file is below the root 'media', can be read, and has as many bytes as in"
                + " Jellyfin");
    assertThat(one(findings, Topic.PROBE).where())
        .contains("/data/films/A.mkv is media:films/A.mkv");
  }

  @Test
  void aServerThatDoesNotAnswerIsToldWithItsSetting() {
    fake.misbehaves(Misbehaviour.HTML);

    var findings = looked(FakeWorld.SERVICE_KEY, "/data=media", PROBE);

    assertThat(findings)
        .extracting(JellyfinFinding::topic)
        .containsExactly(Topic.SERVER, Topic.PATHS);
    var server = one(findings, Topic.SERVER);
    assertThat(server.grade()).isEqualTo(Grade.PROBLEM);
    assertThat(server.detail()).contains("answers with something else where JSON is due");
    assertThat(server.fix()).contains("JELLYSCALE_JELLYFIN_URL");
  }

  @Test
  void aKeyIsAcceptedOrNotAndMayBelongToSomebody() {
    var root = fake.world().add(FakeUser.admin("Root"));
    var ann = fake.world().add(FakeUser.of("Ann"));

    var unknown = one(looked("wrong", "/data=media", PROBE), Topic.KEY);
    assertThat(unknown.grade()).isEqualTo(Grade.PROBLEM);
    assertThat(unknown.detail()).isEqualTo("Jellyfin does not take it");
    assertThat(unknown.fix()).contains("JELLYSCALE_JELLYFIN_KEY_FILE");
    var users = one(looked(ann.token(), "/data=media", PROBE), Topic.KEY);
    assertThat(users.grade()).isEqualTo(Grade.PROBLEM);
    assertThat(users.detail()).contains("no administrator");
    var administrators = looked(root.token(), "/data=media", PROBE);
    assertThat(one(administrators, Topic.KEY).grade()).isEqualTo(Grade.WARNING);
    assertThat(one(administrators, Topic.PROBE).grade()).isEqualTo(Grade.OK);
    var none = looked("", "/data=media", PROBE);
    assertThat(one(none, Topic.KEY).grade()).isEqualTo(Grade.WARNING);
    assertThat(none).noneMatch(finding -> finding.topic() == Topic.PROBE);
  }

  @Test
  void aPathMapNamesRootsThatAreThere() {
    var none = one(looked(FakeWorld.SERVICE_KEY, "", PROBE), Topic.PATHS);
    assertThat(none.grade()).isEqualTo(Grade.WARNING);
    var strange = one(looked(FakeWorld.SERVICE_KEY, "/data=other", PROBE), Topic.PATHS);
    assertThat(strange.grade()).isEqualTo(Grade.PROBLEM);
    assertThat(strange.detail()).contains("the root 'other', which this node has not");
    assertThat(strange.fix()).contains("JELLYSCALE_MEDIA_ROOTS");
    assertThat(strange.where()).contains("/data");
  }

  @Test
  void withoutAnItemThePathMapIsNotChecked() {
    var none = one(looked(FakeWorld.SERVICE_KEY, "/data=media", Optional.empty()), Topic.PROBE);
    assertThat(none.grade()).isEqualTo(Grade.WARNING);
    assertThat(none.fix()).contains("JELLYSCALE_JELLYFIN_PROBE_ITEM");

    var missing =
        one(
            looked(
                FakeWorld.SERVICE_KEY, "/data=media", Optional.of(ItemId.parse("ab".repeat(16)))),
            Topic.PROBE);
    assertThat(missing.detail()).contains("Jellyfin has no item " + "ab".repeat(16));
    assertThat(missing.fix()).contains("JELLYSCALE_JELLYFIN_PROBE_ITEM");
  }

  @Test
  void aFileThatNoEntryHoldsIsToldWithThePathMap() {
    var finding = probed("/media=media");

    assertThat(finding.grade()).isEqualTo(Grade.PROBLEM);
    assertThat(finding.detail()).contains("below no folder that the path map names");
    assertThat(finding.fix()).contains("JELLYSCALE_JELLYFIN_PATHS");
    assertThat(finding.where()).contains("/data/films/A.mkv");
  }

  @Test
  void aFileThatIsNotWhereItShouldBeIsToldWithBothSettings() {
    var finding = probed("/data/films=media");

    assertThat(finding.grade()).isEqualTo(Grade.PROBLEM);
    assertThat(finding.detail()).contains("is not there below the root 'media'");
    assertThat(finding.fix()).contains("JELLYSCALE_JELLYFIN_PATHS", "JELLYSCALE_MEDIA_ROOTS");
    assertThat(finding.where()).contains("/data/films/A.mkv is media:A.mkv");
  }

  @Test
  void aFolderInItsPlaceIsNoFileOfIt() throws IOException {
    Files.delete(folder.resolve("films/A.mkv"));
    Files.createDirectory(folder.resolve("films/A.mkv"));

    assertThat(probed("/data=media").detail()).contains("is no file of it");
  }

  @Test
  void aFileOfAnotherSizeIsAnotherFile() throws IOException {
    Files.writeString(folder.resolve("films/A.mkv"), "123456");

    var finding = probed("/data=media");

    assertThat(finding.grade()).isEqualTo(Grade.PROBLEM);
    assertThat(finding.detail()).contains("6 bytes here, and 5 bytes in Jellyfin");
  }

  @Test
  void aFileThatMayNotBeReadIsToldSo() {
    // One that the kernel lets nobody read.
    var film = FakeItem.movie(LIBRARY, "B", "/sys/vm/compact_memory").ofBytes(0);
    fake.world().add(film);
    var settings = fake.settings("/sys=proc");
    try (var server = new JellyfinServer(settings)) {
      var roots = new MediaRoots(Map.of("proc", Path.of("/proc/sys")));

      var finding =
          one(new JellyfinCheckup(server, roots, Optional.of(film.asId())).run(), Topic.PROBE);

      assertThat(finding.grade()).isEqualTo(Grade.PROBLEM);
      assertThat(finding.detail()).isEqualTo("The item's file is there, but may not be read");
      assertThat(finding.fix()).contains("'proc'");
    }
  }
}
