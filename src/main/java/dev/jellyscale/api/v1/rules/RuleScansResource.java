package dev.jellyscale.api.v1.rules;

import dev.jellyscale.api.jellyfin.NodeJellyfin;
import dev.jellyscale.api.v1.form.StrictJson;
import dev.jellyscale.api.work.NodeJobs;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.jobs.rules.Forecast;
import dev.jellyscale.jobs.rules.Rule;
import dev.jellyscale.jobs.rules.Scan;
import dev.jellyscale.jobs.rules.store.RuleRows;
import dev.jellyscale.jobs.rules.store.ScanRows;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Scans of a rule. */
@Path("/api/v1/rules/{name}/scans")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class RuleScansResource {
  private final NodeJobs jobs;
  private final NodeJellyfin jellyfin;
  private final PictureRights rights;

  RuleScansResource(NodeJobs jobs, NodeJellyfin jellyfin, PictureRights rights) {
    this.jobs = jobs;
    this.jellyfin = jellyfin;
    this.rights = rights;
  }

  /** The scans of a rule that are remembered, newest first. */
  record Scans(List<ScanView> items) {}

  /**
   * What a scan is for.
   *
   * @param dry whether it only tells what would be done; null: no
   * @param redo whether films that were made otherwise are made anew, and pictures that were put
   *     back enlarged again; null: no
   */
  record ScanForm(@Nullable Boolean dry, @Nullable Boolean redo) {}

  private Rule rule(String name) {
    return new RuleRows(jobs.store().database())
        .find(RuleOrder.name(name))
        .orElseThrow(() -> new NotFound("There is no such rule"))
        .rule();
  }

  private ScanRows scans() {
    return new ScanRows(jobs.store().database());
  }

  /** The last scans of a rule, newest first. */
  @GET
  public Scans list(@RestPath String name) {
    return new Scans(
        scans().of(rule(name).name()).stream()
            .map(scan -> ScanView.of(scan, Map.of(), Forecast.UNKNOWN))
            .toList());
  }

  /** Asks for a scan, and returns before it is done. Those of pictures are for administrators. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public RestResponse<ScanView> ask(
      @RestPath String name,
      @RequestBody(content = @Content(schema = @Schema(implementation = ScanForm.class)))
          InputStream body)
      throws IOException {
    var form = StrictJson.readIfAny(body, ScanForm.class).orElseGet(() -> new ScanForm(null, null));
    var rule = rule(name);
    rights.require(rule);
    var _ = jellyfin.required(); // Whoever asks for a scan hears it now, and not from the scan.
    var kind = new Scan.Kind(Boolean.TRUE.equals(form.dry()), Boolean.TRUE.equals(form.redo()));
    var scan = scans().ask(rule, kind);
    return ResponseBuilder.create(
            RestResponse.Status.ACCEPTED, ScanView.of(scan, Map.of(), Forecast.UNKNOWN))
        .location(URI.create("/api/v1/scans/" + scan.id()))
        .build();
  }
}
