package dev.jellyscale.api.upscaler.machine;

import dev.jellyscale.api.service.gpus.GpuVerification;
import dev.jellyscale.api.service.gpus.GpuVerifyAnswer;
import dev.jellyscale.api.service.gpus.GpusAnswer;
import dev.jellyscale.api.service.machine.Gpus;
import dev.jellyscale.api.service.recommend.RecommendAnswer;
import dev.jellyscale.api.service.recommend.Recommendation;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What the machine has. */
@Path("/Upscaler")
@Singleton
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class FacadeHardwareResource {
  private final MachineFacts machine;
  private final Gpus gpus;
  private final GpuVerification verification;
  private final Recommendation recommendation;

  FacadeHardwareResource(
      MachineFacts machine,
      Gpus gpus,
      GpuVerification verification,
      Recommendation recommendation) {
    this.recommendation = recommendation;
    this.machine = machine;
    this.gpus = gpus;
    this.verification = verification;
  }

  /** Processor, GPU, memory, and what they can do. */
  @GET
  @Path("/hardware")
  public HardwareProfile hardware() {
    return machine.profile();
  }

  /** Versions and devices. */
  @GET
  @Path("/hardware-info")
  public HardwareReport report() {
    return machine.report();
  }

  /** The machine, and what suits it. */
  @GET
  @Path("/hardware-benchmark")
  public HardwareAdvice advice() {
    return new HardwareAdvice(
        true, machine.profile(), machine.settings(), HostProfile.ofThisMachine());
  }

  /** The same by its older name. */
  @GET
  @Path("/recommendations")
  public HardwareAdvice recommendations() {
    return advice();
  }

  /** The model that suits this machine, as far as is known without measuring. */
  @GET
  @Path("/recommend")
  public RecommendAnswer recommend() {
    return recommendation.answer();
  }

  /** The GPUs as the driver numbers them; none where no driver answers. */
  @GET
  @Path("/gpus")
  public GpusAnswer gpus() {
    return GpusAnswer.of(gpus.reading());
  }

  /** Drivers, devices and the last work, and what to do where a GPU is not used. */
  @GET
  @Path("/gpu-verify")
  public GpuVerifyAnswer verify() {
    return verification.look();
  }
}
