package dev.jellyscale.api.upscaler.filter;

import dev.jellyscale.api.upscaler.form.FacadeRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** What a preset would do. */
@Path("/Upscaler/filter-preview")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
class FilterPreviewResource {
  private final NodeFilters filters;

  FilterPreviewResource(NodeFilters filters) {
    this.filters = filters;
  }

  /**
   * A preset.
   *
   * @param enabled whether players are told to use filters now
   * @param filterChain of FFmpeg; empty text where the picture stays as it is
   */
  record Preview(
      boolean enabled, String preset, String filterChain, List<String> availablePresets) {

    static Preview of(FilterChoice choice) {
      return new Preview(
          choice.enabled(),
          choice.preset().word(),
          FilterChain.of(choice.sliders()),
          FilterPreset.words());
    }
  }

  /** What a preset would do; nothing is changed. Without a name, the chosen one. */
  @POST
  public Preview preview(@Context RoutingContext route) {
    var choice = filters.choice();
    var preset = FacadeRequest.query(route).text("preset").map(FilterPreset::parse);
    return Preview.of(preset.map(choice::with).orElse(choice));
  }
}
