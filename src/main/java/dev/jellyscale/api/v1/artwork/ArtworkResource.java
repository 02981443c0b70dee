package dev.jellyscale.api.v1.artwork;

import dev.jellyscale.api.jellyfin.NodeJellyfin;
import dev.jellyscale.api.v1.form.Cursor;
import dev.jellyscale.api.v1.form.Page;
import dev.jellyscale.api.work.NodeJobs;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.jobs.artwork.Artwork;
import dev.jellyscale.jobs.artwork.Artwork.State;
import dev.jellyscale.jobs.artwork.ArtworkId;
import dev.jellyscale.jobs.artwork.Undoing;
import dev.jellyscale.jobs.artwork.store.ArtworkRows;
import dev.jellyscale.jobs.artwork.store.ArtworkSteps;
import dev.jellyscale.jobs.artwork.store.ArtworkSteps.Room;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Pictures that rules have enlarged in Jellyfin. */
@Path("/api/v1/artwork")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class ArtworkResource {
  private static final Cursor PAGES = new Cursor("artwork");
  private static final Pattern PLACE = Pattern.compile("[0-9a-f-]{36}");

  private final NodeJobs jobs;
  private final NodeJellyfin jellyfin;

  ArtworkResource(NodeJobs jobs, NodeJellyfin jellyfin) {
    this.jobs = jobs;
    this.jellyfin = jellyfin;
  }

  private ArtworkRows rows() {
    return new ArtworkRows(jobs.store().database());
  }

  private ArtworkSteps steps() {
    return new ArtworkSteps(jobs.store().database(), Room.USUAL);
  }

  /** The pictures, the newest first; also those that were put back. */
  @GET
  public Page<ArtworkView> list(
      @RestQuery @Schema(defaultValue = "50") @Nullable String limit,
      @RestQuery @Nullable String cursor) {
    int most = Page.limit(limit);
    var before = PAGES.read(cursor, PLACE).map(ArtworkId::new);
    var found = rows().page(before, most + 1);
    return Page.of(found, most, ArtworkView::of, one -> PAGES.write(one.id().value()));
  }

  /** A picture that a rule has enlarged. */
  @GET
  @Path("/{id}")
  public ArtworkView get(@RestPath String id) {
    return ArtworkView.of(named(id));
  }

  /** Puts a picture back as it was before. */
  @POST
  @Path("/{id}/undo")
  public ArtworkView undo(@RestPath String id) {
    var artwork = named(id);
    new Undoing(rows(), steps(), jellyfin.required().images()).undo(artwork.id());
    return ArtworkView.of(named(id));
  }

  private Artwork named(String id) {
    return named(rows(), id);
  }

  /**
   * The picture of an id in a path.
   *
   * @throws NotFound if there is none
   */
  static Artwork named(ArtworkRows rows, String id) {
    try {
      return rows.find(new ArtworkId(id))
          .filter(one -> one.state() != State.ABANDONED)
          .orElseThrow(ArtworkResource::none);
    } catch (Invalid _) {
      throw none();
    }
  }

  private static NotFound none() {
    return new NotFound("There is no such picture");
  }
}
