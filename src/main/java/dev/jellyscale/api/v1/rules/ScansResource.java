package dev.jellyscale.api.v1.rules;

import dev.jellyscale.api.v1.form.Cursor;
import dev.jellyscale.api.v1.form.Page;
import dev.jellyscale.api.work.NodeJobs;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.jobs.artwork.store.PictureLines;
import dev.jellyscale.jobs.rules.Forecast;
import dev.jellyscale.jobs.rules.Scan;
import dev.jellyscale.jobs.rules.ScanId;
import dev.jellyscale.jobs.rules.store.LineRows;
import dev.jellyscale.jobs.rules.store.ScanRows;
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

/** What scans say of videos and pictures. */
@Path("/api/v1/scans/{id}")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class ScansResource {
  private static final Cursor VIDEOS = new Cursor("videos");
  private static final Cursor PICTURES = new Cursor("pictures");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  private final NodeJobs jobs;

  ScansResource(NodeJobs jobs) {
    this.jobs = jobs;
  }

  private Scan scan(String id) {
    try {
      return new ScanRows(jobs.store().database())
          .find(new ScanId(id))
          .orElseThrow(ScansResource::none);
    } catch (Invalid _) {
      throw none();
    }
  }

  private static NotFound none() {
    return new NotFound("There is no such scan");
  }

  private LineRows lines() {
    return new LineRows(jobs.store().database());
  }

  private PictureLines pictures() {
    return new PictureLines(jobs.store().database());
  }

  /** How far it is, and how many videos or pictures there are of each word. */
  @GET
  public ScanView get(@RestPath String id) {
    var scan = scan(id);
    if (scan.rule().artwork().isPresent()) {
      return ScanView.of(scan, pictures().counts(scan.id()), Forecast.UNKNOWN);
    }
    return ScanView.of(scan, lines().counts(scan.id()), lines().sum(scan.id(), scan.kind().redo()));
  }

  /**
   * What it says of each video, in the order in which jobs are begun.
   *
   * @param begun {@code true}: only those that it begins, or would begin if asked to
   */
  @GET
  @Path("/videos")
  public Page<ScanVideoView> videos(
      @RestPath String id,
      @RestQuery @Nullable String begun,
      @RestQuery @Schema(defaultValue = "50") @Nullable String limit,
      @RestQuery @Nullable String cursor) {
    int most = Page.limit(limit);
    var scan = scan(id);
    int after = VIDEOS.read(cursor, NUMBER).map(Integer::parseInt).orElse(-1);
    var found = lines().page(scan.id(), after, "true".equals(begun), most + 1);
    return Page.of(
        found, most, ScanVideoView::of, line -> VIDEOS.write(Integer.toString(line.number())));
  }

  /**
   * What it says of each picture, in the order in which they are enlarged; none where it is one of
   * videos.
   *
   * @param chosen {@code true}: only those that it enlarges, or would enlarge if asked to
   */
  @GET
  @Path("/pictures")
  public Page<ScanPictureView> pictures(
      @RestPath String id,
      @RestQuery @Nullable String chosen,
      @RestQuery @Schema(defaultValue = "50") @Nullable String limit,
      @RestQuery @Nullable String cursor) {
    int most = Page.limit(limit);
    var scan = scan(id);
    int after = PICTURES.read(cursor, NUMBER).map(Integer::parseInt).orElse(-1);
    var found = pictures().page(scan.id(), after, "true".equals(chosen), most + 1);
    return Page.of(
        found, most, ScanPictureView::of, line -> PICTURES.write(Integer.toString(line.number())));
  }
}
