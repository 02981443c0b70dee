package dev.jellyscale.api.upscaler.filter;

import dev.jellyscale.api.upscaler.form.DataUrl;
import dev.jellyscale.api.upscaler.form.FacadeRequest;
import dev.jellyscale.api.upscaler.item.ItemDesk;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.jboss.resteasy.reactive.RestPath;

/** What a preset does to a frame of an item. */
@Path("/Upscaler/filter-preview/frame/{itemId}")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class FilterFrameResource {
  private static final String PNG = "image/png";

  private final NodeFilters filters;
  private final ItemDesk items;
  private final StillDesk stills;

  FilterFrameResource(NodeFilters filters, ItemDesk items, StillDesk stills) {
    this.filters = filters;
    this.items = items;
    this.stills = stills;
  }

  /** Both pictures as URLs that hold them. */
  record FramePreview(
      String itemId,
      String preset,
      String filterChain,
      String originalBase64,
      String filteredBase64,
      Instant timestamp) {}

  /** A frame of the item's video, and what the preset makes of it. Without one, the chosen one. */
  @GET
  public FramePreview frame(@RestPath String itemId, @Context RoutingContext route) {
    var query = FacadeRequest.query(route);
    var now = filters.choice();
    var choice = query.text("preset").map(FilterPreset::parse).map(now::with).orElse(now);
    var item = items.item(itemId, query.text(ItemDesk.USER));
    var made =
        stills.make(route, items.path(items.video(item)), FilterChain.filters(choice.sliders()));
    return new FramePreview(
        item.id().hex(),
        choice.preset().word(),
        FilterChain.of(choice.sliders()),
        DataUrl.of(PNG, made.plain()),
        DataUrl.of(PNG, made.filtered()),
        Instant.now());
  }
}
