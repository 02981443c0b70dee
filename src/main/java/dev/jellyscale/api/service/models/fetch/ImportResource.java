package dev.jellyscale.api.service.models.fetch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jellyscale.api.service.ServiceFailure;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Imports models of the catalogue. */
@Path("/models")
@Singleton
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
class ImportResource {
  private static final int BODY_BYTES = 64 << 10;

  private final Imports imports;
  private final ObjectMapper json;

  ImportResource(Imports imports, ObjectMapper json) {
    this.imports = imports;
    this.json = json;
  }

  /** What can be imported. */
  @GET
  @Path("/import-catalog")
  public Imports.Listing catalogue() throws InterruptedException {
    return imports.list();
  }

  /** Fetches a model of the catalogue and answers when it is here. */
  @POST
  @Path("/import-from-catalog")
  public Imports.Imported take(InputStream body) throws InterruptedException {
    return imports.take(id(body));
  }

  /** Begins to fetch a model of the catalogue. */
  @POST
  @Path("/import-async")
  public Imports.Started start(InputStream body) throws InterruptedException {
    return imports.start(id(body));
  }

  /** How far an import is. */
  @GET
  @Path("/import-status/{job_id}")
  public Imports.Status status(@PathParam("job_id") String job) {
    return imports.status(job);
  }

  private Optional<String> id(InputStream body) {
    try {
      var bytes = body.readNBytes(BODY_BYTES + 1);
      if (bytes.length > BODY_BYTES) {
        throw ServiceFailure.of(413, "The body is larger than " + BODY_BYTES + " bytes");
      }
      return Optional.ofNullable(json.readTree(bytes).get("id"))
          .filter(JsonNode::isTextual)
          .map(JsonNode::textValue);
    } catch (JsonProcessingException _) {
      throw ServiceFailure.of(422, "The body is no JSON");
    } catch (IOException _) {
      throw ServiceFailure.of(400, "The body breaks off");
    }
  }
}
