package dev.jellyscale.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;

/** Where a process finds a model. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "from")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ModelSource.Shipped.class, name = "installation"),
  @JsonSubTypes.Type(value = ModelSource.InFile.class, name = "file")
})
public sealed interface ModelSource {

  /** Name in reports, tags and log lines. */
  ModelId id();

  /** A model that this installation holds, whatever its bytes. */
  static ModelSource shipped(ModelId id) {
    return new Shipped(id, Optional.empty());
  }

  /**
   * A model that every installation holds.
   *
   * @param sha256 of its file, 64 lower-case hexadecimal digits; an installation with another one,
   *     as where the program was replaced under a running node, does not open it. Empty: any will
   *     do, as where the program makes the model itself
   */
  record Shipped(ModelId id, Optional<String> sha256) implements ModelSource {}

  /**
   * A model in a file of its own.
   *
   * @param path absolute
   * @param sha256 of the file, 64 lower-case hexadecimal digits; a file of another hash is not
   *     opened
   */
  record InFile(ModelId id, String path, String sha256) implements ModelSource {}
}
