package dev.jellyscale.api.service.gpus;

import dev.jellyscale.api.service.machine.Gpus;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** The GPUs of this machine. */
@Path("/gpus")
@RunOnVirtualThread
class GpusResource {
  private final Gpus gpus;

  GpusResource(Gpus gpus) {
    this.gpus = gpus;
  }

  /** The GPUs as the driver numbers them; none where no driver answers. */
  @GET
  public GpusAnswer gpus() {
    return GpusAnswer.of(gpus.reading());
  }
}
