package dev.jellyscale.api.service.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.ResponseHeader;

/** The description of the HTTP interface. */
@Path("/")
@RunOnVirtualThread
class DocsResource {
  private final ObjectMapper json;

  DocsResource(ObjectMapper json) {
    this.json = json;
  }

  /** The description in OpenAPI 3.1. */
  @GET
  @Path("openapi.json")
  @Produces(MediaType.APPLICATION_JSON)
  public String openApi() {
    return OpenApiDocument.json();
  }

  /** The same as a page, without scripts. */
  @GET
  @Path("docs")
  @Produces("text/html; charset=utf-8")
  @ResponseHeader(
      name = "Content-Security-Policy",
      value = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
  public String page() throws JsonProcessingException {
    return DocsPage.of(json.readTree(OpenApiDocument.json()));
  }
}
