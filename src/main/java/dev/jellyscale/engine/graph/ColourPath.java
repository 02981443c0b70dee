package dev.jellyscale.engine.graph;

import dev.jellyscale.engine.graph.colour.CodeScale;
import dev.jellyscale.engine.graph.colour.ColourMatrix;
import dev.jellyscale.engine.graph.onnx.GraphWriter;
import dev.jellyscale.engine.graph.onnx.Image;
import dev.jellyscale.frame.PixelFormat.Subsampling;
import java.util.List;

/**
 * Planes Y, U, V around an RGB network. Nothing is clipped between the matrices, so colours outside
 * of the RGB cube keep their codes. Matrices are additions and multiplications of single planes: as
 * a 1x1 convolution they would cost half as much as a small network.
 */
record ColourPath(
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
    var range = spec.colour().range();
    var y = in.decode(planes.getFirst(), CodeScale.luma(in.depth(), range));
    var rgb = toRgb(y, differences(planes.subList(1, 3)));
    appendPlanes(body.apply(rgb).interleave(graph));
  }

  private boolean subsampled() {
    return spec.in().subsampling() != Subsampling.S444;
  }

  private ChromaFilter filter() {
    return new ChromaFilter(graph, spec.in().subsampling(), spec.colour().siting());
  }

  /** Colour differences at the size of luma, -0.5 to 0.5. */
  private List<String> differences(List<Image> planes) {
    var scale = CodeScale.chroma(in.depth(), spec.colour().range());
    if (!subsampled()) {
      return planes.stream().map(plane -> in.decode(plane, scale).name()).toList();
    }
    var memory = graph.concat(planes.stream().map(Image::name).toList(), 1);
    var codes = in.decode(planes.getFirst().withChannels(memory, 2), CodeScale.CODES);
    var phases = filter().toLumaSize(codes, 1 / scale.step(), -scale.zero() / scale.step());
    return graph.split(phases.interleave(graph).name(), 1, 2, 1);
  }

  private Image toRgb(Image y, List<String> differences) {
    var matrix = new ColourMatrix(spec.colour().matrix());
    var cb = differences.get(0);
    var cr = differences.get(1);
    var red = graph.plus(y.name(), graph.times(cr, matrix.redPerCr()));
    var green =
        graph.plus(
            graph.plus(y.name(), graph.times(cb, matrix.greenPerCb())),
            graph.times(cr, matrix.greenPerCr()));
    var blue = graph.plus(y.name(), graph.times(cb, matrix.bluePerCb()));
    return y.withChannels(graph.concat(List.of(red, green, blue), 1), 3);
  }

  private void appendPlanes(Image rgb) {
    var matrix = new ColourMatrix(spec.colour().matrix());
    var channels = graph.split(rgb.name(), 1, 3, 1);
    var luma = matrix.luma();
    var y = graph.times(channels.get(0), luma[0]);
    y = graph.plus(y, graph.times(channels.get(1), luma[1]));
    y = graph.plus(y, graph.times(channels.get(2), luma[2]));
    var plane = rgb.withChannels(y, 1);
    var scale = CodeScale.luma(out.depth(), spec.colour().range());
    terminals.output(out, out.encode(plane, scale));
    if (subsampled()) {
      appendReducedChroma(rgb, matrix);
    } else {
      appendChroma(plane, channels.get(2), matrix.cbPerBlueMinusLuma());
      appendChroma(plane, channels.get(0), matrix.crPerRedMinusLuma());
    }
  }

  private void appendChroma(Image luma, String channel, double gain) {
    var difference = graph.times(graph.minus(channel, luma.name()), gain);
    var scale = CodeScale.chroma(out.depth(), spec.colour().range());
    terminals.output(out, out.encode(luma.named(difference), scale));
  }

  private void appendReducedChroma(Image rgb, ColourMatrix matrix) {
    var scale = CodeScale.chroma(out.depth(), spec.colour().range());
    var rows = new double[][] {matrix.cb(), matrix.cr()};
    var values = filter().fromLumaSize(rgb, rows, scale.step(), scale.zero());
    var codes = out.encode(values, CodeScale.CODES);
    for (var plane : graph.split(codes.name(), 1, 2, 1)) {
      terminals.output(out, codes.withChannels(plane, 1));
    }
  }
}
