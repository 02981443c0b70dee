package dev.jellyscale.models.registry;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.jellyscale.model.ModelTraits;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A model as people and programs see it; its JSON form is stable and holds no path.
 *
 * @param name for people
 * @param scale output pixels for an input pixel in each direction
 * @param kind {@code luma} or {@code rgb}
 * @param task {@code upscale}, {@code restore} or {@code interpolation}
 * @param licence of the weights; empty for an imported model
 * @param traits what it was found to be; empty where it was not looked at on this node
 * @param aliases ids of others that it stands in for
 * @param speeds as measured on this node, the smallest pictures first
 */
public record ModelView(
    String id,
    String name,
    State state,
    int scale,
    String kind,
    String task,
    Optional<Licence> licence,
    FileFacts file,
    Optional<ModelTraits> traits,
    List<String> aliases,
    List<Speed> speeds) {

  /** Whether it is a network, and no formula. */
  @JsonIgnore
  public boolean isNetwork() {
    return !task.equals("interpolation");
  }

  /**
   * How far it is from being used.
   *
   * @param name {@code absent}, {@code installing}, {@code installed}, {@code loading}, {@code
   *     loaded} or {@code failed}
   * @param note a few words more
   */
  public record State(String name, Optional<String> note) {}

  /** Terms of the weights. */
  public record Licence(String spdx, boolean commercialUse) {}

  /**
   * Its file.
   *
   * @param origin {@code shipped}, {@code catalogue} or {@code import}
   * @param bytes 0 where the program makes the model itself
   * @param installedAt ISO 8601, UTC; empty for models of the installation
   * @param lastUsed ISO 8601, UTC
   */
  public record FileFacts(
      String origin,
      long bytes,
      Optional<String> sha256,
      Optional<String> installedAt,
      Optional<String> lastUsed) {}

  /**
   * How fast it is.
   *
   * @param memoryBytes resident memory on a CPU, device memory on a GPU; empty where it is unknown
   * @param provider of ONNX Runtime
   * @param measuredAt ISO 8601, UTC
   */
  public record Speed(
      int width,
      int height,
      double framesPerSecond,
      OptionalLong memoryBytes,
      String provider,
      String measuredAt) {}
}
