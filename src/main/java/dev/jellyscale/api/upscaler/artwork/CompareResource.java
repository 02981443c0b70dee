package dev.jellyscale.api.upscaler.artwork;

import dev.jellyscale.api.upscaler.form.DataUrl;
import dev.jellyscale.api.upscaler.form.FacadeRequest;
import dev.jellyscale.api.upscaler.item.ItemDesk;
import dev.jellyscale.api.upscaler.pictures.ImageChoice;
import dev.jellyscale.error.JellyscaleException.LimitExceeded;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.jellyfin.library.ItemImage.Kind;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.jboss.resteasy.reactive.RestPath;

/** An item's poster, as it is and enlarged. */
@Path("/Upscaler/compare/{itemId}")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class CompareResource {
  private static final int MOST_BYTES = 4 << 20;

  private final ItemDesk items;
  private final ImageChoice choice;
  private final Enlarging enlarging;

  CompareResource(ItemDesk items, ImageChoice choice, Enlarging enlarging) {
    this.items = items;
    this.choice = choice;
    this.enlarging = enlarging;
  }

  /**
   * Both pictures as URLs that hold them.
   *
   * @param model that has made the second one
   */
  record Comparison(
      String itemId,
      String model,
      int scale,
      String originalBase64,
      String upscaledBase64,
      Instant timestamp) {}

  /** The poster, and what the model makes of it. */
  @GET
  public Comparison compare(@RestPath String itemId, @Context RoutingContext route) {
    var query = FacadeRequest.query(route);
    ImageChoice.check(query);
    var item = items.item(itemId, query.text(ItemDesk.USER));
    var chosen = choice.of(query);
    var poster =
        items
            .server()
            .images()
            .get(item.id(), Kind.POSTER, 0)
            .orElseThrow(() -> new NotFound("This item has no poster"));
    if (poster.bytes().length > MOST_BYTES) {
      throw new LimitExceeded("The poster has more than 4 MiB");
    }
    var larger = enlarging.enlarge(route, poster, chosen.model());
    return new Comparison(
        item.id().hex(),
        chosen.model().value(),
        chosen.scale(),
        DataUrl.of(poster.type(), poster.bytes()),
        DataUrl.of(larger.type(), larger.bytes()),
        Instant.now());
  }
}
