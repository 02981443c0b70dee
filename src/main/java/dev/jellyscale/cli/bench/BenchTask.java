package dev.jellyscale.cli.bench;

import dev.jellyscale.engine.Engine;
import dev.jellyscale.engine.Upscaler;
import dev.jellyscale.engine.graph.Network;
import dev.jellyscale.frame.PixelFormat;
import dev.jellyscale.protocol.Deinterlace;
import dev.jellyscale.protocol.EncoderSettings;
import dev.jellyscale.protocol.FrameRange;
import dev.jellyscale.protocol.VideoFacts;
import dev.jellyscale.video.decode.DecodeOptions;
import dev.jellyscale.video.decode.FrameReader;
import dev.jellyscale.video.encode.EncodeSpec;
import dev.jellyscale.video.job.ThreadShares;
import dev.jellyscale.video.probe.ProbedSource;

/**
 * The work that every measurement does: the clip, the network and the encoder.
 *
 * @param source the clip
 * @param network what upscales it
 * @param encode the one encoder of all measurements
 * @param threads as a job has them
 */
record BenchTask(ProbedSource source, Network network, EncodeSpec encode, ThreadShares threads) {

  static BenchTask of(ProbedSource source, Network network, EncoderSettings encoder) {
    var video = source.facts().video();
    var threads = ThreadShares.of(0);
    var encode =
        new EncodeSpec(
            encoder,
            video.format().scaled(network.scale()),
            new EncodeSpec.Timing(video.timeBase(), video.frameRate()),
            new EncodeSpec.Appearance(video.tags(), video.hdr(), video.sampleAspect()),
            threads.encoder());
    return new BenchTask(source, network, encode, threads);
  }

  VideoFacts video() {
    return source.facts().video();
  }

  int frames() {
    return source.index().frames();
  }

  /** Reads the whole clip. */
  FrameReader reader() {
    return FrameReader.open(
        source,
        new FrameRange(0, frames()),
        new DecodeOptions(threads.decoder(), Deinterlace.OFF, true, false));
  }

  /** Opens the network as a job does. */
  Upscaler upscaler(Engine engine) throws InterruptedException {
    PixelFormat pixels = video().format().pixels();
    return engine.open(network, video().format(), video().colour(), pixels.depth());
  }
}
