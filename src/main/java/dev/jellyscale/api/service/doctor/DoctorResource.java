package dev.jellyscale.api.service.doctor;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** What is well and what is not. */
@Path("/doctor")
@RunOnVirtualThread
class DoctorResource {
  private final Examination examination;

  DoctorResource(Examination examination) {
    this.examination = examination;
  }

  /** All checks, the worst of them, and what to do. */
  @GET
  public Examination.Report doctor() {
    return examination.report();
  }
}
