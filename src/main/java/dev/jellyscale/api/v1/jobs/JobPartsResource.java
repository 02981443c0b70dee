package dev.jellyscale.api.v1.jobs;

import dev.jellyscale.api.v1.form.Cursor;
import dev.jellyscale.api.v1.form.Page;
import dev.jellyscale.api.v1.view.HistoryView;
import dev.jellyscale.api.v1.view.JobViews;
import dev.jellyscale.api.v1.view.SegmentView;
import dev.jellyscale.api.work.NodeJobs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What a job is made of, and what has become of it. */
@Path("/api/v1/jobs/{id}")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class JobPartsResource {
  private static final Cursor SEGMENTS = new Cursor("segments");
  private static final Cursor HISTORY = new Cursor("history");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private final NodeJobs jobs;

  JobPartsResource(NodeJobs jobs) {
    this.jobs = jobs;
  }

  /** Its segments, in the order of their frames. */
  @GET
  @Path("/segments")
  public Page<SegmentView> segments(
      @RestPath String id,
      @RestQuery @Schema(defaultValue = "50") @Nullable String limit,
      @RestQuery @Nullable String cursor) {
    int most = Page.limit(limit);
    var job = JobNamed.find(jobs.store(), id);
    long after = SEGMENTS.read(cursor, NUMBER).map(Long::parseLong).orElse(-1L);
    var found = jobs.store().segments().page(job.id(), after, most + 1);
    var now = jobs.store().database().clock().instant();
    return Page.of(
        found,
        most,
        segment -> JobViews.segment(segment, now),
        segment -> SEGMENTS.write(Long.toString(segment.frames().first())));
  }

  /** What has become of it, oldest first. */
  @GET
  @Path("/history")
  public Page<HistoryView> history(
      @RestPath String id,
      @RestQuery @Schema(defaultValue = "50") @Nullable String limit,
      @RestQuery @Nullable String cursor) {
    int most = Page.limit(limit);
    var job = JobNamed.find(jobs.store(), id);
    long after = HISTORY.read(cursor, NUMBER).map(Long::parseLong).orElse(0L);
    var found = jobs.store().history().of(job.id(), after, most + 1);
    return Page.of(
        found, most, JobViews::entry, entry -> HISTORY.write(Long.toString(entry.number())));
  }
}
