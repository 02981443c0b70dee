package dev.jellyscale.api.service.status;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.jellyscale.protocol.wire.LibraryFacts;
import java.util.Optional;

/**
 * Versions of what the node stands on; null where it is not known or not there.
 *
 * @param cuda newest version that the driver can run
 */
@JsonNaming(SnakeCaseStrategy.class)
record Library(
    String java,
    Optional<String> onnxRuntime,
    Optional<String> ffmpeg,
    Optional<String> nvidiaDriver,
    Optional<String> cuda) {

  static Library of(NodeFacts facts) {
    var renderer = facts.renderer();
    var gpus = facts.gpus();
    return new Library(
        Runtime.version().toString(),
        renderer.map(hello -> hello.libraries()).map(LibraryFacts::onnxRuntime),
        renderer.map(hello -> hello.libraries()).map(LibraryFacts::ffmpeg),
        gpus.driver(),
        gpus.cuda());
  }
}
