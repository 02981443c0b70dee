package dev.jellyscale.renderer;

import dev.jellyscale.engine.Engine;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.protocol.wire.RangeFacts;
import dev.jellyscale.protocol.wire.RangeTask;
import dev.jellyscale.video.decode.Deinterlace;
import dev.jellyscale.video.job.RangeJob;
import dev.jellyscale.video.request.EncoderName;
import dev.jellyscale.video.request.EncoderRequest;
import dev.jellyscale.video.request.UpscaleRequest;
import dev.jellyscale.video.request.UpscaleRequest.Handling;
import dev.jellyscale.video.request.UpscaleRequest.Resources;
import dev.jellyscale.video.request.UpscaleRequest.Wish;
import dev.jellyscale.video.scale.ScaleRequest;
import dev.jellyscale.video.scale.TargetBox;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Upscales ranges of videos into segments. */
record RangeWork(Engine engine, OpenModels models) {
  /** Holds every kind of stream; nothing is written under this name. */
  private static final String CONTAINER = ".mkv";

  /** Renders a range and tells its progress. */
  RangeFacts run(RangeTask order, Task task) throws InterruptedException {
    var network = models.network(order.model());
    var job = new RangeJob(engine, request(order), network);
    long total = job.outputFrames(order.frames());
    task.requireWanted();
    var made =
        job.render(order.frames(), Path.of(order.segment()), done -> task.progress(done, total));
    return new RangeFacts(
        made.frames(), made.inferred(), made.bytes(), made.seconds(), made.device());
  }

  private static UpscaleRequest request(RangeTask order) {
    var wish =
        new Wish(
            order.model().id().value(),
            scale(order.scale()),
            encoder(order.encoder()),
            Deinterlace.FRAME,
            Optional.empty());
    return new UpscaleRequest(
        Path.of(order.source()),
        Path.of(order.segment() + CONTAINER),
        wish,
        new Handling(true, false, true),
        Resources.DEFAULT);
  }

  private static ScaleRequest scale(RangeTask.Scale scale) {
    if (scale.times().isPresent()) {
      return new ScaleRequest.Times(scale.times().getAsInt());
    }
    if (scale.within().isPresent()) {
      return new ScaleRequest.Fit(box(scale.within().get()));
    }
    return new ScaleRequest.OfNetwork();
  }

  private static TargetBox box(Size size) {
    return Arrays.stream(TargetBox.values())
        .filter(box -> box.width() == size.width() && box.height() == size.height())
        .findFirst()
        .orElseThrow(() -> new Invalid("No size " + size + " to fit into"));
  }

  private static EncoderRequest encoder(RangeTask.Encoder encoder) {
    return new EncoderRequest(
        encoder.name().map(RangeWork::encoderName), encoder.preset(), encoder.quality());
  }

  private static EncoderName encoderName(String word) {
    return Arrays.stream(EncoderName.values())
        .filter(name -> name.toString().equals(word))
        .findFirst()
        .orElseThrow(() -> new Invalid("No encoder '" + word + "'"));
  }
}
