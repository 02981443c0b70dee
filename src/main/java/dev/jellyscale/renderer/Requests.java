package dev.jellyscale.renderer;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.protocol.job.TargetBox;
import dev.jellyscale.protocol.job.VideoWish;
import dev.jellyscale.video.request.EncoderName;
import dev.jellyscale.video.request.EncoderRequest;
import dev.jellyscale.video.request.UpscaleRequest;
import dev.jellyscale.video.request.UpscaleRequest.Handling;
import dev.jellyscale.video.request.UpscaleRequest.Resources;
import dev.jellyscale.video.request.UpscaleRequest.Wish;
import dev.jellyscale.video.scale.ScaleRequest;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Says what a node wishes as a user would say it on the command line. */
final class Requests {
  private Requests() {}

  /**
   * A wish as a request.
   *
   * @param output file name of the output
   * @throws Invalid if it names what there is not
   */
  static UpscaleRequest of(VideoWish wish, Path output) {
    var handling = wish.handling();
    return new UpscaleRequest(
        Path.of(wish.source()),
        output,
        new Wish(
            wish.model().id().value(),
            scale(wish.scale()),
            encoder(wish.encoder()),
            handling.deinterlace(),
            Optional.empty()),
        new Handling(handling.dropUnsupported(), handling.allowDamaged(), false),
        Resources.DEFAULT.withEncoderThreads(wish.encoder().threads()));
  }

  private static ScaleRequest scale(VideoWish.Scale scale) {
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

  private static EncoderRequest encoder(VideoWish.Encoder encoder) {
    if (encoder.threads().orElse(1) < 1) {
      throw new Invalid("An encoder has 1 thread at least");
    }
    return new EncoderRequest(
        encoder.name().map(Requests::encoderName), encoder.preset(), encoder.quality());
  }

  private static EncoderName encoderName(String word) {
    return Arrays.stream(EncoderName.values())
        .filter(name -> name.toString().equals(word))
        .findFirst()
        .orElseThrow(() -> new Invalid("No encoder '" + word + "'"));
  }
}
