package dev.jellyscale.api.upscaler.filter;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.jellyscale.api.upscaler.form.FacadeJson;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;

/** What players are told to do to their pictures. */
@Path("/Upscaler/filter-config")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class FilterConfigResource {
  private final NodeFilters filters;

  FilterConfigResource(NodeFilters filters) {
    this.filters = filters;
  }

  /**
   * The filters as they stand.
   *
   * @param preset whose sliders these are
   * @param sliders all of them, by their names, as members of this
   */
  @JsonPropertyOrder({"enabled", "preset"})
  record FilterConfig(
      boolean enabled,
      String preset,
      @JsonAnyGetter Map<String, Number> sliders,
      List<String> availablePresets) {

    static FilterConfig of(FilterChoice choice) {
      return new FilterConfig(
          choice.enabled(), choice.preset().word(), choice.sliders().named(), FilterPreset.words());
    }
  }

  /** What is chosen now. */
  record Chosen(boolean success, String preset, boolean enabled) {}

  /** The filters as they stand. */
  @GET
  public FilterConfig get() {
    return FilterConfig.of(filters.choice());
  }

  /** Sets some of them. */
  @POST
  @Consumes(MediaType.WILDCARD)
  public Chosen set(
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = FilterForm.class)))
          InputStream body) {
    var form = FacadeJson.read(body, FilterForm.class);
    var choice = filters.change(form::change);
    return new Chosen(true, choice.preset().word(), choice.enabled());
  }
}
