package dev.jellyscale.models.recommend;

import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.models.catalogue.CatalogueEntry;
import dev.jellyscale.models.catalogue.CatalogueEntry.DeviceClass;
import dev.jellyscale.models.catalogue.CatalogueEntry.Purpose;
import dev.jellyscale.models.catalogue.CatalogueEntry.Task;
import java.util.List;

/**
 * A model that could be used, and how fast it was on this device.
 *
 * @param scale output pixels for an input pixel in each direction, at least 1
 * @param task what it does to pictures
 * @param worth by which one of two models that serve alike is preferred
 * @param recommendedFor what it is good at; empty where nobody has said, as for an imported model
 * @param smallestDevice the least device on which it is of use
 * @param measured speeds on this device, in any order; empty where nobody has measured
 */
public record Candidate(
    ModelId id,
    int scale,
    Task task,
    Worth worth,
    List<Purpose> recommendedFor,
    DeviceClass smallestDevice,
    List<Speed> measured) {

  public Candidate {
    recommendedFor = List.copyOf(recommendedFor);
    measured = List.copyOf(measured);
    if (scale < 1) {
      throw new IllegalArgumentException("Model '" + id + "' has scale " + scale);
    }
  }

  /** A model of the catalogue. */
  public static Candidate of(CatalogueEntry entry, List<Speed> measured) {
    return new Candidate(
        entry.id(),
        entry.scale(),
        entry.task(),
        Worth.of(entry),
        entry.recommendedFor(),
        entry.smallestDevice(),
        measured);
  }

  /**
   * A measurement.
   *
   * @param input size of the frames before they were enlarged
   * @param framesPerSecond above 0
   */
  public record Speed(Size input, double framesPerSecond) {
    public Speed {
      if (!(framesPerSecond > 0)) {
        throw new IllegalArgumentException("A speed of " + framesPerSecond + " frames per second");
      }
    }
  }
}
