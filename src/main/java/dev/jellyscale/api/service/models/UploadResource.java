package dev.jellyscale.api.service.models;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.jellyscale.api.access.route.BodyCap;
import dev.jellyscale.api.control.NodeModels;
import dev.jellyscale.api.service.HangUp;
import dev.jellyscale.api.service.ServiceFailure;
import dev.jellyscale.api.service.form.Form;
import dev.jellyscale.api.service.form.FormReader;
import dev.jellyscale.api.service.spool.NodeSpool;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelTraits.Kind;
import dev.jellyscale.models.registry.ModelView;
import dev.jellyscale.models.registry.Progress;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.regex.Pattern;

/** Takes an administrator's own models, and gives them away again. */
@Path("/models/upload")
@Singleton
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
class UploadResource {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private final NodeModels models;
  private final CurrentModel current;
  private final NodeSpool spool;
  private final long maxBytes;

  UploadResource(NodeModels models, CurrentModel current, NodeSpool spool) {
    this.models = models;
    this.current = current;
    this.spool = spool;
    maxBytes = BodyCap.MODEL.bytes(System.getenv());
  }

  /**
   * A model was taken.
   *
   * @param scale as found in the file, whatever was sent
   * @param path below the data directory
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record Taken(
      String status,
      String modelName,
      int scale,
      int inputChannels,
      int outputChannels,
      double fileSizeMb,
      String path) {

    static Taken of(ModelView view) {
      int channels = view.kind().equalsIgnoreCase(Kind.LUMA.name()) ? 1 : 3;
      return new Taken(
          "ok",
          view.id(),
          view.scale(),
          channels,
          channels,
          Megabytes.of(view.file().bytes()),
          "models/" + view.id());
    }
  }

  /** A model was removed. */
  record Deleted(String status, String deleted) {}

  /** Takes an ONNX file. It is looked at and tried in a renderer before it has a name. */
  @POST
  public Taken upload(@Context HttpHeaders headers, @Context RoutingContext route, InputStream body)
      throws InterruptedException {
    return ModelFailures.answered(
        () -> {
          var reader = new FormReader(spool.spool(), maxBytes);
          try (var _ = HangUp.watch(route);
              var form = reader.read(headers.getHeaderString(HttpHeaders.CONTENT_TYPE), body)) {
            return take(form);
          }
        });
  }

  private Taken take(Form form) throws InterruptedException {
    var file = form.file("file");
    var name = form.required("model_name");
    form.integer("scale", 2);
    if (!NAME.matcher(name).matches()) {
      throw ServiceFailure.of(
          400, "model_name has letters, digits, '_' and '-', and at most 64 of them");
    }
    var told = models.registry().take(file.path(), new ModelId(name), Progress.UNHEARD);
    return Taken.of(told.model());
  }

  /** Removes an imported model; the one that pictures are made with stays. */
  @DELETE
  @Path("/{name}")
  public Deleted delete(@PathParam("name") String name) throws InterruptedException {
    return ModelFailures.answered(
        () -> {
          var id = id(name);
          var registry = models.registry();
          if (!registry.view(id).file().origin().equals("import")) {
            throw ServiceFailure.of(403, "Model '" + id + "' was not imported, so it stays");
          }
          refuseIfChosen(id);
          registry.remove(id);
          current.forget(id);
          return new Deleted("ok", id.value());
        });
  }

  /** Callers take a service without a model for one that enlarges nothing, and do not tell. */
  private void refuseIfChosen(ModelId id) {
    if (current.get().filter(model -> model.id().equals(id)).isPresent()) {
      throw ServiceFailure.of(409, "Model '" + id + "' is loaded; load another first");
    }
  }

  private static ModelId id(String name) {
    try {
      return new ModelId(name);
    } catch (Invalid e) {
      throw ServiceFailure.of(404, String.valueOf(e.getMessage()));
    }
  }
}
