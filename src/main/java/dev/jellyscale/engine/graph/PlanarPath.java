package dev.jellyscale.engine.graph;

import dev.jellyscale.engine.graph.colour.CodeScale;
import dev.jellyscale.engine.graph.onnx.GraphWriter;
import dev.jellyscale.engine.graph.onnx.Image;
import java.util.List;
import java.util.stream.Stream;

/**
 * Planes G, B, R. A luma network gets each of them, as three images of a batch; an RGB network gets
 * them as one.
 */
record PlanarPath(
    GraphSpec spec,
    GraphWriter graph,
    PlaneTerminals terminals,
    NetworkBody body,
    SampleCodes in,
    SampleCodes out)
    implements WrapperPath {

  @Override
  public void append() {
    var range = spec.colour().range();
    var values = in.decode(stacked(), CodeScale.luma(in.depth(), range));
    var phases = body.apply(values);
    var codes = out.encode(phases.image(), CodeScale.luma(out.depth(), range));
    for (var plane : planes(phases.named(codes.name()).interleave(graph))) {
      terminals.output(out, plane);
    }
  }

  private Image stacked() {
    var planes = terminals.inputs(in);
    if (spec.network().channels() == Channels.LUMA) {
      var x = graph.concat(planes.stream().map(Image::name).toList(), 0);
      return planes.getFirst().withImages(x, planes.size() * spec.batch());
    }
    var rgb = Stream.of(planes.get(2), planes.get(0), planes.get(1));
    var x = graph.concat(rgb.map(Image::name).toList(), 1);
    return planes.getFirst().withChannels(x, planes.size());
  }

  private List<Image> planes(Image stacked) {
    if (spec.network().channels() == Channels.LUMA) {
      return graph.split(stacked.name(), 0, 3, spec.batch()).stream()
          .map(x -> stacked.withImages(x, spec.batch()))
          .toList();
    }
    var rgb =
        graph.split(stacked.name(), 1, 3, 1).stream().map(x -> stacked.withChannels(x, 1)).toList();
    return List.of(rgb.get(1), rgb.get(2), rgb.get(0));
  }
}
