package dev.jellyscale.api.v1.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.jellyscale.api.sse.EventWire.Event;
import dev.jellyscale.api.v1.view.HistoryView;
import dev.jellyscale.api.v1.view.JobViews;
import dev.jellyscale.api.v1.view.ProgressView;
import dev.jellyscale.jobs.HistoryEntry;
import dev.jellyscale.jobs.JobId;
import java.util.OptionalLong;

/** Events as they are sent. */
final class ToldChange {
  private ToldChange() {}

  /** A change of a job or of a segment. */
  record Changed(String job, @JsonUnwrapped HistoryView change) {}

  /** How far a job is. */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record Progressed(String job, @JsonUnwrapped ProgressView progress) {}

  /** {@code state} or {@code segment}, whose id is the number of the entry. */
  static Event of(HistoryEntry entry) {
    return new Event(
        OptionalLong.of(entry.number()),
        entry.segment().isPresent() ? "segment" : "state",
        new Changed(entry.job().value(), JobViews.entry(entry)));
  }

  /** {@code progress}, which has no id: who comes again needs only the next one. */
  static Event of(JobId job, ProgressView progress) {
    return new Event(OptionalLong.empty(), "progress", new Progressed(job.value(), progress));
  }
}
