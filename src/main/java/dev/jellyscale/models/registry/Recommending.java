package dev.jellyscale.models.registry;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.models.catalogue.CatalogueEntry;
import dev.jellyscale.models.catalogue.CatalogueEntry.DeviceClass;
import dev.jellyscale.models.catalogue.CatalogueEntry.Task;
import dev.jellyscale.models.catalogue.CatalogueEntry.Use;
import dev.jellyscale.models.catalogue.NamedModel;
import dev.jellyscale.models.recommend.Candidate;
import dev.jellyscale.models.recommend.DeviceAbility;
import dev.jellyscale.models.recommend.Recommender;
import dev.jellyscale.models.recommend.Show;
import dev.jellyscale.models.recommend.SourceWish;
import dev.jellyscale.models.recommend.Worth;
import dev.jellyscale.models.registry.ModelAnswer.Kept;
import dev.jellyscale.models.store.InstalledModel;
import dev.jellyscale.models.store.InstalledModels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Chooses among the models of this node by what was measured here. */
final class Recommending {
  private final ModelNames names;
  private final InstalledModels installed;
  private final Benchmarking benchmarks;

  Recommending(ModelNames names, InstalledModels installed, Benchmarking benchmarks) {
    this.names = names;
    this.installed = installed;
    this.benchmarks = benchmarks;
  }

  /**
   * The model for a source; models that are not installed are passed over.
   *
   * @throws Invalid if there is no such source
   */
  ModelAnswer.Recommended recommend(ModelRequest.Recommend asked) {
    var choice = asked.model().map(id -> names.resolve(new ModelId(id)));
    choice.ifPresent(named -> names.onDisk(named.model()));
    var candidates = candidates();
    var answer =
        Recommender.recommend(
            wish(asked, choice.map(NamedModel::model)), candidates, device(candidates));
    var passedOver = new ArrayList<Kept>();
    answer.passedOver().forEach(one -> passedOver.add(new Kept(one.model().value(), one.reason())));
    names.catalogue().stream()
        .map(CatalogueEntry::id)
        .filter(id -> !isHere(id))
        .forEach(id -> passedOver.add(new Kept(id.value(), "it is not installed")));
    return new ModelAnswer.Recommended(
        answer.model().map(ModelId::value),
        choice.flatMap(NamedModel::substitutedFor).map(ModelId::value),
        answer.scale(),
        answer.reason(),
        passedOver);
  }

  private static SourceWish wish(ModelRequest.Recommend asked, Optional<ModelId> choice) {
    if (asked.width() < 1 || asked.height() < 1 || !(asked.framesPerSecond() > 0)) {
      throw new Invalid("A source has a width, a height and a frame rate above 0");
    }
    return new SourceWish(
        new Size(asked.width(), asked.height()),
        asked.framesPerSecond(),
        new Show(asked.genres(), asked.restore()),
        asked.live() ? Use.LIVE : Use.BATCH,
        choice,
        SourceWish.DEFAULT_TARGET);
  }

  private boolean isHere(ModelId id) {
    return names.isShipped(id) || installed.find(id).isPresent();
  }

  private List<Candidate> candidates() {
    var candidates = new ArrayList<Candidate>();
    names.catalogue().stream()
        .filter(entry -> isHere(entry.id()))
        .forEach(entry -> candidates.add(Candidate.of(entry, speeds(entry.id()))));
    installed.all().stream()
        .filter(model -> names.entry(model.id()).isEmpty())
        .forEach(model -> candidates.add(imported(model)));
    return candidates;
  }

  private Candidate imported(InstalledModel model) {
    var traits = model.traits();
    return new Candidate(
        model.id(),
        traits.scale(),
        traits.scale() == 1 ? Task.RESTORE : Task.UPSCALE,
        Worth.ofSize(traits.parameters()),
        List.of(),
        DeviceClass.CPU,
        speeds(model.id()));
  }

  private List<Candidate.Speed> speeds(ModelId id) {
    return benchmarks.of(names.onDisk(id)).stream()
        .filter(one -> one.framesPerSecond() > 0)
        .map(one -> new Candidate.Speed(one.input(), one.framesPerSecond()))
        .toList();
  }

  /** A device is what models were measured on. */
  private DeviceAbility device(List<Candidate> candidates) {
    return candidates.stream()
        .flatMap(candidate -> benchmarks.of(names.onDisk(candidate.id())).stream())
        .map(one -> DeviceAbility.of(one.memory()))
        .max(Comparator.comparing(DeviceAbility::deviceClass))
        .orElse(new DeviceAbility(DeviceClass.CPU));
  }
}
