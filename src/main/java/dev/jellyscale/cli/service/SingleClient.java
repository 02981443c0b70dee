package dev.jellyscale.cli.service;

import dev.jellyscale.cli.frame.FrameReport.Percentiles;
import dev.jellyscale.cli.frame.TexturedFrames;
import dev.jellyscale.cli.service.ServiceReport.Alone;
import dev.jellyscale.cli.service.ServiceReport.Row;
import dev.jellyscale.error.JellyscaleException.EngineFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One caller who sends frame after frame over one connection. */
final class SingleClient {
  /** Small frames, until the compilers of both processes have done most of their work. */
  private static final int SMALL_FRAMES = 5000;

  /** Short measurements are not warmed for longer than they last. */
  private static final int SMALL_FOR_EACH = 25;

  private static final int WARM_UP = 50;

  private static final int MEASURES_OF_MEMORY = 4;
  private static final double NANOS_PER_MILLISECOND = 1e6;

  private final BenchNode node;
  private final List<byte[]> pictures;
  private final Map<Row, double[]> times = new EnumMap<>(Row.class);
  private final Map<Integer, BenchNode.Resident> resident = new LinkedHashMap<>();

  SingleClient(BenchNode node, List<byte[]> pictures) {
    this.node = node;
    this.pictures = pictures;
  }

  Alone run(int frames) throws IOException {
    for (var row : Row.values()) {
      times.put(row, new double[frames]);
    }
    try (var connection = new Connection(node.place())) {
      warmUp(connection, frames);
      for (int i = 0; i < frames; i++) {
        long begin = System.nanoTime();
        var reply = send(connection, pictures.get(i % pictures.size()));
        put(i, (System.nanoTime() - begin) / NANOS_PER_MILLISECOND, ServerTimes.of(reply));
        if ((i + 1) % Math.max(1, frames / MEASURES_OF_MEMORY) == 0) {
          resident.put(i + 1, node.resident());
        }
      }
    }
    var rows = new EnumMap<Row, Percentiles>(Row.class);
    times.forEach((row, values) -> rows.put(row, Percentiles.of(values)));
    return new Alone(frames, rows, resident);
  }

  private void warmUp(Connection connection, int frames) throws IOException {
    var small = TexturedFrames.small();
    for (int i = 0; i < Math.min(SMALL_FRAMES, SMALL_FOR_EACH * frames); i++) {
      send(connection, small);
    }
    for (int i = 0; i < Math.min(WARM_UP, frames); i++) {
      send(connection, pictures.get(i % pictures.size()));
    }
  }

  private static Connection.Reply send(Connection connection, byte[] picture) throws IOException {
    var reply = connection.post("/upscale-frame", "image/jpeg", picture);
    if (reply.status() != 200) {
      throw new EngineFailure(
          "A frame was answered with %d: %s"
              .formatted(reply.status(), new String(reply.body(), StandardCharsets.UTF_8)),
          null);
    }
    return reply;
  }

  private void put(int frame, double whole, ServerTimes said) {
    put(Row.DECODE, frame, said.of("decode"));
    put(Row.INFERENCE, frame, said.of("inference"));
    put(Row.ENCODE, frame, said.of("encode"));
    put(Row.RENDERER, frame, said.of("renderer") - said.stages());
    put(Row.COMMAND, frame, said.of("queue"));
    put(Row.HTTP, frame, whole - said.of("renderer") - said.of("queue"));
    put(Row.OVERHEAD, frame, whole - said.stages());
    put(Row.WHOLE, frame, whole);
  }

  private void put(Row row, int frame, double milliseconds) {
    times.getOrDefault(row, new double[0])[frame] = milliseconds;
  }
}
