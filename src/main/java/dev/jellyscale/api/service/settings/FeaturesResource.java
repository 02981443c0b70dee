package dev.jellyscale.api.service.settings;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.jellyscale.api.access.route.BodyCap;
import dev.jellyscale.api.service.status.NodeFacts;
import dev.jellyscale.models.registry.ModelView;
import dev.jellyscale.protocol.ExecutionProvider;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

/** What this service does, and what it does not. */
@Path("/features")
@RunOnVirtualThread
class FeaturesResource {
  private static final long MEBIBYTE = 1L << 20;

  private final NodeFacts facts;

  FeaturesResource(NodeFacts facts) {
    this.facts = facts;
  }

  /** The contract's answer. */
  @JsonNaming(SnakeCaseStrategy.class)
  record Features(
      Switch qualityMetrics,
      Faces faceEnhancement,
      Grain grainManagement,
      Uploads modelUpload,
      Docs apiDocs,
      Halves fp16MixedPrecision,
      Cuts sceneChangeDetection) {}

  /** Whether something is there. */
  record Switch(boolean enabled) {}

  /** Enhancement of faces. */
  @JsonNaming(SnakeCaseStrategy.class)
  record Faces(boolean enabled, double strength, boolean onnxModelLoaded) {}

  /** Removal and addition of grain. */
  @JsonNaming(SnakeCaseStrategy.class)
  record Grain(boolean enabled, double denoiseStrength, double readdIntensity) {}

  /** Models that people bring. */
  @JsonNaming(SnakeCaseStrategy.class)
  record Uploads(boolean enabled, long maxSizeMb, List<String> customModels) {}

  /** Where the interface is described. */
  @JsonNaming(SnakeCaseStrategy.class)
  record Docs(boolean enabled, String docsUrl, String redocUrl) {}

  /** Computing in half precision, which TensorRT does by itself. */
  record Halves(boolean enabled, String setting) {}

  /** Detection of cuts, which nothing here needs. */
  record Cuts(double threshold) {}

  /** What is there and what is not. */
  @GET
  public Features features() {
    var custom =
        facts.models().stream()
            .filter(model -> model.file().origin().equals("import"))
            .map(ModelView::id)
            .toList();
    return new Features(
        new Switch(false),
        new Faces(false, 0, false),
        new Grain(false, 0, 0),
        new Uploads(true, BodyCap.MODEL.bytes(System.getenv()) / MEBIBYTE, custom),
        new Docs(true, "/docs", "/docs"),
        new Halves(facts.device().offers(ExecutionProvider.TENSORRT), "auto"),
        new Cuts(0));
  }
}
