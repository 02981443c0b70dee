package dev.jellyscale.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Where a process finds a model. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "from")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ModelSource.Shipped.class, name = "installation"),
  @JsonSubTypes.Type(value = ModelSource.InFile.class, name = "file")
})
public sealed interface ModelSource {

  /** Name in reports, tags and log lines. */
  ModelId id();

  /** A model that every installation holds. */
  record Shipped(ModelId id) implements ModelSource {}

  /**
   * A model in a file of its own.
   *
   * @param path absolute
   * @param sha256 of the file, 64 lower-case hexadecimal digits; a file of another hash is not
   *     opened
   */
  record InFile(ModelId id, String path, String sha256) implements ModelSource {}
}
