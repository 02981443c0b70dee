package dev.jellyscale.model.inspect;

import dev.jellyscale.error.JellyscaleException.BadModel;
import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.LimitExceeded;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.model.ModelFile;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.inspect.wire.ByteSource;
import dev.jellyscale.model.inspect.wire.Refusal;
import dev.jellyscale.model.inspect.wire.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads what an ONNX file declares, and refuses what must not reach an inference engine: other
 * files, other code, graphs in graphs, sizes that are traps. The wire format is walked in place;
 * values of tensors are skipped. Whatever the file holds, this takes less than 16 MiB of heap and
 * work in proportion to what it declares. Nothing is judged by running it.
 */
public final class OnnxInspector {
  private static final int SIGNATURE = 4;

  private OnnxInspector() {}

  /**
   * Inspects a file, calling the model by the file's name.
   *
   * @throws NotFound if there is no such file
   * @throws Denied if it cannot be read
   * @throws BadModel if it is no model that can be opened; says the one reason
   * @throws LimitExceeded if it is larger or richer than {@link InspectionLimits} allow
   */
  public static OnnxFacts inspect(Path file) {
    var name = String.valueOf(file.getFileName()).getBytes(StandardCharsets.UTF_8);
    return inspect(Refusal.shown(name), file);
  }

  /** As {@link #inspect(Path)}, calling the model by its id. */
  public static OnnxFacts inspect(ModelId id, Path file) {
    return inspect(id.value(), file);
  }

  /** As {@link #inspect(Path)}, for a file that is in memory already. */
  public static OnnxFacts inspect(ModelFile file) {
    try {
      return inspect(file.id().value(), ByteSource.of(file.onnx()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OnnxFacts inspect(String model, Path file) {
    if (!Files.isRegularFile(file)) {
      throw new NotFound("No model file '" + model + "'");
    }
    try (var channel = FileChannel.open(file)) {
      return inspect(model, source(channel));
    } catch (AccessDeniedException e) {
      throw new Denied("Model file '" + model + "' cannot be read by this user", e);
    } catch (IOException e) {
      throw new Invalid("Model file '" + model + "' cannot be read: " + e.getMessage(), e);
    }
  }

  private static ByteSource source(FileChannel channel) throws IOException {
    long size = channel.size();
    return new ByteSource() {
      @Override
      public long size() {
        return size;
      }

      @Override
      public int read(ByteBuffer into, long place) throws IOException {
        return channel.read(into, place);
      }
    };
  }

  /** Inspects bytes from anywhere. */
  static OnnxFacts inspect(String model, ByteSource source) throws IOException {
    var refusal = new Refusal(model);
    var limits = InspectionLimits.STANDARD;
    if (source.size() > limits.fileBytes()) {
      throw refusal.moreThan(limits.fileBytes(), "bytes");
    }
    refuseOtherFormats(refusal, source);
    var wire = new Wire(source, refusal, limits.fields());
    return ModelWalk.walk(new Inspection(refusal, limits), wire.message("model"), source.size());
  }

  private static void refuseOtherFormats(Refusal refusal, ByteSource source) throws IOException {
    if (source.size() == 0) {
      throw refusal.because("is not an ONNX file: it is empty");
    }
    var first = ByteBuffer.allocate(SIGNATURE);
    source.read(first, 0);
    int signature = first.getInt(0);
    if (signature == 0x504b0304 || signature == 0x504b0506) {
      throw refusal.because("is not an ONNX file, but a zip archive");
    }
    if (signature >>> 16 == 0x1f8b) {
      throw refusal.because("is not an ONNX file, but compressed by gzip");
    }
  }
}
