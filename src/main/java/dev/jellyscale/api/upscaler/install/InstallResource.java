package dev.jellyscale.api.upscaler.install;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Tells how to set the facade up. Changes nothing anywhere, and reads no body. */
@Path("/Upscaler/install")
@Singleton
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
class InstallResource {
  private final String text = SetUpText.of(PublicUrl.of(System.getenv()));

  /** The text. Nothing of a request is in it: whoever makes one may be on Jellyfin's own origin. */
  @POST
  @Produces(MediaType.TEXT_PLAIN + ";charset=UTF-8")
  public String install() {
    return text;
  }
}
