package dev.jellyscale.api.upscaler.job;

import dev.jellyscale.api.upscaler.process.JobTaking;
import dev.jellyscale.api.v1.form.StateWord;
import dev.jellyscale.api.v1.jobs.JobNamed;
import dev.jellyscale.api.v1.view.JobViews;
import dev.jellyscale.api.work.NodeJobs;
import dev.jellyscale.auth.Caller;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.jobs.Cause;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobState;
import dev.jellyscale.jobs.JobState.Kind;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Collectors;

/** Shows and steers the jobs that a caller may see: all of them, or his own. */
@Singleton
class JobDesk {
  private static final int MOST = 500;

  private final NodeJobs jobs;
  private final JobViews views;

  JobDesk(NodeJobs jobs, JobViews views) {
    this.jobs = jobs;
    this.views = views;
  }

  /** The jobs of a caller. */
  JobList list(Caller caller) {
    boolean all = JobTaking.isAdministrator(caller);
    var owner = all ? Optional.<String>empty() : Optional.of(caller.key());
    var rows = jobs.store().owners();
    var unfinished = rows.unfinished(owner, MOST);
    var progress = views.progress(unfinished, jobs.store().segments().running());
    var begun = rows.begun(unfinished.stream().map(Job::id).collect(Collectors.toSet()));
    var now = jobs.store().database().clock().instant();
    var lines =
        unfinished.stream()
            .map(
                job ->
                    new JobLine.Known(
                        job,
                        Optional.ofNullable(progress.get(job.id())),
                        Optional.ofNullable(begun.get(job.id()))))
            .map(known -> JobLine.of(known, now, all))
            .toList();
    var counts = rows.counts(owner);
    return new JobList(
        true,
        lines,
        new JobList.Ended(
            counts.getOrDefault(Kind.PUBLISHED, 0),
            counts.getOrDefault(Kind.FAILED, 0),
            rows.lastEnd(owner).orElse(null)));
  }

  /**
   * Has a command done to a job; one that finds done what it asks for succeeds.
   *
   * @throws NotFound if there is none, or it is somebody else's and the caller is no administrator
   * @throws Conflict if its state forbids it
   */
  void command(String id, JobCommand command, Caller caller) {
    var job = own(id, caller);
    var cause = new Cause(caller.key(), command.why());
    boolean all = JobTaking.isAdministrator(caller);
    if (command.act(jobs.store().moves(), job.id(), new JobCommand.By(cause, all))) {
      jobs.wake();
      return;
    }
    var now = JobNamed.find(jobs.store(), id);
    if (command == JobCommand.RESUME && now.state() instanceof JobState.Paused) {
      throw new Conflict("The job was paused by whoever runs this server");
    }
    if (!command.isDone(now.state())) {
      throw new Conflict(
          "The job is %s and cannot %s".formatted(StateWord.of(now.state().kind()), command));
    }
  }

  private Job own(String id, Caller caller) {
    var job = JobNamed.find(jobs.store(), id);
    if (JobTaking.isAdministrator(caller) || job.request().caller().equals(caller.key())) {
      return job;
    }
    throw JobNamed.none();
  }
}
