package dev.jellyscale.api.upscaler.artwork;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.jellyscale.api.upscaler.form.FacadeRequest;
import dev.jellyscale.api.upscaler.item.ItemDesk;
import dev.jellyscale.api.upscaler.pictures.ImageChoice;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;

/** Puts larger posters and backdrops in the places of an item's own. */
@Path("/Upscaler/upscale-images/{itemId}")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
class UpscaleImagesResource {
  private final ItemDesk items;
  private final ImageChoice choice;
  private final ArtworkChange change;

  UpscaleImagesResource(ItemDesk items, ImageChoice choice, ArtworkChange change) {
    this.items = items;
    this.choice = choice;
    this.change = change;
  }

  /**
   * What became of an item's pictures.
   *
   * @param success whether none failed
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record ArtworkAnswer(
      boolean success,
      String itemId,
      String itemName,
      String model,
      int scale,
      int totalProcessed,
      int successCount,
      int failCount,
      List<ArtworkResult> results) {}

  /** Enlarges them, one after the other; those that fail stay as they are. */
  @POST
  public ArtworkAnswer upscale(@RestPath String itemId, @Context RoutingContext route) {
    var query = FacadeRequest.query(route);
    var kinds = ArtworkKinds.parse(query.text("imageTypes"));
    ImageChoice.check(query);
    var item = items.item(itemId, query.text(ItemDesk.USER));
    var chosen = choice.network(query);
    var results = change.of(item.id(), kinds, new ArtworkChange.By(chosen, route));
    int good = (int) results.stream().filter(ArtworkResult::success).count();
    return new ArtworkAnswer(
        good == results.size(),
        item.id().hex(),
        item.name(),
        chosen.model().value(),
        chosen.scale(),
        results.size(),
        good,
        results.size() - good,
        results);
  }
}
