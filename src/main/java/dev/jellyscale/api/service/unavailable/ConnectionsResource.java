package dev.jellyscale.api.service.unavailable;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;

/** A list of plugins that announced themselves, which nothing here needs. */
@Path("/connections")
class ConnectionsResource {

  /** Plugins that announced themselves: always none. */
  record Connections(List<String> connections, int total) {}

  /** Says that no plugin is known. */
  @GET
  public Connections list() {
    return new Connections(List.of(), 0);
  }

  /** Refuses to remember a plugin. */
  @POST
  @Path("register")
  public RestResponse<Unavailable> register() {
    return Unavailable.because("Jellyscale keeps no list of plugins; a token is all it needs");
  }
}
