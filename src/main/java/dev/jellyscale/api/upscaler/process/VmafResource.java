package dev.jellyscale.api.upscaler.process;

import dev.jellyscale.api.service.ServiceFailure;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

/** Compares videos, which this FFmpeg cannot. */
@Path("/Upscaler/vmaf")
@Consumes(MediaType.WILDCARD)
class VmafResource {
  private static final int NOT_IMPLEMENTED = 501;

  /** Refuses, without a look at the files: our FFmpeg is built without libvmaf. */
  @POST
  public void compare() {
    throw ServiceFailure.of(NOT_IMPLEMENTED, "This build of FFmpeg has no libvmaf");
  }
}
