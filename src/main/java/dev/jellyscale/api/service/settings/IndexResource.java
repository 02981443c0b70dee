package dev.jellyscale.api.service.settings;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** The page that a browser sees first. It is public, so it tells nothing about this node. */
@Path("/")
class IndexResource {
  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><title>Jellyscale</title></head><body>
      <h1>Jellyscale</h1>
      <p>This is the AI service that upscales pictures for Jellyfin. It is spoken to by programs,
      with a token in the header X-Api-Token.</p>
      <p>GET /docs describes its interface, for those who have a token.</p>
      </body></html>
      """;

  /** A page that says what this is. */
  @GET
  @Produces("text/html; charset=utf-8")
  public String index() {
    return PAGE;
  }
}
