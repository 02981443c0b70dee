package dev.jellyscale.models.registry;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;

/** What can be asked of a node's models, in a form that travels as JSON. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "request")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ModelRequest.ListAll.class, name = "list"),
  @JsonSubTypes.Type(value = ModelRequest.Install.class, name = "install"),
  @JsonSubTypes.Type(value = ModelRequest.Import.class, name = "import"),
  @JsonSubTypes.Type(value = ModelRequest.Inspect.class, name = "inspect"),
  @JsonSubTypes.Type(value = ModelRequest.Remove.class, name = "remove"),
  @JsonSubTypes.Type(value = ModelRequest.Load.class, name = "load"),
  @JsonSubTypes.Type(value = ModelRequest.Unload.class, name = "unload"),
  @JsonSubTypes.Type(value = ModelRequest.Benchmark.class, name = "bench"),
  @JsonSubTypes.Type(value = ModelRequest.Recommend.class, name = "recommend"),
  @JsonSubTypes.Type(value = ModelRequest.Locate.class, name = "locate"),
  @JsonSubTypes.Type(value = ModelRequest.Clean.class, name = "clean")
})
public sealed interface ModelRequest {

  /** All models that this node knows. */
  record ListAll() implements ModelRequest {}

  /** Fetch a model of the catalogue. */
  record Install(String id) implements ModelRequest {}

  /**
   * Take a file.
   *
   * @param path absolute
   */
  record Import(String path, String id) implements ModelRequest {}

  /**
   * Tell what a file is, without taking it.
   *
   * @param path absolute
   */
  record Inspect(String path) implements ModelRequest {}

  /** Remove an installed model. */
  record Remove(String id) implements ModelRequest {}

  /** Open a model. */
  record Load(String id) implements ModelRequest {}

  /** Close a model. */
  record Unload(String id) implements ModelRequest {}

  /**
   * Measure a model.
   *
   * @param again also where it has been measured
   */
  record Benchmark(String id, boolean again) implements ModelRequest {}

  /**
   * Choose a model for a source.
   *
   * @param restore whether its pictures are damaged and shall be mended
   * @param live whether pictures are needed at the speed at which they are watched
   * @param model explicit choice of a person
   */
  record Recommend(
      int width,
      int height,
      double framesPerSecond,
      List<String> genres,
      boolean restore,
      boolean live,
      Optional<String> model)
      implements ModelRequest {}

  /** Tell where the file of an installed model is. */
  record Locate(String id) implements ModelRequest {}

  /** Remove what nobody has used for so many days. */
  record Clean(int unusedDays, boolean dryRun) implements ModelRequest {}
}
