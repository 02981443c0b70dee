package dev.jellyscale.cli.facadebench;

import dev.jellyscale.auth.jellyfin.KnownTokens;
import dev.jellyscale.cli.bench.Machine;
import dev.jellyscale.cli.facadebench.FacadeReport.Conditions;
import dev.jellyscale.cli.facadebench.FacadeReport.Questions;
import dev.jellyscale.cli.service.BenchNode;
import dev.jellyscale.cli.service.Connection;
import dev.jellyscale.error.JellyscaleException.EngineFailure;
import dev.jellyscale.jellyfin.JellyfinSettings;
import dev.jellyscale.protocol.ProgramVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Starts a node and a stand-in for Jellyfin, has signed-in users call it, and ends both.
 *
 * @param users who call
 * @param warmUp seconds that do not count
 * @param seconds that count
 */
record FacadeBench(int users, int warmUp, int seconds) {
  private static final int REFUSALS = 2_000;
  private static final int NOT_FOUND = 404;

  /**
   * Measures.
   *
   * @param node words that start a node
   * @param folder empty; the caller removes it
   */
  FacadeReport run(List<String> node, Path folder) throws IOException, InterruptedException {
    double before = Machine.load();
    var headers = IntStream.range(0, users).mapToObj(FacadeBench::header).toList();
    var gate = new Gate(headers).run();
    try (var jellyfin = new StandIn();
        var started =
            BenchNode.start(
                node, folder, Map.of(JellyfinSettings.URL, jellyfin.address().toString()))) {
      var signedIn = new SignedIn(started.place(), headers);
      signedIn.run(warmUp, seconds);
      var refused = refused(started.place(), headers.getFirst());
      return new FacadeReport(
          new Conditions(
              ProgramVersion.VALUE, Machine.name(), users, seconds, before, Machine.load()),
          gate,
          refused,
          signedIn.times(),
          signedIn.answers(),
          signedIn.brokenOff(),
          new Questions(jellyfin.questions(), jellyfin.mostAbout(KnownTokens.GOOD)));
    }
  }

  /** As Jellyfin's own pages send it. */
  private static String header(int user) {
    return "MediaBrowser Client=\"Jellyfin Web\", Device=\"Firefox\", DeviceId=\"TW96aWxsYS81LjA\","
        + " Version=\"12.0.0\", Token=\"%032x\"".formatted(user + 1);
  }

  private static Times refused(BenchNode.Place node, String header) throws IOException {
    var request = SignedIn.request(node, "/Upscaler/nothing", header);
    var times = new ArrayList<Long>();
    try (var connection = new Connection(node)) {
      for (int i = 0; i < REFUSALS; i++) {
        long begin = System.nanoTime();
        int status = connection.send(request).status();
        times.add(System.nanoTime() - begin);
        if (status != NOT_FOUND) {
          throw new EngineFailure("A known user gets " + status + " in the gate", null);
        }
      }
    }
    return Times.of(times);
  }
}
