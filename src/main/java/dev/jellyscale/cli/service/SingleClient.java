package dev.jellyscale.cli.service;

import dev.jellyscale.cli.frame.FrameReport.Percentiles;
import dev.jellyscale.cli.frame.TexturedFrames;
import dev.jellyscale.cli.service.ServiceReport.Alone;
import dev.jellyscale.cli.service.ServiceReport.Row;
import dev.jellyscale.error.JellyscaleException.EngineFailure;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One caller who sends frame after frame over one connection. */
final class SingleClient {
  /** Small frames, for what the compilers of both processes see soon. */
  private static final int SMALL_FRAMES = 5000;

  /** Short measurements are not warmed for longer than they last. */
  private static final int SMALL_FOR_EACH = 25;

  /** Until times fall no more: the renderer's compiler is at work for as long. */
  private static final int WARM_UP = 600;

  private static final int MEASURES_OF_MEMORY = 4;
  private static final double NANOS_PER_MILLISECOND = 1e6;

  private final BenchNode node;
  private final List<byte[]> frames;
  private final Map<Row, double[]> times = new EnumMap<>(Row.class);
  private final Map<Integer, BenchNode.Resident> resident = new LinkedHashMap<>();

  SingleClient(BenchNode node, List<byte[]> pictures) {
    this.node = node;
    frames = pictures.stream().map(this::request).toList();
  }

  private byte[] request(byte[] picture) {
    return Connection.request(node.place(), "/upscale-frame", "image/jpeg", picture);
  }

  Alone run(int count) throws IOException {
    for (var row : Row.values()) {
      times.put(row, new double[count]);
    }
    try (var connection = new Connection(node.place())) {
      warmUp(connection, count);
      for (int i = 0; i < count; i++) {
        long begin = System.nanoTime();
        var reply = send(connection, frames.get(i % frames.size()));
        put(i, (System.nanoTime() - begin) / NANOS_PER_MILLISECOND, ServerTimes.of(reply));
        if ((i + 1) % Math.max(1, count / MEASURES_OF_MEMORY) == 0) {
          resident.put(i + 1, node.resident());
        }
      }
    }
    var rows = new EnumMap<Row, Percentiles>(Row.class);
    times.forEach((row, values) -> rows.put(row, Percentiles.of(values)));
    return new Alone(count, rows, resident);
  }

  private void warmUp(Connection connection, int count) throws IOException {
    var small = request(TexturedFrames.small());
    for (int i = 0; i < Math.min(SMALL_FRAMES, SMALL_FOR_EACH * count); i++) {
      send(connection, small);
    }
    for (int i = 0; i < Math.min(WARM_UP, count); i++) {
      send(connection, frames.get(i % frames.size()));
    }
  }

  private static Connection.Reply send(Connection connection, byte[] frame) throws IOException {
    var reply = connection.send(frame);
    if (reply.status() != 200) {
      throw new EngineFailure(
          "A frame was answered with %d: %s".formatted(reply.status(), reply.text()), null);
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
