package dev.jellyscale.models.registry;

import dev.jellyscale.model.ModelId;
import dev.jellyscale.models.catalogue.CatalogueEntry;
import dev.jellyscale.models.fetch.FetchPolicy;
import dev.jellyscale.models.fetch.Fetcher;
import dev.jellyscale.models.install.Acceptance;
import dev.jellyscale.models.install.ImportRules;
import dev.jellyscale.models.install.Importer;
import dev.jellyscale.models.install.InstalledFile;
import dev.jellyscale.models.install.Installer;
import dev.jellyscale.models.install.ModelFolder;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * The files of models, and the two ways by which they come.
 *
 * @param folder where they are
 * @param installer brings those of the catalogue
 * @param importer brings an admin's own
 */
public record ModelFiles(ModelFolder folder, Installer installer, Importer importer) {

  /** Files in a folder that fetch as a policy allows. */
  public static ModelFiles of(
      ModelFolder folder, FetchPolicy policy, Acceptance acceptance, ImportRules rules) {
    return new ModelFiles(
        folder,
        new Installer(folder, new Fetcher(policy), acceptance),
        new Importer(folder, acceptance, rules));
  }

  long maxBytes() {
    return importer.maxBytes();
  }

  InstalledFile fetch(CatalogueEntry entry, LongConsumer received) throws InterruptedException {
    return installer.install(entry, received);
  }

  InstalledFile take(Path source, ModelId id, LongConsumer copied, Consumer<InstalledFile> remember)
      throws InterruptedException {
    return importer.importFile(id, source, copied, remember);
  }
}
