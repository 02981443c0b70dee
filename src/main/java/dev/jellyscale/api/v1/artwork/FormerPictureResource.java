package dev.jellyscale.api.v1.artwork;

import dev.jellyscale.api.work.NodeJobs;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.jobs.artwork.GivingUp;
import dev.jellyscale.jobs.artwork.store.ArtworkRows;
import dev.jellyscale.jobs.artwork.store.ArtworkSteps;
import dev.jellyscale.jobs.artwork.store.ArtworkSteps.Room;
import dev.jellyscale.protocol.picture.PictureHeader;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestPath;

/** Pictures as they were before a rule enlarged them. */
@Path("/api/v1/artwork/{id}/before")
@RunOnVirtualThread
class FormerPictureResource {
  private final NodeJobs jobs;

  FormerPictureResource(NodeJobs jobs) {
    this.jobs = jobs;
  }

  /** The picture itself; its bytes tell what it is. */
  @GET
  public Response get(@RestPath String id) {
    var rows = new ArtworkRows(jobs.store().database());
    var kept =
        rows.before(ArtworkResource.named(rows, id))
            .orElseThrow(() -> new NotFound("The picture from before is not kept"));
    var type = PictureHeader.read(kept.bytes()).kind().mediaType();
    return Response.ok(kept.bytes(), type).build();
  }

  /** Gives up the picture, which makes room; the larger one stays for good. */
  @DELETE
  public void forget(@RestPath String id) {
    var database = jobs.store().database();
    var rows = new ArtworkRows(database);
    new GivingUp(rows, new ArtworkSteps(database, Room.USUAL)).of(ArtworkResource.named(rows, id));
  }
}
