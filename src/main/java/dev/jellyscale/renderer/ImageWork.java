package dev.jellyscale.renderer;

import dev.jellyscale.engine.Engine;
import dev.jellyscale.engine.Upscaler;
import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.error.JellyscaleException.DiskFull;
import dev.jellyscale.error.JellyscaleException.LimitExceeded;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.error.JellyscaleException.Unsupported;
import dev.jellyscale.frame.ColourDescription;
import dev.jellyscale.frame.ColourDescription.ChromaSiting;
import dev.jellyscale.frame.ColourDescription.Matrix;
import dev.jellyscale.frame.ColourDescription.Range;
import dev.jellyscale.frame.FrameFormat;
import dev.jellyscale.frame.FramePool;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.protocol.picture.PictureForm;
import dev.jellyscale.protocol.picture.PictureHeader;
import dev.jellyscale.protocol.wire.ImageFacts;
import dev.jellyscale.protocol.wire.ImageFacts.Seconds;
import dev.jellyscale.protocol.wire.PictureTask;
import dev.jellyscale.video.image.ImageDecoder;
import dev.jellyscale.video.image.ImageEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Upscales single pictures. */
record ImageWork(Engine engine, OpenModels models) {
  private static final long LARGEST_FILE = 64L << 20;
  private static final ColourDescription COLOUR =
      new ColourDescription(Matrix.IDENTITY, Range.FULL, ChromaSiting.CENTRE);

  /** Writes a picture that is larger by the model's scale. */
  ImageFacts run(PictureTask order, Task task) throws InterruptedException {
    if (!(order.form() instanceof PictureForm.Png)) {
      throw new Unsupported("Upscaled pictures are written as PNG of 8 bits only");
    }
    long begin = System.nanoTime();
    var network = models.network(order.model());
    var file = read(Path.of(order.source()));
    var header = PictureHeader.read(file);
    order.limits().requireSource(header.width(), header.height());
    try (var source = new ImageDecoder(file);
        var upscaler = engine.open(network, source.format(), COLOUR, 8)) {
      task.runs(upscaler);
      write(Path.of(order.target()), upscaled(source, upscaler));
      double seconds = (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);
      return new ImageFacts(
          header.kind(),
          size(upscaler.input()),
          size(upscaler.output()),
          new Seconds(0, 0, 0, 0, seconds),
          upscaler.device());
    }
  }

  private static Size size(FrameFormat format) {
    return new Size(format.width(), format.height());
  }

  private static byte[] upscaled(ImageDecoder source, Upscaler upscaler)
      throws InterruptedException {
    try (var inputs = new FramePool(upscaler.input(), 1);
        var outputs = new FramePool(upscaler.output(), 1);
        var in = inputs.acquire();
        var out = outputs.acquire()) {
      source.copyTo(in);
      upscaler.upscale(List.of(in), List.of(out));
      return ImageEncoder.png(out);
    }
  }

  private static byte[] read(Path file) {
    try {
      if (Files.size(file) > LARGEST_FILE) {
        throw new LimitExceeded("The picture is larger than 64 MiB");
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new NotFound("The picture is missing");
    } catch (IOException e) {
      throw new Denied("The picture cannot be read by a renderer", e);
    }
  }

  private static void write(Path file, byte[] png) {
    try {
      Files.write(file, png);
    } catch (IOException e) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw new DiskFull("The picture cannot be written into the work directory", e);
    }
  }
}
