package dev.jellyscale.engine.graph.inspect;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.jellyscale.engine.runtime.SharedEnvironment;
import dev.jellyscale.error.JellyscaleException.BadModel;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.Map;
import java.util.Optional;

/** Runs a bare model on small pictures, on the CPU. For one thread. */
public final class TrialRun implements AutoCloseable {
  private static final int LONGEST_REASON = 200;
  private static final String BEFORE_MESSAGE = "message: ";

  /** Samples of the largest answer that is read: 3840x2160 in three channels, and some more. */
  private static final long MOST_SAMPLES = 1 << 25;

  private final ModelContract contract;
  private final int threads;
  private final OrtEnvironment environment = SharedEnvironment.get();
  private final SessionOptions options = new SessionOptions();
  private final OrtSession session;

  private TrialRun(ModelContract contract, int threads) throws OrtException {
    this.contract = contract;
    this.threads = threads;
    try {
      options.setIntraOpNumThreads(threads);
      // What a foreign model does wrong belongs into our message, not on the terminal.
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      options.setCPUArenaAllocator(false);
      session = environment.createSession(contract.model().toByteArray(), options);
    } catch (OrtException | RuntimeException | Error e) {
      options.close();
      throw e;
    }
  }

  /**
   * Opens a model; the caller closes it.
   *
   * @throws BadModel if ONNX Runtime refuses it
   */
  public static TrialRun open(ModelContract contract) {
    return open(contract, 0);
  }

  /**
   * Opens a model; the caller closes it.
   *
   * @param threads of a run; 0 takes all cores
   * @throws BadModel if ONNX Runtime refuses it
   */
  static TrialRun open(ModelContract contract, int threads) {
    try {
      return new TrialRun(contract, threads);
    } catch (OrtException e) {
      throw new BadModel("Model '%s' cannot be opened: %s".formatted(contract.id(), reason(e)), e);
    }
  }

  /** Opens another model with as many threads. */
  TrialRun of(ModelContract other) {
    return open(other, threads);
  }

  ModelContract contract() {
    return contract;
  }

  /**
   * Gives the model's answer.
   *
   * @throws BadModel if it has none, or one that is no image of as many channels
   */
  public Picture run(Picture picture) {
    return run(picture, Conventions.PLAIN);
  }

  /** Gives the answer of a model that has conventions of its own. */
  Picture run(Picture picture, Conventions conventions) {
    try (var input = tensor(picture, conventions);
        var result = session.run(Map.of(contract.input(), input))) {
      return image(result.get(0), picture, conventions);
    } catch (OrtException e) {
      throw new BadModel(
          "Model '%s' does not take a picture of %dx%d: %s"
              .formatted(contract.id(), picture.width(), picture.height(), reason(e)),
          e);
    }
  }

  /** Gives the model's answer, or nothing where it does not take such a picture. */
  Optional<Picture> tryRun(Picture picture) {
    return tryRun(picture, Conventions.PLAIN);
  }

  Optional<Picture> tryRun(Picture picture, Conventions conventions) {
    try (var input = tensor(picture, conventions);
        var result = session.run(Map.of(contract.input(), input))) {
      return Optional.of(image(result.get(0), picture, conventions));
    } catch (OrtException | BadModel e) {
      return Optional.empty();
    }
  }

  private OnnxTensor tensor(Picture picture, Conventions conventions) throws OrtException {
    var shape = conventions.shape(picture);
    var samples = conventions.write(picture);
    if (contract.inputType() == DataType.FLOAT) {
      return OnnxTensor.createTensor(environment, FloatBuffer.wrap(samples), shape);
    }
    var halves = new short[samples.length];
    for (int i = 0; i < halves.length; i++) {
      halves[i] = Float.floatToFloat16(samples[i]);
    }
    return OnnxTensor.createTensor(
        environment, ShortBuffer.wrap(halves), shape, OnnxJavaType.FLOAT16);
  }

  private Picture image(OnnxValue value, Picture input, Conventions conventions)
      throws OrtException {
    if (!(value instanceof OnnxTensor tensor) || tensor.getInfo().getShape().length != 4) {
      throw new BadModel("The output of model '" + contract.id() + "' has not 4 dimensions");
    }
    var shape = tensor.getInfo().getShape();
    long channels = shape[conventions.place(1)];
    int height = (int) shape[conventions.place(2)];
    int width = (int) shape[conventions.place(3)];
    if (shape[0] != input.images() || channels != input.channels()) {
      throw new BadModel(
          "Model '%s' turns %d images of %d channels into %d of %d"
              .formatted(contract.id(), input.images(), input.channels(), shape[0], channels));
    }
    if (tensor.getInfo().getNumElements() > MOST_SAMPLES) {
      throw new BadModel(
          "Model '%s' turns %dx%d into %dx%d, which is too large to be tried"
              .formatted(contract.id(), input.width(), input.height(), width, height));
    }
    // Gives 32-bit floating point for 16-bit tensors too.
    var buffer = tensor.getFloatBuffer();
    var samples = new float[buffer.remaining()];
    buffer.get(samples);
    var frame = new float[samples.length];
    return conventions.read(
        samples, new Picture(frame, input.images(), input.channels(), height, width));
  }

  private static String reason(OrtException failure) {
    var all = String.valueOf(failure.getMessage());
    if (all.contains("bad_alloc") || all.contains("Failed to allocate memory")) {
      return "it needs more memory than this machine gives it";
    }
    // Its code of a failure says nothing to a person.
    int message = all.indexOf(BEFORE_MESSAGE);
    var told = message < 0 ? all : all.substring(message + BEFORE_MESSAGE.length());
    var text = told.strip().lines().findFirst().orElse("no reason given");
    return text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) + "..." : text;
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime did not close a session", e);
    } finally {
      options.close();
    }
  }
}
