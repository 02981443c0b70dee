package dev.jellyscale.api.upscaler.process;

import dev.jellyscale.api.access.UserQuota;
import dev.jellyscale.api.problem.InvalidFields;
import dev.jellyscale.api.problem.InvalidFields.Fault;
import dev.jellyscale.api.service.ServiceFailure;
import dev.jellyscale.api.v1.order.JobOrder;
import dev.jellyscale.api.work.NodeJobs;
import dev.jellyscale.auth.Caller;
import dev.jellyscale.auth.Role;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.jobs.Cause;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobRequest;
import dev.jellyscale.jobs.store.owner.BoundedAnswer;
import dev.jellyscale.jobs.store.owner.JobBounds;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes jobs into the queue. Who asks again for what is unfinished gets the job that there is. What
 * is told to a caller who is no administrator holds no path.
 */
@Singleton
public class JobTaking {
  private static final System.Logger LOG = System.getLogger(JobTaking.class.getName());
  private static final int TOO_MANY = 429;
  private static final Duration COME_AGAIN = Duration.ofMinutes(1);

  /** Fields whose faults hold nothing but what the caller has sent. */
  private static final Set<String> HIS_OWN = Set.of("model", "scale", "crf", "priority");

  private final NodeJobs jobs;
  private final JobOrder orders;
  private final UserQuota quota;
  private final int mostWaiting;

  JobTaking(NodeJobs jobs, JobOrder orders, UserQuota quota) {
    this.jobs = jobs;
    this.orders = orders;
    this.quota = quota;
    mostWaiting = QueueSize.of(System.getenv());
  }

  /** How many jobs may wait. */
  public int mostWaiting() {
    return mostWaiting;
  }

  /**
   * The job of a wish.
   *
   * @throws Invalid if the wish cannot be
   * @throws Conflict if its output is taken, or this node takes no jobs
   * @throws ServiceFailure 429 if the caller has used up his quota, or too many jobs wait
   */
  public Job take(JobWish wish, Caller caller) {
    boolean all = isAdministrator(caller);
    var request = request(wish, caller, all);
    try {
      var daily = all ? OptionalInt.empty() : OptionalInt.of(quota.perDay());
      var bounds = new JobBounds(daily, mostWaiting);
      var cause = new Cause(caller.key(), "asked for");
      var answer = jobs.store().owners().create(request, cause, bounds);
      return taken(answer);
    } catch (Conflict e) {
      throw all ? e : impossible(e);
    }
  }

  /** Whether a caller may see paths, and all jobs. */
  public static boolean isAdministrator(Caller caller) {
    return caller.role().equals(Optional.of(Role.ADMIN));
  }

  private Job taken(BoundedAnswer answer) {
    return switch (answer) {
      case BoundedAnswer.Taken(var job, var isNew) -> {
        if (isNew) {
          jobs.wake();
        }
        yield job;
      }
      case BoundedAnswer.UsedUp(var rest) ->
          throw ServiceFailure.later(
              TOO_MANY, "You have asked for as many jobs as you may in 24 hours", rest);
      case BoundedAnswer.Full(var most) ->
          throw ServiceFailure.later(
              TOO_MANY, "The queue is full: " + most + " jobs wait", COME_AGAIN);
    };
  }

  private JobRequest request(JobWish wish, Caller caller, boolean all) {
    try {
      jobs.requireRoots();
      return orders.request(wish.form(), caller.key(), Optional.empty());
    } catch (InvalidFields e) {
      boolean tellable = all || e.faults().stream().allMatch(JobTaking::isHisOwn);
      throw tellable ? new Invalid(sentence(e), e) : impossible(e);
    } catch (Conflict | Denied | NotFound e) {
      throw all ? e : impossible(e);
    }
  }

  private static boolean isHisOwn(Fault fault) {
    return HIS_OWN.contains(fault.loc().getLast());
  }

  private static String sentence(InvalidFields failure) {
    return failure.faults().stream()
        .map(fault -> fault.loc().getLast() + ": " + fault.msg())
        .collect(Collectors.joining(". "));
  }

  private static Conflict impossible(RuntimeException reason) {
    LOG.log(Level.DEBUG, "A user's job cannot be taken", reason);
    return new Conflict("Nothing can be made of this item now: ask whoever runs this server");
  }
}
