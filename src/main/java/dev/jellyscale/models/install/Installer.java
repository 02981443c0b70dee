package dev.jellyscale.models.install;

import dev.jellyscale.error.JellyscaleException.BadModel;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.Unavailable;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelTraits;
import dev.jellyscale.models.catalogue.Catalogue;
import dev.jellyscale.models.catalogue.CatalogueEntry;
import dev.jellyscale.models.catalogue.CatalogueEntry.WeightsFile;
import dev.jellyscale.models.fetch.Download;
import dev.jellyscale.models.fetch.FetchPolicy;
import dev.jellyscale.models.fetch.Fetcher;
import dev.jellyscale.models.fetch.PartFile;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/**
 * Brings models of the catalogue into the model folder: downloads, verifies, inspects and tries
 * them, and compares what was found with what the catalogue says. Safe for any number of threads;
 * those that want the same model share one download.
 */
public final class Installer {
  private final ModelFolder folder;
  private final Fetcher fetcher;
  private final Acceptance acceptance;
  private final Map<ModelId, SharedInstall> running = new ConcurrentHashMap<>();

  public Installer(ModelFolder folder, Fetcher fetcher, Acceptance acceptance) {
    this.folder = folder;
    this.fetcher = fetcher;
    this.acceptance = acceptance;
  }

  /** What users get: the hosts that the catalogue names, and nothing else. */
  public static FetchPolicy policy(Catalogue catalogue) {
    return FetchPolicy.of(
        catalogue.entries().stream()
            .flatMap(entry -> entry.file().stream())
            .flatMap(weights -> weights.sources().stream())
            .map(URI::getHost)
            .collect(Collectors.toSet()));
  }

  /**
   * Installs a model, or waits for the installation of it that is under way. A file that is there
   * already and has the right bytes is not downloaded again.
   *
   * @param bytesSoFar told how many bytes are here, a few times a second, by the calling thread
   * @throws InterruptedException if the calling thread is interrupted; the installation goes on
   *     where others wait for it, and keeps what it downloaded otherwise
   * @throws Unavailable if no mirror delivers the file
   * @throws BadModel if the file is not what the catalogue says
   * @throws Conflict if the model is a part of Jellyscale and needs no installation
   */
  public InstalledFile install(CatalogueEntry entry, LongConsumer bytesSoFar)
      throws InterruptedException {
    if (!entry.needsDownload()) {
      throw new Conflict("Model '" + entry.id() + "' is a part of Jellyscale and always there");
    }
    while (true) {
      var shared = running.computeIfAbsent(entry.id(), _ -> start(entry));
      if (shared.enter()) {
        return shared.await(bytesSoFar);
      }
      shared.awaitEnd();
      running.remove(entry.id(), shared);
    }
  }

  private SharedInstall start(CatalogueEntry entry) {
    return new SharedInstall(entry.id().value(), bytes -> installNow(entry, bytes));
  }

  private InstalledFile installNow(CatalogueEntry entry, LongConsumer bytesSoFar)
      throws InterruptedException {
    var weights = entry.file().orElseThrow();
    if (isThere(entry.id(), weights)) {
      bytesSoFar.accept(weights.bytes());
      return accepted(entry, weights, folder.file(entry.id()));
    }
    var part = folder.part(entry.id());
    try {
      fetcher.fetch(
          new Download(weights.sources(), weights.bytes(), weights.sha256()), part, bytesSoFar);
      var accepted = accepted(entry, weights, part);
      var path = folder.publish(entry.id());
      return new InstalledFile(
          entry.id(), path, accepted.sha256(), accepted.bytes(), accepted.traits());
    } catch (Unavailable e) {
      // What can be continued is kept for the next attempt.
      throw e;
    } catch (RuntimeException e) {
      folder.discard(entry.id());
      throw HiddenInterruption.in(e);
    }
  }

  private boolean isThere(ModelId id, WeightsFile weights) throws InterruptedException {
    if (!folder.holds(id)) {
      return false;
    }
    try (var file = PartFile.open(folder.file(id))) {
      return file.bytes() == weights.bytes() && file.sha256().equals(weights.sha256());
    } catch (RuntimeException e) {
      throw HiddenInterruption.in(e);
    }
  }

  private InstalledFile accepted(CatalogueEntry entry, WeightsFile weights, Path file)
      throws InterruptedException {
    var traits = acceptance.accept(entry.id(), file, weights.sha256());
    compare(entry, traits);
    return new InstalledFile(entry.id(), file, weights.sha256(), weights.bytes(), traits);
  }

  private static void compare(CatalogueEntry entry, ModelTraits traits) {
    compare(entry, "scale", entry.scale(), traits.scale());
    compare(entry, "kind", entry.kind(), traits.kind());
    compare(entry, "precision", entry.precision(), traits.precision());
    compare(entry, "number of parameters", entry.parameters(), traits.parameters());
  }

  private static void compare(CatalogueEntry entry, String what, Object said, Object found) {
    if (!said.equals(found)) {
      throw new BadModel(
          "Model '%s' is not what the catalogue says: its %s is %s instead of %s"
              .formatted(entry.id(), what, found, said));
    }
  }
}
