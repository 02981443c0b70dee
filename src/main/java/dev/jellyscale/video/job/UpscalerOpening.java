package dev.jellyscale.video.job;

import dev.jellyscale.engine.Engine;
import dev.jellyscale.engine.Upscaler;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.video.scale.UpscaleChain;
import java.util.ArrayList;

/** Opens what a plan needs to infer: the network once for each pass, joined to one upscaler. */
public final class UpscalerOpening {
  private UpscalerOpening() {}

  /** The upscaler for a plan; the caller closes it. */
  public static Upscaler open(Engine engine, JobPlan plan) throws InterruptedException {
    var encoded = plan.output().encode().format();
    var colour = plan.source().probed().facts().video().colour();
    var passes = new ArrayList<Upscaler>();
    try {
      FrameFormat input = plan.source().format();
      for (int i = 0; i < plan.scale().passes(); i++) {
        var pass = engine.open(plan.network(), input, colour, encoded.pixels().depth());
        passes.add(pass);
        input = pass.output();
      }
    } catch (InterruptedException | RuntimeException e) {
      passes.forEach(Upscaler::close);
      throw e;
    }
    return UpscaleChain.of(passes, encoded, colour.siting());
  }
}
