package dev.jellyscale.api.v1.windows;

import dev.jellyscale.api.v1.form.FieldCheck;
import dev.jellyscale.api.v1.form.StrictJson;
import dev.jellyscale.api.work.NodeJobs;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.jobs.window.NamedWindow;
import dev.jellyscale.jobs.window.RenderWindow;
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
import org.jspecify.annotations.Nullable;

/** Hours in which jobs that name them may render. Every command may come twice. */
@Path("/api/v1/windows")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class WindowsResource {
  private static final String ALWAYS = "all day";
  private static final String ANYWHERE = "UTC";

  private final NodeJobs jobs;

  WindowsResource(NodeJobs jobs) {
    this.jobs = jobs;
  }

  /** All windows, by name. */
  record Windows(List<WindowView> items) {}

  /** The windows; there are 100 at most. */
  @GET
  public Windows list() {
    var store = jobs.store();
    var now = store.database().clock().instant();
    return new Windows(
        store.windows().all().stream().map(window -> WindowView.of(window, now)).toList());
  }

  /** A window, and when it opens or closes next. */
  @GET
  @Path("/{name}")
  public WindowView get(@RestPath String name) {
    return view(jobs.store().windows().find(name).orElseThrow(WindowsResource::none));
  }

  private WindowView view(NamedWindow window) {
    return WindowView.of(window, jobs.store().database().clock().instant());
  }

  private static NotFound none() {
    return new NotFound("There is no such window");
  }

  /** Makes a window (201) or changes it (200). */
  @PUT
  @Path("/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  public RestResponse<WindowView> put(
      @RestPath String name,
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = WindowForm.class)))
          InputStream body)
      throws IOException {
    var window = window(name, StrictJson.read(body, WindowForm.class));
    boolean isNew = jobs.store().windows().put(window);
    jobs.wake();
    var status = isNew ? RestResponse.Status.CREATED : RestResponse.Status.OK;
    return RestResponse.status(status, view(window));
  }

  private static NamedWindow window(String name, WindowForm form) {
    var inPath = new FieldCheck("path");
    inPath.of("name", () -> NamedWindow.parse(name, ALWAYS, ANYWHERE));
    inPath.end();
    var inBody = new FieldCheck("body");
    inBody.of("hours", () -> RenderWindow.parse(needed(form.hours()), ANYWHERE));
    inBody.of("zone", () -> RenderWindow.parse(ALWAYS, needed(form.zone())));
    inBody.end();
    return NamedWindow.parse(name, needed(form.hours()), needed(form.zone()));
  }

  private static String needed(@Nullable String text) {
    if (text == null) {
      throw new Invalid("It is needed");
    }
    return text;
  }

  /** Forgets a window that no unfinished job names. */
  @DELETE
  @Path("/{name}")
  public void delete(@RestPath String name) {
    if (!jobs.store().windows().delete(name)) {
      throw none();
    }
  }
}
