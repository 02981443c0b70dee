package dev.jellyscale.api.service.recommend;

import dev.jellyscale.model.ModelTraits.Precision;
import dev.jellyscale.models.catalogue.Catalogue;
import dev.jellyscale.models.catalogue.CatalogueEntry;
import dev.jellyscale.models.catalogue.CatalogueEntry.Content;
import dev.jellyscale.models.catalogue.CatalogueEntry.DeviceClass;
import dev.jellyscale.models.catalogue.CatalogueEntry.Purpose;
import dev.jellyscale.models.catalogue.CatalogueEntry.Task;
import dev.jellyscale.models.catalogue.CatalogueEntry.Use;
import java.util.Comparator;

/**
 * The model to begin with, where no speed is known: for films of live action, by the lowest scale,
 * which asks least. A processor gets the smallest network that is made to be watched at once, a GPU
 * the best of those that any GPU runs. Networks of 8 bits have to prove that they pay, and are
 * none.
 */
final class Unmeasured {
  private static final Purpose WATCHING = new Purpose(Content.LIVE_ACTION, Use.LIVE);
  private static final Purpose MAKING = new Purpose(Content.LIVE_ACTION, Use.BATCH);

  private Unmeasured() {}

  static CatalogueEntry choice(Catalogue catalogue, boolean gpu) {
    var smallest = Comparator.comparingLong(CatalogueEntry::parameters);
    var best = Comparator.comparingDouble(Unmeasured::gain).thenComparing(smallest).reversed();
    return catalogue.entries().stream()
        .filter(entry -> entry.task() == Task.UPSCALE && entry.precision() == Precision.FLOAT)
        .filter(entry -> gpu ? suitsGpu(entry) : suitsProcessor(entry))
        .min(Comparator.comparingInt(CatalogueEntry::scale).thenComparing(gpu ? best : smallest))
        .orElseThrow(() -> new IllegalStateException("Every release has a model for processors"));
  }

  private static boolean suitsProcessor(CatalogueEntry entry) {
    return entry.smallestDevice() == DeviceClass.CPU && entry.recommendedFor().contains(WATCHING);
  }

  private static boolean suitsGpu(CatalogueEntry entry) {
    return entry.smallestDevice() != DeviceClass.LARGE_GPU
        && (entry.recommendedFor().contains(WATCHING) || entry.recommendedFor().contains(MAKING));
  }

  private static double gain(CatalogueEntry entry) {
    return entry.psnrGain().orElse(0.0);
  }
}
