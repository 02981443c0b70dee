package dev.jellyscale.video.job;

import dev.jellyscale.protocol.EncoderSettings;
import dev.jellyscale.protocol.EncoderSettings.Nvenc;
import dev.jellyscale.protocol.EncoderSettings.SvtAv1;
import dev.jellyscale.protocol.EncoderSettings.X264;
import dev.jellyscale.protocol.EncoderSettings.X265;
import dev.jellyscale.protocol.ExecutionProvider;

/**
 * What a frame costs on a small machine, told from the job alone. It is coarse, and it is the same
 * for every run, which a measurement is not.
 *
 * @param multiplications of the networks
 * @param pixels of the output
 */
public record ExpectedPace(double multiplications, double pixels) {
  /** Measured with small networks on two cores; see docs/performance.md. */
  private static final double CPU_MULTIPLICATIONS_A_SECOND = 150e9;

  private static final double GPU_MULTIPLICATIONS_A_SECOND = 5e12;

  /** What a network without weights costs too, such as a generated resize. */
  private static final double LEAST_MULTIPLICATIONS_A_PIXEL = 100;

  private static final int BYTES_OF_A_WEIGHT = 4;

  /** Every weight of a network is used once for each pixel that goes into it. */
  public static ExpectedPace of(JobPlan plan) {
    var network = plan.network();
    double perPixel =
        Math.max(
            LEAST_MULTIPLICATIONS_A_PIXEL,
            network.file().onnx().length / (double) BYTES_OF_A_WEIGHT);
    var input = plan.source().format();
    double pixels = (double) input.width() * input.height();
    double multiplications = 0;
    for (int pass = 0; pass < plan.scale().passes(); pass++) {
      multiplications += pixels * perPixel;
      pixels *= network.scale() * network.scale();
    }
    var output = plan.scale().output();
    return new ExpectedPace(multiplications, (double) output.width() * output.height());
  }

  /** Seconds that a frame takes where {@code provider} infers. */
  public double secondsPerFrame(ExecutionProvider provider, EncoderSettings encoder) {
    double inferring =
        switch (provider) {
          case CPU -> CPU_MULTIPLICATIONS_A_SECOND;
          case CUDA, TENSORRT -> GPU_MULTIPLICATIONS_A_SECOND;
        };
    return multiplications / inferring + pixels / encodedPixelsPerSecond(encoder);
  }

  private static double encodedPixelsPerSecond(EncoderSettings encoder) {
    return switch (encoder) {
      case X264 _ -> 80e6;
      case X265 _ -> 8e6;
      case SvtAv1 _ -> 15e6;
      case Nvenc _ -> 300e6;
    };
  }
}
