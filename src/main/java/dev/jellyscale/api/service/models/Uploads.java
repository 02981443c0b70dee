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
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.InputStream;
import java.util.regex.Pattern;

/**
 * Takes an administrator's own models, and gives them away again. Failures are those of {@link
 * ModelFailures#answered}.
 */
@Singleton
public class Uploads {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private final NodeModels models;
  private final CurrentModel current;
  private final NodeSpool spool;
  private final long maxBytes;

  Uploads(NodeModels models, CurrentModel current, NodeSpool spool) {
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
  public record Taken(
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
  public record Deleted(String status, String deleted) {}

  /** A request that brings a model. */
  public record Upload(HttpHeaders headers, RoutingContext route, InputStream body) {}

  /**
   * Takes the ONNX file of a form. It is looked at and tried in a renderer before it has a name.
   *
   * @param nameField field that names the model
   */
  public Taken take(Upload upload, String nameField) throws InterruptedException {
    return ModelFailures.answered(
        () -> {
          var reader = new FormReader(spool.spool(), maxBytes);
          var type = upload.headers().getHeaderString(HttpHeaders.CONTENT_TYPE);
          try (var _ = HangUp.watch(upload.route());
              var form = reader.read(type, upload.body())) {
            return take(form, nameField);
          }
        });
  }

  private Taken take(Form form, String nameField) throws InterruptedException {
    var file = form.file("file");
    var name = form.required(nameField);
    form.integer("scale", 2);
    if (!NAME.matcher(name).matches()) {
      throw ServiceFailure.of(
          400, nameField + " has letters, digits, '_' and '-', and at most 64 of them");
    }
    var told = models.registry().take(file.path(), new ModelId(name), Progress.UNHEARD);
    return Taken.of(told.model());
  }

  /** Removes an imported model; the one that pictures are made with stays. */
  public Deleted remove(String name) throws InterruptedException {
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
