package dev.jellyscale.models.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.config.NodeName;
import dev.jellyscale.error.JellyscaleException.Damaged;
import dev.jellyscale.error.JellyscaleException.DiskFull;
import dev.jellyscale.error.JellyscaleException.Unsupported;
import dev.jellyscale.model.ModelId;
import dev.jellyscale.model.ModelTraits;
import dev.jellyscale.model.ModelTraits.ChannelOrder;
import dev.jellyscale.model.ModelTraits.ElementType;
import dev.jellyscale.model.ModelTraits.Kind;
import dev.jellyscale.model.ModelTraits.Layout;
import dev.jellyscale.model.ModelTraits.Precision;
import dev.jellyscale.model.ModelTraits.Size;
import dev.jellyscale.model.ModelTraits.ValueRange;
import dev.jellyscale.protocol.ExecutionProvider;
import dev.jellyscale.protocol.MemoryUse;
import dev.jellyscale.video.remux.SmallDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {
  private static final NodeName NODE = new NodeName("attic");
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final ModelTraits PLAIN =
      new ModelTraits(
          2,
          Kind.LUMA,
          ElementType.FLOAT,
          Precision.FLOAT,
          Layout.NCHW,
          ValueRange.ZERO_TO_1,
          ChannelOrder.RGB,
          Optional.empty(),
          OptionalInt.empty(),
          17,
          12_345);
  private static final ModelTraits ODD =
      new ModelTraits(
          8,
          Kind.RGB,
          ElementType.FLOAT16,
          Precision.INT8,
          Layout.NHWC,
          ValueRange.ZERO_TO_255,
          ChannelOrder.BGR,
          Optional.of(new Size(256, 128)),
          OptionalInt.of(9),
          11,
          16_000_000_000L);

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void place() {
    file = folder.resolve("jellyscale.db");
  }

  private static InstalledModel model(String id, ModelTraits traits) {
    return new InstalledModel(
        new ModelId(id), "ab".repeat(32), 77, Origin.IMPORT, traits, NOON, Optional.empty());
  }

  @Test
  void aFullDiskIsToldAsThat() throws Exception {
    try (var disk = SmallDisk.mount(folder, 512)) {
      ModelStore.open(file, NODE).close();
      fill(disk.file("ballast"));

      assertThatThrownBy(() -> ModelStore.open(file, NODE))
          .isInstanceOf(DiskFull.class)
          .hasMessageContaining("no room left")
          .hasMessageContaining("deleting folders of models");
    }
  }

  @Test
  void aDiskThatBecomesFullIsToldAsThat() throws Exception {
    try (var disk = SmallDisk.mount(folder, 512);
        var store = ModelStore.open(file, NODE)) {
      fill(disk.file("ballast"));

      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 1_000; i++) {
                  store.models().put(model("model-" + i, PLAIN));
                }
              })
          .isInstanceOf(DiskFull.class)
          .hasMessageContaining("JELLYSCALE_DATA");
    }
  }

  private static void fill(Path ballast) throws IOException {
    try (var channel =
        FileChannel.open(ballast, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      while (true) {
        channel.write(ByteBuffer.allocate(4096));
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }

  @Test
  void whatIsWrittenIsThereWhenItIsOpenedAgain() {
    var plain = model("plain", PLAIN);
    var odd = model("odd.one", ODD);
    try (var store = ModelStore.open(file, NODE)) {
      store.models().put(plain);
      store.models().put(odd);
    }

    try (var store = ModelStore.open(file, NODE)) {
      assertThat(store.models().all()).containsExactly(odd, plain);
      assertThat(store.models().find(new ModelId("plain"))).contains(plain);
      assertThat(store.models().find(new ModelId("PLAIN"))).isEmpty();
    }
  }

  @Test
  void aModelIsReplacedUsedAndForgotten() {
    try (var store = ModelStore.open(file, NODE)) {
      var models = store.models();
      models.put(model("m", PLAIN));
      models.put(model("m", ODD));
      models.used(new ModelId("m"), NOON.plusSeconds(5));
      models.used(new ModelId("absent"), NOON);

      assertThat(models.all())
          .singleElement()
          .satisfies(
              one -> {
                assertThat(one.traits()).isEqualTo(ODD);
                assertThat(one.lastUsed()).contains(NOON.plusSeconds(5));
              });

      models.remove(new ModelId("m"));
      models.remove(new ModelId("m"));
      assertThat(models.all()).isEmpty();
    }
  }

  @Test
  void nodesHaveModelsOfTheirOwn() {
    try (var store = ModelStore.open(file, NODE)) {
      store.models().put(model("m", PLAIN));
    }

    try (var store = ModelStore.open(file, new NodeName("cellar"))) {
      assertThat(store.models().all()).isEmpty();
      assertThat(store.benchmarks().of("ab".repeat(32))).isEmpty();
    }
  }

  @Test
  void benchmarksAreKeptAndReplaced() {
    var sha = "ab".repeat(32);
    var small =
        new StoredBenchmark("cpu", sha, new Size(640, 360), 51.5, memory(9), provider(), NOON);
    var large =
        new StoredBenchmark("cpu", sha, new Size(1920, 1080), 5.25, memory(99), provider(), NOON);
    var later =
        new StoredBenchmark(
            "cpu", sha, new Size(640, 360), 60, memory(8), provider(), NOON.plusMillis(1));
    try (var store = ModelStore.open(file, NODE)) {
      store.benchmarks().put(List.of(large, small));
      store.benchmarks().put(List.of(later));

      assertThat(store.benchmarks().of(sha)).containsExactly(later, large);
    }
  }

  @Test
  void whatAGpuTellsOfItsMemoryIsKeptAndWhatItDoesNotTellStaysUnknown() {
    var sha = "ab".repeat(32);
    var told = gpu(sha, new Size(640, 360), MemoryUse.device(7, 99));
    var untold = gpu(sha, new Size(854, 480), MemoryUse.unknown(0));
    try (var store = ModelStore.open(file, NODE)) {
      store.benchmarks().put(List.of(told, untold));

      assertThat(store.benchmarks().of(sha)).containsExactly(told, untold);
    }
  }

  private static StoredBenchmark gpu(String sha256, Size size, MemoryUse memory) {
    return new StoredBenchmark("cuda", sha256, size, 60, memory, ExecutionProvider.CUDA, NOON);
  }

  private static MemoryUse memory(long bytes) {
    return MemoryUse.host(bytes);
  }

  private static ExecutionProvider provider() {
    return ExecutionProvider.CPU;
  }

  @Test
  void writesAreSafeAgainstPowerFailure() throws Exception {
    try (var store = ModelStore.open(file, NODE)) {
      store.models().put(model("m", PLAIN));
      store.check();

      assertThat(folder.resolve("jellyscale.db-wal")).exists();
    }
    assertThat(folder.resolve("jellyscale.db-wal")).doesNotExist();
    assertThat(pragma("journal_mode")).isEqualTo("wal");
  }

  private String pragma(String name) throws Exception {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement();
        var result = statement.executeQuery("PRAGMA " + name)) {
      return result.getString(1);
    }
  }

  @Test
  void aDatabaseOfANewerVersionIsRefusedAndNotTouched() throws Exception {
    ModelStore.open(file, NODE).close();
    execute(
        "INSERT INTO flyway_schema_history SELECT 99, '99', 'later', type, 'V99__later.sql',"
            + " 1, installed_by, installed_on, execution_time, success"
            + " FROM flyway_schema_history WHERE version = '1'");
    var before = Files.readAllBytes(file);

    assertThatThrownBy(() -> ModelStore.open(file, NODE))
        .isInstanceOf(Unsupported.class)
        .hasMessageContaining("newer Jellyscale (version 99");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  private void execute(String sql) throws Exception {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void aFileThatIsNoDatabaseIsTold() throws Exception {
    Files.writeString(file, "no database at all, but long enough to have a header".repeat(99));

    assertThatThrownBy(() -> ModelStore.open(file, NODE))
        .isInstanceOf(Damaged.class)
        .hasMessageContaining("no SQLite database");
  }
}
