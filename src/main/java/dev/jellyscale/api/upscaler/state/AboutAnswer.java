package dev.jellyscale.api.upscaler.state;

import dev.jellyscale.protocol.ProgramVersion;
import java.util.List;

/** What this program is, and what it does. */
record AboutAnswer(
    String name, String version, String description, String author, List<String> features) {

  static final AboutAnswer THIS =
      new AboutAnswer(
          "Jellyscale",
          ProgramVersion.VALUE,
          "AI upscaling companion of a Jellyfin server",
          "The Jellyscale authors",
          List.of(
              "Upscales whole videos as jobs of a durable queue",
              "Upscales pictures and single frames",
              "Imports models as ONNX files, tried before they are used",
              "Uses a GPU by CUDA or TensorRT where there is one, else the processor"));
}
