package dev.jellyscale.api.service.models.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.jellyscale.api.service.ServiceFailure;
import dev.jellyscale.api.service.models.Megabytes;
import dev.jellyscale.config.NodeName;
import dev.jellyscale.models.catalogue.Aliases;
import dev.jellyscale.models.catalogue.Catalogue;
import dev.jellyscale.models.fetch.TestFile;
import dev.jellyscale.models.fetch.TlsServer;
import dev.jellyscale.models.install.Acceptance;
import dev.jellyscale.models.install.ImportRules;
import dev.jellyscale.models.install.ModelFolder;
import dev.jellyscale.models.install.PretendCommands;
import dev.jellyscale.models.lifecycle.LifecycleSettings;
import dev.jellyscale.models.lifecycle.ModelEvents;
import dev.jellyscale.models.lifecycle.OpenModels;
import dev.jellyscale.models.registry.ModelFiles;
import dev.jellyscale.models.registry.ModelRegistry;
import dev.jellyscale.models.registry.RegistryParts;
import dev.jellyscale.models.store.ModelStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downloads that nobody waits for, from a real server to a real disk. */
class DownloadsTest {
  private static final TestFile FILE = TestFile.of(3_000_000);

  @TempDir Path folder;
  private final TlsServer server = new TlsServer();
  private final ModelJobs jobs = new ModelJobs(InstantSource.system());
  private ModelStore store;
  private Downloads downloads;
  private Imports imports;

  @BeforeEach
  void open() {
    store = ModelStore.open(folder.resolve("jellyscale.db"), new NodeName("attic"));
    var catalogue =
        Catalogue.parse(
            """
            {"version": 1, "models": [{
              "id": "their-x2", "name": "Theirs", "scale": 2, "kind": "LUMA", "task": "UPSCALE",
              "licence": {"spdx": "MIT", "commercialUse": true},
              "architecture": "convolutions", "parameters": 1234,
              "precision": "FLOAT",
              "file": {"bytes": %d, "sha256": "%s", "sources": ["https://one.test/m"]},
              "recommendedFor": [], "smallestDevice": "CPU"}]}
            """
                .formatted(FILE.bytes(), FILE.sha256()));
    var aliases = Aliases.parse("{\"version\": 1, \"aliases\": []}", catalogue);
    var renderer = new PretendCommands();
    var files =
        ModelFiles.of(
            ModelFolder.open(folder.resolve("models")),
            server.policy(),
            new Acceptance((_, _) -> {}, renderer),
            ImportRules.of(catalogue, aliases, Map.of()));
    var settings = new LifecycleSettings(1000, Duration.ofMinutes(10));
    var clock = InstantSource.system();
    var registry =
        new ModelRegistry(
            new RegistryParts(store, catalogue, aliases, files, renderer, folder),
            new OpenModels(renderer, settings, clock, new ModelEvents()),
            clock);
    downloads = new Downloads(() -> registry, jobs);
    imports = new Imports(() -> registry, jobs);
  }

  @AfterEach
  void close() {
    jobs.close();
    server.close();
    store.close();
  }

  private Downloads.Status ended(String job) {
    long deadline = System.nanoTime() + 30_000_000_000L;
    var status = downloads.status(job);
    while (!status.status().matches("completed|failed") && System.nanoTime() < deadline) {
      assertThat(status.downloadedMb()).isLessThanOrEqualTo(Megabytes.of(FILE.bytes()));
      assertThat(status.progress().orElse(0)).isLessThanOrEqualTo(99);
      status = downloads.status(job);
    }
    return status;
  }

  @Test
  void aJobEndsWithTheModelHere() throws InterruptedException {
    server.on("/m", TlsServer.file(FILE.content(), "\"a\""));

    var started = downloads.start("their-x2");
    var status = ended(started.jobId().orElseThrow());

    assertThat(started.status()).isEqualTo("queued");
    assertThat(started.jobId().orElseThrow()).matches("[0-9a-f]{32}");
    assertThat(status.status()).as(status.toString()).isEqualTo("completed");
    assertThat(status.model()).isEqualTo("their-x2");
    assertThat(status.sizeMb()).contains(Megabytes.of(FILE.bytes()));
    assertThat(downloads.start("their-x2").alreadyPresent()).isTrue();
    assertThat(new ObjectMapper().registerModule(new Jdk8Module()).valueToTree(status).fieldNames())
        .toIterable()
        .contains("job_id", "model", "status", "error", "started_at", "downloaded_mb", "total_mb");
    assertThat(folder.resolve("models/their-x2")).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void aSourceThatFailsFailsTheJob() throws InterruptedException {
    var status = ended(downloads.start("their-x2").jobId().orElseThrow());

    assertThat(status.status()).isEqualTo("failed");
    assertThat(status.error().orElseThrow()).contains("one.test");
  }

  @Test
  void bytesOfAnotherHashAreNotPublished() throws Exception {
    server.on("/m", TlsServer.file(TestFile.of(FILE.bytes() - 1).content(), "\"a\""));

    var status = ended(downloads.start("their-x2").jobId().orElseThrow());

    assertThat(status.status()).isEqualTo("failed");
    try (var models = Files.walk(folder.resolve("models"))) {
      assertThat(models.filter(path -> path.toString().endsWith(".onnx"))).isEmpty();
    }
  }

  @Test
  void whoAsksTwiceGetsTheSameJob() throws InterruptedException {
    var go = new CountDownLatch(1);
    server.on(
        "/m",
        (request, out) -> {
          try {
            go.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          TlsServer.file(FILE.content(), "\"a\"").send(request, out);
        });

    var first = downloads.start("their-x2");
    var second = downloads.start("their-x2");
    go.countDown();

    assertThat(second.jobId()).isEqualTo(first.jobId());
    assertThat(ended(first.jobId().orElseThrow()).status()).isEqualTo("completed");
  }

  @Test
  void anImportTellsItsLicence() throws InterruptedException {
    server.on("/m", TlsServer.file(FILE.content(), "\"a\""));

    assertThat(imports.list().direct().getFirst().eligible()).isTrue();
    var job = imports.start(Optional.of("their-x2")).jobId();
    ended(job);

    var status = imports.status(job);
    assertThat(status.importedAs()).contains("their-x2");
    assertThat(status.license()).contains("MIT");
    assertThat(status.nonCommercial()).contains(false);
    assertThat(imports.list().direct().getFirst().eligible()).isFalse();
  }

  @Test
  void unknownModelsAndJobsAreNotFound() {
    requireNotFound(() -> downloads.start("unknown"));
    requireNotFound(() -> downloads.status("deadbeef"));
  }

  private static void requireNotFound(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ServiceFailure.class, failure -> assertThat(failure.status()).isEqualTo(404));
  }
}
