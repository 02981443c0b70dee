package dev.jellyscale.jobs.schedule;

import dev.jellyscale.error.JellyscaleException;
import dev.jellyscale.jobs.Attempt;
import dev.jellyscale.jobs.Cause;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.store.JobStore;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes the scheduler's table fit the rows, again and again. Every node does it; what two of them
 * do at once is done once.
 */
public final class Reconciler {
  private static final System.Logger LOG = System.getLogger(Reconciler.class.getName());

  private final JobStore store;
  private final Executions executions;
  private final Survey survey;
  private final String node;

  /**
   * @param node who reconciles, for the history
   * @param gate what keeps jobs from beginning or going on
   */
  public Reconciler(JobStore store, Executions executions, String node, QueueGate gate) {
    this.store = store;
    this.executions = executions;
    this.node = node;
    survey = new Survey(store, executions, gate);
  }

  /**
   * Looks once and does what is to be done.
   *
   * @return whether anything was
   * @throws JellyscaleException.Unavailable if the database does not answer; the next look goes on
   */
  public boolean reconcile() {
    var actions = Reconciliation.decide(survey.view());
    var waiting = new TreeMap<JobId, Optional<String>>();
    for (var action : actions) {
      if (action instanceof Action.Wait(JobId job, var why)) {
        waiting.put(job, why);
      }
    }
    // All at once: a window that closes may concern thousands.
    store.jobs().waits(waiting);
    actions.forEach(this::apply);
    return !actions.isEmpty();
  }

  private void apply(Action action) {
    switch (action) {
      case Action.Schedule(var key, int priority) -> executions.schedule(key, priority);
      case Action.Withdraw(var key) -> executions.withdraw(key);
      case Action.Lose(Attempt attempt) -> {
        if (store.segmentWork().lost(attempt, cause("nobody is at it any more"))) {
          LOG.log(Level.WARNING, "Segment {0} was lost with {1}", attempt, attempt.node());
        }
      }
      case Action.Assemble(JobId job) -> store.moves().assemble(job, cause("all segments done"));
      case Action.Wait _ -> {}
    }
  }

  private Cause cause(String why) {
    return new Cause(node, why);
  }
}
