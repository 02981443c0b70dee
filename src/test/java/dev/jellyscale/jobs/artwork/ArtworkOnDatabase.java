package dev.jellyscale.jobs.artwork;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jellyscale.jobs.store.TestDatabase;
import dev.jellyscale.jobs.store.database.JobDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;

/** Tests of pictures on each kind of database: opened once for all, and emptied for each. */
public abstract class ArtworkOnDatabase {
  @TempDir static Path folder;
  private static @Nullable JobDatabase opened;
  protected final JobDatabase database;
  protected ArtworkWorld world;

  protected ArtworkOnDatabase(TestDatabase kind) {
    database = Objects.requireNonNull(opened);
    assertThat(database.isShared()).isEqualTo(kind == TestDatabase.POSTGRESQL);
  }

  @BeforeParameterizedClassInvocation
  static void openDatabase(TestDatabase kind) {
    opened = kind.open(folder);
  }

  @AfterParameterizedClassInvocation
  static void closeDatabase() {
    Objects.requireNonNull(opened).close();
  }

  @BeforeEach
  void open() {
    ArtworkWorld.empty(database);
    world = new ArtworkWorld(database);
  }

  @AfterEach
  void close() {
    world.close();
  }

  protected List<Artwork> all() {
    return world.rows().page(Optional.empty(), 100);
  }
}
