package dev.jellyscale.api.upscaler.item;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jellyscale.api.upscaler.form.FacadeRequest;
import dev.jellyscale.jellyfin.library.Library;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;

/** Libraries, as Jellyfin shows them to the caller. */
@Path("/Upscaler/libraries")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class LibrariesResource {
  private static final int MOST = 1000;

  private final CallersView views;
  private final FairShare share;

  LibrariesResource(CallersView views, FairShare share) {
    this.views = views;
    this.share = share;
  }

  /** The libraries. */
  record Libraries(List<OneLibrary> libraries) {}

  /**
   * A library.
   *
   * @param collectionType null for a mixed one
   * @param locations always empty: nobody is told where files lie
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record OneLibrary(
      String id, String name, Optional<String> collectionType, List<String> locations) {

    static OneLibrary of(Library library) {
      return new OneLibrary(library.id().hex(), library.name(), library.kind(), List.of());
    }
  }

  /** Those that the caller sees; none where nobody in Jellyfin is known for him. */
  @GET
  public Libraries get(@Context RoutingContext route) {
    if (!views.hasUser()) {
      return new Libraries(List.of());
    }
    var view = views.view(FacadeRequest.query(route).text(CallersView.USER));
    var libraries = share.ask(() -> views.server().libraries(view));
    return new Libraries(libraries.stream().limit(MOST).map(OneLibrary::of).toList());
  }
}
