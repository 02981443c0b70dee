package dev.jellyscale.jobs.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.config.roots.MediaRoots;
import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.jellyfin.FakeJellyfin;
import dev.jellyscale.jellyfin.FakeJellyfin.Release;
import dev.jellyscale.jellyfin.ItemId;
import dev.jellyscale.jellyfin.JellyfinServer;
import dev.jellyscale.jellyfin.Misbehaviour;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobRecipe;
import dev.jellyscale.jobs.JobRequest;
import dev.jellyscale.jobs.JobState;
import dev.jellyscale.jobs.PublishWish;
import dev.jellyscale.jobs.publish.PublishedFile.Mode;
import dev.jellyscale.jobs.publish.PublishedFile.Placing;
import dev.jellyscale.jobs.store.TestJobs;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.protocol.job.VideoWish;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceChoiceTest {
  private static final String ORIGINAL = "An original";
  private static final String EPISODE = "Show/Season 1/Show S01E02.mkv";

  @TempDir Path folder;
  private FakeJellyfin fake;
  private JellyfinServer server;
  private MediaRoots roots;

  @BeforeEach
  void open() throws IOException {
    serve(Release.V12_0);
    roots = roots(Set.of("media"));
    Files.createDirectory(folder.resolve("out"));
  }

  @AfterEach
  void close() {
    server.close();
    fake.close();
  }

  private void serve(Release release) {
    fake = FakeJellyfin.of(release);
    server = new JellyfinServer(fake.settings("/media=media"));
  }

  private MediaRoots roots(Set<String> writable) {
    return new MediaRoots(
        Map.of("media", folder.resolve("media"), MediaRoots.OUTPUT, folder.resolve("out")),
        writable);
  }

  /** As the plan of the jobs of this test has seen it. */
  private Path original(String path) throws IOException {
    var file = folder.resolve("media").resolve(path);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, ORIGINAL);
    return Files.setLastModifiedTime(file, FileTime.fromMillis(1));
  }

  private static PublishWish wish(PublishWish.Mode mode) {
    return new PublishWish(Optional.of(mode), Optional.empty(), Optional.empty(), false);
  }

  private static PublishWish version(String label, boolean first) {
    return new PublishWish(
        Optional.of(PublishWish.Mode.VERSION), Optional.empty(), Optional.of(label), first);
  }

  private static Job job(String source, String output, PublishWish wish) {
    var recipe =
        new JobRecipe(
            new RootedPath("media", source),
            new RootedPath(MediaRoots.OUTPUT, output),
            new ModelId("bicubic-x2"),
            VideoWish.Scale.OF_MODEL,
            VideoWish.Encoder.ANY,
            Optional.empty(),
            OptionalInt.empty());
    return new Job(
        JobId.at(Instant.EPOCH),
        new JobRequest(recipe, 5, Optional.empty(), "me", wish, Optional.empty()),
        new JobState.Queued(),
        Optional.of(TestJobs.plan(ORIGINAL.length())),
        0,
        Optional.empty(),
        Instant.EPOCH,
        Instant.EPOCH);
  }

  private Placing place(Job job) {
    return new PlaceChoice(roots, Optional.of(server)).of(job);
  }

  private Placing place(String source, PublishWish wish) {
    return place(job(source, "a.2x.mkv", wish));
  }

  private static Placing merged(String note) {
    return new Placing(
        Mode.MERGE,
        RootedPath.parse("output:a.2x.mkv"),
        Optional.empty(),
        note.isEmpty() ? Optional.empty() : Optional.of(note));
  }

  private static void isMergedBecause(Placing placing, String... words) {
    assertThat(placing.note().orElse("")).contains(words);
    assertThat(placing).isEqualTo(merged(placing.note().orElseThrow()));
  }

  @Test
  void whoWantsNothingGetsTheOutputRootAlone() {
    assertThat(place("a.mkv", PublishWish.NONE))
        .isEqualTo(
            new Placing(
                Mode.OUTPUT,
                RootedPath.parse("output:a.2x.mkv"),
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void whoWantsAMergeOrNamesAnItemGetsOne() {
    var item = Optional.of(ItemId.parse("1".repeat(32)));
    var named = new PublishWish(Optional.empty(), item, Optional.empty(), false);

    assertThat(place("a.mkv", named)).isEqualTo(merged(""));
    assertThat(place("a.mkv", wish(PublishWish.Mode.MERGE))).isEqualTo(merged(""));
  }

  @Test
  void withoutAServerNothingIsMergedAndTheNoteSaysSo() throws IOException {
    original("a.mkv");
    var alone = new PlaceChoice(roots, Optional.empty());

    var merge = alone.of(job("a.mkv", "a.2x.mkv", wish(PublishWish.Mode.MERGE)));
    var version = alone.of(job("a.mkv", "a.2x.mkv", wish(PublishWish.Mode.VERSION)));

    assertThat(merge.mode()).isEqualTo(Mode.OUTPUT);
    assertThat(merge.note()).contains("Nothing is merged: this node has no Jellyfin server");
    assertThat(version.mode()).isEqualTo(Mode.OUTPUT);
    assertThat(version.note().orElseThrow())
        .startsWith("Not published as 'version': ")
        .endsWith("; Nothing is merged: this node has no Jellyfin server");
  }

  @Test
  void aVersionStandsBesideItsOriginalByTheHeightOrByALabel() throws IOException {
    original("Film (2001)/Film (2001).mkv");

    var usual = place("Film (2001)/Film (2001).mkv", wish(PublishWish.Mode.VERSION));
    var labelled = place("Film (2001)/Film (2001).mkv", version("Sharp", false));

    assertThat(usual)
        .isEqualTo(
            new Placing(
                Mode.VERSION,
                RootedPath.parse("media:Film (2001)/Film (2001) - 720p AI.mkv"),
                Optional.empty(),
                Optional.empty()));
    assertThat(labelled.place()).hasToString("media:Film (2001)/Film (2001) - Sharp.mkv");
  }

  @Test
  void aVersionThatWouldBePlayedUnaskedIsOneOnlyWhereThatIsWanted() throws IOException {
    original("Film/Film - old.mkv");

    isMergedBecause(
        place("Film/Film - old.mkv", version("1080p", false)), "'version'", "played unasked");
    assertThat(place("Film/Film - old.mkv", version("1080p", true)).place())
        .hasToString("media:Film/Film - 1080p.mkv");
  }

  @Test
  void aVersionThatWouldBeAnotherTitleIsMergedInstead() throws IOException {
    original("Mixed/Film.mkv");

    isMergedBecause(
        place("Mixed/Film.mkv", wish(PublishWish.Mode.VERSION)),
        "Not published as 'version': 'Film.mkv' does not begin with the name of its folder");
  }

  @Test
  void aLabelThatIsNoneOrANameThatIsTakenIsMergedInstead() throws IOException {
    original("Film/Film.mkv");
    original("Film/Film - AI.mkv");

    isMergedBecause(place("Film/Film.mkv", version("a/b", false)), "'version': A label has no");
    isMergedBecause(place("Film/Film.mkv", version("AI", false)), "stands there already");
  }

  @Test
  void episodesHaveVersionsFromTwelveOn() throws IOException {
    original(EPISODE);
    assertThat(place(EPISODE, version("AI", false)).place())
        .hasToString("media:Show/Season 1/Show S01E02 - AI.mkv");
    close();
    serve(Release.V10_11);

    isMergedBecause(
        place(EPISODE, version("AI", false)), "Jellyfin 10.11 knows no versions of episodes");
  }

  @Test
  void aServerThatDoesNotAnswerIsTakenForAnEarlierOne() throws IOException {
    original(EPISODE);
    fake.misbehaves(Misbehaviour.ERROR);

    isMergedBecause(
        place(EPISODE, version("AI", false)), "Jellyfin 10.11 knows no versions of episodes");
  }

  @ParameterizedTest
  @CsvSource({"VERSION, version", "REPLACE, replace"})
  void whereTheRootMayNotBeWrittenToTheNoteNamesTheSetting(PublishWish.Mode mode, String word)
      throws IOException {
    original("Film/Film.mkv");
    roots = roots(Set.of());

    isMergedBecause(
        place("Film/Film.mkv", wish(mode)),
        "Not published as '%s': The root 'media' is not declared writable".formatted(word),
        MediaRoots.WRITABLE);
  }

  @ParameterizedTest
  @CsvSource({"VERSION", "REPLACE"})
  void anOriginalThatIsGoneIsMergedInstead(PublishWish.Mode mode) throws IOException {
    original("Film/other.mkv");

    isMergedBecause(place("Film/Film.mkv", wish(mode)), "No file media:Film/Film.mkv");
  }

  @ParameterizedTest
  @CsvSource({"VERSION", "REPLACE"})
  void aRootThatIsNotThereIsWaitedFor(PublishWish.Mode mode) {
    assertThatThrownBy(() -> place("Film/Film.mkv", wish(mode))).isInstanceOf(Unavailable.class);
  }

  @Test
  void aReplacementTakesTheNameAndTheOriginalKeepsAnother() throws IOException {
    original("Film/Film.mkv");

    assertThat(place("Film/Film.mkv", wish(PublishWish.Mode.REPLACE)))
        .isEqualTo(
            new Placing(
                Mode.REPLACE,
                RootedPath.parse("media:Film/Film.mkv"),
                Optional.of(RootedPath.parse("media:Film/Film.mkv.jellyscale-original")),
                Optional.empty()));
  }

  @Test
  void anOriginalOfAnotherContainerIsNotReplaced() throws IOException {
    original("Film.avi");
    original("Film.MKV");

    isMergedBecause(
        place("Film.avi", wish(PublishWish.Mode.REPLACE)),
        "Not published as 'replace': The film is no .avi");
    assertThat(place("Film.MKV", wish(PublishWish.Mode.REPLACE)).mode()).isEqualTo(Mode.REPLACE);
  }

  @Test
  void aLinkIsNotReplaced() throws IOException {
    var real = original("real.mkv");
    Files.createSymbolicLink(real.resolveSibling("link.mkv"), Path.of("real.mkv"));

    isMergedBecause(place("link.mkv", wish(PublishWish.Mode.REPLACE)), "The original is a link");
  }

  @Test
  void anOriginalThatHasChangedIsNotReplaced() throws IOException {
    var touched = original("touched.mkv");
    Files.setLastModifiedTime(touched, FileTime.fromMillis(2));
    Files.writeString(original("grown.mkv"), ORIGINAL + ORIGINAL);

    for (var name : new String[] {"touched.mkv", "grown.mkv"}) {
      isMergedBecause(place(name, wish(PublishWish.Mode.REPLACE)), "is not the file that the film");
    }
  }

  @Test
  void anOriginalBesideAReplacedOneIsNotReplaced() throws IOException {
    original("Film.mkv");
    original("Film.mkv.jellyscale-original");

    isMergedBecause(
        place("Film.mkv", wish(PublishWish.Mode.REPLACE)),
        "A replaced original stands there already: Film.mkv.jellyscale-original");
  }

  @Test
  void anOriginalWhoseOtherNameWouldBeTooLongIsNotReplaced() throws IOException {
    var name = "x".repeat(232) + ".mkv";
    original(name);

    isMergedBecause(place(name, wish(PublishWish.Mode.REPLACE)), "The original's name is too long");
  }

  @Test
  void whatCannotBeDoneAfterAllSaysWhy() {
    var job = job("a.mkv", "a.2x.mkv", wish(PublishWish.Mode.REPLACE));

    assertThat(new PlaceChoice(roots, Optional.of(server)).instead(job, "Somebody was first"))
        .isEqualTo(merged("Not published as 'replace': Somebody was first"));
  }
}
