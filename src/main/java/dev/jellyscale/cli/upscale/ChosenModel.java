package dev.jellyscale.cli.upscale;

import dev.jellyscale.cli.models.ModelLine;
import dev.jellyscale.config.DataDirectory;
import dev.jellyscale.config.Places;
import dev.jellyscale.engine.graph.ModelLoader;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.models.catalogue.Alias;
import dev.jellyscale.models.catalogue.Aliases;
import dev.jellyscale.models.catalogue.NamedModel;
import dev.jellyscale.models.registry.ModelAnswer;
import dev.jellyscale.models.registry.ModelRequest;
import dev.jellyscale.models.registry.Progress;
import dev.jellyscale.protocol.JobEvent;
import dev.jellyscale.protocol.JobEvent.Finished;
import dev.jellyscale.protocol.UpscaleReport;
import dev.jellyscale.video.job.JobListener;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;

/**
 * The model that a user named.
 *
 * @param name id of a shipped model, or path of a file
 * @param standIn what to tell in the report, where another model stands in
 */
public record ChosenModel(String name, Optional<NamedModel> standIn) {

  static ChosenModel named(String name) {
    return new ChosenModel(name, Optional.empty());
  }

  /**
   * Finds the model that {@code asked} means: a shipped one, a file, an installed one, or a
   * stand-in for an id of another catalogue. Only the last two look into the data directory, and
   * only where the model is no shipped one.
   *
   * @throws dev.jellyscale.error.JellyscaleException.NotFound if there is none
   */
  public static ChosenModel of(String asked) throws InterruptedException {
    if (ModelLoader.shipped().contains(asked) || isFile(asked) || !isId(asked)) {
      return named(asked);
    }
    var alias =
        Aliases.shipped().entries().stream()
            .filter(entry -> entry.id().value().equals(asked))
            .findFirst();
    var standIn = alias.flatMap(Alias::model);
    if (standIn.isPresent() && ModelLoader.shipped().contains(standIn.get().value())) {
      var named = new NamedModel(standIn.get(), Optional.of(new ModelId(asked)));
      return new ChosenModel(standIn.get().value(), Optional.of(named));
    }
    var places = Places.ofEnvironment(System.getenv());
    if (alias.isEmpty() && !DataDirectory.isUsed(places.data())) {
      return named(asked); // The engine tells that there is no such model, and which there are.
    }
    return installed(places, asked);
  }

  private static ChosenModel installed(Places places, String asked) throws InterruptedException {
    var answer = ModelLine.ask(places, new ModelRequest.Locate(asked), Progress.UNHEARD);
    if (!(answer instanceof ModelAnswer.Located located)) {
      throw new IllegalStateException("The node answered something else: " + answer);
    }
    var named =
        new NamedModel(new ModelId(located.model()), located.substitutedFor().map(ModelId::new));
    return new ChosenModel(
        located.file().orElse(located.model()),
        Optional.of(named).filter(model -> model.substitutedFor().isPresent()));
  }

  /** A sentence for a person where another model stands in; empty where none does. */
  public Optional<String> note() {
    return standIn.flatMap(NamedModel::note).map(sentence -> sentence + ".");
  }

  private static boolean isFile(String name) {
    try {
      return Files.isRegularFile(Path.of(name));
    } catch (InvalidPathException _) {
      return false;
    }
  }

  /** What is no id can only be a path, and the engine tells that there is no such file. */
  private static boolean isId(String name) {
    return !name.contains("/") && !name.endsWith(".onnx");
  }

  /** {@code listener}, told of the stand-in too. */
  JobListener noted(JobListener listener) {
    return standIn
        .<JobListener>map(named -> event -> listener.hear(noted(event, named)))
        .orElse(listener);
  }

  private JobEvent noted(JobEvent event, NamedModel named) {
    return event instanceof Finished(UpscaleReport report)
        ? new Finished(noted(report, named))
        : event;
  }

  private UpscaleReport noted(UpscaleReport report, NamedModel named) {
    var notes = new ArrayList<>(report.notes());
    note().ifPresent(notes::addFirst);
    var model =
        named
            .substitutedFor()
            .map(asked -> report.model().standingInFor(asked.value()))
            .orElse(report.model());
    return new UpscaleReport(
        report.input(),
        report.output(),
        model,
        report.device(),
        report.frames(),
        report.bytes(),
        notes);
  }
}
