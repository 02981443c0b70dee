package dev.jellyscale.cli.service;

import dev.jellyscale.error.JellyscaleException.EngineFailure;
import java.util.HashMap;
import java.util.Map;

/**
 * What the service itself says a picture took, from its answer's {@code Server-Timing}.
 *
 * @param milliseconds by the names of that header
 */
record ServerTimes(Map<String, Double> milliseconds) {

  /**
   * @throws EngineFailure if the answer does not tell
   */
  static ServerTimes of(Connection.Reply reply) {
    var header = reply.headers().get("server-timing");
    if (header == null) {
      throw new EngineFailure("An answer has no Server-Timing", null);
    }
    var times = new HashMap<String, Double>();
    for (var metric : header.split(",", -1)) {
      var words = metric.strip().split(";dur=", -1);
      times.put(words[0], Double.valueOf(words[1]));
    }
    return new ServerTimes(times);
  }

  double of(String name) {
    return milliseconds.getOrDefault(name, 0.0);
  }

  /** Decoding, inference and encoding. */
  double stages() {
    return of("decode") + of("inference") + of("encode");
  }
}
