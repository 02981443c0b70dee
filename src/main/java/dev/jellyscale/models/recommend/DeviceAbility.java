package dev.jellyscale.models.recommend;

import dev.jellyscale.models.catalogue.CatalogueEntry.DeviceClass;

/** What the device at hand is; how fast it is stands with each {@link Candidate}. */
public record DeviceAbility(DeviceClass deviceClass) {

  /** Whether the device is of a class, or of a larger one. */
  boolean reaches(DeviceClass wanted) {
    return deviceClass.compareTo(wanted) >= 0;
  }
}
