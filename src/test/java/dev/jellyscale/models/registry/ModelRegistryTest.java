package dev.jellyscale.models.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.error.JellyscaleException.BadModel;
import dev.jellyscale.error.JellyscaleException.Conflict;
import dev.jellyscale.error.JellyscaleException.Denied;
import dev.jellyscale.error.JellyscaleException.Invalid;
import dev.jellyscale.error.JellyscaleException.NotFound;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.models.catalogue.Aliases;
import dev.jellyscale.models.catalogue.Catalogue;
import dev.jellyscale.models.fetch.FetchPolicy;
import dev.jellyscale.models.install.Acceptance;
import dev.jellyscale.models.install.ImportRules;
import dev.jellyscale.models.install.ModelFolder;
import dev.jellyscale.models.lifecycle.LifecycleSettings;
import dev.jellyscale.models.lifecycle.ModelEvents;
import dev.jellyscale.models.lifecycle.OpenModels;
import dev.jellyscale.models.store.InstalledModel;
import dev.jellyscale.models.store.ModelStore;
import dev.jellyscale.models.store.Origin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The registry with a real database and real files; its renderer is played. */
class ModelRegistryTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Path ONNX = Path.of("models/swift-x2.onnx").toAbsolutePath();
  private static final ModelId SHIPPED = new ModelId("swift-x2");
  private static final ModelId MINE = new ModelId("mine");

  @TempDir Path folder;
  private final PlayedRenderer renderer = new PlayedRenderer();
  private Instant now = NOON;
  private ModelStore store;
  private ModelRegistry registry;

  @BeforeEach
  void open() {
    store = ModelStore.open(folder.resolve("jellyscale.db"), new NodeName("attic"));
    var catalogue = Catalogue.shipped();
    var aliases = Aliases.shipped();
    var files =
        ModelFiles.of(
            ModelFolder.open(folder.resolve("models")),
            FetchPolicy.of(List.of()),
            new Acceptance((_, _) -> {}, renderer),
            ImportRules.of(catalogue, aliases, Map.of()));
    var open =
        new OpenModels(
            renderer,
            new LifecycleSettings(1000, Duration.ofMinutes(10)),
            () -> now,
            new ModelEvents());
    registry =
        new ModelRegistry(
            new RegistryParts(store, catalogue, aliases, files, renderer, folder), open, () -> now);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private ModelAnswer ask(ModelRequest request) throws InterruptedException {
    return registry.answer(request, Progress.UNHEARD);
  }

  private ModelView view(String id) {
    return registry.list().models().stream()
        .filter(model -> model.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private void fetched(String id, Instant lastUsed) throws Exception {
    Files.createDirectories(folder.resolve("models").resolve(id));
    Files.copy(ONNX, folder.resolve("models").resolve(id).resolve("model.onnx"));
    store
        .models()
        .put(
            new InstalledModel(
                new ModelId(id),
                "ab".repeat(32),
                Files.size(ONNX),
                Origin.CATALOGUE,
                PlayedRenderer.TRAITS,
                NOON.minus(Duration.ofDays(90)),
                Optional.of(lastUsed)));
  }

  @Test
  void modelsOfTheInstallationAreThereFromTheFirstDay() {
    var shipped = view("swift-x2");

    assertThat(shipped.state().name()).isEqualTo("installed");
    assertThat(shipped.file().origin()).isEqualTo("shipped");
    assertThat(shipped.licence().orElseThrow().spdx()).isEqualTo("GPL-3.0-or-later");
    assertThat(shipped.aliases()).contains("fsrcnn-x2");
    assertThat(registry.list().diskBytes()).isZero();
  }

  @Test
  void anImportedModelIsListedWithWhatWasFound() throws Exception {
    registry.take(ONNX, MINE, Progress.UNHEARD);

    var mine = view("mine");
    assertThat(mine.file().origin()).isEqualTo("import");
    assertThat(mine.file().installedAt()).contains(NOON.toString());
    assertThat(mine.traits()).contains(PlayedRenderer.TRAITS);
    assertThat(mine.licence()).isEmpty();
    assertThat(registry.list().diskBytes()).isEqualTo(Files.size(ONNX));
  }

  @Test
  void noAnswerHoldsThePathOfTheDataDirectory() throws Exception {
    registry.take(ONNX, MINE, Progress.UNHEARD);

    assertThat(registry.list().toString()).doesNotContain(folder.toString());
  }

  @Test
  void aRefusedImportLeavesNothing() {
    renderer.refusal = new BadModel("It enlarges nothing");

    assertThatThrownBy(() -> registry.take(ONNX, MINE, Progress.UNHEARD))
        .isInstanceOf(BadModel.class);

    assertThat(folder.resolve("models/mine")).doesNotExist();
    assertThat(registry.list().models()).noneMatch(model -> model.id().equals("mine"));
  }

  private void refuse(String change) throws SQLException {
    var database = "jdbc:sqlite:" + folder.resolve("jellyscale.db");
    try (var connection = DriverManager.getConnection(database);
        var statement = connection.createStatement()) {
      statement.execute(
          "CREATE TRIGGER refusing BEFORE "
              + change
              + " ON installed_model BEGIN SELECT RAISE(ABORT, 'refused'); END");
    }
  }

  @Test
  void anImportThatCannotBeRememberedLeavesNothing() throws Exception {
    refuse("INSERT");

    assertThatThrownBy(() -> registry.take(ONNX, MINE, Progress.UNHEARD))
        .hasMessageContaining("refused");

    assertThat(folder.resolve("models/mine")).doesNotExist();
  }

  @Test
  void aModelWhoseUseCannotBeRememberedIsNotKeptOpen() throws Exception {
    registry.take(ONNX, MINE, Progress.UNHEARD);
    refuse("UPDATE");

    assertThatThrownBy(() -> registry.lease(MINE)).hasMessageContaining("refused");

    assertThat(registry.unload(MINE).model().state().name()).isEqualTo("installed");
  }

  @Test
  void idsThatAreTakenCannotBeImported() throws Exception {
    registry.take(ONNX, MINE, Progress.UNHEARD);

    for (var taken : List.of("mine", "swift-x2", "fsrcnn-x2")) {
      assertThatThrownBy(() -> registry.take(ONNX, new ModelId(taken), Progress.UNHEARD))
          .isInstanceOf(Conflict.class);
    }
  }

  @Test
  void anAnswerNamesTheModelThatStandsIn() throws Exception {
    var told = (ModelAnswer.Told) ask(new ModelRequest.Install("fsrcnn-x2"));

    assertThat(told.model().id()).isEqualTo("swift-x2");
    assertThat(told.substitutedFor()).contains("fsrcnn-x2");
    assertThat(told.substitutedBy()).contains("swift-x2");
    var loaded = (ModelAnswer.Told) ask(new ModelRequest.Load("fsrcnn-x2"));
    assertThat(loaded.model().state().name()).isEqualTo("loaded");
    assertThat(renderer.told).containsExactly("open swift-x2");
  }

  @Test
  void unknownModelsAreToldWithWhatIsNear() {
    assertThatThrownBy(() -> ask(new ModelRequest.Load("swift-x5")))
        .isInstanceOf(NotFound.class)
        .hasMessageContaining("swift-x2");
  }

  @Test
  void aModelAtWorkIsNotRemovedAndOneThatIsOpenIsClosedFirst() throws Exception {
    registry.take(ONNX, MINE, Progress.UNHEARD);
    try (var _ = registry.lease(MINE)) {
      assertThatThrownBy(() -> registry.remove(MINE)).isInstanceOf(Conflict.class);
    }
    assertThat(view("mine").file().lastUsed()).contains(NOON.toString());

    registry.remove(MINE);

    assertThat(renderer.told).containsExactly("open mine", "close mine");
    assertThat(folder.resolve("models/mine")).doesNotExist();
    assertThatThrownBy(() -> registry.remove(MINE)).isInstanceOf(NotFound.class);
  }

  @Test
  void aFileThatNobodyRemembersCanBeRemovedByItsId() throws Exception {
    registry.take(ONNX, MINE, Progress.UNHEARD);
    store.models().remove(MINE);
    assertThatThrownBy(() -> registry.take(ONNX, MINE, Progress.UNHEARD))
        .isInstanceOf(Conflict.class);

    assertThat(registry.remove(MINE).bytes()).isEqualTo(Files.size(ONNX));

    assertThat(folder.resolve("models/mine")).doesNotExist();
    registry.take(ONNX, MINE, Progress.UNHEARD);
  }

  @Test
  void modelsOfTheInstallationStay() {
    assertThatThrownBy(() -> registry.remove(new ModelId("bicubic-x2"))).isInstanceOf(Denied.class);
  }

  @Test
  void aModelIsMeasuredOnceAndAgainOnDemand() throws Exception {
    var first = registry.benchmark(SHIPPED, false);
    registry.benchmark(SHIPPED, false);
    assertThat(renderer.told).containsExactly("measure swift-x2");
    assertThat(first.speeds())
        .extracting(ModelView.Speed::height)
        .containsExactly(360, 480, 720, 1080);
    assertThat(view("swift-x2").speeds()).isEqualTo(first.speeds());

    now = now.plusSeconds(9);
    var again = registry.benchmark(SHIPPED, true);

    assertThat(renderer.told).hasSize(2);
    assertThat(again.speeds().getFirst().measuredAt()).isEqualTo(now.toString());
  }

  @Test
  void aRecommendationFollowsWhatWasMeasured() throws Exception {
    var wish = new ModelRequest.Recommend(720, 480, 25, List.of(), false, false, Optional.empty());
    assertThat(((ModelAnswer.Recommended) ask(wish)).model()).isEmpty();

    registry.benchmark(SHIPPED, false);

    var answer = (ModelAnswer.Recommended) ask(wish);
    assertThat(answer.model()).contains("swift-x2");
    assertThat(answer.scale()).isEqualTo(2);
    assertThat(answer.reason()).isNotBlank();
    assertThat(answer.passedOver()).extracting(ModelAnswer.Kept::model).contains("bicubic-x2");
  }

  @Test
  void cleaningUpTellsFirstAndThenRemovesOnlyWhatCanBeFetchedAgain() throws Exception {
    fetched("old", NOON.minus(Duration.ofDays(31)));
    fetched("fresh", NOON.minus(Duration.ofDays(29)));
    registry.take(ONNX, MINE, Progress.UNHEARD);
    Files.writeString(folder.resolve("models/notes.txt"), "somebody else's");
    now = NOON.plusSeconds(1);

    var dry = (ModelAnswer.CleanedUp) ask(new ModelRequest.Clean(30, true));

    assertThat(dry.removed()).extracting(ModelAnswer.Removed::model).containsExactly("old");
    assertThat(dry.kept()).extracting(ModelAnswer.Kept::model).containsExactly("fresh", "mine");
    assertThat(dry.foreign()).containsExactly("notes.txt");
    assertThat(folder.resolve("models/old/model.onnx")).exists();

    var done = (ModelAnswer.CleanedUp) ask(new ModelRequest.Clean(30, false));

    assertThat(done.removed()).isEqualTo(dry.removed());
    assertThat(folder.resolve("models/old")).doesNotExist();
    assertThat(folder.resolve("models/fresh/model.onnx")).exists();
    assertThat(folder.resolve("models/mine/model.onnx")).exists();
    assertThat(folder.resolve("models/notes.txt")).exists();
    assertThatThrownBy(() -> ask(new ModelRequest.Clean(-1, true))).isInstanceOf(Invalid.class);
  }

  @Test
  void aModelThatIsSparedIsKeptByCleaningUpAsLongAsItIs() throws Exception {
    fetched("old", NOON.minus(Duration.ofDays(31)));
    var spared = new HashMap<>(Map.of(new ModelId("old"), "pictures are made with it"));
    registry.spare(() -> spared);

    for (boolean dry : new boolean[] {true, false}) {
      var kept = (ModelAnswer.CleanedUp) ask(new ModelRequest.Clean(0, dry));
      assertThat(kept.removed()).isEmpty();
      assertThat(kept.kept())
          .containsExactly(new ModelAnswer.Kept("old", "pictures are made with it"));
    }
    spared.clear();

    var gone = (ModelAnswer.CleanedUp) ask(new ModelRequest.Clean(0, false));
    assertThat(gone.removed()).extracting(ModelAnswer.Removed::model).containsExactly("old");
  }

  @Test
  void aModelAtWorkIsKeptByCleaningUp() throws Exception {
    fetched("old", NOON.minus(Duration.ofDays(31)));
    try (var _ = registry.lease(new ModelId("old"))) {
      now = NOON.plus(Duration.ofDays(40));

      var done = (ModelAnswer.CleanedUp) ask(new ModelRequest.Clean(30, false));

      assertThat(done.removed()).isEmpty();
      assertThat(done.kept().getFirst().reason()).contains("at work");
    }
  }

  @Test
  void aModelWhoseFileIsGoneIsForgotten() throws Exception {
    fetched("old", NOON);
    Files.delete(folder.resolve("models/old/model.onnx"));

    assertThat(registry.forgetLost()).containsExactly(new ModelId("old"));
    assertThat(store.models().all()).isEmpty();
  }

  @Test
  void anInspectionLeavesNothing() throws Exception {
    var answer = (ModelAnswer.Inspected) ask(new ModelRequest.Inspect(ONNX.toString()));

    assertThat(answer.sha256()).hasSize(64);
    assertThat(answer.traits()).isEqualTo(PlayedRenderer.TRAITS);
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith("inspected"));
    }
    assertThatThrownBy(() -> ask(new ModelRequest.Inspect("/nowhere/x.onnx")))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> ask(new ModelRequest.Inspect("models/swift-x2.onnx")))
        .isInstanceOf(Invalid.class);
  }

  @Test
  void aRefusalNamesTheFileThatIsInspected() {
    renderer.refusal = new BadModel("Model 'inspected' loops");

    assertThatThrownBy(() -> ask(new ModelRequest.Inspect(ONNX.toString())))
        .isInstanceOf(BadModel.class)
        .hasMessage("Model '" + ONNX + "' loops");
  }

  @Test
  void whatIsNoRegularFileIsToldSo() {
    assertThatThrownBy(() -> ask(new ModelRequest.Inspect(folder.toString())))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("is no regular file");
  }

  @Test
  void copiesOfInspectionsThatWereKilledGoAndThoseAtWorkStay() throws Exception {
    var gone = Files.createFile(folder.resolve("inspected-999999999-1.onnx"));
    var working = Files.createFile(folder.resolve("inspected-1-1.onnx"));

    CopyInspection.removeLeftovers(folder);

    assertThat(gone).doesNotExist();
    assertThat(working).exists();
  }

  @Test
  void whereAModelIsIsToldToTheSameUser() throws Exception {
    registry.take(ONNX, MINE, Progress.UNHEARD);

    var mine = (ModelAnswer.Located) ask(new ModelRequest.Locate("mine"));
    var shipped = (ModelAnswer.Located) ask(new ModelRequest.Locate("fsrcnn-x2"));

    assertThat(Path.of(mine.file().orElseThrow())).exists();
    assertThat(shipped.file()).isEmpty();
    assertThat(shipped.model()).isEqualTo("swift-x2");
  }
}
