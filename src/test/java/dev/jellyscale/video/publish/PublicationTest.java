package dev.jellyscale.video.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jellyscale.error.JellyscaleException.Conflict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicationTest {
  @TempDir Path folder;

  @Test
  void theFinalNameAppearsOnlyWithPublishing() throws IOException {
    var destination = folder.resolve("film.mkv");
    try (var publication = new Publication(destination)) {
      Files.writeString(publication.temporary(), "complete");
      var before = names();

      publication.publish(false);

      assertThat(before).singleElement().asString().matches("\\.film\\.mkv\\.part-[0-9a-f]{12}");
      assertThat(names()).containsExactly("film.mkv");
      assertThat(destination).hasContent("complete");
    }
  }

  @Test
  void whatIsNotPublishedIsRemoved() throws IOException {
    try (var publication = new Publication(folder.resolve("film.mkv"))) {
      Files.writeString(publication.temporary(), "half");
    }

    assertThat(names()).isEmpty();
  }

  @Test
  void anExistingFileIsNeverOverwritten() throws IOException {
    var destination = Files.writeString(folder.resolve("film.mkv"), "old");
    try (var publication = new Publication(destination)) {
      Files.writeString(publication.temporary(), "new");

      assertThatThrownBy(() -> publication.publish(false))
          .isInstanceOf(Conflict.class)
          .hasMessage("The file 'film.mkv' exists already");
    }
    assertThat(destination).hasContent("old");
    assertThat(names()).containsExactly("film.mkv");
  }

  @Test
  void forceReplaces() throws IOException {
    var destination = Files.writeString(folder.resolve("film.mkv"), "old");
    try (var publication = new Publication(destination)) {
      Files.writeString(publication.temporary(), "new");

      publication.publish(true);
    }
    assertThat(destination).hasContent("new");
    assertThat(names()).containsExactly("film.mkv");
  }

  @Test
  void ofManyAtOnceExactlyOneSucceeds() throws Exception {
    var destination = folder.resolve("film.mkv");
    int rivals = 8;
    var barrier = new CyclicBarrier(rivals);
    Callable<Boolean> rival =
        () -> {
          try (var publication = new Publication(destination)) {
            Files.writeString(publication.temporary(), publication.temporary().toString());
            barrier.await();
            publication.publish(false);
            return true;
          } catch (Conflict e) {
            return false;
          }
        };

    int published = 0;
    try (var executor = Executors.newFixedThreadPool(rivals)) {
      for (var result : executor.invokeAll(java.util.Collections.nCopies(rivals, rival))) {
        published += result.get() ? 1 : 0;
      }
    }

    assertThat(published).isEqualTo(1);
    assertThat(names()).containsExactly("film.mkv");
  }

  @Test
  void namesThatLookLikeOptionsOrCommandsAreOrdinary() throws IOException {
    for (var name : List.of("-y.mp4", "a\";b $(x).mkv")) {
      try (var publication = new Publication(folder.resolve(name))) {
        Files.writeString(publication.temporary(), "x");
        publication.publish(false);
      }
      assertThat(folder.resolve(name)).exists();
    }
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
