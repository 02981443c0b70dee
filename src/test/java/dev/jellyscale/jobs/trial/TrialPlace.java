package dev.jellyscale.jobs.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.jobs.Cause;
import dev.jellyscale.jobs.HistoryEntry;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobRecipe;
import dev.jellyscale.jobs.JobRequest;
import dev.jellyscale.jobs.JobState.Kind;
import dev.jellyscale.jobs.PublishWish;
import dev.jellyscale.jobs.store.JobStore;
import dev.jellyscale.jobs.store.PostgresServer;
import dev.jellyscale.jobs.store.TestDatabase;
import dev.jellyscale.jobs.store.database.DatabaseUrl;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.protocol.job.VideoWish;
import dev.jellyscale.video.FfmpegProgram;
import dev.jellyscale.video.TestClips;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the nodes of a trial share. The database is open for as long as a question takes, so that
 * the death of a node is the death of all who had it open.
 *
 * @param folder has {@code media}, and is worked in
 * @param output folder of results
 * @param database as a {@link TrialNode} takes it
 */
record TrialPlace(Path folder, Path output, String database) {
  /** Frames of a second, and of a segment of most trials. */
  static final int SECOND = 25;

  /** The source of all trials. */
  static final String SOURCE = "films/a.mkv";

  private static final ModelId MODEL = new ModelId("bicubic-x2");
  private static final Cause TEST = new Cause("test", "");

  /** A place with a clip of some seconds, 128x72, and a database that is new. */
  static TrialPlace make(Path folder, TestDatabase kind, int seconds) {
    return make(folder, address(folder, kind), seconds);
  }

  /** A place on a given database. */
  static TrialPlace make(Path folder, String database, int seconds) {
    try {
      var place = new TrialPlace(folder, folder.resolve("out"), database);
      Files.createDirectories(place.source().resolveSibling(""));
      Files.createDirectories(place.output());
      Files.createDirectories(folder.resolve("db"));
      Files.copy(clip(seconds), place.source());
      place.rows(_ -> "The tables are made.");
      return place;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same, but with results elsewhere. */
  TrialPlace withOutput(Path other) {
    return new TrialPlace(folder, other, database);
  }

  private static Path clip(int seconds) {
    return TestClips.make(
        "trial.mkv",
        "-f lavfi -i testsrc2=size=128x72:rate=25,noise=alls=12:allf=t:all_seed=7",
        "-c:v libx264 -preset veryfast -g 12 -bf 3 -frames:v " + seconds * SECOND);
  }

  private static String address(Path folder, TestDatabase kind) {
    return switch (kind) {
      case SQLITE -> TrialNode.SQLITE + folder.resolve("db/jobs.db");
      case POSTGRESQL -> address(PostgresServer.shared().newDatabase());
    };
  }

  /** An address with all that its text does not show. */
  static String address(DatabaseUrl url) {
    return "postgresql://%s:%s@%s/%s"
        .formatted(
            url.user().orElseThrow(), url.password().orElseThrow(), url.server(), url.database());
  }

  /** The source. */
  Path source() {
    return folder.resolve("media").resolve(SOURCE);
  }

  /** Where a job's files are. */
  Path work(JobId job) {
    return jobs().resolve(job.toString());
  }

  private Path jobs() {
    return folder.resolve("work/renderer/jobs");
  }

  /** Waits until nothing is left of what jobs were worked with. */
  void awaitNoWork() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (names(jobs()).stream().anyMatch(name -> !name.equals(".jellyscale-jobs"))) {
      assertThat(System.nanoTime()).as("%s", names(jobs())).isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  /** Asks the rows. */
  <T> T rows(Function<JobStore, T> question) {
    try (var open = open()) {
      return question.apply(new JobStore(open));
    }
  }

  private JobDatabase open() {
    return database.startsWith(TrialNode.SQLITE)
        ? JobDatabase.open(Optional.empty(), Path.of(database.substring(TrialNode.SQLITE.length())))
        : JobDatabase.open(Optional.of(DatabaseUrl.parse(database)), Path.of("unused"));
  }

  /** Asks for a film with segments of so many frames. */
  JobId ask(String output, int framesPerSegment) {
    return ask(output, framesPerSegment, MODEL, PublishWish.NONE);
  }

  /** The same, with another model than the usual one. */
  JobId askOf(ModelId model, String output, int framesPerSegment) {
    return ask(output, framesPerSegment, model, PublishWish.NONE);
  }

  /** The same, with a film that takes the name of its source. */
  JobId askToReplace(String output, int framesPerSegment) {
    var replace = Optional.of(PublishWish.Mode.REPLACE);
    return ask(
        output,
        framesPerSegment,
        MODEL,
        new PublishWish(replace, Optional.empty(), Optional.empty(), false));
  }

  private JobId ask(String output, int framesPerSegment, ModelId model, PublishWish wish) {
    var recipe =
        new JobRecipe(
            RootedPath.parse("media:" + SOURCE),
            RootedPath.parse("output:" + output),
            model,
            VideoWish.Scale.OF_MODEL,
            new VideoWish.Encoder(
                Optional.of("x264"),
                Optional.of("ultrafast"),
                OptionalInt.of(0),
                OptionalInt.of(2)),
            Optional.empty(),
            OptionalInt.of(framesPerSegment));
    var request = new JobRequest(recipe, 5, Optional.empty(), "me", wish, Optional.empty());
    return rows(store -> store.jobs().create(request, TEST).job().id());
  }

  /** A job as its row tells. */
  Job job(JobId id) {
    return rows(store -> store.jobs().find(id).orElseThrow());
  }

  /** The state of a job. */
  Kind kind(JobId id) {
    return job(id).state().kind();
  }

  /** All that happened to a job. */
  List<HistoryEntry> history(JobId id) {
    return rows(store -> store.history().of(id, 0, 10_000));
  }

  /** A line for each frame of a film. */
  List<String> frames(String film) {
    return FfmpegProgram.frameHashes(output.resolve(film));
  }

  /** Names of all files in the output folder, hidden ones too. */
  List<String> results() {
    return names(output);
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
