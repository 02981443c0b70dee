package dev.jellyscale.engine.graph;

import dev.jellyscale.engine.graph.colour.CodeScale;
import dev.jellyscale.engine.graph.onnx.GraphWriter;
import dev.jellyscale.engine.graph.onnx.Image;
import java.util.List;

/** Planes Y, U, V around a luma network: Y passes through it, chroma is interpolated. */
record LumaPath(
    GraphSpec spec,
    GraphWriter graph,
    PlaneTerminals terminals,
    NetworkBody body,
    SampleCodes in,
    SampleCodes out)
    implements WrapperPath {

  @Override
  public void append() {
    var planes = terminals.inputs(in);
    appendLuma(planes.getFirst());
    boolean untouched = spec.network().scale() == 1 && in.depth() == out.depth();
    if (untouched) {
      planes.subList(1, 3).forEach(plane -> terminals.pass(out, plane));
    } else {
      appendChroma(planes.subList(1, 3));
    }
  }

  private void appendLuma(Image plane) {
    var range = spec.colour().range();
    var phases = body.apply(in.decode(plane, CodeScale.luma(in.depth(), range)));
    var codes = out.encode(phases.image(), CodeScale.luma(out.depth(), range));
    terminals.output(out, phases.named(codes.name()).interleave(graph));
  }

  private void appendChroma(List<Image> planes) {
    var memory = graph.concat(planes.stream().map(Image::name).toList(), 1);
    var both = in.decode(planes.getFirst().withChannels(memory, 2), CodeScale.CODES);
    var from = CodeScale.chroma(in.depth(), spec.colour().range());
    var to = CodeScale.chroma(out.depth(), spec.colour().range());
    double gain = to.step() / from.step();
    var filter = new ChromaFilter(graph, spec.in().subsampling(), spec.colour().siting());
    var phases = filter.enlarge(both, spec.network().scale(), gain, to.zero() - from.zero() * gain);
    var codes = out.encode(phases.image(), CodeScale.CODES);
    var large = phases.named(codes.name()).interleave(graph);
    for (var plane : graph.split(large.name(), 1, 2, 1)) {
      terminals.output(out, large.withChannels(plane, 1));
    }
  }
}
