package dev.jellyscale.api.v1.published;

import dev.jellyscale.api.v1.form.Cursor;
import dev.jellyscale.api.v1.form.Page;
import dev.jellyscale.api.work.NodeJobs;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.publish.PublishedFile;
import dev.jellyscale.jobs.publish.PublishedFile.State;
import dev.jellyscale.jobs.publish.Unpublishing;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** All published films, by the ids of their jobs. */
@Path("/api/v1/published")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class PublishedResource {
  private static final Cursor PAGES = new Cursor("published");
  private static final Pattern PLACE = Pattern.compile("[0-9a-f-]{36}");

  private final NodeJobs jobs;

  PublishedResource(NodeJobs jobs) {
    this.jobs = jobs;
  }

  /** The films, those of the newest jobs first; also those that were taken away. */
  @GET
  public Page<PublishedView> list(
      @RestQuery @Schema(defaultValue = "50") @Nullable String limit,
      @RestQuery @Nullable String cursor) {
    int most = Page.limit(limit);
    var before = PAGES.read(cursor, PLACE).map(JobId::new);
    var found = jobs.store().published().page(before, most + 1);
    return Page.of(
        found,
        most,
        file -> PublishedView.of(file, Optional.empty()),
        file -> PAGES.write(file.job().value()));
  }

  /** A film, and what Jellyfin is still to be told of it. */
  @GET
  @Path("/{id}")
  public PublishedView get(@RestPath String id) {
    var file = named(id);
    return PublishedView.of(file, Optional.of(jobs.store().errands().pending(file.job())));
  }

  /**
   * Takes a film away, if it is still byte for byte what was written, and gives the original that
   * it has replaced its name again. Reads all of the film.
   */
  @DELETE
  @Path("/{id}")
  public void delete(@RestPath String id) throws InterruptedException {
    var file = named(id);
    new Unpublishing(jobs.store().published(), jobs.roots()).remove(file.job());
  }

  private PublishedFile named(String id) {
    try {
      return jobs.store()
          .published()
          .find(new JobId(id))
          .filter(file -> file.state() != State.INTENDED)
          .orElseThrow(PublishedResource::none);
    } catch (Invalid _) {
      throw none();
    }
  }

  private static NotFound none() {
    return new NotFound("There is no such published film");
  }
}
