package dev.jellyscale.cli.quality;

import dev.jellyscale.cli.quality.luma.LumaImage;
import dev.jellyscale.cli.quality.luma.PillowBicubic;
import dev.jellyscale.cli.upscale.ChosenModel;
import dev.jellyscale.engine.Engine;
import dev.jellyscale.engine.EngineOptions;
import dev.jellyscale.engine.graph.ModelLoader;
import dev.jellyscale.engine.graph.Network;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.frame.ColourDescription.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Bicubic and the models that are compared with it, all of one scale. */
final class Contenders implements AutoCloseable {
  private static final String BASELINE = "bicubic";

  private final Engine engine = new Engine(EngineOptions.defaults());
  private final int scale;
  private final List<String> names;
  private final List<String> notes;
  private final List<Enlarger> enlargers;

  private Contenders(List<String> names, List<Network> networks, List<String> notes) {
    this.names = names;
    this.notes = notes;
    scale = networks.getFirst().scale();
    enlargers = networks.stream().map(network -> new Enlarger(engine, network)).toList();
  }

  /**
   * Opens models.
   *
   * @param models ids of shipped or installed ones or paths of ONNX files, at least one
   * @throws Invalid if they differ in scale, or one is named twice
   * @throws dev.jellyscale.error.JellyscaleException as {@link ModelLoader#load(String)} says
   */
  static Contenders open(List<String> models) throws InterruptedException {
    var chosen = new ArrayList<ChosenModel>();
    for (var model : models) {
      chosen.add(ChosenModel.of(model));
    }
    var files = chosen.stream().map(ChosenModel::name).toList();
    if (files.stream().distinct().count() < files.size()) {
      throw new Invalid("A model is named twice");
    }
    var networks = files.stream().map(ModelLoader::load).toList();
    requireOneScale(models, networks);
    var names = new ArrayList<String>();
    names.add(BASELINE);
    IntStream.range(0, models.size()).forEach(i -> names.add(name(i, files, networks)));
    var notes = chosen.stream().flatMap(model -> model.note().stream()).toList();
    return new Contenders(List.copyOf(names), networks, notes);
  }

  private static void requireOneScale(List<String> models, List<Network> networks) {
    for (int i = 1; i < networks.size(); i++) {
      int first = networks.getFirst().scale();
      int other = networks.get(i).scale();
      if (other != first) {
        throw new Invalid(
            "Models of different scales are not compared: %s enlarges %d times, %s %d times"
                .formatted(models.getFirst(), first, models.get(i), other));
      }
    }
  }

  /** Its id, or its file where another one has the same id, or it is called as the baseline is. */
  private static String name(int number, List<String> files, List<Network> networks) {
    var id = networks.get(number).id();
    boolean alone = networks.stream().filter(network -> network.id().equals(id)).count() == 1;
    return alone && !id.value().equals(BASELINE) ? id.value() : files.get(number);
  }

  /** How many times larger all of them make a picture. */
  int scale() {
    return scale;
  }

  /** What they are called, bicubic first. */
  List<String> names() {
    return names;
  }

  /** A sentence for each model that stands in for what was asked for. */
  List<String> notes() {
    return notes;
  }

  /**
   * Enlarges a picture by each of them, in the order of {@link #names}.
   *
   * @param range which codes of it stand for black and white
   */
  List<LumaImage> enlarge(LumaImage small, Range range) throws InterruptedException {
    var results = new ArrayList<LumaImage>();
    results.add(PillowBicubic.resize(small, small.width() * scale, small.height() * scale));
    for (var enlarger : enlargers) {
      results.add(enlarger.enlarge(small, range));
    }
    return results;
  }

  @Override
  public void close() {
    enlargers.forEach(Enlarger::close);
    engine.close();
  }
}
