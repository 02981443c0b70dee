package dev.jellyscale.engine.session;

import dev.jellyscale.engine.graph.PlaneGraph;
import dev.jellyscale.engine.graph.PlanePort;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Native memory for the planes of one run, made once and used for run after run; zeros at first.
 * Not thread-safe.
 */
public final class Staging implements AutoCloseable {
  private static final long ALIGNMENT_BYTES = 64;

  private final Arena arena;
  private final PlaneTensors inputs;
  private final PlaneTensors outputs;
  private final List<List<MemorySegment>> inputPictures;
  private final List<List<MemorySegment>> outputPictures;

  private Staging(Arena arena, PlaneGraph graph, int batch) {
    this.arena = arena;
    var in = allocate(graph.inputs());
    var out = allocate(graph.outputs());
    inputPictures = pictures(in, batch);
    outputPictures = pictures(out, batch);
    inputs = new PlaneTensors(graph.inputs(), in);
    try {
      outputs = new PlaneTensors(graph.outputs(), out);
    } catch (RuntimeException | Error e) {
      inputs.close();
      throw e;
    }
  }

  /**
   * Allocates the memory of one run.
   *
   * @param batch pictures that a run of the graph takes
   */
  public static Staging allocate(PlaneGraph graph, int batch) {
    var arena = Arena.ofShared();
    try {
      return new Staging(arena, graph, batch);
    } catch (RuntimeException | Error e) {
      arena.close();
      throw e;
    }
  }

  private List<MemorySegment> allocate(List<PlanePort> ports) {
    return ports.stream().map(port -> arena.allocate(port.byteSize(), ALIGNMENT_BYTES)).toList();
  }

  private static List<List<MemorySegment>> pictures(List<MemorySegment> planes, int batch) {
    return IntStream.range(0, batch).mapToObj(picture -> slices(planes, picture, batch)).toList();
  }

  private static List<MemorySegment> slices(List<MemorySegment> planes, int picture, int batch) {
    return planes.stream()
        .map(plane -> plane.asSlice(picture * (plane.byteSize() / batch), plane.byteSize() / batch))
        .toList();
  }

  /** Planes of one input picture of the batch. */
  public List<MemorySegment> input(int picture) {
    return inputPictures.get(picture);
  }

  /** Planes of one output picture of the batch. */
  public List<MemorySegment> output(int picture) {
    return outputPictures.get(picture);
  }

  /** All input pictures. */
  public PlaneTensors inputs() {
    return inputs;
  }

  /** All output pictures. */
  public PlaneTensors outputs() {
    return outputs;
  }

  /** Releases the memory. No run may use it any more. Closing again has no effect. */
  @Override
  public void close() {
    inputs.close();
    outputs.close();
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
