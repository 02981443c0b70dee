package dev.jellyscale.api.v1.queue;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jellyscale.api.problem.Wording;
import dev.jellyscale.api.v1.form.StateWord;
import dev.jellyscale.jobs.store.JobStore;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The queue of all jobs.
 *
 * @param paused whether all of it stands still
 * @param by who has changed that last; missing where nobody has
 * @param why a few words by whoever did
 * @param since when
 * @param jobs how many are in each state
 * @param limits how many segments of a model may be rendered at a time, by its id; a model that is
 *     missing has none
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record QueueView(
    boolean paused,
    Optional<String> by,
    Optional<String> why,
    Optional<Instant> since,
    Map<String, Integer> jobs,
    Map<String, Integer> limits) {

  static QueueView of(JobStore store) {
    var state = store.queue().state();
    var jobs = new TreeMap<String, Integer>();
    store.jobs().counts().forEach((kind, count) -> jobs.put(StateWord.of(kind), count));
    var limits = new TreeMap<String, Integer>();
    store.modelLimits().all().forEach((model, most) -> limits.put(model.value(), most));
    return new QueueView(
        state.paused(),
        Optional.of(state.cause().by()).filter(by -> !by.isEmpty()),
        Optional.of(Wording.of(state.cause().why())).filter(why -> !why.isEmpty()),
        Optional.of(state.changedAt()).filter(at -> at.isAfter(Instant.EPOCH)),
        jobs,
        limits);
  }
}
