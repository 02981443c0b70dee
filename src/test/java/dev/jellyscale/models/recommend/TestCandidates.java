package dev.jellyscale.models.recommend;

import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.models.catalogue.CatalogueEntry.Content;
import dev.jellyscale.models.catalogue.CatalogueEntry.DeviceClass;
import dev.jellyscale.models.catalogue.CatalogueEntry.Purpose;
import dev.jellyscale.models.catalogue.CatalogueEntry.Task;
import dev.jellyscale.models.catalogue.CatalogueEntry.Use;
import dev.jellyscale.models.recommend.Candidate.Speed;
import java.util.List;
import java.util.Optional;

/** Networks like those that are shipped, as fast at 640x360 as a test says. */
record TestCandidates(String name, int scale, Content content, List<Use> uses, Worth worth) {
  static final Size P360 = new Size(640, 360);

  static TestCandidates swift() {
    return network("swift", worth(20_000, 2.3), Use.LIVE, Use.BATCH);
  }

  static TestCandidates clear() {
    return network("clear", worth(80_000, 2.7), Use.BATCH);
  }

  static TestCandidates network(String name, Worth worth, Use... uses) {
    return new TestCandidates(name, 2, Content.LIVE_ACTION, List.of(uses), worth);
  }

  static Worth worth(long parameters, double gain) {
    return new Worth(parameters, Optional.of(gain), Optional.empty());
  }

  /** Its 8-bit form. */
  TestCandidates inEightBits(double gain) {
    var form = new Worth(worth.parameters(), Optional.of(gain), Optional.of(new ModelId(name)));
    return new TestCandidates(name + "-int8", scale, content, uses, form);
  }

  TestCandidates of(int otherScale) {
    return new TestCandidates(name, otherScale, content, uses, worth);
  }

  TestCandidates mending() {
    return new TestCandidates(name, scale, Content.FILM_RESTORATION, uses, worth);
  }

  Candidate at(double framesPerSecond) {
    return measured(List.of(new Speed(P360, framesPerSecond)));
  }

  Candidate unmeasured() {
    return measured(List.of());
  }

  private Candidate measured(List<Speed> speeds) {
    return new Candidate(
        new ModelId(name),
        scale,
        Task.UPSCALE,
        worth,
        uses.stream().map(use -> new Purpose(content, use)).toList(),
        DeviceClass.CPU,
        speeds);
  }
}
