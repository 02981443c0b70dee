package dev.jellyscale.models.catalogue;

import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelTraits.Precision;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** The models that a release knows by name, each once. Immutable. */
public final class Catalogue {
  private final List<CatalogueEntry> entries;

  private Catalogue(List<CatalogueEntry> entries) {
    this.entries = List.copyOf(entries);
    var seen = new HashSet<ModelId>();
    for (var entry : entries) {
      if (!seen.add(entry.id())) {
        throw new Invalid("The catalogue lists model '" + entry.id() + "' twice");
      }
    }
    entries.forEach(this::checkOrigin);
  }

  private void checkOrigin(CatalogueEntry entry) {
    entry.quantisedFrom().ifPresent(origin -> requireSameNetwork(entry, find(origin)));
  }

  private static void requireSameNetwork(CatalogueEntry entry, Optional<CatalogueEntry> origin) {
    boolean same =
        origin
            .filter(it -> it.precision() == Precision.FLOAT && it.task() == entry.task())
            .filter(it -> it.scale() == entry.scale() && it.kind() == entry.kind())
            .filter(it -> it.parameters() == entry.parameters())
            .isPresent();
    if (!same) {
      throw new Invalid(
          "Model '%s' of the catalogue is not the same network in 8 bits as '%s', which has to be listed, too"
              .formatted(entry.id(), entry.quantisedFrom().orElseThrow()));
    }
  }

  /** The catalogue of this release. */
  public static Catalogue shipped() {
    return parse(ShippedJson.text("catalogue.json"));
  }

  /**
   * Reads a catalogue in the form of {@code models/catalogue.json}.
   *
   * @throws Invalid if anything in it is missing, unknown or contradicts the rest
   */
  public static Catalogue parse(String json) {
    return new Catalogue(ShippedJson.read(json, CatalogueFile.class).models());
  }

  /** All models, in the order of the file. */
  public List<CatalogueEntry> entries() {
    return entries;
  }

  /** The model of that id; aliases are not followed. */
  public Optional<CatalogueEntry> find(ModelId id) {
    return entries.stream().filter(entry -> entry.id().equals(id)).findFirst();
  }

  record CatalogueFile(int version, List<CatalogueEntry> models) {
    CatalogueFile {
      ShippedJson.checkVersion(version);
    }
  }
}
