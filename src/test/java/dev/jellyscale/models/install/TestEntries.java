package dev.jellyscale.models.install;

import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelTraits.Kind;
import dev.jellyscale.model.ModelTraits.Precision;
import dev.jellyscale.models.catalogue.CatalogueEntry;
import dev.jellyscale.models.catalogue.CatalogueEntry.DeviceClass;
import dev.jellyscale.models.catalogue.CatalogueEntry.Licence;
import dev.jellyscale.models.catalogue.CatalogueEntry.Task;
import dev.jellyscale.models.catalogue.CatalogueEntry.WeightsFile;
import dev.jellyscale.models.fetch.TestFile;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Entries of a catalogue whose files are on the test's own server, at the default port. */
final class TestEntries {
  static final ModelId ID = new ModelId("their-x2");

  private TestEntries() {}

  static CatalogueEntry entry(TestFile file, URI... sources) {
    return entry(2, file.bytes(), file.sha256(), List.of(sources));
  }

  static CatalogueEntry entry(int scale, long bytes, String sha256, List<URI> sources) {
    return new CatalogueEntry(
        ID,
        "Theirs",
        scale,
        Kind.LUMA,
        Task.UPSCALE,
        new Licence("MIT", true),
        "convolutions",
        1234,
        Precision.FLOAT,
        Optional.empty(),
        Optional.empty(),
        Optional.of(new WeightsFile(bytes, sha256, sources)),
        List.of(),
        DeviceClass.CPU);
  }

  /** The same, said to be the 8-bit form of a network. */
  static CatalogueEntry ofEightBits(CatalogueEntry entry) {
    return new CatalogueEntry(
        entry.id(),
        entry.name(),
        entry.scale(),
        entry.kind(),
        entry.task(),
        entry.licence(),
        entry.architecture(),
        entry.parameters(),
        Precision.INT8,
        Optional.of(new ModelId("of-floats-x2")),
        Optional.of(1.0),
        entry.file(),
        entry.recommendedFor(),
        entry.smallestDevice());
  }
}
