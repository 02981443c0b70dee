package dev.jellyscale.cli.service;

import dev.jellyscale.cli.bench.Machine;
import dev.jellyscale.cli.frame.TexturedFrames;
import dev.jellyscale.cli.service.ServiceReport.Alone;
import dev.jellyscale.cli.service.ServiceReport.Conditions;
import dev.jellyscale.cli.service.ServiceReport.Together;
import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.protocol.ProgramVersion;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Starts a node, calls it, and ends it. */
final class ServiceBench {
  private final Request request;
  private final List<String> node;
  private final Path folder;

  /**
   * @param node words that start a node
   * @param folder empty; the caller removes it
   */
  ServiceBench(Request request, List<String> node, Path folder) {
    this.request = request;
    this.node = node;
    this.folder = folder;
  }

  /**
   * What to measure.
   *
   * @param frames of one client; 0: it is not measured
   * @param seconds for which several clients call; 0: they do not
   */
  record Request(String model, int frames, int clients, int seconds) {}

  ServiceReport run() throws IOException, InterruptedException {
    double before = Machine.load();
    var pictures = TexturedFrames.jpegs();
    try (var started = BenchNode.start(node, folder)) {
      load(started);
      var alone =
          request.frames > 0
              ? Optional.of(new SingleClient(started, pictures).run(request.frames))
              : Optional.<Alone>empty();
      var together =
          request.seconds > 0
              ? Optional.of(
                  new Crowd(started.place(), pictures).run(request.clients, request.seconds))
              : Optional.<Together>empty();
      var conditions =
          new Conditions(
              ProgramVersion.VALUE, Machine.name(), request.model, before, Machine.load());
      return new ServiceReport(conditions, alone, together);
    }
  }

  private void load(BenchNode started) throws IOException {
    var form = "model_name=" + URLEncoder.encode(request.model, StandardCharsets.UTF_8);
    try (var connection = new Connection(started.place())) {
      var reply =
          connection.send(
              Connection.request(
                  started.place(),
                  "/models/load",
                  "application/x-www-form-urlencoded",
                  form.getBytes(StandardCharsets.UTF_8)));
      if (reply.status() != 200) {
        throw new EngineFailure(
            "Model '%s' is not loaded: %s".formatted(request.model, reply.text()), null);
      }
    }
  }
}
