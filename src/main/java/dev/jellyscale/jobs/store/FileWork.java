package dev.jellyscale.jobs.store;

import dev.jellyscale.config.roots.RootedPath;
import dev.jellyscale.jobs.Cause;
import dev.jellyscale.jobs.Fault;
import dev.jellyscale.jobs.FileAttempt;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobPlan;
import dev.jellyscale.jobs.JobState;
import dev.jellyscale.jobs.JobState.Assembling;
import dev.jellyscale.jobs.JobState.Kind;
import dev.jellyscale.jobs.JobState.OutputFile;
import dev.jellyscale.jobs.JobState.Planning;
import dev.jellyscale.jobs.JobState.Unfinished;
import dev.jellyscale.jobs.JobState.Verifying;
import dev.jellyscale.jobs.RetryRule;
import dev.jellyscale.jobs.publish.PublishedFile;
import dev.jellyscale.jobs.store.database.Change;
import dev.jellyscale.jobs.store.database.JobDatabase;
import dev.jellyscale.jobs.store.published.PublishedSteps;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * What is done for jobs as a whole: planning, assembling, publishing. Who begins gets a proof, and
 * whoever began later makes it worthless. Each move answers whether it took place: where not, the
 * caller is late, nothing has changed, and its files are nobody's.
 */
public final class FileWork {
  private final JobDatabase database;

  FileWork(JobDatabase database) {
    this.database = database;
  }

  /**
   * Begins an attempt for a job that is in a state.
   *
   * @param kind {@code PLANNING}, {@code ASSEMBLING} or {@code VERIFYING}
   * @return empty where the job stands elsewhere, or rests until later
   */
  public Optional<FileAttempt> begin(JobId id, Kind kind, Cause cause) {
    return database.change(
        change ->
            JobSteps.lock(change, id)
                .filter(job -> job.state().kind() == kind && isFileWork(kind))
                .flatMap(job -> begin(change, job, cause)));
  }

  private static boolean isFileWork(Kind kind) {
    return kind == Kind.PLANNING || kind == Kind.ASSEMBLING || kind == Kind.VERIFYING;
  }

  private static Optional<FileAttempt> begin(Change change, Job job, Cause cause) {
    var kind = job.state().kind();
    var number =
        change
            .handle()
            .createQuery(
                """
                UPDATE job SET file_attempts = file_attempts + 1
                WHERE id = :id AND state = :state AND not_before <= :now RETURNING file_attempts
                """)
            .bind("id", job.id().value())
            .bind("state", kind.name())
            .bind("now", change.now())
            .mapTo(Integer.class)
            .findOne();
    if (number.isPresent() && !Rest.of(change, job.id()).isOn()) {
      JobSteps.record(change, job, job.state(), cause);
    }
    return number.map(it -> new FileAttempt(job.id(), kind, it));
  }

  /**
   * A plan was made: the job has segments from here on. Those of an earlier plan are kept where
   * they fit the new one.
   */
  public boolean planned(FileAttempt attempt, JobPlan plan, Cause cause) {
    return move(
        attempt,
        cause,
        (change, job) -> {
          if (!(job.state() instanceof Planning planning)) {
            return Optional.empty();
          }
          SegmentCutting.plan(change, job, plan);
          FileFailures.succeeded(change, job);
          return Optional.of(planning.render());
        });
  }

  /**
   * The output is complete in the work directory. Who did not hear the answer may ask again: where
   * it took place, it is answered so.
   */
  public boolean assembled(FileAttempt attempt, long bytes, String sha256, Cause cause) {
    var output = new OutputFile(attempt.number(), bytes, sha256);
    boolean moved =
        move(
            attempt,
            cause,
            (change, job) -> {
              if (!(job.state() instanceof Assembling assembling)) {
                return Optional.empty();
              }
              FileFailures.succeeded(change, job);
              return Optional.of(assembling.verify(output));
            });
    return moved || has(attempt.job(), output);
  }

  private boolean has(JobId id, OutputFile output) {
    return new JobRows(database)
        .find(id)
        .filter(job -> output.equals(JobColumns.output(job.state())))
        .isPresent();
  }

  /**
   * Where the output goes, written down before anything is done for it.
   *
   * @param folders that will be made for it
   * @param cause tells why it goes elsewhere than was asked for; without words nothing is told
   */
  public boolean intended(
      FileAttempt attempt, PublishedFile file, List<RootedPath> folders, Cause cause) {
    return change(
        attempt,
        (change, job) -> {
          PublishedSteps.intend(change, file, folders);
          if (!cause.why().isEmpty()) {
            JobSteps.record(change, job, job.state(), cause);
          }
          return true;
        });
  }

