package dev.jellyscale.engine.graph;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.jellyscale.engine.graph.inspect.ModelContract;
import dev.jellyscale.engine.graph.inspect.Trial;
import dev.jellyscale.model.ModelFile;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelTraits;
import dev.jellyscale.model.ModelTraits.ElementType;
import dev.jellyscale.model.ModelTraits.Kind;
import dev.jellyscale.model.ModelTraits.Precision;
import dev.jellyscale.model.ModelTraits.Size;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A model that was inspected and tried, ready to be wrapped. It takes and gives images of
 * floating-point samples, 0 for black and 1 for white, by channels, red first; nodes around a model
 * of other conventions see to that.
 */
public final class Network {
  private final ModelFile file;
  private final Trial trial;

  private Network(ModelFile file, Trial trial) {
    this.file = file;
    this.trial = trial;
  }

  /**
   * Inspects a model and runs it on small pictures on the CPU.
   *
   * @throws dev.jellyscale.error.JellyscaleException.BadModel if it cannot upscale pictures
   */
  public static Network open(ModelFile file) {
    return open(file, 0);
  }

  /**
   * Inspects a model and runs it on small pictures on the CPU. Whether its pictures are any good is
   * another question, which {@link #requirePictures} answers.
   *
   * @param threads of a run; 0 takes all cores
   * @throws dev.jellyscale.error.JellyscaleException.BadModel if it cannot upscale pictures
   */
  public static Network open(ModelFile file, int threads) {
    return new Network(file, Trial.of(ModelContract.read(file), threads));
  }

  /**
   * Refuses a network whose enlarged test chart is another picture: constant, far from
   * interpolation, or different from run to run.
   *
   * @return this network
   * @throws dev.jellyscale.error.JellyscaleException.BadModel with one reason
   */
  public Network requirePictures() {
    trial.chart().check(id());
    return this;
  }

  /** Decibels between its enlarged test chart and bicubic interpolation; at most 100. */
  double chartPsnr() {
    return trial.chart().psnr();
  }

  /** What the model was found to be. */
  public ModelTraits traits() {
    var conventions = trial.chart().conventions();
    return new ModelTraits(
        scale(),
        channels() == Channels.LUMA ? Kind.LUMA : Kind.RGB,
        contract().inputType() == DataType.FLOAT ? ElementType.FLOAT : ElementType.FLOAT16,
        contract().isQuantised() ? Precision.INT8 : Precision.FLOAT,
        conventions.layout(),
        conventions.range(),
        conventions.order(),
        fixedSize().map(size -> new Size(size.width(), size.height())),
        receptiveField(),
        opset(),
        contract().parameters());
  }

  /** The model as it was given. */
  public ModelFile file() {
    return file;
  }

  /** Name of the model. */
  public ModelId id() {
    return file.id();
  }

  /** How many times as wide and high the output is: 1, 2, 3, 4 or 8. */
  public int scale() {
    return trial.scale();
  }

  /** What its images are. */
  public Channels channels() {
    return trial.channels() == Channels.LUMA.count() ? Channels.LUMA : Channels.RGB;
  }

  /** Version of the standard operators that the model uses. */
  public int opset() {
    return contract().opset();
  }

  /**
   * Input pixels on each side of its own that an output pixel depends on; empty where it depends on
   * the whole picture, or where that is unknown.
   */
  public OptionalInt receptiveField() {
    return trial.sight().radius();
  }

  /**
   * Pixels by which a tile may be moved without another answer for what it shows: tiles have to
   * begin at multiples of it. 1 for most networks, more for those that work at reduced size.
   */
  public int alignment() {
    int period = trial.sight().period();
    int multiple = trial.freedom().multiple();
    int common = BigInteger.valueOf(period).gcd(BigInteger.valueOf(multiple)).intValueExact();
    return period / common * multiple;
  }

  /** What width and height of its images are a multiple of; a graph around it takes any size. */
  int sizeMultiple() {
    return trial.freedom().multiple();
  }

  /** The only size it takes; empty where it takes any. */
  public Optional<FixedSize> fixedSize() {
    return trial.freedom().anySize()
        ? Optional.empty()
        : Optional.of(
            new FixedSize(
                Math.toIntExact(contract().inputSize(3)),
                Math.toIntExact(contract().inputSize(2))));
  }

  /** Whether it takes several images at a time; a graph around it takes several either way. */
  boolean batches() {
    return trial.freedom().batches();
  }

  /** Sentences for the report: what was changed to make the model fit. */
  public List<String> notes() {
    return trial.notes();
  }

  /** The model as it goes into a graph. */
  ModelContract contract() {
    return trial.contract();
  }
}
