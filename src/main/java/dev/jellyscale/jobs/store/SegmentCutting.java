package dev.jellyscale.jobs.store;

import dev.jellyscale.jobs.Cause;
import dev.jellyscale.jobs.Job;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.JobPlan;
import dev.jellyscale.jobs.Segment;
import dev.jellyscale.jobs.SegmentState.Done;
import dev.jellyscale.jobs.store.database.Change;
import dev.jellyscale.protocol.FrameRange;
import dev.jellyscale.protocol.RangeCut;
import java.util.ArrayList;
import java.util.List;

/** Cuts the frames of a job into segments; each inside a transaction that has locked the job. */
final class SegmentCutting {

  private static final String BY_MEASURE = "measurement";

  private SegmentCutting() {}

  /** Remembers a plan, and makes segments where those that exist do not fit it. */
  static void plan(Change change, Job job, JobPlan plan) {
    boolean fits =
        job.plan().filter(plan::continues).isPresent()
            && !SegmentSteps.of(change, job.id()).isEmpty();
    change
        .handle()
        .createUpdate("UPDATE job SET plan = :plan WHERE id = :id")
        .bind("plan", StoredJson.write(plan))
        .bind("id", job.id().value())
        .execute();
    if (fits) {
      SegmentSteps.forgive(change, job.id());
      return;
    }
    change
        .handle()
        .createUpdate("DELETE FROM segment WHERE job = :job")
        .bind("job", job.id().value())
        .execute();
    setMeasured(change, job.id(), false);
    var whole = new FrameRange(0, plan.video().frames());
    var fixed = job.recipe().framesPerSegment();
    long length = fixed.isPresent() ? fixed.getAsInt() : plan.rendering().framesPerSegment();
    insert(change, job.id(), RangeCut.equal(whole, length), 0);
  }

  /**
   * Cuts what nobody has begun once more, by the speed of the job's first segment that is done.
   * Only the first one does that, and only where the recipe leaves the length open.
   */
  static void measured(Change change, Job job, Segment first) {
    if (isMeasured(change, job.id())) {
      return;
    }
    setMeasured(change, job.id(), true);
    if (job.recipe().framesPerSegment().isPresent()
        || job.plan().isEmpty()
        || !(first.state() instanceof Done(_, _, var file))
        || file.seconds() <= 0) {
      return;
    }
    double fps = job.plan().get().video().framesPerSecond().value();
    var cut = new RangeCut(fps, file.seconds() / first.frames().frames());
    again(change, job, cut.length());
  }

  private static void again(Change change, Job job, long length) {
    var free =
        SegmentSteps.of(change, job.id()).stream()
            .filter(segment -> segment.attempts() == 0)
            .toList();
    int ladder = free.stream().mapToInt(Segment::ladder).max().orElse(0);
    var old = free.stream().map(Segment::frames).toList();
    var cut = joined(old).stream().flatMap(part -> RangeCut.equal(part, length).stream()).toList();
    if (cut.equals(old)) {
      return;
    }
    change
        .handle()
        .createUpdate("DELETE FROM segment WHERE job = :job AND attempt = 0")
        .bind("job", job.id().value())
        .execute();
    insert(change, job.id(), cut, ladder);
    var why =
        "what nobody has begun is cut into %d segments instead of %d, by the speed of the first"
            .formatted(cut.size(), old.size());
    JobSteps.record(change, job, job.state(), new Cause(BY_MEASURE, why));
  }

  /** Joins ranges that follow each other without a gap. */
  private static List<FrameRange> joined(List<FrameRange> ranges) {
    var joined = new ArrayList<FrameRange>();
    for (var range : ranges) {
      if (!joined.isEmpty() && joined.getLast().end() == range.first()) {
        joined.add(new FrameRange(joined.removeLast().first(), range.end()));
      } else {
        joined.add(range);
      }
    }
    return joined;
  }

  // A number is never used twice, and so neither is the name of a file.
  private static void insert(Change change, JobId job, List<FrameRange> ranges, int ladder) {
    if (ranges.isEmpty()) {
      return;
    }
    int last =
        change
            .handle()
            .createQuery(
                """
                UPDATE job SET segments_named = segments_named + :count
                WHERE id = :id RETURNING segments_named
                """)
            .bind("count", ranges.size())
            .bind("id", job.value())
            .mapTo(Integer.class)
            .one();
    int number = last - ranges.size();
    try (var batch =
        change
            .handle()
            .prepareBatch(
                """
                INSERT INTO segment (job, number, first_frame, end_frame, state, ladder)
                VALUES (:job, :number, :first, :end, 'PENDING', :ladder)
                """)) {
      for (var range : ranges) {
        batch
            .bind("job", job.value())
            .bind("number", ++number)
            .bind("first", range.first())
            .bind("end", range.end())
            .bind("ladder", ladder)
            .add();
      }
      batch.execute();
    }
  }

  private static boolean isMeasured(Change change, JobId job) {
    return change
        .handle()
        .createQuery("SELECT cut_by_measure <> 0 FROM job WHERE id = :id")
        .bind("id", job.value())
        .mapTo(Boolean.class)
        .one();
  }

  private static void setMeasured(Change change, JobId job, boolean measured) {
    change
        .handle()
        .createUpdate("UPDATE job SET cut_by_measure = :measured WHERE id = :id")
        .bind("measured", measured ? 1 : 0)
        .bind("id", job.value())
        .execute();
  }
}