  /** The output is in its place. */
  public boolean published(FileAttempt attempt, Cause cause) {
    return move(
        attempt,
        cause,
        (change, job) -> {
          if (!(job.state() instanceof Verifying verifying)) {
            return Optional.empty();
          }
          PublishedSteps.placed(change, job.id());
          return Optional.of(verifying.publish());
        });
  }

  /**
   * The finished file is gone from the work directory and not in its place: it is made anew, unless
   * that happens again and again.
   */
  public boolean outputGone(FileAttempt attempt, Cause cause) {
    var fault = Fault.passing("film-gone", cause.why());
    return move(
        attempt,
        cause,
        (change, job) -> {
          if (!(job.state() instanceof Verifying verifying)) {
            return Optional.empty();
          }
          var failed = failedForGood(change, job, fault, cause);
          return failed.isPresent() ? failed : Optional.of(verifying.assemble());
        });
  }

  /**
   * Files of segments are gone or spoilt: these segments are rendered anew, unless that happens
   * again and again.
   *
   * @param numbers of the segments; those that are not done are passed over
   */
  public boolean segmentsGone(FileAttempt attempt, Set<Integer> numbers, Cause cause) {
    var fault = Fault.passing("segments-gone", cause.why());
    return move(
        attempt,
        cause,
        (change, job) -> {
          if (!(job.state() instanceof Assembling assembling)) {
            return Optional.empty();
          }
          var failed = failedForGood(change, job, fault, cause);
          if (failed.isPresent()) {
            return failed;
          }
          SegmentSteps.renderAgain(change, job.id(), numbers, cause);
          return Optional.of(assembling.render());
        });
  }

  /** Whether an attempt is the one that counts; what it brings would be accepted. */
  public boolean stands(FileAttempt attempt) {
    return change(attempt, (_, _) -> true);
  }

  /**
   * An attempt has failed: another one follows after a while, or, as {@link RetryRule} tells, the
   * job fails with it. Failures of one kind of work in a row are counted.
   */
  public boolean failed(FileAttempt attempt, Fault fault, Cause cause) {
    return change(
        attempt,
        (change, job) -> {
          int failures = FileFailures.count(change, job);
          var wait = RetryRule.wait(failures, fault);
          if (wait.isPresent()) {
            Rest.of(change, job.id()).end();
            rest(change, job, wait.get(), cause);
            JobSteps.record(change, job, job.state(), cause);
            return true;
          }
          return fail(change, job, fault, cause)
              .map(state -> JobSteps.move(change, job, state, cause))
              .orElse(false);
        });
  }

  /**
   * An attempt came to nothing, for no fault of the job: another one follows after a while, and
   * this one is not counted. Again for the same reason, it is not told, and the wait grows.
   *
   * @param wait the shortest
   */
  public boolean postponed(FileAttempt attempt, Duration wait, Cause cause) {
    return change(
        attempt,
        (change, job) -> {
          var rest = Rest.of(change, job.id());
          var next = rest.next(wait, cause.why());
          rest(change, job, next.length(), cause);
          if (next.tells()) {
            JobSteps.record(change, job, job.state(), cause);
            rest.remember(next, cause.why());
          }
          return true;
        });
  }

  private static void rest(Change change, Job job, Duration wait, Cause cause) {
    FileFailures.rest(change, job, wait);
    JobSteps.waits(change, job.id(), JobSteps.restSentence(wait, cause));
  }

  /** What becomes of a job whose work has failed once more; empty: it may be tried again. */
  private static Optional<JobState> failedForGood(
      Change change, Job job, Fault fault, Cause cause) {
    return RetryRule.wait(FileFailures.count(change, job), fault).isPresent()
        ? Optional.empty()
        : fail(change, job, fault, cause);
  }

  private static Optional<JobState> fail(Change change, Job job, Fault fault, Cause cause) {
    if (!(job.state() instanceof Unfinished state)) {
      return Optional.empty();
    }
    SegmentSteps.endWithJob(change, job.id(), cause);
    return Optional.of(state.fail(fault));
  }

  private boolean move(
      FileAttempt attempt,
      Cause cause,
      BiFunction<Change, Job, Optional<? extends JobState>> step) {
    return change(attempt, (change, job) -> moved(change, job, step.apply(change, job), cause));
  }

  private boolean change(FileAttempt attempt, BiFunction<Change, Job, Boolean> step) {
    return database.change(
        change ->
            JobSteps.lock(change, attempt.job())
                .filter(
                    job ->
                        job.state().kind() == attempt.kind()
                            && job.fileAttempts() == attempt.number())
                .map(job -> step.apply(change, job))
                .orElse(false));
  }

  private static boolean moved(
      Change change, Job job, Optional<? extends JobState> to, Cause cause) {
    return to.isPresent() && JobSteps.move(change, job, to.get(), cause);
  }
}
