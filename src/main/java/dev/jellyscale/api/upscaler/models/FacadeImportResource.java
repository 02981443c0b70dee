package dev.jellyscale.api.upscaler.models;

import dev.jellyscale.api.problem.InvalidFields;
import dev.jellyscale.api.service.ServiceFailure;
import dev.jellyscale.api.service.models.Uploads;
import dev.jellyscale.api.service.models.fetch.Imports;
import dev.jellyscale.api.service.unavailable.Absence;
import dev.jellyscale.api.upscaler.form.FacadeRequest;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.model.ModelId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.Optional;

/** Models that come to this node, from the catalogue or from an administrator, and go again. */
@Path("/Upscaler/models")
@Singleton
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
class FacadeImportResource {
  private static final int NOT_IMPLEMENTED = 501;

  private final Imports imports;
  private final Uploads uploads;

  FacadeImportResource(Imports imports, Uploads uploads) {
    this.imports = imports;
    this.uploads = uploads;
  }

  /** What can be imported. */
  @GET
  @Path("/importable")
  public Imports.Listing catalogue() throws InterruptedException {
    return imports.list();
  }

  /** Fetches a model of the catalogue and answers when it is here. */
  @POST
  @Path("/import")
  public ImportedModel take(InputStream body) throws InterruptedException {
    return ImportedModel.of(imports.take(Optional.of(id(body))));
  }

  /** Begins to fetch a model of the catalogue. */
  @POST
  @Path("/import-async")
  public Imports.Started start(InputStream body) throws InterruptedException {
    return imports.start(Optional.of(id(body)));
  }

  /** How far an import is. */
  @GET
  @Path("/import-status/{jobId}")
  public Imports.Status status(@PathParam("jobId") String job) {
    return imports.status(job);
  }

  /** Refuses to convert a model. */
  @POST
  @Path("/convert")
  public ImportedModel convert() {
    throw ServiceFailure.of(NOT_IMPLEMENTED, Absence.CONVERSION);
  }

  /** Takes an ONNX file as a model. */
  @POST
  @Path("/upload-file")
  public UploadedModel upload(
      @Context HttpHeaders headers, @Context RoutingContext route, InputStream body)
      throws InterruptedException {
    try {
      return UploadedModel.of(uploads.take(new Uploads.Upload(headers, route, body), "modelName"));
    } catch (InvalidFields e) {
      // One status for all that is wrong with a request to the facade.
      throw new Invalid("The form needs an ONNX file in 'file' and a name in 'modelName'", e);
    }
  }

  /** Removes an imported model; the one that pictures are made with stays. */
  @DELETE
  @Path("/import/{modelName}")
  public Uploads.Deleted delete(@PathParam("modelName") String name) throws InterruptedException {
    return uploads.remove(new ModelId(name).value());
  }

  private static String id(InputStream body) {
    return FacadeRequest.json(body).requiredModel("id").value();
  }
}
