package dev.jellyscale.jobs.trial;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jellyscale.jobs.JobId;
import dev.jellyscale.jobs.Segment;
import dev.jellyscale.jobs.fault.FaultPoint;
import dev.jellyscale.jobs.store.TestDatabase;
import dev.jellyscale.jobs.trial.TrialProcess.Life;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.PackedNetworks;
import dev.jellyscale.model.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job that one build began and another one ends, with another network under the same name. */
class OtherBuildTest {
  private static final int SECONDS = 3;
  private static final ModelId MODEL = new ModelId("swift-x2");

  @TempDir Path folder;
  private Path other;
  private String sha256;

  /** In the other build, the name of one network is that of a second one. */
  @BeforeEach
  void build() throws IOException {
    var models = Files.createDirectories(folder.resolve("build/models"));
    other = folder.resolve("build");
    var onnx = PackedNetworks.onnx("restore-x2");
    sha256 = Sha256.of(onnx);
    Files.write(models.resolve(MODEL + ".onnx"), onnx);
    var json = new ObjectMapper();
    try (var list = getClass().getResourceAsStream("/models/catalogue.json")) {
      var catalogue = json.readTree(Objects.requireNonNull(list));
      for (var model : catalogue.path("models")) {
        if (model.path("id").asText().equals(MODEL.value())) {
          ((ObjectNode) model.path("file")).put("sha256", sha256).put("bytes", onnx.length);
        }
      }
      json.writeValue(models.resolve("catalogue.json").toFile(), catalogue);
    }
  }

  @Test
  void aJobKeepsTheNetworkThatItWasPlannedWith() {
    var place = TrialPlace.make(folder, TestDatabase.SQLITE, SECONDS);
    var whole = place.askOf(MODEL, "whole.mkv", TrialPlace.SECOND);
    try (var before = TrialProcess.start(Life.of("one").builtWith(other), place)) {
      before.awaitJob(whole, "PUBLISHED");
      before.stop();
    }
    var cut = begin(place);
    var anew = place.askOf(MODEL, "anew.mkv", TrialPlace.SECOND);
    try (var after = TrialProcess.start(Life.of("one"), place)) {
      after.awaitJob(cut, "PUBLISHED");
      after.awaitJob(anew, "PUBLISHED");
      after.stop();
    }

    assertThat(place.job(cut).plan().orElseThrow().modelSha256()).isEqualTo(sha256);
    assertThat(place.frames("cut.mkv")).isEqualTo(place.frames("whole.mkv"));
    assertThat(place.job(anew).plan().orElseThrow().modelSha256()).isNotEqualTo(sha256);
    assertThat(place.frames("anew.mkv")).doesNotContainAnyElementsOf(place.frames("whole.mkv"));
  }

  @Test
  void aJobThatFailedGoesOnWithTheNetworkOfItsSegments() throws IOException {
    var place = TrialPlace.make(folder, TestDatabase.SQLITE, SECONDS);
    var away = place.source().resolveSibling("away.mkv");
    var id = place.askOf(MODEL, "cut.mkv", TrialPlace.SECOND);
    var life = Life.of("one").builtWith(other).frozenAt(FaultPoint.CHECK_COMMITTED);
    try (var before = TrialProcess.start(life, place)) {
      before.awaitFrozen();
      Files.move(place.source(), away);
      before.signal("CONT");
      before.awaitJob(id, "FAILED");
      before.stop();
    }
    Files.move(away, place.source());
    try (var after = TrialProcess.start(Life.of("one"), place)) {
      after.awaitReady();
      after.order("again", id);
      after.awaitJob(id, "PUBLISHED");
      after.stop();
    }

    assertThat(place.job(id).plan().orElseThrow().modelSha256()).isEqualTo(sha256);
    assertThat(place.frames("cut.mkv")).hasSize(SECONDS * TrialPlace.SECOND);
    List<Segment> segments = place.rows(store -> store.segments().of(id));
    assertThat(segments).extracting(Segment::attempts).contains(1);
  }

  /** A job of the other build, of which a segment is done. */
  private JobId begin(TrialPlace place) {
    var id = place.askOf(MODEL, "cut.mkv", TrialPlace.SECOND);
    var life = Life.of("one").builtWith(other).endingAt(FaultPoint.CHECK_COMMITTED);
    try (var before = TrialProcess.start(life, place)) {
      assertThat(before.ended()).isNotZero();
    }
    return id;
  }
}
