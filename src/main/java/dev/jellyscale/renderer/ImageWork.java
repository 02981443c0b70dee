package dev.jellyscale.renderer;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.LimitExceeded;
import dev.jellyscale.frame.Frame;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.protocol.picture.PictureForm;
import dev.jellyscale.protocol.picture.PictureHeader;
import dev.jellyscale.protocol.wire.ImageFacts;
import dev.jellyscale.protocol.wire.PictureTask;
import dev.jellyscale.renderer.picture.PictureClock;
import dev.jellyscale.renderer.picture.PictureClock.Step;
import dev.jellyscale.renderer.picture.PictureFiles;
import dev.jellyscale.renderer.picture.ReadyUpscaler;
import dev.jellyscale.renderer.picture.ReadyUpscalers;
import dev.jellyscale.video.image.ImageDecoder;
import dev.jellyscale.video.image.ImageEncoder;
import dev.jellyscale.video.image.ImageEncoder.Encoded;
import java.util.List;

/** Upscales single pictures. */
record ImageWork(OpenModels models, ReadyUpscalers ready) {
  private static final int BYTE_BITS = 8;
  private static final int DEEP_BITS = 16;

  /**
   * Pixels around a picture that repeat its edge: networks take what is beyond an edge for black,
   * and what they make of the last pixels shows that. Frames that somebody waits for do without.
   */
  private static final int BORDER = 8;

  /** Longest side of what FFmpeg writes as JPEG. */
  private static final int LONGEST_JPEG = 65_500;

  /** Longest side of a WebP file. */
  private static final int LONGEST_WEBP = 16_383;

  /** Writes a picture that is larger by the model's scale. */
  ImageFacts run(PictureTask order, Task task) throws InterruptedException {
    var clock = new PictureClock();
    var file = PictureFiles.read(order.source());
    var header = PictureHeader.read(file);
    requireSuitable(header, order);
    try (var source =
        clock.time(Step.DECODE, () -> new ImageDecoder(file, header, border(order)))) {
      var key = key(source, order);
      var upscaler = clock.time(Step.OPENING, () -> upscaler(key, source.size(), order));
      var picture = new Picture(order, source, clock);
      long bytes;
      try (var made = upscaled(picture, upscaler, task)) {
        task.requireWanted();
        var encoded = made.bytes();
        bytes = encoded.remaining();
        PictureFiles.write(order.target(), encoded);
      }
      return new ImageFacts(
          header.kind(),
          size(source.size()),
          size(source.size().scaled(upscaler.scale())),
          bytes,
          clock.seconds(),
          upscaler.upscaler().device());
    }
  }

  /** A picture under way. */
  private record Picture(PictureTask order, ImageDecoder source, PictureClock clock) {}

  private static void requireSuitable(PictureHeader header, PictureTask order) {
    order.limits().requireSource(header.width(), header.height());
    boolean deep = header.depth() == DEEP_BITS && header.colours();
    if (order.form() instanceof PictureForm.DeepPng && !deep) {
      throw new Invalid("A PNG of three colours with 16 bits each is needed for 16 bits of output");
    }
  }

  private static ReadyUpscaler.Key key(ImageDecoder source, PictureTask order) {
    int depth = order.form() instanceof PictureForm.DeepPng ? DEEP_BITS : BYTE_BITS;
    return new ReadyUpscaler.Key(order.model(), source.format(), source.colour(), depth);
  }

  private static int border(PictureTask order) {
    return switch (order.form()) {
      case PictureForm.Jpeg _, PictureForm.Webp _ -> 0;
      case PictureForm.Png _, PictureForm.DeepPng _ -> BORDER;
    };
  }

  private ReadyUpscaler upscaler(ReadyUpscaler.Key key, FrameFormat size, PictureTask order)
      throws InterruptedException {
    if (ready.has(key)) {
      var found = ready.take(key);
      try {
        requireOutput(size.scaled(found.scale()), order);
        return found;
      } catch (LimitExceeded e) {
        ready.giveBack(found);
        throw e;
      }
    }
    var network = models.network(order.model());
    requireOutput(size.scaled(network.scale()), order);
    return ready.open(key, network);
  }

  private static void requireOutput(FrameFormat output, PictureTask order) {
    order.limits().requireOutput(output.width(), output.height());
    int longest =
        switch (order.form()) {
          case PictureForm.Jpeg _ -> LONGEST_JPEG;
          case PictureForm.Webp _ -> LONGEST_WEBP;
          case PictureForm.Png _, PictureForm.DeepPng _ -> Integer.MAX_VALUE;
        };
    if (output.width() > longest || output.height() > longest) {
      throw new LimitExceeded(
          "The upscaled picture of %dx%d is too long for a file of this kind"
              .formatted(output.width(), output.height()));
    }
  }

  private static Size size(FrameFormat format) {
    return new Size(format.width(), format.height());
  }

  private Encoded upscaled(Picture picture, ReadyUpscaler upscaler, Task task)
      throws InterruptedException {
    boolean good = false;
    try {
      task.runs(upscaler.upscaler());
      var made = upscaled(picture, upscaler);
      good = true;
      return made;
    } finally {
      // Who was cancelled stays cancelled, and after a failure nobody knows.
      if (task.leaves() && good) {
        ready.giveBack(upscaler);
      } else {
        upscaler.close();
      }
    }
  }

  private static Encoded upscaled(Picture picture, ReadyUpscaler upscaler)
      throws InterruptedException {
    var clock = picture.clock();
    try (var in = upscaler.inputs().acquire();
        var out = upscaler.outputs().acquire()) {
      clock.time(Step.DECODE, () -> filled(in, picture.source()));
      clock.time(Step.INFERENCE, () -> inferred(in, out, upscaler));
      return clock.time(
          Step.ENCODE,
          () -> new ImageEncoder(picture.source()).encode(out, picture.order().form()));
    }
  }

  private static Frame filled(Frame in, ImageDecoder source) {
    source.copyTo(in);
    return in;
  }

  private static Frame inferred(Frame in, Frame out, ReadyUpscaler upscaler)
      throws InterruptedException {
    upscaler.upscaler().upscale(List.of(in), List.of(out));
    return out;
  }
}
