package dev.jellyscale.api.upscaler.install;

import dev.jellyscale.api.access.sender.CurrentSender;
import dev.jellyscale.error.JellyscaleException.Invalid;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** Tells how to set the facade up. Changes nothing anywhere, and reads no body. */
@Path("/Upscaler/install")
@Singleton
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
class InstallResource {
  private final Optional<PublicUrl> set;
  private final CurrentSender sender;

  InstallResource(CurrentSender sender) {
    set = PublicUrl.of(System.getenv());
    this.sender = sender;
  }

  /**
   * The text.
   *
   * @throws Invalid if neither a setting nor the request tells how this node is reached
   */
  @POST
  @Produces(MediaType.TEXT_PLAIN + ";charset=UTF-8")
  public String install() {
    return SetUpText.of(set.orElseGet(this::asked));
  }

  private PublicUrl asked() {
    return sender
        .get()
        .url()
        .map(PublicUrl::new)
        .orElseThrow(() -> new Invalid("The request names no host; set " + PublicUrl.NAME));
  }
}
