package dev.jellyscale.jobs.schedule;

import dev.jellyscale.jobs.Job;
import java.util.List;
import java.util.Optional;

/**
 * What keeps jobs from beginning or going on, apart from their own rows: windows, disks. Asked
 * about once a second for many jobs in a row.
 */
@FunctionalInterface
public interface QueueGate {
  /** All jobs may go on. */
  QueueGate OPEN = () -> _ -> Optional.empty();

  /** Each of these gates may keep a job; the first that does tells why, and no other is asked. */
  static QueueGate all(List<QueueGate> gates) {
    return () -> {
      var looks = gates.stream().map(QueueGate::look).toList();
      return job ->
          looks.stream().map(look -> look.reason(job)).flatMap(Optional::stream).findFirst();
    };
  }

  /** What holds at this moment for all jobs, found out once; judging one job then costs nothing. */
  Look look();

  /** Judges by what was found out. */
  @FunctionalInterface
  interface Look {
    /** Why a job may not begin or go on, as a sentence for a person; empty: it may. */
    Optional<String> reason(Job job);
  }
}
