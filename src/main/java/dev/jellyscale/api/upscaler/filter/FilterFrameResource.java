package dev.jellyscale.api.upscaler.filter;

import dev.jellyscale.api.service.ServiceFailure;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** What a preset does to a frame of an item, which nobody can show yet. */
@Path("/Upscaler/filter-preview/frame/{itemId}")
class FilterFrameResource {
  private static final int NOT_IMPLEMENTED = 501;

  /** Refuses, before anybody is asked for the item. */
  @GET
  public void frame() {
    throw ServiceFailure.of(
        NOT_IMPLEMENTED,
        "No frames of videos are shown; POST /Upscaler/filter-preview tells the filter chain");
  }
}
