package dev.jellyscale.api.service.gpus;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** What a GPU needs to be used, and what is missing. */
@Path("/gpu-verify")
@RunOnVirtualThread
class GpuVerifyResource {
  private final GpuVerification verification;

  GpuVerifyResource(GpuVerification verification) {
    this.verification = verification;
  }

  /** Drivers, devices and the last work, and what to do where a GPU is not used. */
  @GET
  public GpuVerifyAnswer verify() {
    return verification.look();
  }
}
