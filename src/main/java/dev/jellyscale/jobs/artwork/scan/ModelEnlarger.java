package dev.jellyscale.jobs.artwork.scan;

import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.LimitExceeded;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.jellyfin.ItemImages.Picture;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.models.fetch.StorageFailure;
import dev.jellyscale.models.lifecycle.Lease;
import dev.jellyscale.models.registry.ModelRegistry;
import dev.jellyscale.models.registry.Progress;
import dev.jellyscale.protocol.picture.PictureForm;
import dev.jellyscale.protocol.picture.PictureHeader;
import dev.jellyscale.protocol.picture.PictureLimits;
import dev.jellyscale.protocol.wire.PictureTask;
import dev.jellyscale.supervisor.Supervisor;
import dev.jellyscale.supervisor.queue.Priority;
import dev.jellyscale.supervisor.queue.QueuePlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Has this node's renderers make pictures, behind everything that somebody waits for. */
public final class ModelEnlarger implements Enlarger {
  private static final int MOST_BYTES = 32 << 20;

  private final Supplier<ModelRegistry> models;
  private final Supervisor renderers;
  private final PictureLimits limits;
  private final Path folder;
  private boolean isClear;

  /**
   * Makes no picture yet.
   *
   * @param folder of this node alone, that renderers may write below; made where it is missing
   */
  public ModelEnlarger(
      Supplier<ModelRegistry> models, Supervisor renderers, PictureLimits limits, Path folder) {
    this.models = models;
    this.renderers = renderers;
    this.limits = limits;
    this.folder = folder;
  }

  @Override
  public Size size(ModelId model, Size picture) {
    int scale = models.get().view(model).scale();
    limits.requireSource(picture.width(), picture.height());
    limits.requireOutput((long) picture.width() * scale, (long) picture.height() * scale);
    return new Size(picture.width() * scale, picture.height() * scale);
  }

  @Override
  public Picture enlarge(ModelId model, Picture picture) throws InterruptedException {
    var header = PictureHeader.read(picture.bytes());
    var _ = size(model, new Size(header.width(), header.height()));
    var place = QueuePlace.ofNode(Priority.BACKGROUND);
    try (var lease = lease(model, place);
        var source = file();
        var target = file()) {
      Files.write(source.file(), picture.bytes());
      var given = new PictureTask.Source(source.file().toString(), picture.bytes().length);
      var form = new PictureForm.Png();
      var task = new PictureTask(lease.source(), given, target.file().toString(), form, limits);
      return new Picture(
          form.kind().mediaType(), read(target.file(), renderers.image(task, place).bytes()));
    } catch (IOException e) {
      if (Thread.interrupted()) {
        // A file that was being written when the node ended says nothing of the picture.
        throw interrupted(e);
      }
      throw StorageFailure.of(folder, e);
    }
  }

  private static InterruptedException interrupted(IOException cause) {
    var interrupted = new InterruptedException("The node ends");
    interrupted.initCause(cause);
    return interrupted;
  }

  /** A model that is not here is no item of Jellyfin that is gone. */
  private Lease lease(ModelId model, QueuePlace place) throws InterruptedException {
    try {
      models.get().install(model, Progress.UNHEARD);
      return models.get().lease(model, place);
    } catch (NotFound e) {
      throw new Conflict("The model '%s' is not here".formatted(model), e);
    }
  }

  /** Makes the folder, and once removes what a killed process left in it. */
  private synchronized void clear() throws IOException {
    Files.createDirectories(folder);
    if (isClear) {
      return;
    }
    try (var left = Files.newDirectoryStream(folder)) {
      for (var file : left) {
        Files.delete(file);
      }
    }
    isClear = true;
  }

  /** A file of its own; a folder that somebody has removed is made again. */
  private HandOver file() throws IOException {
    clear();
    return new HandOver(Files.createTempFile(folder, "picture", ""));
  }

  private static byte[] read(Path file, long bytes) throws IOException {
    if (bytes > MOST_BYTES) {
      throw new LimitExceeded("The enlarged picture has more than 32 MiB");
    }
    try (var stream = Files.newInputStream(file)) {
      return stream.readNBytes(Math.toIntExact(bytes));
    }
  }

  /** A file for a renderer, which goes when this is closed. */
  private record HandOver(Path file) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      Files.deleteIfExists(file);
    }
  }
}
