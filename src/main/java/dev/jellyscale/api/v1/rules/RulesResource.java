package dev.jellyscale.api.v1.rules;

import dev.jellyscale.api.v1.form.StrictJson;
import dev.jellyscale.api.work.NodeJobs;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.jobs.rules.store.RuleRows;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Videos and pictures of Jellyfin's libraries that are upscaled by themselves. Every command may
 * come twice.
 */
@Path("/api/v1/rules")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class RulesResource {
  private final NodeJobs jobs;
  private final RuleOrder order;
  private final PictureRights rights;

  RulesResource(NodeJobs jobs, RuleOrder order, PictureRights rights) {
    this.jobs = jobs;
    this.order = order;
    this.rights = rights;
  }

  /** All rules, by name. */
  record Rules(List<RuleView> items) {}

  private RuleRows rows() {
    return new RuleRows(jobs.store().database());
  }

  /** The rules; there are 100 at most. */
  @GET
  public Rules list() {
    return new Rules(rows().all().stream().map(RuleView::of).toList());
  }

  /** A rule, and when it runs next. */
  @GET
  @Path("/{name}")
  public RuleView get(@RestPath String name) {
    return rows().find(RuleOrder.name(name)).map(RuleView::of).orElseThrow(RulesResource::none);
  }

  private static NotFound none() {
    return new NotFound("There is no such rule");
  }

  /**
   * Makes a rule (201) or changes it (200). Nothing runs before its time. Rules of pictures are
   * made and replaced by administrators.
   */
  @PUT
  @Path("/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  public RestResponse<RuleView> put(
      @RestPath String name,
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = RuleForm.class)))
          InputStream body)
      throws IOException {
    var rule = order.rule(RuleOrder.name(name), StrictJson.read(body, RuleForm.class));
    rights.require(rule);
    boolean isNew = rows().put(rule, rights::require);
    var status = isNew ? RestResponse.Status.CREATED : RestResponse.Status.OK;
    return RestResponse.status(
        status, rows().find(rule.name()).map(RuleView::of).orElseThrow(RulesResource::none));
  }

  /**
   * Forgets a rule. Jobs that it has begun go on, and its films stay. Rules of pictures are
   * forgotten by administrators.
   */
  @DELETE
  @Path("/{name}")
  public void delete(@RestPath String name) {
    if (!rows().delete(RuleOrder.name(name), rights::require)) {
      throw none();
    }
  }
}
