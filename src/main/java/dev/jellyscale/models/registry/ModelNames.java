package dev.jellyscale.models.registry;

import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelSource;
import dev.jellyscale.model.Sha256;
import dev.jellyscale.models.catalogue.Alias;
import dev.jellyscale.models.catalogue.Aliases;
import dev.jellyscale.models.catalogue.Catalogue;
import dev.jellyscale.models.catalogue.CatalogueEntry;
import dev.jellyscale.models.catalogue.NamedModel;
import dev.jellyscale.models.store.InstalledModel;
import dev.jellyscale.models.store.InstalledModels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What an id means on this node: a model of the catalogue, an imported one, or a stand-in. */
final class ModelNames {
  private final Catalogue catalogue;
  private final Aliases aliases;
  private final InstalledModels installed;
  private final ModelFiles files;
  private final RecentUses recent = new RecentUses();

  ModelNames(Catalogue catalogue, Aliases aliases, InstalledModels installed, ModelFiles files) {
    this.catalogue = catalogue;
    this.aliases = aliases;
    this.installed = installed;
    this.files = files;
  }

  /**
   * The model that an id means.
   *
   * @throws NotFound if there is none; says what is spelled alike
   */
  NamedModel resolve(ModelId id) {
    if (catalogue.find(id).isEmpty() && installed.find(id).isPresent()) {
      return new NamedModel(id, Optional.empty());
    }
    return aliases.resolve(id);
  }

  /** Whether an id means a model, installed or not. */
  boolean knows(ModelId id) {
    return catalogue.find(id).isPresent()
        || installed.find(id).isPresent()
        || aliases.find(id).flatMap(Alias::model).isPresent();
  }

  /** What ids that are used now and again mean. */
  RecentUses recent() {
    return recent;
  }

  /**
   * Whether an id is another catalogue's, nothing stands in for it, and nobody has imported one.
   */
  boolean lacksStandIn(ModelId id) {
    return installed.find(id).isEmpty()
        && aliases.find(id).filter(alias -> alias.model().isEmpty()).isPresent();
  }

  /** Ids of others that a model stands in for. */
  List<ModelId> aliasesOf(ModelId model) {
    return aliases.entries().stream()
        .filter(alias -> alias.model().filter(model::equals).isPresent())
        .map(Alias::id)
        .toList();
  }

  /** The models of the catalogue, in its order. */
  List<CatalogueEntry> catalogue() {
    return catalogue.entries();
  }

  Optional<CatalogueEntry> entry(ModelId model) {
    return catalogue.find(model);
  }

  /** Whether the installation itself holds a model. */
  boolean isShipped(ModelId model) {
    return catalogue.find(model).filter(entry -> !entry.needsDownload()).isPresent();
  }

  /**
   * A model of which this node has the file.
   *
   * @throws NotFound if it has not
   */
  OnDisk onDisk(ModelId model) {
    if (isShipped(model)) {
      var entry = catalogue.find(model).orElseThrow();
      var sha256 = entry.file().map(CatalogueEntry.WeightsFile::sha256);
      long bytes = entry.file().map(CatalogueEntry.WeightsFile::bytes).orElse(0L);
      return new OnDisk(
          new ModelSource.Shipped(model, sha256), sha256.orElse(madeOf(model)), bytes);
    }
    return installed
        .find(model)
        .map(this::onDisk)
        .orElseThrow(
            () -> new NotFound("Model '" + model + "' is not installed; install it first"));
  }

  /** Whether the file of an installed model is where it belongs. */
  boolean hasFile(ModelId model) {
    return files.folder().holds(model);
  }

  private OnDisk onDisk(InstalledModel model) {
    var file = files.folder().file(model.id()).toString();
    return new OnDisk(
        new ModelSource.InFile(model.id(), file, model.sha256()), model.sha256(), model.bytes());
  }

  /** A model that is made by the program has no file; its name stands for its bytes. */
  private static String madeOf(ModelId model) {
    return Sha256.of(model.value().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * A model that can be opened.
   *
   * @param sha256 by which its speeds are remembered
   * @param bytes of its file; 0 where there is none
   */
  record OnDisk(ModelSource source, String sha256, long bytes) {}
}
